import { childrenOf, inlineOf, inlineText, nodesOf, type BodyNode } from '../body/body.ts'
import type { Written } from '../body/diff.ts'

/**
 * Where a remark points: a place (title, lead, a block's id; '' is the whole text), the words there, and what stood around them. Without a quote
 * it is about the whole place.
 */
export type Anchor = { place: string; quote: string; start: number; before: string; after: string }
export type Spot = { start: number; end: number }

/** As much of the surroundings is remembered as tells one "bà Ban" from the next. */
const around = 32
/** So long a quote is itself, whatever stands around it now. */
const sure = 24

export const anchorAt = (text: string, place: string, start: number, quote: string): Anchor => ({
  place,
  quote,
  start,
  before: text.slice(Math.max(0, start - around), start),
  after: text.slice(start + quote.length, start + quote.length + around),
})

/** Where the anchor's words stand now; null when they are gone. It never answers a place where other words stand. */
export function spotOf(text: string, { quote, start, before, after }: Anchor): Spot | null {
  if (quote === '') return { start: 0, end: text.length }
  let best: { at: number; score: number } | null = null
  for (const at of placesOfWords(text, quote)) {
    const score = agreement(text.slice(0, at), before, -1) + agreement(text.slice(at + quote.length), after, 1)
    const nearer = best !== null && score === best.score && Math.abs(at - start) < Math.abs(best.at - start)
    if (best === null || score > best.score || nearer) best = { at, score }
  }
  if (best === null || (quote.length < sure && best.score < Math.min(needed, before.length + after.length))) return null
  return { start: best.at, end: best.at + quote.length }
}

/** A letter stands no more often in a real paragraph; a text that is made of nothing else would hold up whoever reads it. */
const mostPlaces = 2_000

function* placesOfWords(text: string, words: string): Generator<number> {
  let at = text.indexOf(words)
  for (let looked = 0; at !== -1 && looked < mostPlaces; looked++) {
    yield at
    at = text.indexOf(words, at + 1)
  }
}

/** Of so many letters around a short quote at least some must be what they were: else it is the same word elsewhere. */
const needed = 4

/** How many letters next to the quote are still what they were. */
function agreement(text: string, was: string, step: 1 | -1): number {
  let same = 0
  const at = (word: string) => (step === 1 ? word[same] : word[word.length - 1 - same])
  while (same < was.length && same < text.length && at(text) === at(was)) same++
  return same
}

/** Where words that were taken out had stood: between what stood around them. */
export function gapOf(text: string, { start, before, after }: Anchor): Spot | null {
  const seam = before + after
  if (seam === '') return text === '' ? { start: 0, end: 0 } : null
  let best: number | null = null
  for (const at of placesOfWords(text, seam)) {
    const gap = at + before.length
    if (best === null || Math.abs(gap - start) < Math.abs(best - start)) best = gap
  }
  return best === null ? null : { start: best, end: best }
}

export const isField = (place: string): place is 'title' | 'lead' => place === 'title' || place === 'lead'

export const nodeAt = (written: Written, place: string): BodyNode | undefined =>
  [...nodesOf(written.body)].find(({ attrs }) => attrs.id === place)

/** The words of a place, '' for one that has none of its own (a gallery, a table, the whole text); null when the place is gone. */
export function textAt(written: Written, place: string): string | null {
  if (place === '') return ''
  if (isField(place)) return written[place]
  const node = nodeAt(written, place)
  return node ? inlineText(inlineOf(node)) : null
}

/** Where a remark's words stand in this text; null when the place or the words are gone. */
export function standing(written: Written, anchor: Anchor, text = textAt(written, anchor.place)): Spot | null {
  return text === null ? null : spotOf(text, anchor)
}

/** An anchor for words that somebody points at in a place or in a part of it; null when they do not stand there. */
export function anchorIn(written: Written, place: string, quote: string, start = 0): Anchor | null {
  const parts = quote === '' || place === '' || isField(place) ? [place] : partsAt(written, place)
  for (const part of parts) {
    const text = textAt(written, part)
    const at = text === null ? -1 : nearest(text, quote, start)
    if (at !== -1) return anchorAt(text!, part, at, quote)
  }
  return null
}

function nearest(text: string, quote: string, start: number): number {
  const [before, after] = [text.lastIndexOf(quote, start), text.indexOf(quote, start)]
  if (before === -1 || after === -1) return Math.max(before, after)
  return start - before < after - start ? before : after
}

/** A block and all that stands in it. */
function partsAt(written: Written, place: string): string[] {
  const within = (node: BodyNode): string[] => [node.attrs.id, ...childrenOf(node).flatMap(within)]
  const node = nodeAt(written, place)
  return node ? within(node) : []
}

/** Every place a remark may point at, in reading order. */
export const placesOf = (written: Written): string[] => ['', 'title', 'lead', ...[...nodesOf(written.body)].map(({ attrs }) => attrs.id)]
