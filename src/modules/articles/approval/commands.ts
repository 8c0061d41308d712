import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { randomToken, sha256 } from '../../../kernel/crypto.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { actorById } from '../../people/index.ts'
import { isInvolved, type Article } from '../article.ts'
import { issuesBefore } from '../checking/reading.ts'
import { articleWorkflow } from '../workflow.ts'
import { approve, type Plan } from '../commands/publication.ts'
import { keepRevision } from '../commands/revision.ts'
import { take } from '../commands/steps.ts'
import { articleById, lockArticle } from '../queries.ts'
import { isAsked, maySend, type Decision, type Link } from './link.ts'

export type Sending = { version: number; personId: number; days: number; plan: Plan }

/** Asks somebody by a link, about exactly the text that was seen. The token is answered once and never readable again. */
export function sendLink(spine: Spine, actor: Actor, id: number, sending: Sending): Promise<Outcome<{ token: string }>> {
  const token = randomToken()
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    if (!maySend(actor, article)) throw forbidden()
    if (!isAsked(article) || article.version !== sending.version) throw conflict()
    const right = await rightOf(trx, actor, article, sending.personId)
    const wrong = { ...(await issuesBefore(trx, article)), ...('issue' in right && { person: right.issue }) }
    if ('issue' in right || Object.keys(wrong).length > 0) return issues(wrong)
    const revision = await keepRevision(trx, article, actor.id, 'step')
    const link = await keepLink(trx, actor, article, { ...sending, token, revision: revision.id, lent: right.lent })
    const detail = { link, person: sending.personId, revision: revision.id }
    tell({ kind: 'article.asked', subject: 'article', subjectId: id, siteId: article.siteId, detail })
    return done({ token })
  })
}

/** By whose right the person would decide: the own one, or that of whoever asks. Nobody is asked about an item of the own. */
async function rightOf(trx: Db, actor: Actor, article: Article, personId: number): Promise<{ lent: boolean } | { issue: string }> {
  if (personId === actor.id) return { issue: 'linkToOneself' }
  const own = await actorById(trx, personId)
  if (!own) return { issue: 'unknownPerson' }
  if (articleWorkflow.allows('approve', own, article)) return { lent: false }
  if (isInvolved(own, article)) return { issue: 'linkToAuthor' }
  const lent = await actorById(trx, personId, actor.id)
  return lent && articleWorkflow.allows('approve', lent, article) ? { lent: true } : { issue: 'linkWithoutRight' }
}

type Kept = Sending & { token: string; revision: number; lent: boolean }

async function keepLink(trx: Db, actor: Actor, article: Article, { token, revision, lent, ...sending }: Kept) {
  const at = now()
  const { id } = await trx
    .insertInto('approval_links')
    .values({
      article_id: article.id,
      revision_id: revision,
      version: article.version,
      token_hash: sha256(token),
      person_id: sending.personId,
      lent,
      plan: json({ ...sending.plan, at: sending.plan.at?.toString() ?? null }),
      sent_by: actor.id,
      sent_at: at,
      expires_at: at.add({ hours: 24 * sending.days }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Takes the question back: from this moment the link opens nothing. */
export function revokeLink(spine: Spine, actor: Actor, id: number, linkId: number): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await articleById(trx, actor, id)
    if (!maySend(actor, article)) throw forbidden()
    const gone = await trx
      .updateTable('approval_links')
      .set({ revoked_at: now(), revoked_by: actor.id })
      .where('id', '=', linkId)
      .where('article_id', '=', id)
      .where('revoked_at', 'is', null)
      .where('decided_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst()
    if (!gone) throw notFound()
    const detail = { link: linkId, person: gone.person_id }
    tell({ kind: 'article.unasked', subject: 'article', subjectId: id, siteId: article.siteId, detail })
    return done(null)
  })
}

/** The first look at what was sent; programs that preview a link in a chat may be the ones that look, so it proves nothing more. */
export async function noteOpened(spine: Spine, link: Link) {
  if (link.openedAt) return
  await command(spine, null, async (trx, tell) => {
    const opening = trx.updateTable('approval_links').set({ opened_at: now() }).where('id', '=', link.id).where('opened_at', 'is', null)
    if ((await opening.executeTakeFirst()).numUpdatedRows === 0n) return issues({ link: 'openedAlready' })
    const detail = { link: link.id, person: link.personId }
    tell({ kind: 'article.askedOpened', subject: 'article', subjectId: link.articleId, detail })
    return done(null)
  })
}

/** Who decides by this link, by the rights that hold at this moment; null when the person or the lent right is gone. */
export const deciderOf = (db: Db, link: Link) => actorById(db, link.personId, link.lent ? link.sentBy : undefined)

/**
 * The one decision of a link, in the name of whoever was asked.
 * @throws conflict when the link was used, taken back, is too old, or its text has changed; forbidden when the right behind it is gone.
 */
export async function decide(spine: Spine, link: Link, decision: Decision, reason: string): Promise<Outcome<null>> {
  const actor = await deciderOf(spine.db, link)
  if (!actor) throw forbidden()
  const seen = { version: link.version, reason, claim: (trx: Db) => claim(trx, link, decision) }
  if (decision === 'return') return take(spine, actor, link.articleId, 'return', seen)
  const { at } = link.plan
  // The planned hour may have passed while the question was open: then it goes out with the approval.
  const plan = { ...link.plan, at: at && Temporal.Instant.compare(at, now()) > 0 ? at : null }
  return approve(spine, actor, link.articleId, seen, plan)
}

/** In the transaction of the step: of two taps only one gets through, and a step that fails leaves the link as it was. */
async function claim(trx: Db, link: Link, decision: Decision) {
  const at = now()
  const used = await trx
    .updateTable('approval_links')
    .set({ decided_at: at, decision })
    .where('id', '=', link.id)
    .where('decided_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  if (used.numUpdatedRows !== 1n) throw conflict()
}
