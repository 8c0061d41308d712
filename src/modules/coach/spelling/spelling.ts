import { misplacedAt } from './context.ts'
import { knownConfusions, phraseAt, phrasesOf, type Pair, type Phrases } from './phrases.ts'
import { isRepeated } from './repeated.ts'
import { unmixed } from './script.ts'
import type { Style } from './syllable.ts'
import { misspeltAt } from './misspelt.ts'
import { tokensOf, type Token } from './token.ts'
import { toneMisplacedAt } from './tone.ts'
import type { View } from './view.ts'
import { lexicon } from './words/words.ts'

export type Kind = 'syllable' | 'tone-place' | 'confusion' | 'real-word' | 'unit' | 'repeated' | 'mixed'
/** Offsets are UTF-16 units of the text as it was given, also when it is decomposed. `right`: best first. */
export type Mistake = { start: number; end: number; kind: Kind; right: string[] }
export type Options = {
  style: Style
  /** Names and words the unit allows, of one or more syllables; compared without case, in NFC. */
  allowed: ReadonlySet<string>
  /** The unit's own list. */
  pairs: readonly Pair[]
}

/** The mistakes of a text in order, none overlapping another. */
export function mistakesOf(text: string, { style, allowed, pairs }: Options): Mistake[] {
  const tokens = tokensOf(text)
  const view: View = { tokens, settled: tokens.map(({ inert }) => inert), words: lexicon() }
  const found: Mistake[] = []
  const report = (from: number, to: number, kind: Kind, right: string[]) => {
    for (let at = from; at <= to; at++) view.settled[at] = true
    found.push({ start: tokens[from]!.start, end: tokens[to]!.end, kind, right: right.map((one) => likeWritten(one, tokens[from]!)) })
  }
  settle(
    view,
    tableOf(allowed, () => [...allowed].map((word) => ({ wrong: word, right: word }))),
  )
  phrases(
    view,
    tableOf(pairs, () => pairs),
    (from, to, right) => report(from, to, 'unit', right),
  )
  phrases(view, knownConfusions(), (from, to, right) => report(from, to, 'confusion', right))
  words(text, view, style, report)
  return found.sort((a, b) => a.start - b.start)
}

/** A list is taken apart once, not for every passage. */
const tables = new WeakMap<object, Phrases>()

function tableOf(list: object, pairs: () => readonly Pair[]): Phrases {
  const table = tables.get(list) ?? phrasesOf(pairs())
  tables.set(list, table)
  return table
}

type Report = (from: number, to: number, kind: Kind, right: string[]) => void

function settle(view: View, allowed: Phrases) {
  for (let at = 0; at < view.tokens.length; at++) {
    const phrase = phraseAt(view.tokens, at, allowed)
    if (phrase) for (let i = phrase.from; i <= phrase.to; i++) view.settled[i] = true
  }
}

/** A phrase that is its own right form is a guard: `giành cho được` is no slip for `dành cho`. */
function phrases(view: View, table: Phrases, report: (from: number, to: number, right: string[]) => void) {
  for (let at = 0; at < view.tokens.length; at++) {
    const phrase = view.settled[at] ? undefined : phraseAt(view.tokens, at, table)
    if (!phrase || !isWritten(view.tokens.slice(phrase.from, phrase.to + 1), view)) continue
    const same = view.tokens.slice(phrase.from, phrase.to + 1).every((token, i) => token.lower === phrase.right.toLowerCase().split(' ')[i])
    if (!same && !view.settled.slice(phrase.from, phrase.to + 1).some(Boolean)) report(phrase.from, phrase.to, [phrase.right])
    at = phrase.to
  }
}

/** Running text, or a line in capitals; `Hoàng Toàn` is somebody's name. */
function isWritten(tokens: readonly Token[], view: View): boolean {
  const [first, ...rest] = tokens
  if (tokens.every(({ letters }) => letters === 'upper')) return true
  if (rest.length === 0) return first!.letters === 'lower' || (first!.opens && nextIsLower(view, first!))
  return rest.every(({ letters }) => letters === 'lower') && first!.letters !== 'mixed'
}

function nextIsLower({ tokens }: View, token: Token): boolean {
  return tokens[tokens.indexOf(token) + 1]?.letters === 'lower'
}

function words(text: string, view: View, style: Style, report: Report) {
  for (let at = 0; at < view.tokens.length; at++) {
    const token = view.tokens[at]!
    if (view.settled[at]) continue
    const mixed = unmixed(text.slice(token.start, token.end), style)
    if (mixed !== undefined) {
      report(at, at, 'mixed', [mixed])
      continue
    }
    const misspelt = misspeltAt(view, at)
    const placed = misspelt ? undefined : toneMisplacedAt(view, at, style)
    if (misspelt) report(misspelt.from, misspelt.to, 'syllable', misspelt.right)
    else if (placed !== undefined) report(at, at, 'tone-place', [placed])
    else if (isRepeated(view, at)) report(at - 1, at, 'repeated', [token.lower])
    else context(view, at, report)
  }
}

function context(view: View, at: number, report: Report) {
  const misplaced = misplacedAt(view, at)
  if (misplaced) report(misplaced.from, misplaced.to, 'real-word', misplaced.right)
}

/** The suggestion in the case of what it replaces. */
function likeWritten(right: string, { letters }: Token): string {
  if (letters === 'upper') return right.toUpperCase()
  return letters === 'title' ? right.slice(0, 1).toUpperCase() + right.slice(1) : right
}
