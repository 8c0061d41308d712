import { holds, type Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { done, forbidden, issues, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import type { InfoFields, NewSiteFields, ThemeFields } from '../forms.ts'
import { abilities } from '../policy.ts'
import { siteTag, type Theme } from '../site.ts'
import { text } from '../text.ts'
import { keptSite, networkTags } from './common.ts'

/** A site under `<key>.<base host>` with a home page of the blocks that are there; its sections and menu are the keeper's. */
export const createSite = (
  spine: Spine,
  actor: Actor,
  { key, name, owner, responsible }: NewSiteFields,
  firstBlocks: readonly string[],
): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    if (!holds(actor, abilities.network)) throw forbidden()
    const { last } = await trx
      .selectFrom('sites')
      .select((eb) => eb.fn.max('position').as('last'))
      .executeTakeFirstOrThrow()
    const site = await trx
      .insertInto('sites')
      .values({ key, name, owner, responsible, position: (last ?? -1) + 1, theme: json({}), created_at: now() })
      .onConflict((on) => on.column('key').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!site) return issues({ key: 'keyTaken' })
    await trx.insertInto('menu_entries').values({ site_id: site.id, place: 'main', label: text.vi.home, href: '/' }).execute()
    if (firstBlocks.length > 0)
      await trx
        .insertInto('blocks')
        .values(firstBlocks.map((kind, position) => ({ site_id: site.id, kind, position, options: json({}) })))
        .execute()
    tell({ kind: 'site.created', subject: 'site', subjectId: site.id, siteId: site.id, detail: { key }, tags: await networkTags(trx) })
    return done(site.id)
  })

export const changeSite = (spine: Spine, actor: Actor, id: number, fields: InfoFields): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const site = await keptSite(trx, actor, id)
    await trx.updateTable('sites').set(fields).where('id', '=', id).execute()
    const tags = site.name === fields.name ? [siteTag(id)] : await networkTags(trx)
    tell({ kind: 'site.changed', subject: 'site', subjectId: id, siteId: id, detail: {}, tags })
    return done(null)
  })

/** The schema has seen that the accent can be read; here the emblem is found in the library of the site. */
export const changeTheme = (
  deps: Spine & Pick<Deps, 'modules'>,
  actor: Actor,
  id: number,
  { accent, band, art, emblem }: ThemeFields,
): Promise<Outcome<null>> =>
  command(deps, actor, async (trx, tell) => {
    const site = await keptSite(trx, actor, id)
    if (emblem !== '' && emblem !== site.theme.emblem && !(await isPicture(deps, trx, id, emblem)))
      return issues({ emblem: 'emblemMissing' })
    const theme: Theme = { band, art, ...(accent ? { accent } : {}), ...(emblem ? { emblem } : {}) }
    await trx
      .updateTable('sites')
      .set({ theme: json(theme) })
      .where('id', '=', id)
      .execute()
    tell({ kind: 'site.themeChanged', subject: 'site', subjectId: id, siteId: id, detail: {}, tags: [siteTag(id)] })
    return done(null)
  })

const isPicture = async ({ modules }: Pick<Deps, 'modules'>, trx: Db, siteId: number, address: string) => {
  for (const { pictures } of modules) if (await pictures?.isOfSite(trx, siteId, address)) return true
  return false
}
