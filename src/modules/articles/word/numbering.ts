import { kid, kids, value, type Xml } from './xml.ts'

/** One level of a list as Word keeps it: `%1.` or `Điều %1.` in letters, figures or a sign. */
type Level = { format: string; start: number; words: string; indent: number; first: number }

/** Where a paragraph stands in its list. `label` is what Word shows before it; `wordy` when that says more than a number. */
export type Numbered = {
  list: string
  level: number
  kind: 'bullet' | 'number' | 'letter'
  value: number
  label: string
  wordy: boolean
  indent: number
}
export type Numbering = { next(id: string, level: number): Numbered | null }

/** Counts as Word does: each list for itself, a deeper level anew under each item. */
export function readNumbering(root: Xml | null): Numbering {
  const all = kids(root ?? undefined)
  const named = (kind: string, key: string) => new Map(all.filter(({ name }) => name === kind).map((one) => [value(one, key) ?? '', one]))
  const [abstracts, lists] = [named('w:abstractNum', 'w:abstractNumId'), named('w:num', 'w:numId')]
  const counts = new Map<string, number[]>()
  return {
    next(id, level) {
      const list = lists.get(id)
      const abstract = value(kid(list, 'w:abstractNumId')) ?? ''
      const own = overridden(list)
      const levels = levelsOf(abstracts.get(abstract), own)
      const at = levels.get(level)
      if (!list || !at || at.format === 'none') return null
      // Lists of one kind go on counting from each other, unless one says where it begins.
      const key = own.size > 0 ? `${abstract} ${id}` : abstract
      const counted = counts.get(key) ?? []
      counted[level] = (counted[level] ?? at.start - 1) + 1
      counted.length = level + 1
      counts.set(key, counted)
      return numbered(key, level, at, levels, counted)
    },
  }
}

function numbered(list: string, level: number, at: Level, levels: Map<number, Level>, counted: number[]): Numbered {
  const label = at.words.replace(/%(\d)/g, (_, digit: string) => {
    const of = Number(digit) - 1
    return figure(counted[of] ?? levels.get(of)?.start ?? 1, levels.get(of)?.format ?? 'decimal')
  })
  const kind = at.format === 'bullet' ? 'bullet' : /letter|roman/i.test(at.format) ? 'letter' : 'number'
  const wordy = kind !== 'bullet' && /\p{L}/u.test(at.words.replace(/%\d/g, ''))
  return { list, level, kind, value: counted[level]!, label, wordy, indent: at.indent + at.first }
}

const overridden = (list: Xml | undefined) =>
  new Map(
    kids(list)
      .filter(({ name }) => name === 'w:lvlOverride')
      .map((one) => [Number(value(one, 'w:ilvl')), one]),
  )

function levelsOf(abstract: Xml | undefined, own: ReadonlyMap<number, Xml>): Map<number, Level> {
  const levels = new Map<number, Level>()
  const add = (level: Xml) => levels.set(Number(value(level, 'w:ilvl')), levelOf(level))
  for (const level of kids(abstract)) if (level.name === 'w:lvl') add(level)
  for (const [at, override] of own) {
    const level = kid(override, 'w:lvl')
    if (level) add(level)
    const start = Number(value(kid(override, 'w:startOverride')) ?? Number.NaN)
    const known = levels.get(at)
    if (known && Number.isFinite(start)) levels.set(at, { ...known, start })
  }
  return levels
}

function levelOf(level: Xml): Level {
  const indent = kid(level, 'w:pPr', 'w:ind')
  const number = (said: string | null) => Number(said) || 0
  return {
    format: value(kid(level, 'w:numFmt')) ?? 'decimal',
    start: Math.min(99_999, Math.max(0, Number(value(kid(level, 'w:start')) ?? 1) || 0)),
    words: value(kid(level, 'w:lvlText')) ?? '',
    indent: number(value(indent, 'w:left') ?? value(indent, 'w:start')),
    first: number(value(indent, 'w:firstLine')) - number(value(indent, 'w:hanging')),
  }
}

/** A number as Word writes it; formats of other scripts are written in figures. */
function figure(number: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return lettered(number)
    case 'upperLetter':
      return lettered(number).toUpperCase()
    case 'lowerRoman':
      return roman(number).toLowerCase()
    case 'upperRoman':
      return roman(number)
    case 'decimalZero':
      return String(number).padStart(2, '0')
    default:
      return String(number)
  }
}

/** a … z, then aa, bb … as Word counts on. */
const lettered = (number: number) =>
  number < 1 ? String(number) : String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(8, Math.ceil(number / 26)))

const numerals = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let rest = number
  return numerals
    .map(([worth, sign]) => {
      const times = Math.floor(rest / worth)
      rest -= times * worth
      return sign.repeat(times)
    })
    .join('')
}
