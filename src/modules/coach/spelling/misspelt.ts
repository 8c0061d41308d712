import { guessesAlone, guessesBeside, type Guess } from './guess.ts'
import { loans } from './loans.ts'
import { shapeOf, type Shape } from './shape.ts'
import { syllable } from './syllable.ts'
import { neighbour, shapeAt, type View } from './view.ts'

export type Misspelt = { from: number; to: number; right: string[] }

/** A token that is no syllable and can only be a slip: with marks of the language, or one that its neighbours explain. */
export function misspeltAt(view: View, at: number): Misspelt | undefined {
  const token = view.tokens[at]!
  const shape = shapeAt(view, at)
  if (shape.valid || token.letters === 'mixed' || loans.has(token.lower) || !/^[a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]+$/u.test(token.lower))
    return undefined
  const beside = guessesBeside(view, at, 1.6)
  const accented = shape.text !== shape.bare
  if (token.letters === 'lower' || (token.letters === 'title' && token.opens && neighbour(view, at, 1)?.letters === 'lower')) {
    const glued = accented || beside.length === 0 ? apart(view, shape) : undefined
    if (glued !== undefined) return glued === '' ? undefined : { from: at, to: at, right: [glued] }
    const right = suggestions(view, shape, beside, accented)
    return right.length > 0 ? { from: at, to: at, right } : undefined
  }
  const sure = beside.filter(({ cost }) => cost <= 0.6)
  return accented && sure.length > 0 ? { from: at, to: at, right: [sure[0]!.text] } : undefined
}

/** Nearest first, those that make a word with a neighbour before the rest. Without marks of the language only those. */
function suggestions(view: View, shape: Shape, beside: readonly Guess[], accented: boolean): string[] {
  const strong = beside.filter(({ cost, left, right }) => cost <= (accented ? 1.6 : left && right ? 1 : 0.75))
  const alone =
    accented || strong.length > 0 || hasTelex(shape) ? guessesAlone(view, shape).filter(({ cost }) => cost <= (accented ? 1.2 : 0.3)) : []
  const rank = (guess: Guess) => guess.cost - (guess.left || guess.right ? 0.5 : view.words.role(guess.text) === 'bound' ? -0.2 : 0)
  const all = [...strong, ...alone].sort((a, b) => rank(a) - rank(b))
  return [...new Set(all.map(({ text }) => text))].slice(0, 3)
}

/** Two tone or letter keys of Telex that no other language leaves: `nguowif`, `ddaats`. */
const hasTelex = ({ text }: Shape) => /(?:uow|dd|[aeo]{2}|[aou]w).*[sfrxj]$/u.test(text)

/** Two syllables in one: a lost space where both make a word (`tổchức`), a borrowed word otherwise (`bêtông`: left alone, ''). */
function apart(view: View, { text }: Shape): string | undefined {
  for (let i = 1; i < text.length; i++) {
    const [first, second] = [text.slice(0, i), text.slice(i)]
    if (!syllable(first) || !syllable(second)) continue
    if (shapeOf(first).bare.length < 2 || shapeOf(second).bare.length < 2) continue
    if (view.words.knows(first, second)) return `${first} ${second}`
    if (text.length >= 5 && view.words.role(first) === undefined && view.words.role(second) === undefined) return ''
  }
  return undefined
}
