import type { Place, TextModel } from './model.ts'
import type { RuleKey, Why } from './text.ts'
import type { House } from './house.ts'

export const levels = ['off', 'advice', 'required'] as const
/** `required` stops sending, `advice` never does. */
export type Level = (typeof levels)[number]

/** A place worth another look, and why. With `change`, what should stand there instead of exactly the quoted text. */
export type Found = {
  place: Place
  /** The quoted text; without offsets the whole place is meant. */
  start?: number
  end?: number
  why: Why
  values?: readonly string[]
  change?: string
  /** A word that may be right after all: whoever keeps the list can allow it. */
  allow?: string
}

export type Rule = {
  key: RuleKey
  /** What holds in the genres it applies to while nobody has chosen; elsewhere it is off until somebody turns it on. */
  level: Level
  applies: (genre: string) => boolean
  /** Without it nothing can be sent: no choice changes that. */
  fixed?: true
  find: (model: TextModel, house: House) => Found[]
}

export type Finding = Omit<Found, 'values'> & { rule: RuleKey; level: 'advice' | 'required'; values: readonly string[]; quote: string }

export const always = () => true
export const onlyIn =
  (...genres: string[]) =>
  (genre: string) =>
    genres.includes(genre)
export const notIn =
  (...genres: string[]) =>
  (genre: string) =>
    !genres.includes(genre)
