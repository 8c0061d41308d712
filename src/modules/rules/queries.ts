import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Rule } from './rule.ts'

/** Days on which nobody works besides weekends, as ISO dates: rows `holiday.date` {date} and `holiday.fixed` {month, day} of the years asked. */
export async function holidays(db: Db, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('rules')
    .select(['key', 'value', 'valid_from', 'valid_to'])
    .where('key', 'in', ['holiday.date', 'holiday.fixed'])
    .execute()
  const days = new Set<string>()
  for (const row of rows)
    for (const date of datesOf(row.key, row.value, from.year, to.year))
      if (within(date, row.valid_from, row.valid_to)) days.add(date.toString())
  return days
}

export const rulesList = (db: Db): Promise<Rule[]> => rows(db).orderBy('key').orderBy('valid_from', 'desc').orderBy('rules.id').execute()

export async function ruleById(db: Db, id: number): Promise<Rule> {
  const rule = await rows(db).where('rules.id', '=', id).executeTakeFirst()
  if (!rule) throw notFound()
  return rule
}

/** The row of a key that began last; null when the key has none. */
export async function latestOf(db: Db, key: string): Promise<number | null> {
  const row = await db.selectFrom('rules').select('id').where('key', '=', key).orderBy('valid_from', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? null
}

const rows = (db: Db) =>
  db
    .selectFrom('rules')
    .leftJoin('people', 'people.id', 'rules.confirmed_by')
    .select([
      'rules.id',
      'key',
      'value',
      'valid_from as validFrom',
      'valid_to as validTo',
      'legal_basis as legalBasis',
      'source_mark as sourceMark',
      'people.name as confirmedBy',
      'confirmed_at as confirmedAt',
    ])

function datesOf(key: string, value: unknown, first: number, last: number): Temporal.PlainDate[] {
  if (key === 'holiday.date') {
    const { date, dates = date ? [date] : [] } = value as { date?: string; dates?: string[] }
    return dates.map((iso) => Temporal.PlainDate.from(iso))
  }
  const { month, day } = value as { month: number; day: number }
  return Array.from({ length: last - first + 1 }, (_, index) => Temporal.PlainDate.from({ year: first + index, month, day }))
}

const within = (date: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate | null) =>
  Temporal.PlainDate.compare(from, date) <= 0 && (to === null || Temporal.PlainDate.compare(date, to) <= 0)
