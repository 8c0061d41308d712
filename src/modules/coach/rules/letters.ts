import type { Passage } from '../model.ts'
import { always, type Rule } from '../rule.ts'
import { syllable } from '../spelling/syllable.ts'
import { reading, withoutAddresses } from './passages.ts'

export const letterRules: readonly Rule[] = [
  { key: 'capitals-run', level: 'advice', applies: always, find: reading(shouting) },
  { key: 'spacing', level: 'advice', applies: always, find: reading(spacing) },
]

const upperRun = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{M}]*(?:[ ,–-]{1,3}\p{Lu}[\p{Lu}\p{M}]*){2,}(?![\p{L}\p{N}])/gu

/** Three words or more in capitals, at least two of which are words: UBND, HĐND and XIV are none. */
function shouting({ text }: Passage) {
  return [...text.matchAll(upperRun)].flatMap(({ 0: run, index }) => {
    const words = run.split(/[ ,–-]+/u).filter((word) => word.length > 1 && !isRoman(word) && syllable(word.toLowerCase()))
    return words.length >= 2 && run.length >= 9 ? [{ start: index, end: index + run.length, why: 'shouting' as const }] : []
  })
}

const isRoman = (word: string) => /^[IVXLC]+$/.test(word)

type Slip = {
  find: RegExp
  change: (found: RegExpMatchArray) => string
  why: 'spaceBefore' | 'spaceTwice' | 'spaceMissing' | 'spaceInside'
}

const slips: readonly Slip[] = [
  { find: /(?<=[\p{L}\p{N})”"]) +([,;:!?]|\.(?!\.|\d))(?!\))/gu, change: ([, sign]) => sign!, why: 'spaceBefore' },
  { find: /(?<=\S) {2,}(?=[^\s,;:!?.])/gu, change: () => ' ', why: 'spaceTwice' },
  { find: /(?<=\p{L})([,;])(?=\p{L}{2})/gu, change: ([, sign]) => `${sign} `, why: 'spaceMissing' },
  { find: /(?<=\p{Ll}{2})([.!?])(?=\p{Lu}\p{Ll})/gu, change: ([, sign]) => `${sign} `, why: 'spaceMissing' },
  { find: /(?<=[\s(])([(“]) +(?=\p{L})/gu, change: ([, sign]) => sign!, why: 'spaceInside' },
  { find: /(?<=[\p{L}\p{N}]) +([)”])/gu, change: ([, sign]) => sign!, why: 'spaceInside' },
]

function spacing({ text }: Passage) {
  const running = withoutAddresses(text)
  return slips
    .flatMap(({ find, change, why }) =>
      [...running.matchAll(find)].map((found) => ({ start: found.index, end: found.index + found[0].length, why, change: change(found) })),
    )
    .sort((a, b) => a.start - b.start)
}
