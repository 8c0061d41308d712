import { syllable, withoutTone, type Tone } from './syllable.ts'

/** What two spellings are compared by: everything worked out once for each. */
export type Shape = { text: string; letters: string; bare: string; tone: Tone; onset: string; rime: string; valid: boolean }

const known = new Map<string, Shape>()

/** The shape of a spelling in lower-case NFC, also of one that is no syllable. */
export function shapeOf(text: string): Shape {
  const before = known.get(text)
  if (before) return before
  const { letters, tone } = withoutTone(text)
  const parts = syllable(text)
  const onset = parts?.onset ?? head.exec(letters)![0]
  const shape = {
    text,
    letters,
    bare: bareOf(letters),
    tone,
    onset,
    rime: parts?.rime ?? letters.slice(onset.length),
    valid: parts !== undefined,
  }
  // A cache, not a store: a text of nonsense must not fill the memory.
  if (known.size > 20_000) known.clear()
  known.set(text, shape)
  return shape
}

/** Without any mark: `đường` → `duong`. */
export const bareOf = (letters: string) => letters.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

const head = /^(?:ngh|ng|nh|ch|gh|gi(?=[aăâeêioôơuưy])|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?/u
