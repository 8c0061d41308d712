import type { Level, Rule } from './rule.ts'
import type { Pair } from './spelling/phrases.ts'

/** What holds in this newsroom: its own list, its style of tone marks, and how strictly each rule is taken in each genre. */
export type House = {
  style: 'old' | 'new'
  levels: Chosen
  /** Names and words that are right here; lower case, NFC. */
  allowed: ReadonlySet<string>
  /** Telephone and account numbers that may be published: digits alone. */
  numbers: ReadonlySet<string>
  pairs: readonly Pair[]
}

/** Rule → genre → level; only what was chosen otherwise than shipped. */
export type Chosen = Readonly<Record<string, Readonly<Record<string, Level>>>>

export const plainHouse: House = { style: 'old', levels: {}, allowed: new Set(), numbers: new Set(), pairs: [] }

export const defaultLevel = (rule: Rule, genre: string): Level => (rule.applies(genre) ? rule.level : 'off')

export function levelOf(rule: Rule, genre: string, chosen: Chosen): Level {
  if (rule.fixed) return 'required'
  const own = Object.hasOwn(chosen, rule.key) ? chosen[rule.key]! : {}
  return Object.hasOwn(own, genre) ? own[genre]! : defaultLevel(rule, genre)
}

export type Entry = { kind: 'pair' | 'allowed'; wrong: string; right: string }

/** The unit's list as the rules ask it. What has no letters is a number that may stand. */
export function listOf(entries: readonly Entry[]): Pick<House, 'allowed' | 'numbers' | 'pairs'> {
  const allowed = entries.filter(({ kind }) => kind === 'allowed').map(({ wrong }) => wrong.normalize('NFC'))
  return {
    allowed: new Set(allowed.filter((word) => /\p{L}/u.test(word)).map((word) => word.toLowerCase())),
    numbers: new Set(allowed.filter((word) => !/\p{L}/u.test(word)).map(digitsOf)),
    pairs: entries.flatMap(({ kind, wrong, right }) => (kind === 'pair' ? [{ wrong, right }] : [])),
  }
}

/** +84 and the 0 before a number are one. */
export const digitsOf = (written: string) => written.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0')
