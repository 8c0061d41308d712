import { holds, type Actor } from '../../../kernel/access.ts'
import { chiefs, isInvolved, type Article, type Subject } from '../article.ts'
import { articleWorkflow } from '../workflow.ts'
import type { Plan } from '../commands/publication.ts'

/** A question to somebody who never signs in: may exactly this revision go out? */
export type Link = {
  id: number
  articleId: number
  revisionId: number
  version: number
  personId: number
  person: string
  /** Decides by the right of whoever sent it, and in that person's name. */
  lent: boolean
  plan: Plan
  sentBy: number
  sender: string
  sentAt: Temporal.Instant
  expiresAt: Temporal.Instant
  openedAt: Temporal.Instant | null
  decidedAt: Temporal.Instant | null
  decision: Decision | null
  revokedAt: Temporal.Instant | null
}
export type Decision = 'approve' | 'return'

/** open · decided · revoked · expired · changed: the text or its stage is no longer the one that was sent. */
export type LinkState = 'open' | 'decided' | 'revoked' | 'expired' | 'changed'

export function stateOf(link: Link, article: Pick<Article, 'version'>, at: Temporal.Instant): LinkState {
  if (link.decidedAt) return 'decided'
  if (link.revokedAt) return 'revoked'
  if (Temporal.Instant.compare(link.expiresAt, at) <= 0) return 'expired'
  return article.version === link.version ? 'open' : 'changed'
}

/**
 * Who may ask somebody outside, and take the question back: whoever makes a link has it in hand and could use it, so only who may decide anyway.
 * Of the own item nobody.
 */
export const maySend = (actor: Actor, article: Subject) =>
  holds(actor, chiefs, article.siteId, article.sectionId) && !isInvolved(actor, article)

/** Is the article where somebody has to approve it? */
export const isAsked = ({ status }: Pick<Article, 'status'>) => articleWorkflow.steps.approve.from.includes(status)

/** How long a link may stay open, in days; whoever sends it chooses. */
export const lifetimes = [1, 3, 7] as const
