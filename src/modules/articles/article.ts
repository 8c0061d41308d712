import { holds, type Actor } from '../../kernel/access.ts'
import { workflow } from '../../kernel/workflow.ts'
import type { Body } from './body/body.ts'

/** Where the working revision stands. */
export type Status = 'draft' | 'submitted' | 'returned' | 'edited' | 'approved'

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
export type Subject = Pick<Article, 'siteId' | 'sectionId' | 'status' | 'createdBy'> & {
  contributions: readonly Pick<Contribution, 'personId' | 'role'>[]
  publications: readonly Pick<PublicationState, 'siteId' | 'status'>[]
}

export const writers = ['contributor', 'editor', 'secretary', 'chief']
export const editors = ['editor', 'secretary', 'chief']
export const chiefs = ['chief']
export const observers = ['leader']
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

const on = (actor: Actor, roles: readonly string[], article: Subject) => holds(actor, roles, article.siteId, article.sectionId)
const author = (actor: Actor, article: Subject) => isInvolved(actor, article) && on(actor, writers, article)
/** Second eyes: nobody passes, returns or approves what is his own. */
const editor = (actor: Actor, article: Subject) => on(actor, editors, article) && !isInvolved(actor, article)
const chief = (actor: Actor, article: Subject) => on(actor, chiefs, article) && !isInvolved(actor, article)
const isPublished = (article: Subject) => article.publications.some(({ status }) => status !== 'scheduled')
const isLive = (article: Subject) => article.publications.some(({ status }) => status === 'live')

export const articleWorkflow = workflow<Status, Actor, Subject>()({
  submit: { from: ['draft', 'returned'], to: 'submitted', activity: 'submitted', by: mayWriteDraft },
  retract: { from: ['submitted'], to: 'draft', activity: 'retracted', by: author },
  pass: { from: ['submitted'], to: 'edited', activity: 'edited', by: editor },
  return: { from: ['submitted', 'edited', 'approved'], to: 'returned', activity: 'returned', reason: true, by: mayReturn },
  approve: { from: ['edited'], to: 'approved', activity: 'approved', by: chief },
  revise: {
    from: ['approved'],
    to: 'draft',
    activity: 'reopened',
    by: (actor, article) => isPublished(article) && mayWriteDraft(actor, article),
  },
  abandon: {
    from: ['draft', 'returned'],
    to: 'approved',
    activity: 'abandoned',
    by: (actor, article) => isPublished(article) && mayWriteDraft(actor, article),
  },
})
export type ArticleStep = keyof typeof articleWorkflow.steps

/** An editor returns what waits for editing, the chief what waits for approval or for its hour; what readers already see is corrected, not returned. */
function mayReturn(actor: Actor, article: Subject) {
  if (article.status === 'submitted') return editor(actor, article)
  return chief(actor, article) && !(article.status === 'approved' && isLive(article))
}

/** Who may change the working text now: its authors before it is sent, then whoever it waits for. */
export const canWrite = (actor: Actor, article: Subject) => writerAt[article.status](actor, article)

/** Who says that nothing goes out before an hour: the authors while it is theirs, and the desk. */
export const canEmbargo = (actor: Actor, article: Subject) => canWrite(actor, article) || on(actor, editors, article)

/** To another site goes only what is still in its writer's hands and was never planned or shown anywhere. */
export const mayChangeSite = ({ status, publications }: Pick<Subject, 'status' | 'publications'>) =>
  (status === 'draft' || status === 'returned') && publications.length === 0

const writerAt: Record<Status, (actor: Actor, article: Subject) => boolean> = {
  draft: mayWriteDraft,
  returned: mayWriteDraft,
  submitted: editor,
  edited: chief,
  approved: () => false,
}

/** The authors; and for the correction of what readers have, the desk that may open it. */
function mayWriteDraft(actor: Actor, article: Subject) {
  return author(actor, article) || (isPublished(article) && on(actor, editors, article))
}

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

/** The seven words that people read everywhere; mapped here and nowhere else. */
export type StatusWord = 'draft' | 'submitted' | 'returned' | 'edited' | 'scheduled' | 'live' | 'withdrawn'
export function statusWord(status: Status, publications: readonly { status: PublicationStatus }[]): StatusWord {
  if (status !== 'approved') return status
  if (publications.some((publication) => publication.status === 'scheduled')) return 'scheduled'
  return publications.some((publication) => publication.status === 'live') || publications.length === 0 ? 'live' : 'withdrawn'
}
