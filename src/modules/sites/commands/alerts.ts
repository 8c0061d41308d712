import { holds, type Actor } from '../../../kernel/access.ts'
import { command, system, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { ruleAt } from '../../../kernel/rules.ts'
import { addWorkingDays, now, toLocal } from '../../../kernel/time.ts'
import { holidays } from '../../rules/index.ts'
import type { AlertFields } from '../forms.ts'
import { abilities } from '../policy.ts'
import { siteTag } from '../site.ts'
import { keptSite, networkTags } from './common.ts'

/**
 * Says something on top of every page from an hour on, until another. A planned outage has to be told in time (rule `outage.notice`; NĐ 224/2026,
 * Điều 13: at least 7 working days before); one that could not is marked as sudden.
 */
export const announce = (spine: Spine, actor: Actor, siteId: number, fields: AlertFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const { kind, words, href, everywhere, sudden, showAt, away } = fields
    if (everywhere && !holds(actor, abilities.network)) throw forbidden()
    const from = showAt ?? now()
    const hideAt = away?.until ?? fields.hideAt!
    if (Temporal.Instant.compare(hideAt, from) <= 0) return issues({ [away ? 'awayUntilDate' : 'hideDate']: 'endsBefore' })
    if (away && !sudden && (await isLate(trx, from, away.from))) return issues({ awayFromDate: 'toldLate' })
    const { id } = await trx
      .insertInto('alerts')
      .values({
        site_id: everywhere ? null : siteId,
        kind,
        words,
        href,
        show_at: from,
        hide_at: hideAt,
        away_from: away?.from ?? null,
        away_until: away?.until ?? null,
        sudden: away !== null && sudden,
        shown_at: Temporal.Instant.compare(from, now()) <= 0 ? now() : null,
        created_by: actor.id,
        created_at: now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell({
      kind: 'alert.announced',
      subject: 'alert',
      subjectId: id,
      siteId,
      detail: { kind, everywhere },
      tags: await tagsOf(trx, everywhere ? null : siteId),
    })
    return done(id)
  })

/** Takes it away before its hour: what was to come never comes. */
export const endAlert = (spine: Spine, actor: Actor, siteId: number, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await keptSite(trx, actor, siteId)
    const alert = await trx.selectFrom('alerts').select(['site_id', 'ended_at']).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!alert || (alert.site_id !== null && alert.site_id !== siteId)) throw notFound()
    if (alert.site_id === null && !holds(actor, abilities.network)) throw forbidden()
    if (alert.ended_at !== null) throw conflict()
    await trx.updateTable('alerts').set({ ended_at: now() }).where('id', '=', id).execute()
    tell({ kind: 'alert.ended', subject: 'alert', subjectId: id, siteId, detail: {}, tags: await tagsOf(trx, alert.site_id) })
    return done(null)
  })

/** Every minute: what is due comes and goes. One command each, so that each is an activity of its own. */
export async function turnAlerts(deps: Deps) {
  const due = await deps.db
    .selectFrom('alerts')
    .select('id')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('hide_at', '<=', now()), eb.and([eb('shown_at', 'is', null), eb('show_at', '<=', now())])]))
    .orderBy('id')
    .execute()
  for (const { id } of due) await turn(deps, id)
}

const turn = (spine: Spine, id: number) =>
  command(spine, system, async (trx, tell) => {
    const alert = await trx
      .selectFrom('alerts')
      .selectAll()
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!alert) throw conflict()
    const ends = Temporal.Instant.compare(alert.hide_at, now()) <= 0
    if (!ends && alert.shown_at !== null) throw conflict()
    await trx
      .updateTable('alerts')
      .set(ends ? { ended_at: now() } : { shown_at: now() })
      .where('id', '=', id)
      .execute()
    const tags = await tagsOf(trx, alert.site_id)
    tell({ kind: ends ? 'alert.ended' : 'alert.shown', subject: 'alert', subjectId: id, siteId: alert.site_id, detail: {}, tags })
    return done(null)
  })

const tagsOf = async (trx: Db, siteId: number | null) => (siteId === null ? networkTags(trx) : [siteTag(siteId)])

/** Without a rule row nothing is asked for. */
async function isLate(trx: Db, told: Temporal.Instant, away: Temporal.Instant): Promise<boolean> {
  const rule = await ruleAt<{ days?: number }>(trx, 'outage.notice')
  if (!rule?.days) return false
  const day = toLocal(told).toPlainDate()
  const free = await holidays(trx, day, day.add({ days: rule.days * 3 + 30 }))
  return Temporal.PlainDate.compare(toLocal(away).toPlainDate(), addWorkingDays(day, rule.days, free)) < 0
}
