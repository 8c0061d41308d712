import { sql } from 'kysely'
import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import { json, type Db } from '../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Outcome } from '../../kernel/errors.ts'
import { now } from '../../kernel/time.ts'
import type { AddFields, ReplaceFields } from './forms.ts'
import { canConfirm } from './policy.ts'
import { isMany } from './rule.ts'

/** The legal officer has read the row; article and clause may be written more exactly on the way. The value stays as it is. */
export const confirm = (spine: Spine, actor: Actor, id: number, legalBasis: string): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const rule = await lockedRule(trx, actor, id)
    if (rule.confirmed_at !== null) throw conflict()
    await trx
      .updateTable('rules')
      .set({ legal_basis: legalBasis, confirmed_by: actor.id, confirmed_at: now() })
      .where('id', '=', id)
      .execute()
    tell({ kind: 'rule.confirmed', subject: 'rule', subjectId: id, detail: { key: rule.key } })
    return done(null)
  })

/**
 * A row for a key that has none, or one more holiday. Like the rows that come with the program it holds from its first day and waits to be
 * confirmed.
 */
export const add = (spine: Spine, actor: Actor, { key, value, validFrom, validTo, legalBasis }: AddFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    if (!canConfirm(actor)) throw forbidden()
    await sql`select pg_advisory_xact_lock(hashtext('rules.add'))`.execute(trx)
    const known = await trx
      .selectFrom('rules')
      .select('id')
      .where('key', '=', key)
      .$if(isMany(key), (query) => query.where(sql<boolean>`value = ${json(value)}::jsonb`).where('valid_from', '=', validFrom))
      .executeTakeFirst()
    if (known) return issues({ key: isMany(key) ? 'rowKnown' : 'keyKnown' })
    const { id } = await trx
      .insertInto('rules')
      .values({ key, value: json(value), valid_from: validFrom, valid_to: validTo, legal_basis: legalBasis, created_at: now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell({ kind: 'rule.added', subject: 'rule', subjectId: id, detail: { key } })
    return done(id)
  })

/** The old row ends the day before, and the new one begins confirmed by whoever wrote it. What held on an earlier day is never changed. */
export const replace = (
  spine: Spine,
  actor: Actor,
  id: number,
  { value, validFrom, validTo, legalBasis }: ReplaceFields,
): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    const rule = await lockedRule(trx, actor, id)
    if (Temporal.PlainDate.compare(validFrom, rule.valid_from) <= 0) return issues({ validFrom: 'fromTooEarly' })
    const before = validFrom.subtract({ days: 1 })
    if (rule.valid_to === null || Temporal.PlainDate.compare(rule.valid_to, before) > 0)
      await trx.updateTable('rules').set({ valid_to: before }).where('id', '=', id).execute()
    const at = now()
    const { id: by } = await trx
      .insertInto('rules')
      .values({
        key: rule.key,
        value: json(value),
        valid_from: validFrom,
        valid_to: validTo,
        legal_basis: legalBasis,
        created_at: at,
        confirmed_by: actor.id,
        confirmed_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell({ kind: 'rule.replaced', subject: 'rule', subjectId: id, detail: { key: rule.key, by } })
    return done(by)
  })

async function lockedRule(trx: Db, actor: Actor, id: number) {
  if (!canConfirm(actor)) throw forbidden()
  const rule = await trx
    .selectFrom('rules')
    .select(['key', 'valid_from', 'valid_to', 'confirmed_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!rule) throw notFound()
  return rule
}
