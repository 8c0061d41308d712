import { z } from 'zod'
import { holds, type Actor } from '../../kernel/access.ts'
import { command, system, type Spine } from '../../kernel/activity.ts'
import { done, issues, notFound, type Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { keptFor } from '../../kernel/rules.ts'
import { parseDate, today } from '../../kernel/time.ts'
import { abilities } from './policy.ts'

/** Above this a figure is a slip of the hand: more than everybody on earth, a hundred times. */
const most = 999_999_999_999

export const OpeningForm = z.object({
  measure: z.enum(['visits', 'views'], 'measureMissing'),
  value: z
    .string('valueBad')
    .trim()
    .transform((typed) => typed.replace(/[.\s]/g, ''))
    .refine((digits) => digits === '' || (/^\d{1,12}$/.test(digits) && Number(digits) <= most), 'valueBad')
    .transform((digits) => (digits === '' ? null : Number(digits))),
  until: z.string('untilBad').trim(),
  source: z.string('sourceMissing').trim().max(200, 'sourceLong'),
})
export type OpeningFields = z.infer<typeof OpeningForm>

/** What an older portal had counted, with its day and source; an empty figure takes it out again. */
export const keepOpening = (
  spine: Spine,
  actor: Actor,
  siteId: number,
  { measure, value, until, source }: OpeningFields,
): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    if (!holds(actor, abilities.open, siteId)) throw notFound()
    const day = parseDate(until)
    if (value !== null && source === '') return issues({ source: 'sourceMissing' })
    if (value !== null && (!day || Temporal.PlainDate.compare(day, today()) > 0)) return issues({ until: 'untilBad' })
    await trx.deleteFrom('opening_counts').where('site_id', '=', siteId).where('measure', '=', measure).execute()
    if (value !== null) await trx.insertInto('opening_counts').values({ site_id: siteId, measure, value, until: day!, source }).execute()
    const detail = { measure, value, until: value === null ? null : day!.toString() }
    tell({ kind: 'opening.kept', subject: 'site', subjectId: siteId, siteId, detail, tags: [statisticsTag(siteId)] })
    return done(null)
  })

export const statisticsTag = (siteId: number) => `statistics:${siteId}`

/**
 * Addresses that were asked for in vain and hosts that readers came from are kept as long as the rule `retention.named-counts` says: somebody
 * may have typed a name into one. The daily figures stay for ever.
 */
export async function forgetNames(deps: Deps) {
  const months = await keptFor(deps, 'retention.named-counts', 'months')
  if (months === null) return
  const before = today().subtract({ months })
  const old = await deps.db.selectFrom('named_counts').select('day').where('day', '<', before).limit(1).executeTakeFirst()
  if (!old) return
  await command(deps, system, async (trx, tell) => {
    await trx.deleteFrom('named_counts').where('day', '<', before).execute()
    tell({ kind: 'names.forgotten', subject: 'statistics', subjectId: 0, detail: { before: before.toString() } })
    return done(null)
  })
}
