import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../kernel/db/db.ts'
import { addJob } from '../../kernel/jobs.ts'
import type { Deps } from '../../kernel/module.ts'
import { keptFor } from '../../kernel/rules.ts'
import { now, today, toLocal } from '../../kernel/time.ts'
import { accountsAmong, actorById } from '../people/index.ts'
import { holidays } from '../rules/index.ts'
import { noticeLetter, trialLetter } from './letters.ts'
import { dueFor } from './queries.ts'
import { sentencesFor } from './sentences.ts'

/** One job a person: a letter that cannot go is tried again, and what comes meanwhile goes with it. */
export const mailKey = (person: number) => `notices.mail:${person}`

/** The holidays that a letter of today may have to wait for. */
export const freeDays = (db: Db) => holidays(db, today(), today().add({ days: 60 }))

const Whose = z.object({ person: z.number().int() })

/**
 * One letter about everything that is due for a person. It counts as sent when the mail server has taken it; should the process end in between, the
 * person gets it twice under the same name.
 */
export const mail = (deps: Deps, payload: unknown): Promise<void> => {
  const { person } = Whose.parse(payload)
  return deps.db.transaction().execute(async (trx) => {
    // Whoever writes to this person already takes all that is due.
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(hashtext('notices.mail'), ${person}) as free`.execute(
      trx,
    )
    const due = rows[0]!.free ? await dueFor(trx, person) : []
    if (due.length === 0) return
    const account = (await accountsAmong(trx, [person])).get(person)
    const reader = await actorById(trx, person)
    if (account?.open && reader) {
      const sentences = await sentencesFor({ ...deps, db: trx }, reader, due)
      const lines = due.flatMap(({ id, at }) => (sentences.has(id) ? [{ id, at, sentence: sentences.get(id)! }] : []))
      if (lines.length > 0) await deps.post.send(noticeLetter(deps, account, lines))
    }
    const ids = due.map(({ id }) => id)
    await trx.updateTable('notices').set({ mailed_at: now() }).where('id', 'in', ids).execute()
  })
}

export async function trial(deps: Deps, payload: unknown) {
  const { person } = Whose.parse(payload)
  const account = (await accountsAmong(deps.db, [person])).get(person)
  if (account?.open) await deps.post.send(trialLetter(deps, account))
}

/** Every minute: letters whose quiet or whose wait for the morning is over, and those whose job was lost. What is being tried again is left to it. */
export async function sweep({ db }: Pick<Deps, 'db'>) {
  const { rows } = await sql<{ person: number }>`
    select distinct person_id as person from notices
    where mail_after <= ${now().toString()}::timestamptz and mailed_at is null and seen_at is null and not exists (
      select from graphile_worker.jobs where key = 'notices.mail:' || person_id and attempts < max_attempts)`.execute(db)
  for (const { person } of rows) await addJob(db, 'notices.mail', { person }, { key: mailKey(person) })
}

/** What was seen long ago goes, and with it letters on the disk. */
export async function forget(deps: Deps) {
  const days = await keptFor(deps, 'retention.notices', 'days')
  if (days === null) return
  const before = toLocal(now()).subtract({ days }).toInstant()
  await deps.db.deleteFrom('notices').where('seen_at', '<', before).execute()
  await deps.post.forget(before)
}
