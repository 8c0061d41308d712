/** "- ", "+ ", "• ", "1. ", "a) " typed before a line to make it look like an item. */
export type Marker = {
  key: string
  kind: 'bullet' | 'number' | 'letter'
  value: number
  weight: number
  /** Letters it takes, blanks included, and itself. */
  length: number
  shown: string
  tabbed: boolean
}

const form =
  /^(?<before>[\s\u00a0]*)(?:(?<dash>[-–—])|(?<plus>\+)|(?<dot>[•·●○◦∙*▪■□►➢➤✓✔❖♦§])|(?<number>\d{1,3})(?<after>[.)/])|(?<letter>[a-zđ])(?<behind>[.)/]))(?<gap>[\s\u00a0]*)(?=\S)/u

/** The marker of a line, null when it has none. Without a blank behind it a sign counts only before a letter: −5 °C is no item. */
export function markerOf(text: string): Marker | null {
  const found = form.exec(text)
  if (!found) return null
  const { before = '', dash, plus, dot, number, after, letter, behind, gap = '' } = found.groups!
  const rest = text.slice(found[0].length)
  if (gap === '' && !/^\p{Lu}/u.test(rest)) return null
  if (gap === '' && (number || letter) && after !== ')' && behind !== ')') return null
  const tabbed = gap.includes('\t') || before.includes('\t')
  const same = { length: found[0].length, shown: found[0].trim(), tabbed }
  if (number) return { ...same, key: `number${after}`, kind: 'number', value: Number(number), weight: 0 }
  if (letter) return { ...same, key: `letter${behind}`, kind: 'letter', value: order.indexOf(letter) + 1, weight: 1 }
  if (plus) return { ...same, key: 'plus', kind: 'bullet', value: 0, weight: 3 }
  return { ...same, key: dash ? 'dash' : `dot${dot}`, kind: 'bullet', value: 0, weight: 2 }
}

/** Points of a law go a, b, c, d, đ, e. */
const order = 'abcdđefghijklmnopqrstuvwxyz'

/** Lines in a row that all have a marker: are they a list, or only lines that begin alike? */
export function isList(markers: readonly Marker[], texts: readonly string[]): boolean {
  if (markers.every(({ key }) => key === 'dash') && isTalk(texts)) return false
  if (markers.length === 1) return markers[0]!.kind === 'bullet' && markers[0]!.tabbed
  return markers.some(({ kind }) => kind === 'bullet') || markers.some((one, at) => at > 0 && follows(one, markers[at - 1]!))
}

const follows = (one: Marker, before: Marker) =>
  one.key === before.key && (one.value === before.value + 1 || (one.kind === 'letter' && one.value === before.value + 2))

/** Vietnamese sets the lines of a conversation behind dashes. */
const isTalk = (texts: readonly string[]) =>
  texts.filter((text) => /[?!]["”’]?\s*$/u.test(text) || /^[-–—\s]*(?:PV|Hỏi|Đáp)\s*:/u.test(text)).length * 3 >= texts.length
