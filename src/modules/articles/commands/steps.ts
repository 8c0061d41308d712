import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine, type Tell } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { settingOf } from '../../../kernel/settings.ts'
import { now } from '../../../kernel/time.ts'
import { actorById } from '../../people/index.ts'
import { tagsOf } from '../activities.ts'
import { decides, isStage, type Article, type Stage, type Status } from '../article.ts'
import { insteadOf } from '../absence.ts'
import { issuesBefore } from '../checking/reading.ts'
import { articleWorkflow, doneBy, type ArticleStep } from '../workflow.ts'
import { lastAt } from '../procedure/assigning.ts'
import { dueOf } from '../procedure/due.ts'
import { reasonsSetting } from '../procedure/settings.ts'
import { articleById, lockArticle, revisionById } from '../queries.ts'
import { keepFaces } from './faces.ts'
import { keepRevision } from './revision.ts'

/** The version the person had before their eyes: a step is tied to it, so nobody decides about a text they have not seen. */
export type Seen = {
  version: number
  reason?: string
  /** Of the agency's list, by their keys. */
  reasons?: readonly string[]
  /** What else has to hold in the step's transaction, once the article is locked: a link that may be used once. */
  claim?: (trx: Db) => Promise<void>
}

/** Approving plans publications as well and has its own command (publication.ts). */
type PlainStep = Exclude<ArticleStep, 'approve'>

/** Takes one step of the workflow. */
export function take(spine: Spine, actor: Actor, id: number, step: PlainStep, seen: Seen): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await seenArticle(trx, actor, id, step, seen)
    const reasons = await knownReasons(trx, seen.reasons)
    const wrong = await issuesOfStep(trx, article, step, { ...seen, reasons })
    if (wrong) return issues(wrong)
    if (step === 'abandon') await backToApproved(trx, actor, article)
    if (step === 'return') await trx.deleteFrom('publications').where('article_id', '=', id).where('status', '=', 'scheduled').execute()
    const revision = step === 'abandon' ? article.approvedRevisionId! : (await keepRevision(trx, article, actor.id, 'step')).id
    const transition = await move(trx, actor, article, step, revision, seen.reason ?? '')
    if (reasons.length > 0)
      await trx
        .insertInto('return_reasons')
        .values(reasons.map((reason) => ({ transition_id: transition, reason })))
        .execute()
    await keepFaces(trx, [id])
    tellStep(tell, article, step, revision, reasons)
    return done(null)
  })
}

/** The article, locked, if the step is open to the actor and the text is the one they saw. */
export async function seenArticle(trx: Db, actor: Actor, id: number, step: ArticleStep, { version, claim }: Seen) {
  await lockArticle(trx, id)
  const article = await articleById(trx, actor, id)
  if (!articleWorkflow.begins(step, article)) throw conflict()
  if (!articleWorkflow.allows(step, actor, article)) throw forbidden()
  if (article.version !== version) throw conflict()
  await claim?.(trx)
  return article
}

/** Writes the new status and the step's place in the record. */
export async function move(trx: Db, actor: Actor, article: Article, step: ArticleStep, revisionId: number, reason: string) {
  const to = articleWorkflow.leadsTo(step, article)
  const at = now()
  await trx
    .updateTable('articles')
    .set({ status: to, stages: article.stages, status_at: at, version: article.version + 1, ...(await waitingAt(trx, article, step, to)) })
    .where('id', '=', article.id)
    .execute()
  const { id } = await trx
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
      on_behalf_of: insteadOf(actor, article, step),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** At a stage somebody has it until an hour; elsewhere nobody has. What comes back to a stage comes to whoever did it before. */
async function waitingAt(trx: Db, article: Article, step: ArticleStep, to: Status) {
  if (!isStage(to)) return { assignee_id: null, due_at: null, remind_at: null }
  const last = step === 'back' ? await lastAt(trx, article.id, doneBy[to]) : null
  const person = last === null ? null : await actorById(trx, last)
  // Who has left the desk meanwhile, or become an author, does not get it back.
  const assignee_id = person && decides(person, article, to) ? person.id : null
  return { assignee_id, ...(await dueOf(trx, to, now())) }
}

/** Those that stand in the list; what somebody made up counts for nothing. */
async function knownReasons(trx: Db, asked: readonly string[] = []) {
  if (asked.length === 0) return []
  return (await settingOf(trx, reasonsSetting)).flatMap(({ key, used }) => (used && asked.includes(key) ? [key] : []))
}

type Said = Pick<Seen, 'reason' | 'reasons'>

async function issuesOfStep(trx: Db, article: Article, step: ArticleStep, { reason = '', reasons = [] }: Said): Promise<Issues | null> {
  if ('reason' in articleWorkflow.steps[step] && !reason.trim() && reasons.length === 0) return { reason: 'reasonMissing' }
  const found = forward.has(step) ? await issuesBefore(trx, article) : {}
  return Object.keys(found).length > 0 ? found : null
}

/** What goes up must be whole. */
const forward: ReadonlySet<ArticleStep> = new Set(['submit', 'pass', 'proof', 'endorse'])

function tellStep(tell: Tell, article: Article, step: PlainStep, revision: number, reasons: readonly string[]) {
  const about = { subject: 'article', subjectId: article.id, siteId: article.siteId }
  if (step === 'return')
    return tell({ kind: 'article.returned', ...about, detail: { revision, reasons }, tags: tagsOf(article.id, article.publications) })
  if (step === 'back')
    return tell({ kind: 'article.sentBack', ...about, detail: { revision, reasons, to: articleWorkflow.leadsTo(step, article) as Stage } })
  const { activity } = articleWorkflow.steps[step]
  tell({ kind: `article.${activity}`, ...about, detail: { revision } })
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
