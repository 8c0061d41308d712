import { command, system } from '../../kernel/activity.ts'
import { done } from '../../kernel/errors.ts'
import { forgetAccessed } from '../../kernel/http/record.ts'
import type { Deps } from '../../kernel/module.ts'
import { keptFor } from '../../kernel/rules.ts'
import { now, toLocal } from '../../kernel/time.ts'

/** Deletes what the access record has kept long enough (rule `retention.access-records`). Without a rule row nothing is deleted. */
export async function forgetAccess(deps: Deps) {
  const months = await keptFor(deps, 'retention.access-records', 'months')
  if (months === null) return
  const before = toLocal(now()).subtract({ months }).toInstant()
  const old = await deps.db.selectFrom('access_records').select('id').where('at', '<', before).limit(1).executeTakeFirst()
  if (!old) return
  await command(deps, system, async (trx, tell) => {
    const count = await forgetAccessed(trx, before)
    tell({ kind: 'accessRecord.forgotten', subject: 'accessRecord', subjectId: 0, detail: { count, months } })
    return done(null)
  })
}
