import { sql } from 'kysely'
import type { Db } from '../db/db.ts'

/** One activity's part in invalidation. */
export type Change = { id: number; tags: readonly string[] }
/** `position` is what to ask from next time. */
export type Changes = { position: number; changes: readonly Change[] }

export const channel = 'hoaban_pages'
/** PostgreSQL refuses 8,000 bytes; the rest is for the frame around the tags. */
const longestPayload = 7_800

/**
 * Tells every node which tags an activity touches. Inside the command's transaction: PostgreSQL sends at commit, in order, or not at all.
 * @throws when one tag alone is longer than a payload.
 */
export async function notifyTags(trx: Db, tags: readonly string[], activityId: number): Promise<void> {
  const all = parts(tags)
  for (const [at, part] of all.entries()) {
    const payload = JSON.stringify({ id: activityId, tags: part, more: at < all.length - 1 })
    await sql`select pg_notify(${channel}, ${payload})`.execute(trx)
  }
}

/** What a notification says (`more`: the same activity goes on in the next one); null for what is not ours to understand. */
export function readPayload(payload: string | undefined): (Change & { more: boolean }) | null {
  try {
    const { id, tags, more } = JSON.parse(payload ?? '') as Record<string, unknown>
    const fits = typeof id === 'number' && Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')
    return fits ? { id, tags, more: more === true } : null
  } catch {
    return null
  }
}

/**
 * What was changed since a position, so that no change is ever missed.
 *
 * The position is not an activity's id. Ids are handed out when a command begins to write and become visible when it commits: a slow
 * command may show id 41 after everybody has seen 42, and whoever asks "after 42" never hears of it. So each activity carries the
 * number of its transaction (`xid`), and the position is the *horizon* of the snapshot that read: the oldest transaction still at
 * work. Everything below it is settled, seen or rolled back; everything from it on is asked for again next time, and `listen` leaves
 * out what it has already heard. Rows and horizon come from one statement, that is, one snapshot. Readers do not hold the horizon
 * back, only transactions that write.
 *
 * `null` asks for a position to begin from. Transaction numbers belong to one cluster: a restore gives rows new ones and must empty
 * the page folder.
 */
export async function changesSince(db: Db, position: number | null): Promise<Changes> {
  const { rows } = await sql<{ horizon: string; id: number | null; tags: string[] | null }>`
    select h.horizon, a.id, a.tags
    from (select pg_snapshot_xmin(pg_current_snapshot())::text as horizon) h
    left join activities a on a.xid >= ${String(position ?? Number.MAX_SAFE_INTEGER)}::text::xid8 and a.tags <> '{}'`.execute(db)
  const changes = rows.flatMap(({ id, tags }) => (id === null ? [] : [{ id: Number(id), tags: tags! }]))
  return { position: Number(rows[0]!.horizon), changes }
}

function parts(tags: readonly string[]): string[][] {
  const made: string[][] = []
  let room = 0
  for (const tag of new Set(tags)) {
    const size = Buffer.byteLength(JSON.stringify(tag)) + 1
    if (size > longestPayload) throw new Error(`a page tag of ${size} bytes fits no notification`)
    if (size > room) {
      made.push([])
      room = longestPayload
    }
    made.at(-1)!.push(tag)
    room -= size
  }
  return made
}
