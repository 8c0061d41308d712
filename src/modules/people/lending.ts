import { sql } from 'kysely'
import { now } from '../../kernel/time.ts'

/** Whether the delegation `d` of a query runs at this moment: begun, not over, not taken back. */
export function runsNow() {
  const at = now().toString()
  return sql<boolean>`d.revoked_at is null and d.valid_from <= ${at} and d.valid_to > ${at}`
}
