import { keyOf, type Lexicon } from './words/words.ts'
import { shapeOf, type Shape } from './shape.ts'
import type { Token } from './token.ts'

/** A text as the checks see it: its tokens, which of them are settled, and what stands beside each. */
export type View = { tokens: readonly Token[]; settled: boolean[]; words: Lexicon }

/** The token before or after, when both are running text with only white space between. */
export function neighbour({ tokens }: View, at: number, side: -1 | 1): Token | undefined {
  const token = tokens[at + side]
  const joined = side < 0 ? tokens[at]?.joined : token?.joined
  return token && joined && !token.inert && token.letters !== 'mixed' ? token : undefined
}

export const shapeAt = ({ tokens }: View, at: number): Shape => shapeOf(tokens[at]!.lower)

/** Whether the pair at this side is a word we know. */
export function isKnown(view: View, at: number, side: -1 | 1): boolean {
  const beside = neighbour(view, at, side)
  if (!beside) return false
  const here = view.tokens[at]!.lower
  return side < 0 ? view.words.knows(beside.lower, here) : view.words.knows(here, beside.lower)
}

export const isCovered = (view: View, at: number) => isKnown(view, at, -1) || isKnown(view, at, 1)

/** Doubled words of the language: xanh xanh, ngày ngày. */
export function isDoubled(view: View, at: number): boolean {
  const here = keyOf(view.tokens[at]!.lower)
  return ([-1, 1] as const).some((side) => {
    const beside = neighbour(view, at, side)
    return beside !== undefined && keyOf(beside.lower) === here
  })
}
