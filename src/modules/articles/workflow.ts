import type { Actor } from '../../kernel/access.ts'
import { leadsTo, workflow } from '../../kernel/workflow.ts'
import {
  decides,
  editors,
  isInvolved,
  isStage,
  on,
  stages,
  writers,
  type Stage,
  type Stages,
  type Status,
  type Subject,
} from './article.ts'

const author = (actor: Actor, article: Subject) => isInvolved(actor, article) && on(actor, writers, article)
const decider = (stage: Stage) => (actor: Actor, article: Subject) => decides(actor, article, stage)
const editor = decider('submitted')
const proofreader = decider('proofing')
const endorser = decider('endorsing')
const chief = decider('edited')
const isPublished = (article: Subject) => article.publications.some(({ status }) => status !== 'scheduled')
const isLive = (article: Subject) => article.publications.some(({ status }) => status === 'live')

/** The same in every table: how what readers have is taken up again. */
const correcting = {
  revise: {
    from: ['approved'],
    to: 'draft',
    activity: 'reopened',
    by: (actor: Actor, article: Subject) => isPublished(article) && mayWriteDraft(actor, article),
  },
  abandon: {
    from: ['draft', 'returned'],
    to: 'approved',
    activity: 'abandoned',
    by: (actor: Actor, article: Subject) => isPublished(article) && mayWriteDraft(actor, article),
  },
} as const

/** A table for each number of stages; the article tells which one holds for it. */
export const articleTables = {
  1: workflow<Status, Actor, Subject>()({
    submit: { from: ['draft', 'returned'], to: 'edited', activity: 'submitted', by: mayWriteDraft },
    retract: { from: ['edited'], to: 'draft', activity: 'retracted', by: author },
    return: { from: ['edited', 'approved'], to: 'returned', activity: 'returned', reason: true, by: mayReturn },
    approve: { from: ['edited'], to: 'approved', activity: 'approved', by: chief },
    ...correcting,
  }),
  2: workflow<Status, Actor, Subject>()({
    submit: { from: ['draft', 'returned'], to: 'submitted', activity: 'submitted', by: mayWriteDraft },
    retract: { from: ['submitted'], to: 'draft', activity: 'retracted', by: author },
    pass: { from: ['submitted'], to: 'edited', activity: 'edited', by: editor },
    return: { from: ['submitted', 'edited', 'approved'], to: 'returned', activity: 'returned', reason: true, by: mayReturn },
    back: { from: ['edited'], to: 'submitted', activity: 'sentBack', reason: true, by: mayReturn },
    approve: { from: ['edited'], to: 'approved', activity: 'approved', by: chief },
    ...correcting,
  }),
  3: workflow<Status, Actor, Subject>()({
    submit: { from: ['draft', 'returned'], to: 'submitted', activity: 'submitted', by: mayWriteDraft },
    retract: { from: ['submitted'], to: 'draft', activity: 'retracted', by: author },
    pass: { from: ['submitted'], to: 'proofing', activity: 'edited', by: editor },
    proof: { from: ['proofing'], to: 'edited', activity: 'proofread', by: proofreader },
    return: { from: ['submitted', 'proofing', 'edited', 'approved'], to: 'returned', activity: 'returned', reason: true, by: mayReturn },
    back: {
      from: ['proofing', 'edited'],
      to: { proofing: 'submitted', edited: 'proofing' },
      activity: 'sentBack',
      reason: true,
      by: mayReturn,
    },
    approve: { from: ['edited'], to: 'approved', activity: 'approved', by: chief },
    ...correcting,
  }),
  4: workflow<Status, Actor, Subject>()({
    submit: { from: ['draft', 'returned'], to: 'submitted', activity: 'submitted', by: mayWriteDraft },
    retract: { from: ['submitted'], to: 'draft', activity: 'retracted', by: author },
    pass: { from: ['submitted'], to: 'proofing', activity: 'edited', by: editor },
    proof: { from: ['proofing'], to: 'endorsing', activity: 'proofread', by: proofreader },
    endorse: { from: ['endorsing'], to: 'edited', activity: 'endorsed', by: endorser },
    return: {
      from: ['submitted', 'proofing', 'endorsing', 'edited', 'approved'],
      to: 'returned',
      activity: 'returned',
      reason: true,
      by: mayReturn,
    },
    back: {
      from: ['proofing', 'endorsing', 'edited'],
      to: { proofing: 'submitted', endorsing: 'proofing', edited: 'endorsing' },
      activity: 'sentBack',
      reason: true,
      by: mayReturn,
    },
    approve: { from: ['edited'], to: 'approved', activity: 'approved', by: chief },
    ...correcting,
  }),
} as const
/** The longest table has every step; in a shorter one some are missing, and none is called otherwise. */
const { steps, names } = articleTables[4]
export type ArticleStep = (typeof names)[number]
type StepHere = Pick<(typeof steps)[ArticleStep], 'from' | 'to' | 'by'>

/** The step in the table that holds for the article; undefined when that table has none. */
const stepOf = (step: ArticleStep, { stages }: Pick<Subject, 'stages'>) =>
  (articleTables[stages].steps as Partial<Record<ArticleStep, StepHere>>)[step]

const allows = (step: ArticleStep, actor: Actor, article: Subject) => {
  const here = stepOf(step, article)
  return here !== undefined && here.from.includes(article.status) && here.by(actor, article)
}

export const articleWorkflow = {
  steps,
  names,
  allows,
  open: (actor: Actor, article: Subject) => names.filter((step) => allows(step, actor, article)),
  /** Does the step begin where the article stands? */
  begins: (step: ArticleStep, article: Subject) => stepOf(step, article)?.from.includes(article.status) ?? false,
  leadsTo: (step: ArticleStep, article: Subject): Status => leadsTo(stepOf(step, article)!, article.status),
}

/** The stages of the table in their order. */
export const stagesIn = (count: Stages): Stage[] =>
  stages.filter((stage) => (articleTables[count].steps.return.from as readonly Status[]).includes(stage))

/** The step by which a stage is done. */
export const doneBy = { submitted: 'pass', proofing: 'proof', endorsing: 'endorse', edited: 'approve' } as const satisfies Record<
  Stage,
  ArticleStep
>

/** Whoever it waits for returns it, and the chief what waits for its hour; what readers already see is corrected, not returned. */
function mayReturn(actor: Actor, article: Subject) {
  if (isStage(article.status)) return decides(actor, article, article.status)
  return chief(actor, article) && !isLive(article)
}

/** Who may change the working text now: its authors before it is sent, then whoever it waits for. */
export const canWrite = (actor: Actor, article: Subject) => writerAt[article.status](actor, article)

/** Who says that nothing goes out before an hour: the authors while it is theirs, and the desk. */
export const canEmbargo = (actor: Actor, article: Subject) => canWrite(actor, article) || on(actor, editors, article)

const writerAt: Record<Status, (actor: Actor, article: Subject) => boolean> = {
  draft: mayWriteDraft,
  returned: mayWriteDraft,
  submitted: editor,
  proofing: proofreader,
  // Whoever leads a unit reads; the words stay with the desk.
  endorsing: chief,
  edited: chief,
  approved: () => false,
}

/** The authors; and for the correction of what readers have, the desk that may open it. */
function mayWriteDraft(actor: Actor, article: Subject) {
  return author(actor, article) || (isPublished(article) && on(actor, editors, article))
}
