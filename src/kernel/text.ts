/** The languages of the interface. Content may be in others; people's words for the screen are in these two. */
export type Lang = 'vi' | 'en'

const tones = '\u0300\u0301\u0303\u0309\u0323'
const oneTone = new RegExp(`[${tones}]`, 'u')
const toned = (letters: string) => [...letters].flatMap((letter) => [...tones].map((tone) => (letter + tone).normalize('NFC'))).join('')
// Only open oa, oe, uy have two styles (hòa, hoà). Everywhere else a tone on the glide is a slip of an old typing tool (hòan, qúy).
const newStyle = new RegExp(`(o)([${toned('ae')}])(?![\\p{L}\\p{M}])|(?<!q)(u)([${toned('y')}])(?![\\p{L}\\p{M}])`, 'gu')
const slips = new RegExp(`([${toned('o')}])([ae])(?=\\p{L})|([${toned('u')}])(y)(?=\\p{L})|(?<=q)([${toned('u')}])([aăâeêioơy])`, 'gu')
const marks = /[\u0300-\u036f]+/gu

/** Unicode NFC, the only form we store. macOS file names and text copied out of PDF come decomposed. */
export const nfc = (text: string) => text.normalize('NFC')

/**
 * The comparison key that keeps accents: NFC, lower case, one tone style (`hòa` = `hoà`, `thủy` = `thuỷ`, `quý` untouched),
 * and Ð (U+00D0, found in old fonts) read as Đ. A key, never shown.
 */
export function exact(text: string): string {
  const lower = text.normalize('NFC').toLowerCase().replaceAll('ð', 'đ').normalize('NFC')
  return lower
    .replace(newStyle, (_, o, a, u, y) => withTone(o ?? u, a ?? y) + bare(a ?? y))
    .replace(slips, (_, o, a, u, y, qu, vowel) => bare(o ?? u ?? qu) + withTone(a ?? y ?? vowel, o ?? u ?? qu))
}

/** The comparison key without accents: `Đèo Pha Đin` → `deo pha din`. Marks of other scripts (Lao, Thai) stay: there they are vowels. */
export const fold = (text: string) => exact(text).normalize('NFD').replace(marks, '').replaceAll('đ', 'd').normalize('NFC')

/** The part of an address that people read: ASCII, at most `max` characters cut between words, never empty. */
export function slug(text: string, max = 80): string {
  const whole = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (whole.length <= max) return whole || 'bai'
  const cut = whole.lastIndexOf('-', max)
  return cut > 0 ? whole.slice(0, cut) : whole.slice(0, max)
}

const collator = new Intl.Collator('vi', { numeric: true })
const syllable = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Dictionary order: ă â đ ê ô ơ ư are letters of their own, tones go ngang, huyền, hỏi, ngã, sắc, nặng, and words are compared syllable by
 * syllable (`ba xã` before `bá chủ`). Digits compare as numbers, both tone styles are equal before the spelling decides.
 */
export function compareVi(a: string, b: string): number {
  return compareSyllables(syllables(a), syllables(b)) || collator.compare(nfc(a), nfc(b))
}

/** People by given name, then family and middle names: `Lò Văn An` before `Bùi Thị Bình`. */
export function comparePeople(a: string, b: string): number {
  const one = syllables(a)
  const other = syllables(b)
  return compareSyllables(one.slice(-1), other.slice(-1)) || compareSyllables(one, other) || collator.compare(nfc(a), nfc(b))
}

/** How many tiếng a text has: the unit of lengths and rates. A number such as 1.234,5 or a date 23/11/2026 counts one. */
export const countSyllables = (text: string) => nfc(text).match(/\p{N}+(?:[.,:/]\p{N}+)*|[\p{L}\p{M}]+/gu)?.length ?? 0

const numbers = { vi: new Map<number, Intl.NumberFormat>(), en: new Map<number, Intl.NumberFormat>() }

/** `1.234.567,89` in Vietnamese, `1,234,567.89` in English; `–` for what is no number. */
export function formatNumber(value: number | bigint, lang: Lang = 'vi', decimals = 2): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return '–'
  const known = numbers[lang].get(decimals)
  const format =
    known ?? new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: decimals, signDisplay: 'negative' })
  if (!known) numbers[lang].set(decimals, format)
  return format.format(value)
}

/** A size people know from their file window: 1 KB is 1.024 bytes, one decimal below ten. */
export function formatBytes(bytes: number, lang: Lang = 'vi'): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${formatNumber(size, lang, unit > 0 && size < 10 ? 1 : 0)} ${units[unit]}`
}

/** English only (Vietnamese nouns do not change): `1 article`, `2 articles`, `0 entries`. */
export const plural = (count: number, one: string, many = `${one}s`) => `${formatNumber(count, 'en')} ${count === 1 ? one : many}`

/** At most `max` characters, cut between words, with `…` when something was left out. */
export function truncateWords(text: string, max: number): string {
  const letters = [...nfc(text).trim()]
  if (letters.length <= max) return letters.join('')
  if (max < 1) return ''
  const start = letters.slice(0, max).join('')
  const atWord = start.search(/\s+\S*$/u)
  const kept = atWord > 0 ? start.slice(0, atWord) : letters.slice(0, max - 1).join('')
  return `${kept.replace(/[\s.,;:–-]+$/u, '')}…`
}

const joiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]|(?![\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{M}])[\u200c\u200d]/gu
// eslint-disable-next-line no-control-regex
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]/gu

/**
 * Text that says what it shows: without NUL (PostgreSQL refuses it), other control characters, bidi marks and overrides, zero-width
 * characters, half surrogates and the two that no XML file may hold. Tabs, line ends, joined emoji and the joiners that other scripts need stay.
 */
export const stripControl = (text: string) =>
  text
    .toWellFormed()
    .replace(invisible, '')
    .replace(joiner, '')
    .replace(/[\u2028\u2029]/gu, '\n')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For element text and quoted attributes, where no template escapes for us (feeds, mail). */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign]!)

const sentenceEnd = /(?<=[.!?…]["”’»)\]]*)\s+(?=["“‘«([]*[\p{Lu}\p{N}–-])/u
const shortForm = /(?:^|[\s("“.])(?:\p{Lu}|TP|Tp|TX|Tx|TT|Th|ThS|TS|PGS|GS|KS|BS|CN|NSND|NSƯT|NNND|NNƯT|Gs|Ts|Ths|v\.v|St|Mr|Mrs|Dr|No)\.$/u

/** Sentences of running text, in order, trimmed. A line end always ends one; `TP. Điện Biên Phủ` and `GS.TS. Lò A` do not. */
export function sentences(text: string): string[] {
  return nfc(text)
    .split(/\n+/u)
    .flatMap((line) => {
      const found: string[] = []
      for (const part of line.trim().split(sentenceEnd)) {
        const last = found.at(-1)
        if (last !== undefined && shortForm.test(last)) found[found.length - 1] = `${last} ${part}`
        else if (part) found.push(part)
      }
      return found
    })
}

const bare = (letter: string) => letter.normalize('NFD').replace(oneTone, '').normalize('NFC')
const withTone = (letter: string, like: string) => (letter + (oneTone.exec(like.normalize('NFD'))?.[0] ?? '')).normalize('NFC')
const syllables = (text: string) => exact(text).match(syllable) ?? []

function compareSyllables(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = collator.compare(a[i]!, b[i]!)
    if (order) return order
  }
  return a.length - b.length
}
