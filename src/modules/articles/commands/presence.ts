import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'

export type Doing = 'reading' | 'writing' | 'deciding'
export type Present = { name: string; doing: Doing; block: string; own: boolean }
/** Who took the text over from somebody who was deciding, and when. */
export type Taken = { by: string; at: Temporal.Instant }

/** Seconds after which a page that says nothing is taken for closed: three times its usual silence. */
const silence = 30

/**
 * An open page tells that it is there, and hears who else is. `taken`: this page was deciding, and a colleague has taken the text over.
 * No command: nothing of it is worth a line in the record, and nobody comes back to it.
 */
export async function tellPresence(
  db: Db,
  actor: Actor,
  id: number,
  { session, doing, block }: { session: string; doing: Doing; block: string },
): Promise<{ others: Present[]; taken: Taken | null }> {
  const row = { person_id: actor.id, doing, block, seen_at: now() }
  await db
    .insertInto('presences')
    .values({ article_id: id, session, ...row })
    .onConflict((on) => on.columns(['article_id', 'session']).doUpdateSet(row).where('presences.person_id', '=', actor.id))
    .execute()
  const rows = await presentAt(db, id).execute()
  const own = rows.find((one) => one.session === session)
  return {
    others: rows
      .filter((one) => one.session !== session)
      .map((one) => ({ name: one.name, doing: one.doing as Doing, block: one.block, own: one.person_id === actor.id })),
    taken: own?.takenBy ? { by: own.takenBy, at: own.taken_at! } : null,
  }
}

/** Pages that have it open just now. */
export async function openPages(db: Db, id: number): Promise<ReadonlySet<string>> {
  const rows = await presentAt(db, id).execute()
  return new Set(rows.map(({ session }) => session))
}

export const leave = (db: Db, actor: Actor, id: number, session: string) =>
  db.deleteFrom('presences').where('article_id', '=', id).where('session', '=', session).where('person_id', '=', actor.id).execute()

/** Who decides about the text just now, other than the actor: while they do, it is theirs. */
export async function decider(db: Db, actor: Actor, id: number): Promise<string | null> {
  const found = await presentAt(db, id)
    .where('presences.doing', '=', 'deciding')
    .where('presences.taken_by', 'is', null)
    .where('presences.person_id', '<>', actor.id)
    .executeTakeFirst()
  return found?.name ?? null
}

/** Takes the text over from whoever decides: they are told, and their decision is bound to a version that will soon be gone. */
export const takeOver = (db: Db, actor: Actor, id: number) =>
  db
    .updateTable('presences')
    .set({ taken_by: actor.id, taken_at: now() })
    .where('article_id', '=', id)
    .where('doing', '=', 'deciding')
    .where('person_id', '<>', actor.id)
    .where('taken_by', 'is', null)
    .execute()

/** What was open yesterday. */
export const forgetPresences = (db: Db) =>
  db
    .deleteFrom('presences')
    .where('seen_at', '<', now().subtract({ hours: 24 }))
    .execute()

const presentAt = (db: Db, id: number) =>
  db
    .selectFrom('presences')
    .innerJoin('people', 'people.id', 'presences.person_id')
    .leftJoin('people as taker', 'taker.id', 'presences.taken_by')
    .select([
      'presences.session',
      'presences.person_id',
      'presences.doing',
      'presences.block',
      'presences.taken_at',
      'people.name',
      'taker.name as takenBy',
    ])
    .where('presences.article_id', '=', id)
    .where('presences.seen_at', '>', now().subtract({ seconds: silence }))
    .orderBy('presences.seen_at')
