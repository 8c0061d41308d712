import { spell, syllable } from '../syllable.ts'
import packed from './packed.json' with { type: 'json' }
import { unpack, type Role } from './packing.ts'

export type Lexicon = {
  /** Whether two syllables stand together in a word or a set phrase. Written forms or keys. */
  knows: (first: string, second: string) => boolean
  /** What may follow, what may go before. As people write them. */
  after: (first: string) => readonly string[]
  before: (second: string) => readonly string[]
  /** Undefined: the language can write it, but no word of ours has it. */
  role: (written: string) => Role | undefined
  /** All syllables with these bare letters: `thuc` → thức, thực, thúc … */
  withLetters: (bare: string) => readonly string[]
}

let made: Lexicon | undefined

/** Unpacked when first asked for, about 30 ms. */
export const lexicon = (): Lexicon => (made ??= make())

/** The same for hòa and hoà, kỹ and kĩ: house usage of y and i is not judged here. */
export function keyOf(written: string): string {
  const known = keys.get(written)
  if (known !== undefined) return known
  const parts = syllable(written)
  const rime = parts && parts.rime === 'i' && /^[hklmstv]$/u.test(parts.onset) ? 'y' : parts?.rime
  const key = parts ? spell({ ...parts, rime: rime! }, 'old') : written
  if (keys.size > 20_000) keys.clear()
  keys.set(written, key)
  return key
}

const keys = new Map<string, string>()

function make(): Lexicon {
  const words = unpack(packed)
  const pairs = new Set<string>()
  const after = new Map<string, string[]>()
  const before = new Map<string, string[]>()
  const bare = new Map<string, string[]>()
  const roles = new Map([...words.roles].map(([written, role]) => [keyOf(written), role]))
  for (const [first, seconds] of words.pairs)
    for (const second of seconds) {
      pairs.add(`${keyOf(first)} ${keyOf(second)}`)
      push(after, keyOf(first), second)
      push(before, keyOf(second), first)
    }
  for (const written of words.roles.keys()) push(bare, bareOf(written), written)
  return {
    knows: (first, second) => pairs.has(`${keyOf(first)} ${keyOf(second)}`),
    after: (first) => after.get(keyOf(first)) ?? [],
    before: (second) => before.get(keyOf(second)) ?? [],
    role: (written) => roles.get(keyOf(written)),
    withLetters: (letters) => bare.get(letters) ?? [],
  }
}

const bareOf = (written: string) => written.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

function push(lists: Map<string, string[]>, key: string, entry: string) {
  const list = lists.get(key)
  if (list) list.push(entry)
  else lists.set(key, [entry])
}
