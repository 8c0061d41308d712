import type { Actor } from '../../kernel/access.ts'
import { isInvolved, type Subject } from './article.ts'
import { articleWorkflow, type ArticleStep } from './workflow.ts'

/** Whose right was used when the actor's own did not reach: a delegate acts in the absent person's name. */
export function insteadOf(actor: Actor, article: Subject, step: ArticleStep): number | null {
  const alone = { ...actor, standsFor: [], grants: actor.grants.filter(({ of }) => of === undefined) }
  if (articleWorkflow.allows(step, alone, article)) return null
  const byGrant = actor.grants.find(
    ({ of }) =>
      of !== undefined &&
      articleWorkflow.allows(step, { ...alone, grants: [...alone.grants, ...actor.grants.filter((grant) => grant.of === of)] }, article),
  )
  return byGrant?.of ?? actor.standsFor.find((absent) => isInvolved({ ...alone, id: absent }, article)) ?? null
}
