import { fold, type Lang } from './text.ts'

/** Every date a person reads or types is in this zone (UTC+7, no summer time). */
export const zone = 'Asia/Ho_Chi_Minh'

const microsecond = { smallestUnit: 'microsecond', roundingMode: 'trunc' } as const

let clock: (() => Temporal.Instant) | null = null

/**
 * The one clock. Commands pass `at: now()`; nothing else asks the machine for the time. In whole microseconds, as PostgreSQL keeps them:
 * it rounds, and a moment that came back later than it was written is not yet over.
 */
export const now = (): Temporal.Instant => (clock ? clock() : Temporal.Now.instant()).round(microsecond)

/** Tests move time with this; `null` gives the machine's clock back. */
export function setClock(fn: (() => Temporal.Instant) | null): void {
  clock = fn
}

export const toLocal = (instant: Temporal.Instant): Temporal.ZonedDateTime => instant.toZonedDateTimeISO(zone)

/** The date in Vietnam at this moment. */
export const today = (): Temporal.PlainDate => toLocal(now()).toPlainDate()

/** What can be shown as a date; an instant is shown as it was in Vietnam. */
export type Day = Temporal.Instant | Temporal.ZonedDateTime | Temporal.PlainDateTime | Temporal.PlainDate
/** What can be shown with its hour. */
export type Moment = Temporal.Instant | Temporal.ZonedDateTime | Temporal.PlainDateTime

const weekdays = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `23/11/2026`; in English `23 November 2026`, because 3/11 means two different days to its readers. */
export function formatDate(value: Day, lang: Lang = 'vi'): string {
  const date = dateOf(value)
  return lang === 'vi' ? `${two(date.day)}/${two(date.month)}/${four(date.year)}` : `${date.day} ${months[date.month - 1]} ${date.year}`
}

/** `09:15` */
export function formatTime(value: Moment | Temporal.PlainTime): string {
  const time = value instanceof Temporal.Instant ? toLocal(value) : value
  return `${two(time.hour)}:${two(time.minute)}`
}

/** `23/11/2026 09:15`; in English `23 November 2026, 09:15`. */
export const formatDateTime = (value: Moment, lang: Lang = 'vi') =>
  `${formatDate(value, lang)}${lang === 'vi' ? ' ' : ', '}${formatTime(value)}`

/** `Thứ Hai, 23/11/2026`; in English `Monday, 23 November 2026`. */
export const formatDay = (value: Day, lang: Lang = 'vi') => `${formatWeekday(value, lang)}, ${formatDate(value, lang)}`

export const formatWeekday = (value: Day, lang: Lang = 'vi') => weekdays[lang][dateOf(value).dayOfWeek - 1]!

/** `tháng 11/2026`; in English `November 2026`. */
export function formatMonth(value: Day | Temporal.PlainYearMonth, lang: Lang = 'vi'): string {
  const month = value instanceof Temporal.PlainYearMonth ? value : dateOf(value)
  return lang === 'vi' ? `tháng ${month.month}/${four(month.year)}` : `${months[month.month - 1]} ${month.year}`
}

/** How long ago, or how far ahead, in words: `vừa xong`, `5 phút trước`, `hôm qua 09:15`, `3 ngày nữa`; the plain date beyond a week. */
export function formatAgo(value: Temporal.Instant, lang: Lang = 'vi', from: Temporal.Instant = now()): string {
  const minutes = Math.trunc((from.epochMilliseconds - value.epochMilliseconds) / 60_000)
  const days = toLocal(value).toPlainDate().until(toLocal(from).toPlainDate()).days
  if (minutes === 0) return lang === 'vi' ? 'vừa xong' : 'just now'
  if (Math.abs(minutes) < 60) return distance(minutes, 'minute', lang)
  if (days === 0 || Math.abs(minutes) < 6 * 60) return distance(Math.trunc(minutes / 60), 'hour', lang)
  if (Math.abs(days) === 1) return `${besideToday[lang][days > 0 ? 0 : 1]} ${formatTime(value)}`
  return Math.abs(days) < 7 ? distance(days, 'day', lang) : formatDate(value, lang)
}

const besideToday = { vi: ['hôm qua', 'ngày mai'], en: ['yesterday', 'tomorrow'] }
const units = {
  vi: { minute: 'phút', hour: 'giờ', day: 'ngày' },
  en: { minute: 'minute', hour: 'hour', day: 'day' },
}
const spoken: Record<string, number> = {
  'hom nay': 0,
  nay: 0,
  today: 0,
  mai: 1,
  'ngay mai': 1,
  'hom sau': 1,
  tomorrow: 1,
  'ngay kia': 2,
  mot: 2,
  'ngay mot': 2,
  'hom qua': -1,
  qua: -1,
  'ngay hom qua': -1,
  yesterday: -1,
  'hom kia': -2,
}
const dayFirst = /^(?:ngay )?(\d{1,2})(?:\s*[/.-]\s*|\s+(?:thang\s+)?)(\d{1,2})(?:\s*[/.-]\s*|\s+(?:nam\s+)?)(\d{4}|\d{2})$/
const yearFirst = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/

/**
 * A date as people type it: `23/11/2026`, `1/2/26`, `23-11-2026`, `ngày 23 tháng 11 năm 2026`, `hôm nay`, `mai`, `hôm qua` (with or without
 * accents), or ISO. Day before month, always. A two-digit year is the one at most 20 years ahead. Null when it is no date.
 */
export function parseDate(text: string): Temporal.PlainDate | null {
  const typed = typedKey(text)
  const shift = Object.hasOwn(spoken, typed) ? spoken[typed] : undefined
  if (shift !== undefined) return today().add({ days: shift })
  const iso = yearFirst.exec(typed)
  if (iso) return dateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const local = dayFirst.exec(typed)
  return local ? dateFrom(yearOf(local[3]!), Number(local[2]), Number(local[1])) : null
}

