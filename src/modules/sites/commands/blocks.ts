import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { done, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import type { BlockFields } from '../forms.ts'
import { sectionBlock, siteTag } from '../site.ts'
import { keptSite, putInOrder, stepped, type Direction } from './common.ts'

type Options = Record<string, unknown>

/** `kinds`: what the modules of this installation can draw. */
export const addBlock = (
  spine: Spine,
  actor: Actor,
  siteId: number,
  fields: BlockFields,
  kinds: readonly string[],
): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    if (!kinds.includes(fields.kind)) return issues({ kind: 'unknownKind' })
    const found = await blockIssues(trx, siteId, fields)
    if (found) return issues(found)
    const position = (await blockIds(trx, siteId)).length
    const { id } = await trx
      .insertInto('blocks')
      .values({ site_id: siteId, position, kind: fields.kind, options: json(optionsOf({}, fields)) })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell(changed(siteId))
    return done(id)
  })

/** Title and section; whatever else the block's own module keeps in its options stays. */
export const changeBlock = (
  spine: Spine,
  actor: Actor,
  siteId: number,
  id: number,
  fields: Omit<BlockFields, 'kind'>,
): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const { kind, options } = await blockOf(trx, siteId, id)
    const found = await blockIssues(trx, siteId, { ...fields, kind })
    if (found) return issues(found)
    await trx
      .updateTable('blocks')
      .set({ options: json(optionsOf(options, { ...fields, kind })) })
      .where('id', '=', id)
      .execute()
    tell(changed(siteId))
    return done(null)
  })

export const moveBlock = (spine: Spine, actor: Actor, siteId: number, id: number, direction: Direction): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    await blockOf(trx, siteId, id)
    await putInOrder(trx, 'blocks', stepped(await blockIds(trx, siteId), id, direction))
    tell(changed(siteId))
    return done(null)
  })

export const hideBlock = (spine: Spine, actor: Actor, siteId: number, id: number, hidden: boolean): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    await blockOf(trx, siteId, id)
    await trx
      .updateTable('blocks')
      .set({ hidden_at: hidden ? now() : null })
      .where('id', '=', id)
      .execute()
    tell(changed(siteId))
    return done(null)
  })

export const removeBlock = (spine: Spine, actor: Actor, siteId: number, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    await blockOf(trx, siteId, id)
    await trx.deleteFrom('blocks').where('id', '=', id).execute()
    tell(changed(siteId))
    return done(null)
  })

const changed = (siteId: number) =>
  ({ kind: 'site.blocksChanged', subject: 'site', subjectId: siteId, siteId, detail: {}, tags: [siteTag(siteId)] }) as const

const blockIds = async (trx: Db, siteId: number) =>
  (
    await trx
      .selectFrom('blocks')
      .select('id')
      .where('site_id', '=', siteId)
      .where('page', '=', 'home')
      .orderBy('position')
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

async function blockOf(trx: Db, siteId: number, id: number): Promise<{ kind: string; options: Options }> {
  const block = await trx
    .selectFrom('blocks')
    .select(['kind', 'options'])
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .where('page', '=', 'home')
    .executeTakeFirst()
  if (!block) throw notFound()
  return { kind: block.kind, options: block.options as Options }
}

async function blockIssues(trx: Db, siteId: number, { kind, section }: BlockFields): Promise<Issues | null> {
  if (section === '') return kind === sectionBlock ? { section: 'sectionMissing' } : null
  const known = await trx.selectFrom('sections').select('id').where('site_id', '=', siteId).where('slug', '=', section).executeTakeFirst()
  return known ? null : { section: 'unknownSection' }
}

function optionsOf({ title: _title, section: _section, ...kept }: Options, { kind, title, section }: BlockFields): Options {
  return { ...kept, ...(title ? { title } : {}), ...(section && kind === sectionBlock ? { section } : {}) }
}
