import type { Lang } from '../../../kernel/text.ts'
import type { Article, ArticleStep } from '../article.ts'
import type { Transition } from '../queries.ts'
import { givenName, shortTime } from './names.ts'
import type { Reviewers } from './reviewers.ts'
import { text } from './text.ts'

export type StageState = 'done' | 'now' | 'later'
export type StageStep = { label: string; note?: string; state: StageState }

const at = { draft: 0, returned: 0, submitted: 1, edited: 2, approved: 3 } as const

/** The four stages with who took each and when, and who is to take what comes; transitions newest first. A stage that is open again has no note of the last round. */
export function stagesOf(article: Article, transitions: readonly Transition[], lang: Lang, reviewers?: Reviewers): StageStep[] {
  const { write, edit, approve, publish } = text[lang].stepNames
  const now = article.status === 'approved' && !plannedOf(article) ? 4 : at[article.status]
  const taken = takenBy(transitions, lang)
  const notes = [
    (done: boolean) => (done ? taken('submit') : authorOf(article)),
    (done: boolean) => (done ? taken('pass') : oneOf(reviewers?.edit, lang)),
    (done: boolean) => (done ? taken('approve') : oneOf(reviewers?.approve, lang)),
    () => (now >= 3 ? hourOf(article, lang) : undefined),
  ]
  return [write, edit, approve, publish].map((label, index) => {
    const note = notes[index]!(index < now)
    return { label, state: index < now ? 'done' : index === now ? 'now' : 'later', ...(note && { note }) }
  })
}

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
