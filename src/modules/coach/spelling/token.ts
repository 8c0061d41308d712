/** One run of letters, with its place in the text as it was given: offsets stay right when the text is decomposed. */
export type Token = {
  start: number
  end: number
  /** As written, in NFC. */
  text: string
  lower: string
  letters: 'lower' | 'title' | 'upper' | 'mixed'
  /** Only white space stands between this and the token before; false after a sign, a line end, a number. */
  joined: boolean
  /** The first of its sentence or line, where everybody writes a capital. */
  opens: boolean
  /** Part of something that is no running text: an address, a number with its unit, a code, a word written with hyphens. */
  inert: boolean
}

/** Letters with whatever marks lie on them; legacy letters (`®`, `¸`) only inside a word. */
const word = /[\p{L}\p{M}](?:[\p{L}\p{M}]|(?<=\p{L})[¸µ¶·¹¨©ª«®¬­»¾¼½Æ](?=[\p{L}\p{M}]|\b))*/gu
/** Longer than two words that lost the blank between them: no word at all. */
const longest = 40
const glue = /[-‐‑_@/\\#&+=~^$€%\d.:'’]/u

/** The tokens of a text in order. Linear: every character is looked at a bounded number of times. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let last = 0
  for (const found of text.matchAll(word)) {
    const start = found.index
    const end = start + found[0].length
    tokens.push(tokenOf(text, start, end, text.slice(last, start), tokens.length === 0))
    last = end
  }
  return tokens
}

function tokenOf(text: string, start: number, end: number, gap: string, first: boolean): Token {
  const written = text.slice(start, end).normalize('NFC')
  const lower = written.toLowerCase()
  return {
    start,
    end,
    text: written,
    lower,
    letters: lettersOf(written, lower),
    joined: !first && /^[^\S\n\r\u2028\u2029]+$/u.test(gap),
    opens: first || /[\n\r]|[.!?…:][”"’»)\]]*\s+["“‘«(]*$|^\s*[-–•*+]\s+$/u.test(gap) || /[“"«(]$/u.test(gap),
    inert: end - start > longest || isInert(text, start, end),
  }
}

function lettersOf(written: string, lower: string): Token['letters'] {
  if (written === lower) return 'lower'
  const upper = written.toUpperCase()
  const head = String.fromCodePoint(written.codePointAt(0)!)
  if (written === upper && written.length > head.length) return 'upper'
  return written === upper.slice(0, head.toUpperCase().length) + lower.slice(head.toLowerCase().length) ? 'title' : 'mixed'
}

/** Signs that hold a word to what stands beside it. A full stop or an apostrophe does so only between two letters or digits. */
function isInert(text: string, start: number, end: number): boolean {
  return holds(text[start - 1], text[start - 2]) || holds(text[end], text[end + 1])
}

function holds(sign: string | undefined, beyond: string | undefined): boolean {
  if (sign === undefined || !glue.test(sign)) return false
  if (/[.:'’\-‐‑/]/u.test(sign)) return beyond !== undefined && /[\p{L}\p{N}]/u.test(beyond)
  return true
}
