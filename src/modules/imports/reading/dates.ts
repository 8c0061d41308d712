import { zone } from '../../../kernel/time.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zones: Record<string, string> = {
  z: '+00:00',
  ut: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  pst: '-08:00',
  pdt: '-07:00',
}
const mail = /^(?:\p{L}+,?\s+)?(\d{1,2})\s+(\p{L}{3})\p{L}*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|\p{L}+)?/iu
const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/** A date as feeds and exports write it; what names no zone is meant as it was read here. Null: no date, or the nought of WordPress. */
export function readDate(text: string, { utc = false } = {}): Temporal.Instant | null {
  const typed = text.trim()
  if (!typed || typed.startsWith('0000')) return null
  try {
    const [, date, time = '00:00', offset] = iso.exec(typed) ?? []
    if (date) return instant(`${date}T${time}`, offset?.toUpperCase() ?? (utc ? 'Z' : ''))
    const [, day, month, year, hour, minute, second = '00', named] = mail.exec(typed) ?? []
    if (!day) return null
    const at = months.indexOf(month!.toLowerCase()) + 1
    const whole = year!.length === 2 ? `${Number(year) < 70 ? 20 : 19}${year}` : year!
    const two = (number: string | number) => String(number).padStart(2, '0')
    return instant(`${whole}-${two(at)}-${two(day)}T${two(hour!)}:${minute}:${second}`, zones[named?.toLowerCase() ?? ''] ?? named ?? '')
  } catch {
    return null
  }
}

const instant = (local: string, offset: string) =>
  offset ? Temporal.Instant.from(local + offset) : Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
