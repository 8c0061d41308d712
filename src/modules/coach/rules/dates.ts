import type { Passage } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'
import { opensAt } from '../sentences.ts'
import { reading, withoutAddresses } from './passages.ts'

export const dateRules: readonly Rule[] = [{ key: 'dates', level: 'advice', applies: always, find: reading(dates) }]

type InText = Omit<Found, 'place'>
type Written = { start: number; end: number; text: string; day: number; month: number; year: number | null; sign: string; digits: number }

const slashed = /(?<![\p{L}\p{N}./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\p{L}\p{N}/-]|\.\d)/gu
const spelled = /(?<!\p{L})ngày\s(\d{1,2})\s(?:tháng\s)(\d{1,2})(?:\snăm\s(\d{4}))?(?!\d)/giu
const yearless = /(?<=(?<!\p{L})ngày\s)(\d{1,2})\/(\d{1,2})(?![\d/])/giu

function datesIn(text: string): Written[] {
  const written = (found: RegExpMatchArray, day: string, month: string, year: string | undefined, sign: string): Written => ({
    start: found.index!,
    end: found.index! + found[0].length,
    text: found[0],
    day: Number(day),
    month: Number(month),
    year: year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year),
    sign,
    digits: year?.length ?? 0,
  })
  return [
    ...[...text.matchAll(slashed)].map((found) => written(found, found[1]!, found[3]!, found[4], found[2]!)),
    ...[...text.matchAll(spelled)].map((found) => written(found, found[1]!, found[2]!, found[3], '')),
    ...[...text.matchAll(yearless)].map((found) => written(found, found[1]!, found[2]!, undefined, '/')),
  ]
}

function dates({ text }: Passage): InText[] {
  if (!/\d/.test(text)) return []
  const running = withoutAddresses(text)
  return datesIn(running)
    .flatMap((one) => (isReal(one) ? [...weekday(running, one), ...style(one)] : unreal(one)))
    .sort((a, b) => a.start! - b.start!)
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isReal({ day, month, year }: Written) {
  const length = month === 2 && (year === null || isLeap(year)) ? 29 : (lengths[month - 1] ?? 0)
  return day >= 1 && day <= length
}

/** `1.25.26` is a numbered heading, an address of a network or a version: only what begins like a date is one. */
const unreal = ({ start, end, text, day, month, sign, digits }: Written): InText[] =>
  (sign !== '/' && sign !== '' && digits === 2) || (day > 31 && month > 12) ? [] : [{ start, end, why: 'dateUnreal', values: [text] }]

/** Of how people write the year: `24/11/26`, `24-11-2026`. */
function style({ start, end, text, day, month, year, sign, digits }: Written): InText[] {
  if (sign === '' || year === null || (sign === '/' && digits === 4) || (sign !== '/' && digits === 2)) return []
  const change = `${text.split(sign).slice(0, 2).join('/')}/${year}`
  return day > 0 && month > 0 ? [{ start, end, why: 'dateStyle', values: [text, change], change }] : []
}

const names = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']
const spoken = '(?:thứ\\s(?:hai|ba|tư|năm|sáu|bảy|2|3|4|5|6|7)|chủ\\snhật)'
const before = new RegExp(`(?<!\\p{L})(${spoken})(?:,\\s?|\\s\\(?|,?\\sngày\\s|\\s\\(ngày\\s)$`, 'iu')
const after = new RegExp(`^(?:\\s\\(|,\\s)(${spoken})(?!\\p{L})`, 'iu')
const numbers: Record<string, number> = { hai: 1, ba: 2, tư: 3, năm: 4, sáu: 5, bảy: 6, nhật: 7, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6 }

/** A weekday that stands with a date and is not that day's. */
function weekday(text: string, { start, end, day, month, year, text: date }: Written): InText[] {
  if (year === null) return []
  const head = text.slice(Math.max(0, start - 30), start)
  const found = before.exec(head) ?? after.exec(text.slice(end, end + 30))
  if (!found) return []
  const at = found.input === head ? start - head.length + found.index : end + found[0].length - found[1]!.length
  const said = found[1]!
  const right = names[weekdayOf(day, month, year) - 1]!
  if (numbers[said.toLowerCase().split(/\s/u).at(-1)!] === weekdayOf(day, month, year)) return []
  const change = /^\p{Lu}/u.test(said) && opensAt(text, at) ? right.slice(0, 1).toUpperCase() + right.slice(1) : right
  return [{ start: at, end: at + said.length, why: 'weekdayWrong', values: [date, right], change }]
}

/** 1 is Monday (Sakamoto's way): no calendar is needed where this runs. */
function weekdayOf(day: number, month: number, year: number) {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]!
  const from = month < 3 ? year - 1 : year
  const sunday = (from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + shift + day) % 7
  return sunday === 0 ? 7 : sunday
}
