import { z } from 'zod'
import { command, system } from '../../kernel/activity.ts'
import { done } from '../../kernel/errors.ts'
import { forgetAccessed } from '../../kernel/http/record.ts'
import type { Deps } from '../../kernel/module.ts'
import { ruleAt } from '../../kernel/rules.ts'
import { now, toLocal } from '../../kernel/time.ts'

const Months = z.object({ months: z.number().int().min(1).max(1_200) })

/** Deletes what the access record has kept long enough (rule `retention.access-records`). Without a rule row nothing is deleted. */
export async function forgetAccess(deps: Deps) {
  const rule = await ruleAt(deps.db, 'retention.access-records')
  if (rule === null) return deps.log.warn('no rule row for retention.access-records: the access record is kept')
  const { months } = Months.parse(rule)
  const before = toLocal(now()).subtract({ months }).toInstant()
  const old = await deps.db.selectFrom('access_records').select('id').where('at', '<', before).limit(1).executeTakeFirst()
  if (!old) return
  await command(deps, system, async (trx, tell) => {
    const count = await forgetAccessed(trx, before)
    tell({ kind: 'accessRecord.forgotten', subject: 'accessRecord', subjectId: 0, detail: { count, months } })
    return done(null)
  })
}
