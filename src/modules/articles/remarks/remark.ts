import { holds, type Actor } from '../../../kernel/access.ts'
import { editors, type Article } from '../article.ts'
import type { Written } from '../body/diff.ts'
import { canReadWorking } from '../policy.ts'
import { placesOf, standing, textAt, type Anchor, type Spot } from './anchor.ts'

export type SuggestionState = 'open' | 'accepted' | 'rejected'
export type Suggestion = { wording: string; state: SuggestionState; by: string | null; at: Temporal.Instant | null; words: string }

/** One thing that somebody said. Hidden: by whom and why; the words stay in the record. */
export type Said = {
  id: number
  words: string
  by: string
  byId: number
  at: Temporal.Instant
  hidden: { by: string; byId: number; why: string } | null
}
/** A remark and what was answered to it. */
export type Thread = Said & {
  anchor: Anchor
  /** The newest revision when it was said; null: none was kept yet. */
  revision: number | null
  resolved: { by: string; at: Temporal.Instant } | null
  suggestion: Suggestion | null
  answers: Said[]
}
/** A thread where it stands in this text; spot null: what it was said about has changed. */
export type Placed = Thread & { spot: Spot | null }

/** `ofOne`: how often one person speaks about one item; a talk of thousands is read by nobody and holds up whoever opens the item. */
export const limits = { words: 4_000, quote: 2_000, wording: 4_000, why: 500, ofOne: 300 } as const

/** Whoever may read the text being written may speak about it. */
export const maySpeak = (actor: Actor, article: Article) => canReadWorking(actor, article)

/** Who takes something said out of sight: whoever said it, and the desk of the place. */
export const mayHide = (actor: Actor, article: Article, said: Pick<Said, 'byId'>) =>
  said.byId === actor.id || holds(actor, editors, article.siteId, article.sectionId)

/** What the desk took out of sight comes back by the desk alone; what somebody hid themselves, by them too. */
export const mayShow = (actor: Actor, article: Article, hiddenBy: number | null) =>
  hiddenBy === actor.id || holds(actor, editors, article.siteId, article.sectionId)

export const isOpen = ({ resolved, hidden }: Pick<Thread, 'resolved' | 'hidden'>) => resolved === null && hidden === null

/** In the order of the text; what has lost its place comes last. */
export function placed(written: Written, threads: readonly Thread[]): Placed[] {
  const order = new Map(placesOf(written).map((place, index) => [place, index]))
  const rank = ({ spot, anchor }: Placed) => (spot ? (order.get(anchor.place) ?? Infinity) : Infinity)
  // Each place is read once, however often it is spoken about.
  const texts = new Map([...new Set(threads.map(({ anchor }) => anchor.place))].map((place) => [place, textAt(written, place)]))
  return threads
    .map((thread): Placed => ({ ...thread, spot: standing(written, thread.anchor, texts.get(thread.anchor.place)) }))
    .toSorted((a, b) => compare(rank(a), rank(b)) || compare(a.spot?.start ?? 0, b.spot?.start ?? 0) || a.id - b.id)
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
