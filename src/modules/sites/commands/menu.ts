import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { done, issues, notFound, type Outcome } from '../../../kernel/errors.ts'
import type { EntryFields } from '../forms.ts'
import { siteTag } from '../site.ts'
import { keptSite, putInOrder, stepped, type Direction } from './common.ts'

export const addEntry = (spine: Spine, actor: Actor, siteId: number, fields: EntryFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    if (!(await sectionThere(trx, siteId, fields))) return issues({ sectionId: 'unknownSection' })
    const position = (await entriesOf(trx, siteId)).length
    const { id } = await trx
      .insertInto('menu_entries')
      .values({ site_id: siteId, position, ...rowOf(fields) })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell(changed(siteId))
    return done(id)
  })

export const changeEntry = (spine: Spine, actor: Actor, siteId: number, id: number, fields: EntryFields): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    await entryOf(trx, siteId, id)
    if (!(await sectionThere(trx, siteId, fields))) return issues({ sectionId: 'unknownSection' })
    await trx.updateTable('menu_entries').set(rowOf(fields)).where('id', '=', id).execute()
    tell(changed(siteId))
    return done(null)
  })

/** Among the entries of the same menu, in the footer among those of the same heading. */
export const moveEntry = (spine: Spine, actor: Actor, siteId: number, id: number, direction: Direction): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const { place, heading } = await entryOf(trx, siteId, id)
    const all = await entriesOf(trx, siteId)
    const beside = all.filter((one) => one.place === place && one.heading === heading).map((one) => one.id)
    const order = stepped(beside, id, direction)
    await putInOrder(
      trx,
      'menu_entries',
      all.map((one) => (beside.includes(one.id) ? order[beside.indexOf(one.id)]! : one.id)),
    )
    tell(changed(siteId))
    return done(null)
  })

export const removeEntry = (spine: Spine, actor: Actor, siteId: number, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    await entryOf(trx, siteId, id)
    await trx.deleteFrom('menu_entries').where('id', '=', id).execute()
    tell(changed(siteId))
    return done(null)
  })

const changed = (siteId: number) =>
  ({ kind: 'site.menuChanged', subject: 'site', subjectId: siteId, siteId, detail: {}, tags: [siteTag(siteId)] }) as const
const rowOf = ({ place, heading, label, href, sectionId }: EntryFields) => ({ place, heading, label, href, section_id: sectionId })

const entriesOf = (trx: Db, siteId: number) =>
  trx
    .selectFrom('menu_entries')
    .select(['id', 'place', 'heading'])
    .where('site_id', '=', siteId)
    .orderBy('position')
    .orderBy('id')
    .execute()

async function entryOf(trx: Db, siteId: number, id: number) {
  const entry = await trx
    .selectFrom('menu_entries')
    .select(['place', 'heading'])
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  if (!entry) throw notFound()
  return entry
}

async function sectionThere(trx: Db, siteId: number, { sectionId }: EntryFields) {
  if (sectionId === null) return true
  return (
    (await trx.selectFrom('sections').select('id').where('id', '=', sectionId).where('site_id', '=', siteId).executeTakeFirst()) !==
    undefined
  )
}
