import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import { addJob } from '../../kernel/jobs.ts'
import { noticeWays, type Deps, type NoticeWay } from '../../kernel/module.ts'
import { now, parseTime } from '../../kernel/time.ts'
import { initialHours, mailAfter, type Hours } from './hours.ts'
import { groupOf, groupsOf } from './kinds.ts'
import { freeDays } from './mailing.ts'

/** `ways` holds only what the person chose. */
export type Choices = { ways: Readonly<Record<string, NoticeWay>>; hours: Hours }

export async function choicesOf(db: Db, people: readonly number[]): Promise<(person: number) => Choices> {
  const ids = [...people]
  const chosen = await db.selectFrom('notice_choices').selectAll().where('person_id', 'in', ids).execute()
  const hours = await db.selectFrom('notice_hours').selectAll().where('person_id', 'in', ids).execute()
  return (person) => {
    const own = hours.find((row) => row.person_id === person)
    const ways = chosen.filter((row) => row.person_id === person).map(({ kind_group, way }) => [kind_group, way as NoticeWay])
    return { ways: Object.fromEntries(ways) as Record<string, NoticeWay>, hours: own ? hoursOf(own) : initialHours }
  }
}

type HoursRow = { quiet_from: number; quiet_to: number; quiet_days_off: boolean; digest_at: number }

const hoursOf = (row: HoursRow): Hours => ({
  quietFrom: row.quiet_from,
  quietTo: row.quiet_to,
  quietDaysOff: row.quiet_days_off,
  digestAt: row.digest_at,
})
const rowOf = (hours: Hours): HoursRow => ({
  quiet_from: hours.quietFrom,
  quiet_to: hours.quietTo,
  quiet_days_off: hours.quietDaysOff,
  digest_at: hours.digestAt,
})

const minute = z.string().transform((typed, context) => {
  const time = parseTime(typed)
  if (!time) context.addIssue({ code: 'custom', message: 'timeBad' })
  return time ? time.hour * 60 + time.minute : z.NEVER
})

/** The hours; the ways stand in fields of their own, `way-<group>`. */
export const HoursForm = z.object({
  quietFrom: minute,
  quietTo: minute,
  quietDaysOff: z
    .string()
    .optional()
    .transform((value) => value === '1'),
  digestAt: minute,
})

/** What was chosen for each group; a field that says nothing known leaves the group as it is. */
export const waysIn = (deps: Pick<Deps, 'modules'>, typed: Readonly<Record<string, string>>): Record<string, NoticeWay> =>
  Object.fromEntries(
    groupsOf(deps).flatMap(({ key }) => {
      const way = noticeWays.find((one) => one === typed[`way-${key}`])
      return way ? [[key, way]] : []
    }),
  )

/** From now on letters go by this; what waits already is planned anew. */
export const choose = (deps: Spine & Pick<Deps, 'modules'>, actor: Actor, { ways, hours }: Choices): Promise<Outcome<null>> =>
  command(deps, actor, async (trx, tell) => {
    const row = rowOf(hours)
    await trx
      .insertInto('notice_hours')
      .values({ person_id: actor.id, ...row })
      .onConflict((on) => on.column('person_id').doUpdateSet(row))
      .execute()
    for (const [kind_group, way] of Object.entries(ways))
      await trx
        .insertInto('notice_choices')
        .values({ person_id: actor.id, kind_group, way })
        .onConflict((on) => on.columns(['person_id', 'kind_group']).doUpdateSet({ way }))
        .execute()
    await planAnew(deps, trx, actor.id)
    tell({ kind: 'notices.chosen', subject: 'person', subjectId: actor.id, detail: { groups: Object.keys(ways) } })
    return done(null)
  })

async function planAnew(deps: Pick<Deps, 'modules'>, trx: Db, person: number) {
  const { ways, hours } = (await choicesOf(trx, [person]))(person)
  const free = await freeDays(trx)
  const waiting = await trx
    .selectFrom('notices')
    .select(['id', 'kind'])
    .where('person_id', '=', person)
    .where('mail_after', 'is not', null)
    .where('mailed_at', 'is', null)
    .where('seen_at', 'is', null)
    .execute()
  for (const { id, kind } of waiting) {
    const { key, initial } = groupOf(deps, kind)
    const mail_after = mailAfter(ways[key] ?? initial, now(), hours, free)
    await trx.updateTable('notices').set({ mail_after }).where('id', '=', id).execute()
  }
}

/** How long between two letters on trial, in minutes. */
const trialPause = 5

/** Asks for a letter to oneself, to see that letters arrive. */
export const tryMail = (spine: Spine, actor: Actor): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const at = now()
    const asked = await trx
      .insertInto('notice_hours')
      .values({ person_id: actor.id, ...rowOf(initialHours), tried_at: at })
      .onConflict((on) =>
        on
          .column('person_id')
          .doUpdateSet({ tried_at: at })
          .where((eb) =>
            eb.or([eb('notice_hours.tried_at', 'is', null), eb('notice_hours.tried_at', '<=', at.subtract({ minutes: trialPause }))]),
          ),
      )
      .returning('person_id')
      .executeTakeFirst()
    if (!asked) return issues({ form: 'triedJustNow' })
    await addJob(trx, 'notices.trial', { person: actor.id }, { key: `notices.trial:${actor.id}` })
    tell({ kind: 'notices.tried', subject: 'person', subjectId: actor.id, detail: {} })
    return done(null)
  })
