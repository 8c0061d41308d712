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

/** An address in running text, where signs and digits mean nothing of what they mean elsewhere. Every part is looked for from one place only. */
const address =
  /(?<!\S)(?:https?:\/\/|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\p{L}\p{N}_.-])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|gov|edu|info)(?:\/\S*)?(?![\p{L}\p{N}])/giu

/** The same text with addresses blanked, so that places stay the same. */
export const withoutAddresses = (text: string) =>
  /[.@]/.test(text) ? text.replace(address, (found) => '\u0001'.repeat(found.length)) : text

/** In their order, without those that begin within another. */
export function apart<One extends { start?: number; end?: number }>(found: readonly One[]): One[] {
  let last = 0
  return found
    .toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
    .filter(({ start = 0, end = 0 }) => {
      if (start < last) return false
      last = end
      return true
    })
}
