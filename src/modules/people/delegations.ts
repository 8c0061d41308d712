import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, issues, notFound, type Issues, type Outcome } from '../../kernel/errors.ts'
import { nfc, stripControl } from '../../kernel/text.ts'
import { now, parseDate, today, zone } from '../../kernel/time.ts'
import { makeRotate } from './signin/sessions.ts'

const date = z.string().transform((typed, context) => {
  const found = parseDate(typed)
  if (!found) context.addIssue({ code: 'custom', message: 'dateBad' })
  return found ?? z.NEVER
})

export const DelegationForm = z.object({
  delegate: z.coerce.number('unknownDelegate').int('unknownDelegate').positive('unknownDelegate').max(2_147_483_647, 'unknownDelegate'),
  from: date,
  to: date,
  reason: z
    .string()
    .transform((typed) => stripControl(nfc(typed)).trim())
    .pipe(z.string().min(1, 'blank').max(300, 'tooLong')),
})
export type DelegationFields = z.infer<typeof DelegationForm>

/** From the morning of the first day to the end of the last one. The role of administrator is never lent (identify leaves it out). */
export const delegate = (spine: Spine, actor: Actor, fields: DelegationFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    const found = periodIssues(fields) ?? (await delegateIssues(trx, actor, fields))
    if (found) return issues(found)
    const { id } = await trx
      .insertInto('delegations')
      .values({ person_id: actor.id, delegate_id: fields.delegate, ...boundsOf(fields), reason: fields.reason })
      .returning('id')
      .executeTakeFirstOrThrow()
    await makeRotate(trx, fields.delegate)
    tell({ kind: 'person.delegated', subject: 'person', subjectId: actor.id, detail: { delegation: id, delegate: fields.delegate } })
    return done(id)
  })

/** By the one who gave it, or the delegate who gives it back. It ends this moment. */
export const revokeDelegation = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const row = await trx
      .updateTable('delegations')
      .set({ revoked_at: now() })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('person_id', '=', actor.id), eb('delegate_id', '=', actor.id)]))
      .where('revoked_at', 'is', null)
      .returning(['person_id', 'delegate_id'])
      .executeTakeFirst()
    if (!row) throw notFound()
    await makeRotate(trx, row.delegate_id)
    tell({
      kind: 'person.delegationRevoked',
      subject: 'person',
      subjectId: row.person_id,
      detail: { delegation: id, delegate: row.delegate_id },
    })
    return done(null)
  })

const boundsOf = ({ from, to }: DelegationFields) => ({
  valid_from: from.toZonedDateTime(zone).toInstant(),
  valid_to: to.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
})

const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b)

function periodIssues({ from, to }: DelegationFields): Issues | null {
  if (compare(from, today()) < 0) return { from: 'datePast' }
  if (compare(to, from) < 0) return { to: 'dateOrder' }
  return compare(to, from.add({ years: 1 })) > 0 ? { to: 'dateFar' } : null
}

async function delegateIssues(trx: Db, actor: Actor, fields: DelegationFields): Promise<Issues | null> {
  const person = await trx
    .selectFrom('people')
    .select('id')
    .where('id', '=', fields.delegate)
    .where('id', '<>', actor.id)
    .where('email', 'is not', null)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!person) return { delegate: 'unknownDelegate' }
  const { valid_from: from, valid_to: to } = boundsOf(fields)
  const running = await trx
    .selectFrom('delegations')
    .select('id')
    .where('person_id', '=', actor.id)
    .where('delegate_id', '=', person.id)
    .where('revoked_at', 'is', null)
    .where('valid_from', '<', to)
    .where('valid_to', '>', from)
    .executeTakeFirst()
  return running ? { delegate: 'delegationOverlaps' } : null
}
