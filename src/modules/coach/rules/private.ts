import { digitsOf, type House } from '../house.ts'
import type { Passage } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'
import { apart, reading } from './passages.ts'

export const privateRules: readonly Rule[] = [{ key: 'private', level: 'advice', applies: always, find: reading(personal) }]

type InText = Omit<Found, 'place'>

/** Mobile numbers belong to people, numbers of an exchange (02…, 18…, 19…) to offices. */
const mobile = /(?<![\d.,/-])(?:\+?84[ .-]?|0)[35789](?:[ .-]?\d){8}(?![\d]|[.,/-]\d)/gu
const publicLine = /(?:đường dây nóng|hotline|tổng đài|số máy trực|điện thoại trực)[^\n;]{0,60}$/iu
const identity = /(?<![\d.,/-])(?:\d{12}|\d{9}|\d{3} \d{3} \d{3}(?: \d{3})?)(?![\d]|[.,/-]\d)/gu
const identityWords = /(?:căn cước|cccd|cmnd|cmt|chứng minh nhân dân|chứng minh thư|định danh)[^\d\n]{0,30}$/iu
const account = /(?<!\p{L})(?:số tài khoản|stk|tài khoản)[^\d\n.;]{0,30}?(\d(?:[ .-]?\d){5,18})(?!\d)/giu
const home =
  /(?<!\p{L})(?:thường trú|tạm trú|trú|cư trú|ngụ|sinh sống|nhà riêng|nhà|nơi ở|chỗ ở)(?: tại| ở|:)+\s((?:số nhà|nhà số|số)\s\d+\p{L}?(?:\/\d+)*(?:,? (?:ngõ|ngách|hẻm|kiệt) \d+(?:\/\d+)*)*,?\s)(?=\p{L})/giu

function personal({ text }: Passage, { numbers }: House): InText[] {
  if (!/\d/.test(text)) return []
  const accounts = [...text.matchAll(account)].map((found) => ({ at: found.index + found[0].lastIndexOf(found[1]!), digits: found[1]! }))
  const found: InText[] = [
    ...accounts.filter(({ digits }) => !isMobile(digits)).map(({ at, digits }) => masked(at, digits, 'accountShown')),
    ...[...text.matchAll(mobile)]
      .filter(({ index }) => !publicLine.test(text.slice(Math.max(0, index - 90), index)))
      .map((one) => masked(one.index, one[0], 'phoneShown')),
    ...[...text.matchAll(identity)].filter((one) => isIdentity(text, one)).map((one) => masked(one.index, one[0], 'identityShown')),
    ...[...text.matchAll(home)].map(homeAt),
  ]
  return apart(found).filter(({ start, end }) => !numbers.has(digitsOf(text.slice(start, end))))
}

const isMobile = (digits: string) => /^0[35789]\d{8}$/.test(digits.replace(/\D/g, ''))

/** Twelve digits that begin as these numbers do (province, century, year); others only after a word that says so. */
function isIdentity(text: string, found: RegExpMatchArray) {
  const digits = found[0].replace(/ /g, '')
  return (
    identityWords.test(text.slice(Math.max(0, found.index! - 50), found.index)) ||
    (/^0\d{2}[0-3]\d{8}$/.test(digits) && !found[0].includes(' '))
  )
}

/** The first three digits stay: enough to tell which number is meant. */
const masked = (start: number, written: string, why: 'phoneShown' | 'identityShown' | 'accountShown'): InText => {
  let seen = 0
  const change = written.replace(/\d/g, (digit) => (seen++ < 3 ? digit : 'x'))
  return { start, end: start + written.length, why, change, allow: written }
}

const homeAt = (found: RegExpMatchArray): InText => {
  const start = found.index! + found[0].length - found[1]!.length
  return { start, end: start + found[1]!.length, why: 'homeShown', change: '' }
}
