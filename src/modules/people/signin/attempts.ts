import { sql, type RawBuilder } from 'kysely'
import { keyed } from '../../../kernel/crypto.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'
import { limitsAt, type Counter, type Limits } from './limits.ts'

/** What is being guessed at, from where. `device`: the browser has signed in to this account before and proves it. */
export type Guess = { what: 'password' | 'code'; account: string; source: string; device: string | null }

/** The wait doubles from here; the rule rows say when it starts and where it ends. */
const firstWaitSeconds = 5
const forgetAfter = { hours: 24 }

/**
 * Counts an attempt before it is judged, so that a hundred at once are a hundred. Returns null when it may go on, else when to try again.
 * A known device has a counter of its own: whatever strangers do, the owner gets in from there. Nobody waits longer than the rule says.
 */
export async function reserve(db: Db, key: Uint8Array, guess: Guess): Promise<Temporal.Instant | null> {
  const limits = await limitsAt(db)
  const refused = Symbol()
  try {
    await db.transaction().execute(async (trx) => {
      for (const counting of countersOf(key, guess)) if (!(await count(trx, counting, limits))) throw refused
    })
    return null
  } catch (error) {
    if (error !== refused) throw error
    return (await waitingUntil(db, countersOf(key, guess))) ?? now().add({ seconds: firstWaitSeconds })
  }
}

/** The attempt was right: the pair starts anew; the wider counters lose only this attempt, else an own account would wash a guesser clean. */
export async function settle(db: Db, key: Uint8Array, guess: Guess) {
  const { failures } = await limitsAt(db)
  for (const { counter, digest } of countersOf(key, guess)) {
    if (counter === 'pair') await db.deleteFrom('sign_in_attempts').where('key', '=', digest).execute()
    else
      await db
        .updateTable('sign_in_attempts')
        .set((eb) => ({
          failures: eb('failures', '-', 1),
          next_at: eb.case().when('failures', '<=', failures[counter]).then(eb.ref('last_at')).else(eb.ref('next_at')).end(),
        }))
        .where('key', '=', digest)
        .where('failures', '>', 0)
        .execute()
  }
}

export const sweepAttempts = (db: Db) => db.deleteFrom('sign_in_attempts').where('last_at', '<', now().subtract(forgetAfter)).execute()

type Counting = { counter: Counter; digest: Buffer }

/** Digests under our key, so that the table tells neither who was tried nor from where. In one order for all, against deadlocks. */
function countersOf(key: Uint8Array, { what, account, source, device }: Guess): Counting[] {
  if (device) return [{ counter: 'pair', digest: keyed(key, what, 'device', account, device) }]
  const from = network(source)
  const all: Counting[] = [
    { counter: 'pair', digest: keyed(key, what, 'pair', account, from) },
    { counter: 'source', digest: keyed(key, what, 'source', from) },
    { counter: 'account', digest: keyed(key, what, 'account', account) },
  ]
  return all.toSorted((a, b) => a.digest.compare(b.digest))
}

/** One upsert; false when this counter still has to wait. */
async function count(trx: Db, { counter, digest }: Counting, limits: Limits): Promise<boolean> {
  const at = now()
  const free = limits.failures[counter]
  const forgotten = sql<boolean>`a.last_at < ${at.subtract(forgetAfter)}::timestamptz`
  const failures = sql<number>`case when ${forgotten} then 1 else a.failures + 1 end`
  const nextAt = (
    count: RawBuilder<number>,
  ) => sql`${at}::timestamptz + case when ${count} < ${free}::int then interval '0' else make_interval(
    secs => least(${limits.longestWaitMinutes * 60}::float8, ${firstWaitSeconds}::float8 * power(2, least(${count} - ${free}::int, 20)))) end`
  const { rows } = await sql`
    insert into sign_in_attempts as a (key, failures, last_at, next_at) values (${digest}, 1, ${at}, ${nextAt(sql`1`)})
    on conflict (key) do update set failures = ${failures}, last_at = ${at}, next_at = ${nextAt(failures)}
    where a.next_at <= ${at} returning a.key`.execute(trx)
  return rows.length === 1
}

async function waitingUntil(db: Db, counters: readonly Counting[]): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('sign_in_attempts')
    .select((eb) => eb.fn.max('next_at').as('until'))
    .where(
      'key',
      'in',
      counters.map(({ digest }) => digest),
    )
    .where('next_at', '>', now())
    .executeTakeFirst()
  return row?.until ?? null
}

/** One house is one source: with IPv6 that is the first 64 bits. */
function network(source: string): string {
  if (!source.includes(':') || source.startsWith('::ffff:')) return source.replace('::ffff:', '')
  const [head = '', tail = ''] = source.split('::')
  const start = head.split(':').filter(Boolean)
  const end = tail.split(':').filter(Boolean)
  return [...start, ...Array(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end].slice(0, 4).join(':')
}
