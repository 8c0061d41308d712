import type { House } from '../house.ts'
import type { Passage, TextModel } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'
import { lately } from '../spelling/lately.ts'
import { mistakesOf, type Kind, type Mistake } from '../spelling/spelling.ts'

/** Words, read once for all four rules. Only Vietnamese texts are read. */
export const wordRules: readonly Rule[] = [
  { key: 'unit-words', level: 'advice', applies: always, find: ofKinds('unit') },
  { key: 'spelling', level: 'advice', applies: always, find: ofKinds('syllable', 'confusion', 'real-word', 'mixed') },
  { key: 'repeated', level: 'advice', applies: always, find: ofKinds('repeated') },
  { key: 'tone-style', level: 'advice', applies: always, find: ofKinds('tone-place') },
]

const whys = {
  unit: 'unitWord',
  syllable: 'noSyllable',
  confusion: 'confused',
  'real-word': 'misplaced',
  mixed: 'mixedLetters',
  repeated: 'repeated',
  'tone-place': 'tonePlace',
} as const satisfies Record<Kind, string>

function ofKinds(...kinds: Kind[]) {
  return ({ lang, passages }: TextModel, house: House): Found[] =>
    lang === 'vi'
      ? passages.flatMap((passage) =>
          mistakesIn(passage, house)
            .filter(({ kind }) => kinds.includes(kind))
            .map((mistake) => asFound(passage, mistake)),
        )
      : []
}

function asFound({ place, text }: Passage, { start, end, kind, right }: Mistake): Found {
  const quote = text.slice(start, end)
  const [best] = right
  const more = best === undefined ? {} : { change: best }
  return { place, start, end, why: whys[kind], values: [quote, best ?? ''], allow: quote, ...more }
}

/** Two million characters: some hundred articles in hand. A house with another list reads for itself. */
const readers = new WeakMap<object, (passage: string) => Mistake[]>()
const shared = {
  old: reader({ style: 'old', allowed: new Set(), pairs: [] }),
  new: reader({ style: 'new', allowed: new Set(), pairs: [] }),
}

function reader({ style, allowed, pairs }: Pick<House, 'style' | 'allowed' | 'pairs'>, most = 2_000_000) {
  return lately((passage) => mistakesOf(passage, { style, allowed, pairs }), most)
}

function mistakesIn({ text }: Passage, house: House): Mistake[] {
  if (house.allowed.size === 0 && house.pairs.length === 0) return shared[house.style](text)
  const known = readers.get(house) ?? reader(house, 200_000)
  readers.set(house, known)
  return known(text)
}
