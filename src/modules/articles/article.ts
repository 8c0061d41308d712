import { holds, type Actor } from '../../kernel/access.ts'
import { workflow } from '../../kernel/workflow.ts'
import type { Body } from './body/body.ts'

/** What an item may wait for between its writer and its readers, in this order: editing, the secretary's reading, the unit's leader, the board. */
export const stages = ['submitted', 'proofing', 'endorsing', 'edited'] as const
export type Stage = (typeof stages)[number]
/** How many of them an item goes through. */
export type Stages = 1 | 2 | 3 | 4
export const isStage = (status: string): status is Stage => (stages as readonly string[]).includes(status)

/** Where the working revision stands. */
export type Status = 'draft' | 'returned' | Stage | 'approved'

/** Kinds of item, as reports count them. */
export const genres = [
  'news',
  'brief',
  'feature',
  'reportage',
  'interview',
  'note',
  'portrait',
  'commentary',
  'study',
  'photos',
  'video',
  'infographic',
  'translation',
  'repost',
] as const
export type Genre = (typeof genres)[number]

/** What a person did for an article. `edit` is work on it, not authorship. */
export const contributionRoles = ['text', 'photo', 'clip', 'edit', 'translate', 'collect'] as const
export type ContributionRole = (typeof contributionRoles)[number]

/** share: hundredths of a percent of the role (10,000 = the whole). */
export type Contribution = { personId: number; name: string; penName: string; role: ContributionRole; share: number }

export type Article = {
  id: number
  siteId: number
  sectionId: number | null
  genre: Genre
  lang: string
  status: Status
  /** As written on it when it was sent; of a draft, what would be written now. */
  stages: Stages
  /** Who has it at its stage, until when, and when that person is next reminded. */
  assigneeId: number | null
  dueAt: Temporal.Instant | null
  remindAt: Temporal.Instant | null
  title: string
  lead: string
  body: Body
  coverId: number | null
  tags: string[]
  source: string
  version: number
  revisionId: number | null
  approvedRevisionId: number | null
  createdBy: number
  createdAt: Temporal.Instant
  savedBy: number
  savedByName: string
  savedAt: Temporal.Instant
  statusAt: Temporal.Instant
  /** Nothing of it goes out before. */
  embargoUntil: Temporal.Instant | null
  /** The item of another site that this one was made of. */
  copiedFrom: number | null
  contributions: Contribution[]
  publications: PublicationState[]
}
export type PublicationState = {
  id: number
  siteId: number
  sectionId: number
  status: PublicationStatus
  canonical: boolean
  slug: string
  publishAt: Temporal.Instant
  liveAt: Temporal.Instant | null
  revisionId: number
  /** Rank among the lead stories of the site, and until when. */
  featured: number | null
  featuredUntil: Temporal.Instant | null
  /** Until when readers have it; null: as long as it stands. */
  expiresAt: Temporal.Instant | null
  /** What this site calls it; empty: as it is called. */
  headline: string
}

/** What a guard looks at: little enough to be built from a row or from a whole article. */
export type Subject = Pick<Article, 'siteId' | 'sectionId' | 'status' | 'stages' | 'createdBy'> & {
  contributions: readonly Pick<Contribution, 'personId' | 'role'>[]
  publications: readonly Pick<PublicationState, 'siteId' | 'status'>[]
}

export const writers = ['contributor', 'editor', 'secretary', 'chief']
export const editors = ['editor', 'secretary', 'chief']
export const chiefs = ['chief']
export const observers = ['leader']
/** Whose a stage is. Every stage is also the chief's, so that none stands still where nobody holds its role. */
export const deciders: Record<Stage, readonly string[]> = {
  submitted: editors,
  proofing: ['secretary', 'chief'],
  endorsing: ['leader', 'chief'],
  edited: chiefs,
}
/** Who decides at one stage or another. */
export const anyDeciders = [...editors, 'leader']
/** Who gives an item at its stage to somebody. */
export const assigners = ['secretary', 'chief']
/** Who arranges the lead stories of a site and how long items stand there. */
export const featurers = ['chief', 'secretary', 'keeper']
/** Who speaks for a site towards other sites: puts their items on it, and gives its own. */
export const hosts = ['chief', 'secretary', 'keeper']

