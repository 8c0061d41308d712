import type { z } from 'zod'
import { done, issues, type Outcome } from './errors.ts'
import { parseDate, parseTime, zone } from './time.ts'

/**
 * A posted form through its schema. Messages in the schema are message keys of the module's text (`z.string().min(1, 'blank')`);
 * the first issue of a field wins. The page is shown again with what was typed: `typed(body)`.
 */
export function parseForm<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(typed(body))
  if (parsed.success) return done(parsed.data)
  const found: Record<string, string> = {}
  for (const issue of parsed.error.issues) found[issue.path.join('.') || 'form'] ??= issue.message
  return issues(found)
}

export type Typed = Record<string, string>

/** The text of a posted form as it was typed; files, repeated fields and unsafe names are left out. */
export function typed(body: unknown): Typed {
  const fields: Typed = Object.create(null)
  if (body === null || typeof body !== 'object') return fields
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string' && !unsafe.has(name)) fields[name] = value.normalize('NFC').replaceAll('\0', '')
  return fields
}

/**
 * A day and an hour as people type them into two fields, in Vietnamese time. Issues: `timeMissing`, `timeUnreadable`, beside the field that is
 * wrong.
 */
export function momentOf(typed: Typed, date = 'date', time = 'time'): Outcome<Temporal.Instant> {
  const [typedDay = '', typedHour = ''] = [typed[date], typed[time]]
  if (!typedDay.trim()) return issues({ [date]: 'timeMissing' })
  if (!typedHour.trim()) return issues({ [time]: 'timeMissing' })
  const day = parseDate(typedDay)
  const hour = parseTime(typedHour)
  if (!day || day.year > 2200) return issues({ [date]: 'timeUnreadable' })
  if (!hour) return issues({ [time]: 'timeUnreadable' })
  return done(day.toZonedDateTime({ timeZone: zone, plainTime: hour }).toInstant())
}

const unsafe = new Set(['__proto__', 'constructor', 'prototype'])