/** A time of day as people type it: `7:00`, `7h`, `7h30`, `7 giờ 30`, `7g30`, `19:30`, `7 giờ rưỡi`. Null when it is none. */
export function parseTime(text: string): Temporal.PlainTime | null {
  const found = /^(\d{1,2})\s*(?:[:.]\s*(\d{2})(?::\d{2})?|(?:h|g|gio)\s*(?:(\d{1,2})\s*(?:p|phut)?|(ruoi))?)$/.exec(typedKey(text))
  if (!found) return null
  const hour = Number(found[1])
  const minute = found[4] ? 30 : Number(found[2] ?? found[3] ?? 0)
  return hour < 24 && minute < 60 ? Temporal.PlainTime.from({ hour, minute }) : null
}

const none: ReadonlySet<string> = new Set()

/**
 * Monday to Friday, except the holidays, plus the `workdays` made up for a swapped holiday. Both are ISO dates (`2026-11-24`) that come from dated
 * rule rows, because substitutions are decided every year.
 */
export function isWorkingDay(date: Temporal.PlainDate, holidays: ReadonlySet<string>, workdays = none): boolean {
  const day = date.toString()
  return workdays.has(day) || (date.dayOfWeek <= 5 && !holidays.has(day))
}

/**
 * The n-th working day after `date` (before it when n is negative): the day itself is never counted (Civil Code 2015, article 147.2), so a
 * deadline of 5 working days for something received on Monday is the next Monday. 0 gives `date` back.
 */
export function addWorkingDays(date: Temporal.PlainDate, n: number, holidays: ReadonlySet<string>, workdays = none): Temporal.PlainDate {
  const step = { days: Math.sign(n) }
  let day = date
  for (let left = Math.abs(Math.trunc(n)); left > 0;) {
    day = day.add(step)
    if (isWorkingDay(day, holidays, workdays)) left--
  }
  return day
}

/** How many working days lie after `from`, up to and with `to`; negative when `to` comes first. The inverse of `addWorkingDays`. */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  holidays: ReadonlySet<string>,
  workdays = none,
): number {
  const sign = Temporal.PlainDate.compare(to, from)
  if (sign === 0) return 0
  const [first, last] = sign > 0 ? [from.add({ days: 1 }), to] : [to, from.subtract({ days: 1 })]
  const days = first.until(last).days + 1
  // Whole weeks by arithmetic: a list may ask this for a thousand things that have lain for years.
  let count = Math.floor(days / 7) * 5
  for (let at = 0; at < days % 7; at++) if (last.subtract({ days: at }).dayOfWeek <= 5) count++
  const within = (iso: string) => iso >= first.toString() && iso <= last.toString()
  const isWeekend = (iso: string) => Temporal.PlainDate.from(iso).dayOfWeek > 5
  for (const iso of holidays) if (within(iso) && !isWeekend(iso) && !workdays.has(iso)) count--
  for (const iso of workdays) if (within(iso) && isWeekend(iso)) count++
  return count === 0 ? 0 : sign * count
}

/** One stretch of an office day, by the clock on the wall. A day has one or more of them, in their order. */
export type OfficeSpan = { from: Temporal.PlainTime; to: Temporal.PlainTime }

/**
 * The moment after so many minutes of office time: what begins at night, at noon or on a holiday begins when the office next opens. The answer
 * always lies within office hours, the closing minute included. `holidays` and `workdays` as for `isWorkingDay`.
 */
export function addWorkingMinutes(
  from: Temporal.Instant,
  minutes: number,
  office: readonly OfficeSpan[],
  holidays: ReadonlySet<string>,
  workdays = none,
): Temporal.Instant {
  if (!office.some((span) => Temporal.PlainTime.compare(span.from, span.to) < 0)) throw new RangeError('an office that never opens')
  const start = toLocal(from)
  let left = Temporal.Duration.from({ minutes })
  for (let day = start.toPlainDate(); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, holidays, workdays)) continue
    for (const span of office) {
      const opens = day.toZonedDateTime({ timeZone: zone, plainTime: span.from })
      const closes = day.toZonedDateTime({ timeZone: zone, plainTime: span.to })
      const begin = Temporal.ZonedDateTime.compare(start, opens) > 0 ? start : opens
      const room = begin.until(closes)
      if (room.sign < 0) continue
      if (Temporal.Duration.compare(left, room) <= 0) return begin.add(left).toInstant()
      left = left.subtract(room)
    }
  }
}

const two = (n: number) => String(n).padStart(2, '0')
const four = (n: number) => String(n).padStart(4, '0')
const typedKey = (text: string) =>
  fold(text.slice(0, 60))
    .trim()
    .replace(/[\s,]+/gu, ' ')

function dateOf(value: Day): Temporal.PlainDate {
  if (value instanceof Temporal.PlainDate) return value
  return value instanceof Temporal.Instant ? toLocal(value).toPlainDate() : value.toPlainDate()
}

function distance(count: number, unit: 'minute' | 'hour' | 'day', lang: Lang): string {
  const size = Math.abs(count)
  if (lang === 'vi') return `${size} ${units.vi[unit]} ${count > 0 ? 'trước' : 'nữa'}`
  const words = `${size} ${units.en[unit]}${size === 1 ? '' : 's'}`
  return count > 0 ? `${words} ago` : `in ${words}`
}

function yearOf(digits: string): number {
  if (digits.length === 4) return Number(digits)
  const last = today().year + 20
  const year = last - (last % 100) + Number(digits)
  return year > last ? year - 100 : year
}

function dateFrom(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
