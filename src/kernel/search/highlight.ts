import { hasAccent, pair, tokens, type Token, type Word } from './words.ts'

/** A run of original text, accents and all; `hit` runs are to be marked. */
export type Part = { text: string; hit: boolean }

/** The whole text with the asked words marked. */
export function highlight(text: string, words: readonly Word[]): Part[] {
  const all = tokens(text)
  return parts(text, 0, text.length, all, hits(all, words))
}

/** The passage of about `size` syllables that answers best, from the start of a sentence where that costs little. */
export function snippet(text: string, words: readonly Word[], size = 36): Part[] {
  const all = tokens(text)
  if (all.length === 0) return []
  const marked = hits(all, words)
  const best = bestWindow(all, marked, size)
  const first = startOf(text, all, best)
  const last = Math.min(best + size, all.length) - 1
  const from = first === 0 ? 0 : all[first]!.start
  const to = last === all.length - 1 ? text.length : all[last]!.end
  const found = parts(text, from, to, all, marked)
  if (from > 0) found.unshift({ text: '… ', hit: false })
  if (to < text.length) found.push({ text: ' …', hit: false })
  return found
}

/**
 * Which tokens answer. A syllable that stands somewhere with the typed accents is not marked where it has others, and one that stands
 * beside its neighbour of the query is not marked where it stands alone: otherwise half of a Vietnamese page would be yellow.
 */
function hits(all: readonly Token[], words: readonly Word[]): boolean[] {
  const exact = new Set(words.map((word) => word.exact))
  const plain = new Set(words.map((word) => word.plain))
  const present = new Set(all.filter((token) => exact.has(token.exact)).map((token) => token.plain))
  const typedBare = new Set(words.filter((word) => !hasAccent(word)).map((word) => word.plain))
  const candidate = all.map(
    (token) => exact.has(token.exact) || (plain.has(token.plain) && (typedBare.has(token.plain) || !present.has(token.plain))),
  )
  const neighbours = new Set(words.slice(1).map((word, i) => pair(words[i]!.plain, word.plain)))
  const together = candidate.map((hit, i) => {
    const joins = (a: number, b: number) => candidate[a] && candidate[b] && neighbours.has(pair(all[a]!.plain, all[b]!.plain))
    return hit && (joins(i - 1, i) || joins(i, i + 1) || false)
  })
  const joined = new Set(all.filter((_, i) => together[i]).map((token) => token.plain))
  return candidate.map((hit, i) => together[i]! || (hit && !joined.has(all[i]!.plain)))
}

/** The window with the most different asked words, then the most marks; the earliest of equals. */
function bestWindow(all: readonly Token[], marked: readonly boolean[], size: number): number {
  const inside = new Map<string, number>()
  let best = 0
  let bestScore = -1
  let marks = 0
  all.forEach((token, i) => {
    const out = i - size
    if (out >= 0 && marked[out]) {
      marks--
      const left = inside.get(all[out]!.plain)! - 1
      if (left) inside.set(all[out]!.plain, left)
      else inside.delete(all[out]!.plain)
    }
    if (!marked[i]) return
    marks++
    inside.set(token.plain, (inside.get(token.plain) ?? 0) + 1)
    const score = inside.size * 100 + marks
    if (score > bestScore) [best, bestScore] = [Math.max(0, i - size + 1), score]
  })
  // The window ends at its last mark; begin it a few words before its first, so that the marks have something on both sides.
  const firstMark = bestScore < 0 ? 0 : marked.findIndex((hit, i) => hit && i >= best)
  return Math.min(Math.max(best, firstMark - 6), Math.max(0, all.length - size))
}

/** Up to ten syllables earlier a sentence may begin. */
function startOf(text: string, all: readonly Token[], first: number): number {
  for (let i = first; i > 0 && i > first - 10; i--) {
    if (/[.!?…\n]/u.test(text.slice(all[i - 1]!.end, all[i]!.start))) return i
  }
  return first < 10 ? 0 : first
}

function parts(text: string, from: number, to: number, all: readonly Token[], marked: readonly boolean[]): Part[] {
  const found: Part[] = []
  const add = (part: string, hit: boolean) => {
    if (part) found.push({ text: part, hit })
  }
  let done = from
  for (let i = 0; i < all.length; i++) {
    if (!marked[i] || all[i]!.start < from || all[i]!.end > to) continue
    let last = i
    while (marked[last + 1] && all[last + 1]!.end <= to && /^\s+$/u.test(text.slice(all[last]!.end, all[last + 1]!.start))) last++
    add(text.slice(done, all[i]!.start), false)
    add(text.slice(all[i]!.start, all[last]!.end), true)
    done = all[last]!.end
    i = last
  }
  add(text.slice(done, to), false)
  return found
}
