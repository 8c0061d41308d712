import { holds, type Actor } from '../../../kernel/access.ts'
import type { Article, PublicationState } from '../article.ts'

export type BundleState = 'open' | 'released' | 'dissolved'

/** Items that come before readers together, at one hour. */
export type Bundle = {
  id: number
  siteId: number
  name: string
  releaseAt: Temporal.Instant
  /** Nothing of it goes out while one item cannot; otherwise what can goes out together. */
  whole: boolean
  state: BundleState
  /** When its hour came and something could not go out. */
  heldAt: Temporal.Instant | null
  releasedAt: Temporal.Instant | null
  madeBy: string
  items: { articleId: number; failure: Failure | null; embargoUntil: Temporal.Instant | null }[]
}

export const longestName = 120
export const mostItems = 50

/** Why an item did not go out with the others. `own`: whoever pressed is its author. */
export const failures = ['notApproved', 'embargoed', 'own', 'fault'] as const
export type Failure = (typeof failures)[number]

/** Who puts items together; what goes out was approved before, each on its own. */
export const bundlers = ['secretary', 'chief']
export const mayBundle = (actor: Actor, siteId: number) => holds(actor, bundlers, siteId)
/** Who lets it out by hand. */
const releasers = ['chief']
export const mayRelease = (actor: Actor, siteId: number) => holds(actor, releasers, siteId)

type Stage = { publications: readonly Pick<PublicationState, 'status'>[] }

export const isLive = ({ publications }: Stage) => publications.some(({ status }) => status === 'live')
const isPlanned = ({ status, publications }: Stage & Pick<Article, 'status'>) =>
  status === 'approved' && publications.some((one) => one.status === 'scheduled')

/** What keeps an item from going out at this hour; null: nothing. */
export function hindranceAt(article: Stage & Pick<Article, 'status' | 'embargoUntil'>, at: Temporal.Instant): Failure | null {
  if (isLive(article)) return null
  if (!isPlanned(article)) return 'notApproved'
  return article.embargoUntil && Temporal.Instant.compare(at, article.embargoUntil) < 0 ? 'embargoed' : null
}
