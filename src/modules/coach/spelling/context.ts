import { guessesBeside, type Guess } from './guess.ts'
import { slip } from './slip.ts'
import { shapeOf } from './shape.ts'
import { isCovered, isDoubled, isKnown, neighbour, type View } from './view.ts'

/** A real word in the wrong place: tokens `from` to `to`, best reading first. */
export type Misplaced = { from: number; to: number; right: string[] }

/** Weights found by trying; see the development set. A token is reported from `enough` on. */
export const weights = {
  bound: 1.6,
  free: 0,
  grammar: -2,
  unknown: 2.2,
  support: 1.1,
  both: 0.7,
  orphan: 0.9,
  freeOrphan: 0.1,
  kept: -0.5,
  cost: 2,
  capital: -0.8,
  enough: 1.6,
}

export function misplacedAt(view: View, at: number): Misplaced | undefined {
  const token = view.tokens[at]!
  if (token.letters !== 'lower' && !(token.letters === 'title' && token.opens)) return undefined
  if (isCovered(view, at) || isDoubled(view, at)) return undefined
  const two = bothWrong(view, at)
  const [best, second] = rated(view, at)
  if (best && best.score >= weights.enough && (!second || best.score - second.score > 0.05 || best.cost <= second.cost))
    return { from: at, to: at, right: [best.text] }
  return two
}

type Rated = Guess & { score: number }

function rated(view: View, at: number): Rated[] {
  const own = standing(view, at)
  return guessesBeside(view, at, 1.5)
    .filter(({ text }) => view.words.role(text) !== undefined)
    .map((guess) => ({ ...guess, score: own + evidence(view, at, guess) - weights.cost * guess.cost }))
    .sort((a, b) => b.score - a.score)
}

/** How odd it is that this syllable stands here by itself. */
function standing(view: View, at: number): number {
  const token = view.tokens[at]!
  const role = view.words.role(token.lower) ?? 'unknown'
  return weights[role] + (token.letters === 'lower' ? 0 : weights.capital)
}

function evidence(view: View, at: number, guess: Guess): number {
  const left = guess.left ? weights.support + loss(view, at, -1) : 0
  const right = guess.right ? weights.support + loss(view, at, 1) : 0
  return left + right + (guess.left && guess.right ? weights.both : 0)
}

/** A neighbour that makes no word with anybody else misses this one; one that does may well stand without it. */
function loss(view: View, at: number, side: -1 | 1): number {
  const beside = at + side
  if (isKnown(view, beside, side)) return weights.kept
  const role = view.words.role(view.tokens[beside]!.lower)
  return role === 'bound' ? weights.orphan : role === 'free' ? weights.freeOrphan : -0.6
}

/** Two neighbours that both lost their marks: `thưc hiên`, `phat trien`. */
function bothWrong(view: View, at: number): Misplaced | undefined {
  const after = neighbour(view, at, 1)
  if (!after || after.letters !== 'lower' || view.settled[at + 1] || isKnown(view, at + 1, 1)) return undefined
  const first = shapeOf(view.tokens[at]!.lower)
  const second = shapeOf(after.lower)
  let best: { text: string; cost: number } | undefined
  for (const one of view.words.withLetters(first.bare))
    for (const other of view.words.after(one)) {
      if (shapeOf(other).bare !== second.bare) continue
      const [a, b] = [slip(first, shapeOf(one)), slip(second, shapeOf(other))]
      if (a === 0 || b === 0 || a > 0.8 || b > 0.8) continue
      if (!best || a + b < best.cost) best = { text: `${one} ${other}`, cost: a + b }
    }
  const odd = standing(view, at) + standing(view, at + 1)
  return best && odd - best.cost >= 0.2 ? { from: at, to: at + 1, right: [best.text] } : undefined
}
