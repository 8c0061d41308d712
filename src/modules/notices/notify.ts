import type { Db } from '../../kernel/db/db.ts'
import { addJob } from '../../kernel/jobs.ts'
import type { Deps, ToldActivity } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { accountsAmong, delegatesOf } from '../people/index.ts'
import { choicesOf } from './choices.ts'
import { mailAfter } from './hours.ts'
import { groupOf } from './kinds.ts'
import { freeDays, mailKey } from './mailing.ts'

/** `path`: where the notice leads. */
export type Told = { people: readonly number[]; kind: string; path: string }

/**
 * Tells people of an activity: once each, however often it is called; who is named twice is told what comes first. Never whoever acted, and always
 * the delegates of somebody who is away. The words are drawn when the notice is read.
 */
export const notify = (
  deps: Pick<Deps, 'db' | 'modules'>,
  activity: Pick<ToldActivity, 'id' | 'at' | 'actorId'>,
  told: readonly Told[],
): Promise<void> =>
  deps.db.transaction().execute(async (trx) => {
    const wanted = await withDelegates(trx, firstOf(told), activity.actorId)
    if (wanted.size === 0) return
    const rows = await rowsFor(deps, trx, activity, wanted)
    const made = await trx
      .insertInto('notices')
      .values(rows)
      .onConflict((on) => on.columns(['activity_id', 'person_id']).doNothing())
      .returning(['person_id', 'mail_after'])
      .execute()
    for (const { person_id, mail_after } of made)
      if (mail_after && Temporal.Instant.compare(mail_after, now()) <= 0)
        await addJob(trx, 'notices.mail', { person: person_id }, { key: mailKey(person_id) })
  })

type Wanted = ReadonlyMap<number, { kind: string; path: string; insteadOf: number | null }>

function firstOf(told: readonly Told[]): Wanted {
  const wanted = new Map<number, { kind: string; path: string; insteadOf: null }>()
  for (const { people, kind, path } of told)
    for (const person of people) if (!wanted.has(person)) wanted.set(person, { kind, path, insteadOf: null })
  return wanted
}

async function withDelegates(trx: Db, wanted: Wanted, actorId: number | null): Promise<Wanted> {
  const all = new Map(wanted)
  for (const { absent, delegate } of await delegatesOf(trx, [...wanted.keys()]))
    if (!all.has(delegate)) all.set(delegate, { ...wanted.get(absent)!, insteadOf: absent })
  if (actorId !== null) all.delete(actorId)
  return all
}

async function rowsFor(deps: Pick<Deps, 'modules'>, trx: Db, { id, at }: Pick<ToldActivity, 'id' | 'at'>, wanted: Wanted) {
  const ids = [...wanted.keys()].toSorted((a, b) => a - b)
  const [accounts, choices, free] = [await accountsAmong(trx, ids), await choicesOf(trx, ids), await freeDays(trx)]
  return ids.map((person) => {
    const { kind, path, insteadOf } = wanted.get(person)!
    const { key, initial } = groupOf(deps, kind)
    const { ways, hours } = choices(person)
    const letter = accounts.get(person)?.open ? mailAfter(ways[key] ?? initial, now(), hours, free) : null
    return { person_id: person, activity_id: id, kind, path, instead_of: insteadOf, at, mail_after: letter }
  })
}
