import { spell, syllable, type Style } from './syllable.ts'
import { isKnown, neighbour, type View } from './view.ts'

/** The same syllable with its tone mark where the house puts it; undefined when it is there, or when it may be somebody's name. */
export function toneMisplacedAt(view: View, at: number, style: Style): string | undefined {
  const token = view.tokens[at]!
  const parts = syllable(token.lower)
  if (!parts) return undefined
  const right = spell(parts, style)
  if (right === token.lower) return undefined
  const running = token.letters === 'lower' || token.letters === 'upper' || (token.opens && neighbour(view, at, 1)?.letters === 'lower')
  return running || isKnown(view, at, -1) || isKnown(view, at, 1) ? right : undefined
}
