import { holds, type Actor } from '../../kernel/access.ts'
import type { Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, type Outcome } from '../../kernel/errors.ts'
import { exact, slug } from '../../kernel/text.ts'
import { now } from '../../kernel/time.ts'
import { addSection } from './commands/sections.ts'
import { SectionForm } from './forms.ts'
import { reservedSlugs } from './site.ts'

/** Who brings what another portal held onto a site: whoever keeps it for its agency, and the administrator. */
export const movers = ['keeper', 'admin']
export const canMoveIn = (actor: Actor, siteId: number) => holds(actor, movers, siteId)

/** An address of an older portal leads on; false when something else took it before. */
export async function leadOn(trx: Db, siteId: number, path: string, target: string): Promise<boolean> {
  if (path === target) return true
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('redirects')
    .values({ site_id: siteId, path, target, created_at: now() })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) === 1
}

export type Shelf = { id: number; slug: string; name: string }

/** The section of this name or address; made when there is none, under an address that is free. */
export async function sectionCalled(spine: Spine, actor: Actor, siteId: number, name: string): Promise<Outcome<Shelf>> {
  const all = await spine.db.selectFrom('sections').select(['id', 'slug', 'name']).where('site_id', '=', siteId).orderBy('id').execute()
  const key = exact(name.trim())
  const found = all.find((one) => exact(one.name) === key) ?? all.find((one) => one.slug === name.trim() || one.slug === slug(name))
  if (found) return done(found)
  const taken = new Set([...all.map((one) => one.slug), ...reservedSlugs])
  const wish = slug(name, 70)
  let free = wish
  for (let n = 2; taken.has(free); n++) free = `${wish}-${n}`
  const fields = SectionForm.safeParse({ name: name.slice(0, 120), slug: free, parentId: '' })
  if (!fields.success) return { ok: false, issues: { section: 'unknownSection' } }
  const made = await addSection(spine, actor, siteId, fields.data)
  return made.ok ? done({ id: made.value, slug: free, name: fields.data.name }) : made
}
