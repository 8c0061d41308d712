import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { json } from '../../kernel/db/db.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { legalBasis, ruleKey } from './forms.ts'

const file = join(import.meta.dirname, '../../../db/rules/shipped.json')
const date = z.iso.date()
/** The same demands as on a row that a person writes. */
const Row = z
  .object({
    key: ruleKey,
    value: z.unknown(),
    valid_from: date,
    valid_to: date.nullable(),
    legal_basis: legalBasis,
    source_mark: z.string(),
  })
  .refine(({ valid_from: from, valid_to: to }) => to === null || from <= to, 'dateOrder')

/**
 * Puts the rows that come with this release into the table, once each: all are "chờ xác nhận" until the agency's legal officer confirms
 * them. A row that the agency has confirmed, changed or ended is never touched again.
 */
export async function plantShippedRules({ db }: Pick<Deps, 'db'>) {
  const rows = z.array(Row).parse(JSON.parse(await readFile(file, 'utf8')))
  const known = new Set(
    (await db.selectFrom('rules').select(['key', 'value', 'valid_from']).execute()).map((rule) =>
      identity(rule.key, rule.value, rule.valid_from.toString()),
    ),
  )
  const fresh = rows.filter((row) => !known.has(identity(row.key, row.value, row.valid_from)))
  if (fresh.length === 0) return
  await db
    .insertInto('rules')
    .values(fresh.map(({ value, ...row }) => ({ ...row, value: json(value), created_at: now() })))
    .execute()
}

/** Holidays share one key, so the value is part of what a row is; jsonb does not keep the order of its keys. */
const identity = (key: string, value: unknown, from: string) => `${key} ${from} ${JSON.stringify(value, sorted)}`

const sorted = (_name: string, inner: unknown): unknown =>
  inner && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : inner
