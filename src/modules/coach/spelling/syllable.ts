import { neverBare, onlyBare, onsetsBeforeY, rimes, rimesAfterQu, rimesOfGi } from './rimes.ts'

/** 0 ngang, then huyền, hỏi, ngã, sắc, nặng: the order of the dictionary. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5
/** A written syllable taken apart. `rime` is as the table of rimes has it, so `gì` has onset `gi` and rime `i`. */
export type Syllable = { onset: string; rime: string; tone: Tone }
export type Style = 'old' | 'new'

/** Undefined when no syllable of the language is written so. The place of the tone mark is not judged: see `spell`. */
export function syllable(written: string): Syllable | undefined {
  const { letters, tone, marks } = withoutTone(written)
  if (marks > 1) return undefined
  const parts = onsetAndRime(letters)
  if (!parts || (closed.test(parts.rime) && tone !== 4 && tone !== 5)) return undefined
  return { ...parts, tone }
}

/** The one right way to write a syllable in a style. Both differ only in open oa, oe and uy. */
export function spell({ onset, rime, tone }: Syllable, style: Style): string {
  const letters = onset === 'gi' ? (swallowed.get(rime) ?? rime) : rime
  if (onset === 'gi' && /^(?:n|t|ch)?$/.test(letters)) return `gi${toneMarks[tone]}${letters}`.normalize('NFC')
  const at = tonePlace(letters, style)
  return (onset + letters.slice(0, at + 1) + toneMarks[tone]! + letters.slice(at + 1)).normalize('NFC')
}

/** Lower case letters without tone (â, ơ, đ stay), the last tone found, and how many there were. */
export function withoutTone(written: string): { letters: string; tone: Tone; marks: number } {
  let tone: Tone = 0
  let marks = 0
  const letters = written
    .normalize('NFD')
    .toLowerCase()
    .replace(toneMark, (mark) => {
      tone = toneMarks.indexOf(mark) as Tone
      marks++
      return ''
    })
  return { letters: letters.normalize('NFC'), tone, marks }
}

const toneMarks = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
const toneMark = /[\u0300\u0301\u0303\u0309\u0323]/gu
/** After these a syllable has only sắc or nặng. */
const closed = /(?:[cpt]|ch)$/u
const swallowed = new Map(Object.entries(rimesOfGi).map(([written, rime]) => [rime, written]))
const onsets = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?/u
const front = /^[eêiy]/u
/** Lips do not round twice: only borrowed words do (voan, buýt, phuy). */
const rounded = /^(?:o[aăe]|u[âêơy])/u
const roundedAfterLips = new Set(['voan', 'buyt', 'phuy', 'moay', 'voăc', 'buy', 'voăn', 'muy'])

function onsetAndRime(letters: string): { onset: string; rime: string } | undefined {
  const onset = onsets.exec(letters)![0]
  const rest = letters.slice(onset.length)
  if (onset === 'gi') return afterGi(rest)
  if (onset === 'qu') return rimesAfterQu.has(rest) ? { onset, rime: rest } : undefined
  if (!rimes.has(rest) || !agree(onset, rest)) return undefined
  return { onset, rime: rest }
}

function afterGi(rest: string): { onset: string; rime: string } | undefined {
  const rime = rimesOfGi[rest] ?? rest
  if (rest in rimesOfGi) return { onset: 'gi', rime }
  return rimes.has(rest) && !/^[iêy]/u.test(rest) ? { onset: 'gi', rime } : undefined
}

/** k, gh and ngh stand before e, ê, i, y; c, g and ng elsewhere. */
function agree(onset: string, rime: string): boolean {
  if (onset === 'k' || onset === 'gh' || onset === 'ngh') return front.test(rime) && (rime !== 'y' || onset === 'k')
  if (onset === 'c' || onset === 'g' || onset === 'ng') return !front.test(rime)
  if (rime === 'y') return onsetsBeforeY.has(onset)
  if (onset === '' ? neverBare.has(rime) : onlyBare.has(rime)) return false
  return !/^(?:b|m|v|p|ph)$/u.test(onset) || !rounded.test(rime) || roundedAfterLips.has(onset + rime)
}

function tonePlace(letters: string, style: Style): number {
  const vowels = /^[aăâeêioôơuưy]+/u.exec(letters)?.[0] ?? ''
  const strong = /[ăâêôơ](?!.*[ăâêôơ])/u.exec(vowels)
  if (strong) return strong.index
  if (vowels.length === 1) return 0
  if (vowels.length === 3 || vowels.length < letters.length) return 1
  return style === 'new' && /^(?:oa|oe|uy)$/u.test(vowels) ? 1 : 0
}
