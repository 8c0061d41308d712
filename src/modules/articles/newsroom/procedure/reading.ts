import type { Actor } from '../../../../kernel/access.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { sitesOf } from '../../../sites/index.ts'
import { assigners, decides, isInvolved, isStage, on, type Article, type Stage } from '../../article.ts'
import { mayAssign } from '../../procedure/assigning.ts'
import { candidatesOf } from '../reviewers.ts'
import { calledNames } from '../waiting.ts'

export type AtStage = {
  stage: Stage
  assigneeId: number | null
  /** "chị Hoa" */
  assignee: string | undefined
  dueAt: Temporal.Instant | null
  /** What the reader may do for himself. */
  mine: { id: number; take: boolean; drop: boolean }
  /** To whom the reader may give it; nobody for who deals out no work. */
  candidates: readonly { id: number; name: string }[]
}

/** What an article's page says of its stage; null where it waits for nobody. */
export async function atStage(deps: Deps, actor: Actor, article: Article): Promise<AtStage | null> {
  const { status: stage, assigneeId, dueAt } = article
  if (!isStage(stage)) return null
  const deals = on(actor, assigners, article) && !isInvolved(actor, article)
  const [called, candidates] = await Promise.all([
    calledNames(deps.db, actor.lang, [assigneeId]),
    deals ? candidatesOf(deps.db, sitesOf(deps), article, stage) : [],
  ])
  return {
    stage,
    assigneeId,
    assignee: assigneeId === null ? undefined : called.get(assigneeId),
    dueAt,
    mine: {
      id: actor.id,
      take: assigneeId !== actor.id && decides(actor, article, stage),
      drop: assigneeId === actor.id && mayAssign(actor, article, null),
    },
    candidates,
  }
}
