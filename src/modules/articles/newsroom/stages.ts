import type { Lang } from '../../../kernel/text.ts'
import type { Article } from '../article.ts'
import type { Transition } from '../queries.ts'
import { givenName, shortTime } from './names.ts'
import { text } from './text.ts'

export type StageState = 'done' | 'now' | 'later'
export type StageStep = { label: string; note?: string; state: StageState }

const at = { draft: 0, returned: 0, submitted: 1, edited: 2, approved: 3 } as const
const steps = ['submit', 'pass', 'approve'] as const

/** The four stages with who took each and when; transitions newest first. A stage that is open again has no note of the last round. */
export function stagesOf(article: Article, transitions: readonly Transition[], lang: Lang): StageStep[] {
  const t = text[lang]
  const { write, edit, approve, publish } = t.stepNames
  const planned = article.publications.find(({ status }) => status === 'scheduled')
  const live = article.publications.find(({ status }) => status !== 'scheduled')
  const now = article.status === 'approved' && !planned ? 4 : at[article.status]
  const notes = steps.map((step) => {
    const taken = transitions.find((one) => one.step === step)
    return taken && t.byWhen(givenName(taken.by ?? t.system), shortTime(taken.at, lang))
  })
  const author = article.contributions.find(({ role }) => role !== 'edit')
  const hour = planned ? t.appointed(shortTime(planned.publishAt, lang)) : live?.liveAt ? shortTime(live.liveAt, lang) : undefined
  return [write, edit, approve, publish].map((label, index) => {
    const state: StageState = index < now ? 'done' : index === now ? 'now' : 'later'
    const note =
      index === 3
        ? now >= 3
          ? hour
          : undefined
        : state === 'done'
          ? notes[index]
          : index === 0 && author
            ? givenName(author.penName || author.name)
            : undefined
    return { label, state, ...(note && { note }) }
  })
}
