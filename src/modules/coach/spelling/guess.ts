import { shapeOf, type Shape } from './shape.ts'
import { far, slip, telexOf } from './slip.ts'
import { spell, syllable, type Tone } from './syllable.ts'
import { neighbour, type View } from './view.ts'

/** What may have been meant, how far it is, and which neighbours it makes a word with. */
export type Guess = { text: string; cost: number; left: boolean; right: boolean }

/** Guesses that make a known word with a neighbour, nearest first. */
export function guessesBeside(view: View, at: number, limit: number): Guess[] {
  const typed = shapeOf(view.tokens[at]!.lower)
  const found = new Map<string, Guess>()
  const before = neighbour(view, at, -1)
  const after = neighbour(view, at, 1)
  if (before) collect(found, typed, view.words.after(before.lower), limit, 'left')
  if (after) collect(found, typed, view.words.before(after.lower), limit, 'right')
  return [...found.values()].sort((a, b) => a.cost - b.cost)
}

function collect(found: Map<string, Guess>, typed: Shape, partners: readonly string[], limit: number, side: 'left' | 'right') {
  for (const partner of partners) {
    const cost = slip(typed, shapeOf(partner))
    if (cost === 0 || cost > limit) continue
    const guess = found.get(partner) ?? { text: partner, cost, left: false, right: false }
    guess[side] = true
    found.set(partner, guess)
  }
}

/** Guesses for what is no syllable, whatever stands beside it: the same letters with other marks, keys left over, one letter aside. */
export function guessesAlone(view: View, typed: Shape): Guess[] {
  const read = telexOf(typed)
  const near = new Set([
    ...view.words.withLetters(typed.bare),
    ...around(view, typed),
    ...(read.letters === typed.letters ? [] : typedWith(read)),
  ])
  const guesses: Guess[] = []
  for (const text of near) {
    const cost = slip(typed, shapeOf(text))
    if (cost < far) guesses.push({ text, cost, left: false, right: false })
  }
  return guesses.sort((a, b) => a.cost - b.cost)
}

function typedWith({ letters, tone }: { letters: string; tone: number }): string[] {
  const parts = syllable(letters) ?? syllable(`${letters}\u0301`)
  return parts && syllable(spell({ ...parts, tone: tone as Tone }, 'old')) ? [spell({ ...parts, tone: tone as Tone }, 'old')] : []
}

/** Every syllable that one letter more, fewer, changed or moved would give. */
function around(view: View, typed: Shape): string[] {
  const bare = typed.bare
  const letters = new Set<string>()
  for (let i = 0; i <= bare.length; i++) {
    letters.add(bare.slice(0, i) + bare.slice(i + 1))
    if (i + 1 < bare.length) letters.add(bare.slice(0, i) + bare[i + 1] + bare[i] + bare.slice(i + 2))
    for (const letter of alphabet) {
      letters.add(bare.slice(0, i) + letter + bare.slice(i))
      letters.add(bare.slice(0, i) + letter + bare.slice(i + 1))
    }
  }
  return [...letters].flatMap((one) => view.words.withLetters(one))
}

const alphabet = 'abcdeghiklmnopqrstuvxy'
