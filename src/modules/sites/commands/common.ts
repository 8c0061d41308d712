import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { notFound } from '../../../kernel/errors.ts'
import { visibleTo } from '../policy.ts'
import { siteTag, type Theme } from '../site.ts'

/** The site, locked until the command ends: two keepers who move things at once come one after the other. */
export async function keptSite(trx: Db, actor: Actor, id: number): Promise<{ id: number; key: string; name: string; theme: Theme }> {
  const site = await trx
    .selectFrom('sites')
    .select(['id', 'key', 'name', 'theme'])
    .where('id', '=', id)
    .where(visibleTo(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!site) throw notFound()
  return { ...site, theme: site.theme as Theme }
}

/** Names and hosts of a site stand on the pages of the others too: the portal lists its members, every footer leads to the portal. */
export const networkTags = async (trx: Db) => (await trx.selectFrom('sites').select('id').execute()).map(({ id }) => siteTag(id))

/** Positions from nought in the order given, so that old gaps and ties heal. */
export async function putInOrder(trx: Db, table: 'sections' | 'menu_entries' | 'blocks', ids: readonly number[]) {
  for (const [position, id] of ids.entries()) await trx.updateTable(table).set({ position }).where('id', '=', id).execute()
}

export type Direction = 'up' | 'down'

/** The same ids with one of them a step further; at the end it stays where it is. */
export function stepped(ids: readonly number[], id: number, direction: Direction): number[] {
  const at = ids.indexOf(id)
  const to = Math.min(ids.length - 1, Math.max(0, at + (direction === 'up' ? -1 : 1)))
  return ids.toSpliced(at, 1).toSpliced(to, 0, id)
}
