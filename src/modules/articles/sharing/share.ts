import { holds, type Actor } from '../../../kernel/access.ts'
import { hosts, type Article } from '../article.ts'

export type ShareKind = 'offer' | 'ask'
export type ShareState = 'open' | 'taken' | 'declined' | 'recalled'
/** A live link shows whatever the item's own site shows; a copy is an item of the receiving site. */
export const shareModes = ['link', 'copy'] as const
export type ShareMode = (typeof shareModes)[number]

export type Share = {
  id: number
  articleId: number
  /** Where the item is at home, and the site that gets it. */
  from: number
  to: number
  kind: ShareKind
  state: ShareState
  mode: ShareMode | null
  sectionId: number | null
  headline: string
  words: string
  answer: string
  copyId: number | null
  title: string
  madeBy: string
  madeAt: Temporal.Instant
  answeredBy: string | null
  answeredAt: Temporal.Instant | null
}

/** Where a site puts an item of another one, and what it calls it there; empty: as it is called at home. */
export type Placing = { mode: ShareMode; sectionId: number; headline: string }

/** Who speaks for a site in this: offers what is its own, asks and takes for itself. */
export const speaksFor = (actor: Actor, siteId: number) => holds(actor, hosts, siteId)

/** Whoever answers: the receiving site an offer, the home site a question. */
export const answers = (actor: Actor, { kind, from, to }: Pick<Share, 'kind' | 'from' | 'to'>) =>
  speaksFor(actor, kind === 'offer' ? to : from)
/** Whoever made it may take it back. */
export const tookUp = (actor: Actor, { kind, from, to }: Pick<Share, 'kind' | 'from' | 'to'>) =>
  speaksFor(actor, kind === 'offer' ? from : to)

/**
 * Why an item cannot go to a site; null when it can. Loops cannot arise: only an item's own site gives it, a copy is never given on, and no item
 * comes back to where it is at home.
 */
export function hindrance({ siteId, publications, copiedFrom }: Pick<Article, 'siteId' | 'publications' | 'copiedFrom'>, to: number) {
  if (copiedFrom !== null) return 'shareOfCopy'
  if (to === siteId) return 'shareHome'
  if (!publications.some(({ canonical, status }) => canonical && status === 'live')) return 'shareNotLive'
  if (publications.some((place) => place.siteId === to && place.status !== 'withdrawn')) return 'shareThere'
  return null
}
