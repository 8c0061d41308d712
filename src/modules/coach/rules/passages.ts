import type { House } from '../house.ts'
import type { Passage, PassageKind, TextModel } from '../model.ts'
import type { Found } from '../rule.ts'

type InPassage = Omit<Found, 'place'>

/** A rule that reads one passage at a time, of these kinds (all when none is named). */
export function reading(read: (passage: Passage, house: House) => InPassage[], ...kinds: PassageKind[]) {
  return ({ passages }: TextModel, house: House): Found[] =>
    passages
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .flatMap((passage) => read(passage, house).map((found) => ({ ...found, place: passage.place })))
}

/** No letter or digit beside: the edges of a word in any script. */
export const edgeBefore = '(?<![\\p{L}\\p{N}])'
export const edgeAfter = '(?![\\p{L}\\p{N}])'

/** An address in running text, where signs and digits mean nothing of what they mean elsewhere. */
const address =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\p{L}\p{N}])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|gov|edu|info)(?:\/\S*)?(?![\p{L}\p{N}])/giu

/** The same text with addresses blanked, so that places stay the same. */
export const withoutAddresses = (text: string) =>
  /[.@]/.test(text) ? text.replace(address, (found) => '\u0001'.repeat(found.length)) : text
