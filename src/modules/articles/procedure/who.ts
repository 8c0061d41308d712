import type { Actor } from '../../../kernel/access.ts'
import { editors, isStage, type Stage, type Stages, type Status, type Subject } from '../article.ts'
import { articleWorkflow, canWrite, doneBy, stagesIn, type ArticleStep } from '../workflow.ts'

const roles = [...editors.slice(0, 2), 'leader', 'chief'] as const
const writer = 1

/** A stage in words: who does it and where that leads, who sends back and whereto, who may change the words meanwhile. */
export type WhoAtStage = {
  stage: Stage
  does: string[]
  to: Status
  returns: string[]
  back: Stage | null
  writes: string[]
  retracts: boolean
}

/** Asked of the table itself, one person of each role after the other about an item of somebody else. */
export function whoMay(count: Stages): WhoAtStage[] {
  return stagesIn(count).map((stage) => {
    const subject: Subject = {
      siteId: 1,
      sectionId: null,
      status: stage,
      stages: count,
      createdBy: writer,
      contributions: [],
      publications: [],
    }
    const who = (may: (actor: Actor) => boolean) => roles.filter((role) => may(somebody(2, role)))
    const by = (step: ArticleStep) => who((actor) => articleWorkflow.allows(step, actor, subject))
    const back = articleWorkflow.begins('back', subject) ? articleWorkflow.leadsTo('back', subject) : null
    return {
      stage,
      does: by(doneBy[stage]),
      to: articleWorkflow.leadsTo(doneBy[stage], subject),
      returns: by('return'),
      back: back !== null && isStage(back) ? back : null,
      writes: who((actor) => canWrite(actor, subject)),
      retracts: articleWorkflow.allows('retract', somebody(writer, 'contributor'), subject),
    }
  })
}

const somebody = (id: number, role: string): Actor => ({
  id,
  name: role,
  lang: 'vi',
  grants: [{ role, site: null, sections: null }],
  standsFor: [],
})
