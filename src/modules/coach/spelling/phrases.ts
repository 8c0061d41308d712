import data from './phrases.json' with { type: 'json' }
import type { Token } from './token.ts'

export type Pair = { wrong: string; right: string }
/** A phrase found: tokens from `from` to `to` (inclusive), and what should stand there. */
export type Found = { from: number; to: number; right: string }

/** Wrong → right, grouped by the first syllable of the wrong. */
export type Phrases = ReadonlyMap<string, readonly { rest: readonly string[]; right: string }[]>

export function phrasesOf(pairs: readonly Pair[]): Phrases {
  const all = new Map<string, { rest: string[]; right: string }[]>()
  for (const { wrong, right } of pairs) {
    const [first, ...rest] = syllables(wrong)
    if (first === undefined) continue
    const list = all.get(first) ?? []
    list.push({ rest, right: right.normalize('NFC') })
    all.set(first, list)
  }
  for (const list of all.values()) list.sort((a, b) => b.rest.length - a.rest.length)
  return all
}

let made: Phrases | undefined

/** Our own table: what is never right in official text. */
export const knownConfusions = (): Phrases => (made ??= phrasesOf(confusions()))

export const confusions = (): Pair[] =>
  Object.entries(data).flatMap(([right, wrongs]) => wrongs.split(', ').map((wrong) => ({ wrong, right })))

/** The longest phrase that starts at a token, if any. */
export function phraseAt(tokens: readonly Token[], at: number, phrases: Phrases): Found | undefined {
  for (const { rest, right } of phrases.get(tokens[at]!.lower) ?? [])
    if (rest.every((syllable, i) => follows(tokens[at + 1 + i], syllable))) return { from: at, to: at + rest.length, right }
  return undefined
}

const follows = (token: Token | undefined, syllable: string) =>
  token !== undefined && token.joined && !token.inert && token.lower === syllable

const syllables = (phrase: string) => phrase.normalize('NFC').toLowerCase().trim().split(/\s+/).filter(Boolean)
