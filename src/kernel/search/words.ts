import { exact, fold } from '../text.ts'

/** One syllable as it is compared: with accents and without. */
export type Word = { exact: string; plain: string }
/** A syllable at its place in a text. */
export type Token = Word & { start: number; end: number }

/** Scripts without spaces make one endless word; PostgreSQL takes lexemes up to 2 KB. */
const longest = 60
const known = new Map<string, Word>()

/** The syllables of a text in order. Vietnamese has some 7,000, so folding each spelling once makes indexing ten times cheaper. */
export function tokens(text: string, most = Infinity): Token[] {
  const found: Token[] = []
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (found.length >= most) break
    const word = wordOf(match[0])
    if (word.plain) found.push({ ...word, start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** Two neighbours: the unit that carries most Vietnamese meanings, and rare enough to search by. */
export const pair = (a: string, b: string) => `${a}_${b}`

/** Whether the accents say more than the plain form. Only then is an exact lexeme kept. */
export const hasAccent = (word: Word) => word.exact !== word.plain

function wordOf(spelling: string): Word {
  const seen = known.get(spelling)
  if (seen) return seen
  // NFKC: ligatures and wide letters that come out of PDF files.
  const cut = Array.from(spelling.normalize('NFKC')).slice(0, longest).join('')
  const word = { exact: exact(cut), plain: fold(cut) }
  if (known.size >= 30_000) known.clear()
  known.set(spelling, word)
  return word
}
