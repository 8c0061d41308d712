import { z } from 'zod'
import type { Db } from './db/db.ts'
import type { Log } from './log.ts'
import { today } from './time.ts'

/** How a rule's value is written: a whole number, a span, a day of every year, days of one year, anything else. */
export type RuleForm = 'number' | 'duration' | 'fixedDay' | 'datedDays' | 'data'

/**
 * Rates, thresholds and deadlines are dated rows, never constants. The value of a rule on a day (today unless told), or null when no row holds;
 * of two rows that hold, the later start wins. The rows are kept by the module `rules`.
 */
export async function ruleAt<T = unknown>(db: Db, key: string, date: Temporal.PlainDate = today()): Promise<T | null> {
  const row = await db
    .selectFrom('rules')
    .select('value')
    .where('key', '=', key)
    .where('valid_from', '<=', date)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', date)]))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (row.value as T) : null
}

/** Like ruleAt, for a key without which the caller cannot go on: a missing row is a fault that names the key. */
export async function requiredRule<T = unknown>(db: Db, key: string, date?: Temporal.PlainDate): Promise<T> {
  const value = await ruleAt<T>(db, key, date)
  if (value === null) throw new Error(`no rule row for ${key}`)
  return value
}

const spans = {
  days: z.object({ days: z.number().int().min(1).max(3_650) }),
  months: z.object({ months: z.number().int().min(1).max(1_200) }),
}

/**
 * How many days or months the rule `key` has something kept. Null, and a line in the log, when no row says it: then nothing is forgotten. Throws when
 * the row is written in another unit, or beyond reason.
 */
export async function keptFor({ db, log }: { db: Db; log: Log }, key: string, unit: keyof typeof spans): Promise<number | null> {
  const rule = await ruleAt(db, key)
  if (rule !== null) return Object.values(spans[unit].parse(rule))[0]!
  log.warn(`no rule row for ${key}: nothing is forgotten`)
  return null
}
