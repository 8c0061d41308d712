import { sql } from 'kysely'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import { command, system } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, issues } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { compareLater } from './commands.ts'
import { listed, listedOf } from './library.ts'
import type { Listed } from './medium.ts'
import { fingerprint } from './picture.ts'
import { visibleTo } from './policy.ts'

/** Bits of 64 in which two prints of one picture may differ: another size, another compression, a little lighter. */
const near = 5
/** Two pictures whose shapes differ by more are a picture and its crop, which are not the same. */
const sameShape = 0.04

const Payload = z.object({ id: z.int().positive() })

/** Finds the first medium that is the same file or the same picture, and puts this one beside it. Safe to run twice. */
export async function compare(deps: Deps, payload: unknown): Promise<void> {
  const { id } = Payload.parse(payload)
  const medium = await deps.db.selectFrom('media').select(['kind', 'key']).where('id', '=', id).executeTakeFirst()
  if (!medium) return
  const print = medium.kind === 'image' ? await printOf(deps, id, medium.key) : null
  const { db } = deps
  const set = { dhash: print === null ? null : sql<number>`${print.toString()}::bigint`, compared_at: now() }
  await db.updateTable('media').set(set).where('id', '=', id).execute()
  await command(deps, system, async (trx, tell) => {
    // Two that come at once would each miss the other.
    await sql`select pg_advisory_xact_lock(hashtext('media.likeness'))`.execute(trx)
    const first = await firstLike(trx, id)
    if (first === null) return issues({ like: 'none' })
    await trx.updateTable('media').set({ like_id: first }).where('id', 'in', [id, first]).where('like_id', 'is', null).execute()
    tell({ kind: 'media.likened', subject: 'medium', subjectId: id, detail: { first } })
    return done(null)
  })
}

/** Those that are waiting although their job was lost, or were there before this was asked. */
export async function compareForgotten({ db }: Deps): Promise<void> {
  const rows = await db.selectFrom('media').select('id').where('compared_at', 'is', null).orderBy('id').limit(200).execute()
  for (const { id } of rows) await compareLater(db, id)
}

async function printOf({ db, files, log }: Deps, id: number, key: string): Promise<bigint | null> {
  const small = await db.selectFrom('renditions').select('key').where('media_id', '=', id).where('name', '=', 'w480').executeTakeFirst()
  const opened = await files.open(small?.key ?? key)
  if (!opened) return null
  try {
    return await fingerprint(await buffer(opened.stream))
  } catch (error) {
    log.warn({ err: error, medium: id }, 'no fingerprint of a picture')
    return null
  }
}

/** The same bytes before a likeness, the older before the newer; null when there is none, or it has its place already. */
async function firstLike(trx: Db, id: number): Promise<number | null> {
  const { rows } = await sql<{ first: number }>`
    select coalesce(other.like_id, other.id) as first
    from media own join media other on other.id <> own.id and (
      other.source_sha256 = own.source_sha256
      or (other.dhash is not null and own.dhash is not null
        and bit_count((other.dhash # own.dhash)::bit(64)) <= ${near}
        and abs(other.width::real / other.height / (own.width::real / own.height) - 1) < ${sameShape}::real))
    where own.id = ${id} and own.like_id is null
    order by other.source_sha256 = own.source_sha256 desc, other.id
    limit 1`.execute(trx)
  return rows[0]?.first ?? null
}

/** What the actor sees of those that are or look like this one, whether the worker has compared them or not. */
export async function twinsOf(db: Db, actor: Actor, id: number): Promise<Listed[]> {
  const rows = await listed(db, actor)
    .innerJoin('media as own', (join) =>
      join.on((eb) =>
        eb.or([eb('own.source_sha256', '=', eb.ref('media.source_sha256')), eb('own.like_id', '=', eb.ref('media.like_id'))]),
      ),
    )
    .where('own.id', '=', id)
    .where('media.id', '<>', id)
    .where('media.hidden_at', 'is', null)
    .orderBy('media.id')
    .limit(12)
    .execute()
  return rows.map(listedOf)
}

export type TwinGroup = { id: number; exact: boolean; items: Listed[] }

/** Groups on one page. */
const groupsPerPage = 20

/** Groups of at least two that the actor sees, the newest group first; `before` is the group the page comes after. */
export async function twinGroups(db: Db, actor: Actor, before?: number): Promise<{ groups: TwinGroup[]; more: boolean }> {
  const seen = db
    .selectFrom('media')
    .select('media.like_id as id')
    .select((eb) => sql<boolean>`count(distinct ${eb.ref('media.source_sha256')}) = 1`.as('exact'))
    .where('media.like_id', 'is not', null)
    .where('media.hidden_at', 'is', null)
    .where(visibleTo(actor))
    .$if(before !== undefined, (query) => query.where('media.like_id', '<', before!))
    .groupBy('media.like_id')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .orderBy('media.like_id', 'desc')
    .limit(groupsPerPage + 1)
  const found = await seen.execute()
  const groups = found.slice(0, groupsPerPage).map(({ id, exact }) => ({ id: id!, exact }))
  if (groups.length === 0) return { groups: [], more: false }
  const rows = await listed(db, actor)
    .select('media.like_id')
    .where(
      'media.like_id',
      'in',
      groups.map(({ id }) => id),
    )
    .where('media.hidden_at', 'is', null)
    .orderBy('media.id')
    .execute()
  const items = Map.groupBy(rows, (row) => row.like_id!)
  return {
    groups: groups.map(({ id, exact }) => ({ id, exact, items: (items.get(id) ?? []).map(listedOf) })),
    more: found.length > groupsPerPage,
  }
}
