import { sql } from 'kysely'
import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { done, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { isGranted } from '../../people/index.ts'
import type { SectionFields } from '../forms.ts'
import { siteTag } from '../site.ts'
import { standingAt } from '../standing.ts'
import { keptSite, putInOrder, stepped, type Direction } from './common.ts'

/** What stands under a section's address beside the list itself. */
const tails = ['', '/rss.xml', '/atom.xml', '/feed.json']

export const addSection = (spine: Spine, actor: Actor, siteId: number, fields: SectionFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const all = await sectionsOf(trx, siteId)
    const found = sectionIssues(all, fields)
    if (found) return issues(found)
    const position = all.filter(({ parent_id: parent }) => parent === fields.parentId).length
    const { id } = await trx
      .insertInto('sections')
      .values({ site_id: siteId, position, ...rowOf(fields) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await clearRedirects(trx, siteId, fields.slug)
    tell({ kind: 'site.sectionAdded', ...about(siteId), detail: { section: id } })
    return done(id)
  })

/** A new address leaves the old one leading on; blocks that showed the section by its old address go with it. */
export const changeSection = (spine: Spine, actor: Actor, siteId: number, id: number, fields: SectionFields): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const all = await sectionsOf(trx, siteId)
    const section = sectionIn(all, id)
    const found = sectionIssues(all, fields, section)
    if (found) return issues(found)
    const moves = section.parent_id !== fields.parentId
    const position = moves ? all.filter(({ parent_id: parent }) => parent === fields.parentId).length : section.position
    await trx
      .updateTable('sections')
      .set({ ...rowOf(fields), position })
      .where('id', '=', id)
      .execute()
    if (section.slug !== fields.slug) await readdress(trx, siteId, section.slug, fields.slug)
    tell({ kind: 'site.sectionChanged', ...about(siteId), detail: { section: id } })
    return done(null)
  })

export const moveSection = (spine: Spine, actor: Actor, siteId: number, id: number, direction: Direction): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const all = await sectionsOf(trx, siteId)
    const { parent_id: parent } = sectionIn(all, id)
    await putInOrder(
      trx,
      'sections',
      stepped(
        all.filter((one) => one.parent_id === parent).map((one) => one.id),
        id,
        direction,
      ),
    )
    tell({ kind: 'site.sectionChanged', ...about(siteId), detail: { section: id } })
    return done(null)
  })

/** Hidden: in no list and no menu of readers; what was published under it keeps its address. */
export const hideSection = (spine: Spine, actor: Actor, siteId: number, id: number, hidden: boolean): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    sectionIn(await sectionsOf(trx, siteId), id)
    await trx
      .updateTable('sections')
      .set({ hidden_at: hidden ? now() : null })
      .where('id', '=', id)
      .execute()
    tell({ kind: hidden ? 'site.sectionHidden' : 'site.sectionShown', ...about(siteId), detail: { section: id } })
    return done(null)
  })

/** Only one that nothing hangs on: what was once written under it must find its section again. */
export const removeSection = (deps: Asking, actor: Actor, siteId: number, id: number): Promise<Outcome<null>> =>
  command(deps, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const all = await sectionsOf(trx, siteId)
    const section = sectionIn(all, id)
    const found = all.some(({ parent_id: parent }) => parent === id)
      ? 'sectionHasChildren'
      : await hangsOn(deps, trx, siteId, id, section.slug)
    if (found) return issues({ form: found })
    await clearRedirects(trx, siteId, section.slug)
    await trx
      .deleteFrom('redirects')
      .where('site_id', '=', siteId)
      .where(
        'target',
        'in',
        tails.map((tail) => `/${section.slug}${tail}`),
      )
      .execute()
    await trx.deleteFrom('sections').where('id', '=', id).execute()
    tell({ kind: 'site.sectionRemoved', ...about(siteId), detail: { section: id } })
    return done(null)
  })

/** Later modules say what stands at a section. */
type Asking = Spine & Pick<Deps, 'modules'>
type Row = { id: number; parent_id: number | null; slug: string; position: number }

const about = (siteId: number) => ({ subject: 'site', subjectId: siteId, siteId, tags: [siteTag(siteId)] })
const rowOf = ({ name, slug, description, parentId }: SectionFields) => ({ name, slug, description, parent_id: parentId })

const sectionsOf = (trx: Db, siteId: number): Promise<Row[]> =>
  trx
    .selectFrom('sections')
    .select(['id', 'parent_id', 'slug', 'position'])
    .where('site_id', '=', siteId)
    .orderBy('position')
    .orderBy('id')
    .execute()

function sectionIn(all: readonly Row[], id: number): Row {
  const section = all.find((one) => one.id === id)
  if (!section) throw notFound()
  return section
}

function sectionIssues(all: readonly Row[], { slug, parentId }: SectionFields, self?: Row): Issues | null {
  if (all.some((one) => one.slug === slug && one.id !== self?.id)) return { slug: 'slugTaken' }
  if (parentId === null) return null
  if (!all.some(({ id }) => id === parentId)) return { parentId: 'unknownSection' }
  return self && isUnder(all, parentId, self.id) ? { parentId: 'sectionCycle' } : null
}

const isUnder = (all: readonly Row[], id: number | null, above: number): boolean =>
  id !== null && (id === above || isUnder(all, all.find((one) => one.id === id)?.parent_id ?? null, above))

async function readdress(trx: Db, siteId: number, from: string, to: string) {
  await clearRedirects(trx, siteId, to)
  for (const tail of tails) {
    const [path, target] = [`/${from}${tail}`, `/${to}${tail}`]
    // An address older still goes straight to today's.
    await trx.updateTable('redirects').set({ target }).where('site_id', '=', siteId).where('target', '=', path).execute()
    await trx
      .insertInto('redirects')
      .values({ site_id: siteId, path, target, created_at: now() })
      .onConflict((on) => on.columns(['site_id', 'path']).doUpdateSet({ target }))
      .execute()
  }
  await trx
    .updateTable('menu_entries')
    .set({ href: `/${to}` })
    .where('site_id', '=', siteId)
    .where('href', '=', `/${from}`)
    .execute()
  await trx
    .updateTable('blocks')
    .set({ options: sql`jsonb_set(options, '{section}', to_jsonb(${to}::text))` })
    .where('site_id', '=', siteId)
    .where(sql<boolean>`options ->> 'section' = ${from}`)
    .execute()
}

/** An address that is in use again leads nowhere else. */
const clearRedirects = (trx: Db, siteId: number, slug: string) =>
  trx
    .deleteFrom('redirects')
    .where('site_id', '=', siteId)
    .where(
      'path',
      'in',
      tails.map((tail) => `/${slug}${tail}`),
    )
    .execute()

async function hangsOn(deps: Asking, trx: Db, siteId: number, id: number, slug: string): Promise<string | null> {
  if ((await standingAt(deps, trx, [id])).get(id)?.bound) return 'sectionUsed'
  const { rows } = await sql<{ listed: boolean }>`
    select exists (select from menu_entries where section_id = ${id})
      or exists (select from blocks where site_id = ${siteId} and options ->> 'section' = ${slug}) as listed`.execute(trx)
  if (rows[0]!.listed) return 'sectionListed'
  return (await isGranted(trx, id)) ? 'sectionGranted' : null
}