/** Whose it is: whoever began it, and who did more for it than work on it. */
export const authorsOf = (article: Subject) => [
  article.createdBy,
  ...article.contributions.filter(({ role }) => role !== 'edit').map(({ personId }) => personId),
]

/** An author, a co-author, or the delegate of one: whoever may never pass or approve the article. */
export const isInvolved = (actor: Actor, article: Subject) =>
  authorsOf(article).some((author) => author === actor.id || actor.standsFor.includes(author))

/** Does the actor hold one of the roles where the article belongs? */
export const on = (actor: Actor, roles: readonly string[], article: Subject) => holds(actor, roles, article.siteId, article.sectionId)
/** Second eyes: nobody passes, returns or approves what is his own. */
export const decides = (actor: Actor, article: Subject, stage: Stage) => on(actor, deciders[stage], article) && !isInvolved(actor, article)
const chief = (actor: Actor, article: Subject) => decides(actor, article, 'edited')

/** To another site goes only what is still in its writer's hands and was never planned or shown anywhere. */
export const mayChangeSite = ({ status, publications }: Pick<Subject, 'status' | 'publications'>) =>
  (status === 'draft' || status === 'returned') && publications.length === 0

/** Why a published text was corrected, as readers are told and reports count (rules of the trade: domain rules §9, decree 237/2026). */
export const correctionReasons = ['error', 'legal', 'outdated', 'source'] as const
export type CorrectionReason = (typeof correctionReasons)[number]

/** Why an item was taken from readers. `replaced`: another item stands in its place; `asked`: a person concerned asked for it. */
export const withdrawalReasons = ['error', 'legal', 'outdated', 'replaced', 'asked'] as const
/** `expired`: the worker took it down at the hour that was set. `unshared`: this site no longer shows another site's item. */
export type WithdrawalReason = (typeof withdrawalReasons)[number] | 'expired' | 'unshared'

export type PublicationStatus = 'scheduled' | 'live' | 'withdrawn'
/** The publication's life on one site. `actor` null is the worker, which alone publishes what is due. */
type Publishing = Subject & { status: Status }
/** Putting it before the readers of another site takes whoever speaks for that site. */
const chiefThere = (actor: Actor | null, article: Publishing, siteId = article.siteId) =>
  actor !== null && chief(actor, article) && (siteId === article.siteId || holds(actor, hosts, siteId))

export const publicationWorkflow = workflow<
  PublicationStatus,
  Actor | null,
  { status: PublicationStatus; article: Publishing; siteId?: number }
>()({
  reschedule: {
    from: ['scheduled'],
    to: 'scheduled',
    activity: 'rescheduled',
    by: (actor, { article }) =>
      actor !== null &&
      (chief(actor, article) || (holds(actor, ['secretary'], article.siteId, article.sectionId) && !isInvolved(actor, article))),
  },
  publish: { from: ['scheduled'], to: 'live', activity: 'published', by: (actor, { article }) => actor === null || chief(actor, article) },
  // The worker takes down what has an hour for it. A chief also what carries the own name: else an author who puts the chief's under it keeps it up.
  withdraw: {
    from: ['live'],
    to: 'withdrawn',
    activity: 'withdrawn',
    reason: true,
    by: (actor, { article }) => actor === null || on(actor, chiefs, article),
  },
  restore: {
    from: ['withdrawn'],
    to: 'live',
    activity: 'restored',
    reason: true,
    by: (actor, { article, siteId }) => chiefThere(actor, article, siteId),
  },
})
export type PublicationStep = keyof typeof publicationWorkflow.steps

/** The words that people read everywhere; mapped here and nowhere else. */
export type StatusWord = Exclude<Status, 'approved'> | 'scheduled' | 'live' | 'withdrawn'
export function statusWord(status: Status, publications: readonly { status: PublicationStatus }[]): StatusWord {
  if (status !== 'approved') return status
  if (publications.some((publication) => publication.status === 'scheduled')) return 'scheduled'
  return publications.some((publication) => publication.status === 'live') || publications.length === 0 ? 'live' : 'withdrawn'
}
