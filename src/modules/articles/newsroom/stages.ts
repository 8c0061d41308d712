import type { Lang } from '../../../kernel/text.ts'
import { isStage, type Article, type Stage, type Status } from '../article.ts'
import type { Transition } from '../queries.ts'
import { text as module } from '../text.ts'
import { articleWorkflow, doneBy, stagesIn, type ArticleStep } from '../workflow.ts'
import { stepWords } from './address.ts'
import { givenName } from '../../people/index.ts'
import { shortTime } from './names.ts'
import type { Reviewers } from './reviewers.ts'
import { text } from './text.ts'

export type StageState = 'done' | 'now' | 'later'
export type StageStep = { label: string; note?: string; state: StageState }

/**
 * Writing, the stages of its table and publishing, with who took each and when, and who is to take what comes; transitions newest first. A stage
 * that is open again has no note of the last round.
 */
export function stagesOf(article: Article, transitions: readonly Transition[], lang: Lang, reviewers?: Reviewers): StageStep[] {
  const names = text[lang].stepNames
  const stages = stagesIn(article.stages)
  const now = placeOf(article, stages)
  const taken = takenBy(transitions, lang)
  const steps = [
    { label: names.write, note: now > 0 ? taken('submit') : authorOf(article) },
    ...stages.map((stage, index) => ({
      label: names[stage],
      note: index + 1 < now ? taken(doneBy[stage]) : oneOf(reviewers?.[stage], lang),
    })),
    { label: names.publish, note: now > stages.length ? hourOf(article, lang) : undefined },
  ]
  return steps.map(({ label, note }, index) => ({
    label,
    state: index < now ? 'done' : index === now ? 'now' : 'later',
    ...(note && { note }),
  }))
}

/** Where it stands among writing, the stages and publishing; behind them all when readers have it. */
function placeOf(article: Article, stages: readonly Stage[]) {
  if (isStage(article.status)) return stages.indexOf(article.status) + 1
  if (article.status !== 'approved') return 0
  return stages.length + (plannedOf(article) ? 1 : 2)
}

/** A step as its button says it: what passes an item on says to whom. */
export function stepLabel(lang: Lang, step: ArticleStep, article: Article): string {
  const to = passedTo(step, article)
  return to ? text[lang].passTo[to] : module[lang].steps[step]
}

/** The word in an address for what has just been done; `now`: where the article stands after it. */
export function stepFlash(step: ArticleStep, now: Status): string {
  if (!isPassing(step)) return stepWords[step]
  return now === 'proofing' ? 'chuyen-thu-ky' : now === 'endorsing' ? 'chuyen-don-vi' : stepWords.pass
}

function passedTo(step: ArticleStep, article: Article): Stage | null {
  if (!isPassing(step)) return null
  const to: Status = articleWorkflow.leadsTo(step, article)
  return isStage(to) ? to : null
}

const isPassing = (step: ArticleStep) => step === 'pass' || step === 'proof' || step === 'endorse'

const takenBy = (transitions: readonly Transition[], lang: Lang) => (step: ArticleStep) => {
  const taken = transitions.find((one) => one.step === step)
  const t = text[lang]
  return taken && t.byWhen(givenName(taken.by ?? t.system), shortTime(taken.at, lang))
}

function authorOf({ contributions }: Article) {
  const author = contributions.find(({ role }) => role !== 'edit')
  return author && givenName(author.penName || author.name)
}

/** Up to two are named; of more only their number. */
const oneOf = (names: readonly string[] = [], lang: Lang) => (names.length > 2 ? text[lang].oneOfMany(names.length) : names.join(', '))

const plannedOf = ({ publications }: Article) => publications.find(({ status }) => status === 'scheduled')

function hourOf(article: Article, lang: Lang) {
  const planned = plannedOf(article)
  const live = article.publications.find(({ status }) => status !== 'scheduled')
  return planned ? text[lang].appointed(shortTime(planned.publishAt, lang)) : live?.liveAt ? shortTime(live.liveAt, lang) : undefined
}
