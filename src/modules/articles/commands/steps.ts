import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine, type Tell } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { tagsOf } from '../activities.ts'
import { articleWorkflow, isInvolved, type Article, type ArticleStep, type Status } from '../article.ts'
import { issuesBefore } from '../checking/reading.ts'
import { articleById, lockArticle, revisionById } from '../queries.ts'
import { keepFaces } from './faces.ts'
import { keepRevision } from './revision.ts'

/** The version the person had before their eyes: a step is tied to it, so nobody decides about a text they have not seen. */
export type Seen = {
  version: number
  reason?: string
  /** What else has to hold in the step's transaction, once the article is locked: a link that may be used once. */
  claim?: (trx: Db) => Promise<void>
}

/** Approving plans publications as well and has its own command (publication.ts). */
type PlainStep = Exclude<ArticleStep, 'approve'>

/** Takes one step of the workflow. */
export function take(spine: Spine, actor: Actor, id: number, step: PlainStep, seen: Seen): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await seenArticle(trx, actor, id, step, seen)
    const wrong = await issuesOfStep(trx, article, step, seen.reason ?? '')
    if (wrong) return issues(wrong)
    if (step === 'abandon') await backToApproved(trx, actor, article)
    if (step === 'return') await trx.deleteFrom('publications').where('article_id', '=', id).where('status', '=', 'scheduled').execute()
    const revision = step === 'abandon' ? article.approvedRevisionId! : (await keepRevision(trx, article, actor.id, 'step')).id
    await move(trx, actor, article, step, revision, seen.reason ?? '')
    await keepFaces(trx, [id])
    tellStep(tell, article, step, revision)
    return done(null)
  })
}

/** The article, locked, if the step is open to the actor and the text is the one they saw. */
export async function seenArticle(trx: Db, actor: Actor, id: number, step: ArticleStep, { version, claim }: Seen) {
  await lockArticle(trx, id)
  const article = await articleById(trx, actor, id)
  if (!articleWorkflow.steps[step].from.includes(article.status)) throw conflict()
  if (!articleWorkflow.allows(step, actor, article)) throw forbidden()
  if (article.version !== version) throw conflict()
  await claim?.(trx)
  return article
}

/** Writes the new status and the step's place in the record. */
export async function move(trx: Db, actor: Actor, article: Article, step: ArticleStep, revisionId: number, reason: string) {
  const { to } = articleWorkflow.steps[step]
  const at = now()
  await trx
    .updateTable('articles')
    .set({ status: to, status_at: at, version: article.version + 1 })
    .where('id', '=', article.id)
    .execute()
  await trx
    .insertInto('transitions')
    .values({
      article_id: article.id,
      revision_id: revisionId,
      step,
      came_from: article.status,
      went_to: to,
      reason,
      at,
      actor_id: actor.id,
      on_behalf_of: absentOwner(actor, article, step),
    })
    .execute()
}

async function issuesOfStep(trx: Db, article: Article, step: ArticleStep, reason: string): Promise<Issues | null> {
  if (articleWorkflow.steps[step].reason && !reason.trim()) return { reason: 'reasonMissing' }
  const found = step === 'submit' || step === 'pass' ? await issuesBefore(trx, article) : {}
  return Object.keys(found).length > 0 ? found : null
}

function tellStep(tell: Tell, article: Article, step: PlainStep, revision: number) {
  const { activity } = articleWorkflow.steps[step]
  const tags = step === 'return' ? tagsOf(article.id, article.publications) : []
  tell({ kind: `article.${activity}`, subject: 'article', subjectId: article.id, siteId: article.siteId, detail: { revision }, tags })
}

/** The correction is dropped: the working copy is again what readers see. What was written stays in the history. */
async function backToApproved(trx: Db, actor: Actor, article: Article) {
  await keepRevision(trx, article, actor.id, 'replaced')
  const approved = await revisionById(trx, article.approvedRevisionId!)
  await trx
    .updateTable('articles')
    .set({
      title: approved.title,
      lead: approved.lead,
      body: json(approved.body),
      genre: approved.genre,
      section_id: approved.sectionId,
      cover_media_id: approved.coverId,
      tags: approved.tags,
      source: approved.source,
      revision_id: approved.id,
    })
    .where('id', '=', article.id)
    .execute()
}

/** Whose right was used when the actor's own did not reach: a delegate acts in the absent person's name. */
function absentOwner(actor: Actor, article: Article, step: ArticleStep): number | null {
  const alone = { ...actor, standsFor: [], grants: actor.grants.filter(({ of }) => of === undefined) }
  if (articleWorkflow.allows(step, alone, article as Article & { status: Status })) return null
  const byGrant = actor.grants.find(
    ({ of }) =>
      of !== undefined &&
      articleWorkflow.allows(step, { ...alone, grants: [...alone.grants, ...actor.grants.filter((grant) => grant.of === of)] }, article),
  )
  return byGrant?.of ?? actor.standsFor.find((absent) => isInvolved({ ...alone, id: absent }, article)) ?? null
}
