import type { Actor } from '../../../kernel/access.ts'
import { holds } from '../../../kernel/access.ts'
import { command, system, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, Refusal, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { addJob } from '../../../kernel/jobs.ts'
import { slug } from '../../../kernel/text.ts'
import { now } from '../../../kernel/time.ts'
import { wantAvif } from '../../media/index.ts'
import { tagsOf } from '../activities.ts'
import {
  hosts,
  publicationWorkflow,
  type Article,
  type CorrectionReason,
  type PublicationState,
  type PublicationStep,
  type WithdrawalReason,
} from '../article.ts'
import { issuesBefore } from '../checking/reading.ts'
import { anyArticle, articleById, lockArticle } from '../queries.ts'
import { bundleOf } from '../bundles/queries.ts'
import { drawPublications, takeOffSearch } from './drawing.ts'
import { copiesOf, noteStanding, tagsOfCopies } from '../sharing/placing.ts'
import { keepFaces } from './faces.ts'
import { keepRevision } from './revision.ts'
import { move, seenArticle, type Seen } from './steps.ts'
import { isSectionOf } from './writing.ts'

export type Plan = {
  /** Null: at once. */
  at: Temporal.Instant | null
  /** Sites beside the item's own, each with the section it appears under. */
  sites: readonly { siteId: number; sectionId: number }[]
  /** Given when readers must be told what was wrong; the words stand on the page and in the corrections column. */
  correction?: { reason: CorrectionReason; original: string; corrected: string; notice: string }
}

/**
 * Approves exactly the text that was seen, and plans where and when readers get it. What is live already is replaced at once
 * (a correction); new sites wait for the hour.
 */
export function approve(spine: Spine, actor: Actor, id: number, seen: Seen, asked: Plan): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await seenArticle(trx, actor, id, 'approve', seen)
    // What waits in a bundle goes out with it.
    const plan = { ...asked, at: (await bundleOf(trx, id))?.releaseAt ?? asked.at }
    const wrong = { ...(await issuesBefore(trx, article)), ...(await issuesOfPlan(trx, actor, article, plan)) }
    if (Object.keys(wrong).length > 0) return issues(wrong)
    const revision = await keepRevision(trx, article, actor.id, 'step')
    await move(trx, actor, article, 'approve', revision.id, seen.reason ?? '')
    await trx.updateTable('articles').set({ approved_revision_id: revision.id }).where('id', '=', id).execute()
    await plant(trx, article, revision.id, plan)
    if (article.coverId !== null) await wantAvif(trx, article.coverId)
    const corrected = await correct(trx, actor, article, revision.id, plan)
    await keepFaces(trx, [id])
    const after = await anyArticle(trx, id)
    await drawPublications(trx, after)
    tell({
      kind: 'article.approved',
      subject: 'article',
      subjectId: id,
      siteId: article.siteId,
      tags: [...tagsOf(id, [...article.publications, ...after.publications]), ...(await tagsOfCopies(trx, id))],
      detail: { revision: revision.id, sites: after.publications.map(({ siteId }) => siteId), corrected },
    })
    return done(null)
  })
}

async function issuesOfPlan(trx: Db, actor: Actor, article: Article, { at, sites, correction }: Plan): Promise<Issues> {
  if (!(await isSectionOf(trx, article.siteId, article.sectionId))) return { section: 'unknownSection' }
  for (const { siteId, sectionId } of sites) {
    if (siteId === article.siteId || !(await isSectionOf(trx, siteId, sectionId))) return { sites: 'unknownSection' }
    if (!holds(actor, hosts, siteId)) throw forbidden()
  }
  if (new Set(sites.map(({ siteId }) => siteId)).size !== sites.length) return { sites: 'siteTwice' }
  if (correction && !correction.notice.trim()) return { notice: 'noticeMissing' }
  if (isEmbargoed(article, at ?? now())) return { when: 'embargoed' }
  return {}
}

/** Before the embargo nothing goes out; what is live already is only corrected. */
const isEmbargoed = ({ embargoUntil, publications }: Article, at: Temporal.Instant) =>
  embargoUntil !== null && Temporal.Instant.compare(at, embargoUntil) < 0 && !publications.some(({ status }) => status === 'live')

/** One publication per site: live ones point at the new revision, others are scheduled; the canonical one is the item's own site. */
async function plant(trx: Db, article: Article, revisionId: number, plan: Plan) {
  const at = plan.at ?? now()
  const places = [{ siteId: article.siteId, sectionId: article.sectionId! }, ...plan.sites]
  await trx.deleteFrom('publications').where('article_id', '=', article.id).where('status', '=', 'scheduled').execute()
  await trx
    .updateTable('publications')
    .set({ revision_id: revisionId, slug: slug(article.title), genre: article.genre })
    .where('article_id', '=', article.id)
    .execute()
  for (const { siteId, sectionId } of places)
    await trx
      .insertInto('publications')
      .values({
        article_id: article.id,
        site_id: siteId,
        section_id: sectionId,
        canonical: siteId === article.siteId,
        slug: slug(article.title),
        genre: article.genre,
        revision_id: revisionId,
        status: 'scheduled',
        publish_at: at,
      })
      .onConflict((conflict) => conflict.columns(['article_id', 'site_id']).doUpdateSet({ section_id: sectionId }))
      .execute()
  await addJob(trx, 'articles.publish', { article: article.id }, { at, key: `articles.publish:${article.id}` })
}

async function correct(trx: Db, actor: Actor, article: Article, revisionId: number, { correction }: Plan) {
  if (!correction || !article.publications.some(({ status }) => status === 'live')) return false
  const at = now()
  await trx
    .insertInto('corrections')
    .values({ article_id: article.id, revision_id: revisionId, ...correction, made_by: actor.id, made_at: at })
    .execute()
  await trx
    .updateTable('publications')
    .set({ corrected_at: at })
    .where('article_id', '=', article.id)
    .where('status', '=', 'live')
    .execute()
  return true
}

/** The worker's step: puts every publication of the article that is due before readers. Does nothing when none is; safe to run twice. */
export async function publishDue(spine: Spine, articleId: number): Promise<boolean> {
  const due = await duePublications(spine.db).select('id').where('article_id', '=', articleId).execute()
  for (const { id } of due) await stepOf(spine, system, articleId, id, 'publish', {}).catch(unlessDone)
  return due.length > 0
}

/** Whose hour has come; what waits in a bundle goes out with that. */
export const duePublications = (db: Db) =>
  db
    .selectFrom('publications')
    .where('status', '=', 'scheduled')
    .where('publish_at', '<=', now())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bundle_items')
            .select('bundle_id')
            .whereRef('bundle_items.article_id', '=', 'publications.article_id')
            .where('waiting', '=', true),
        ),
      ),
    )

/** Another worker, or a person, published it in the same moment: then it is done, and the next one is still to do. */
function unlessDone(error: unknown) {
  if (!(error instanceof Refusal && error.status === 409)) throw error
}

export type Given = {
  /** Words: what readers are told of a withdrawal, why an item comes back. */
  reason?: string
  at?: Temporal.Instant
  /** Of a withdrawal: the reason that is counted, what stands in the item's place, and whether every site that shows it takes it down at once. */
  why?: WithdrawalReason
  replacedBy?: number
  everywhere?: boolean
}

/** One step of one publication: publish now, reschedule, withdraw with a public notice (also on every site at once), restore. */
export function stepOf(
  spine: Spine,
  actor: Actor | typeof system,
  articleId: number,
  publicationId: number,
  step: PublicationStep,
  given: Given,
): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, articleId)
    const article = actor ? await articleById(trx, actor, articleId) : await anyArticle(trx, articleId)
    const publication = article.publications.find(({ id }) => id === publicationId)
    if (!publication) throw notFound()
    if (!publicationWorkflow.steps[step].from.includes(publication.status)) throw conflict()
    if (!publicationWorkflow.allows(step, actor, { ...publication, article })) throw forbidden()
    if (publicationWorkflow.steps[step].reason && !given.reason?.trim()) return issues({ reason: 'reasonMissing' })
    if (step === 'reschedule' && !given.at) return issues({ at: 'timeMissing' })
    if ((step === 'reschedule' || step === 'publish') && (await bundleOf(trx, articleId)))
      return issues({ [step === 'reschedule' ? 'at' : 'form']: 'inBundle' })
    if (step !== 'withdraw' && isEmbargoed(article, given.at ?? now()))
      return issues({ [step === 'reschedule' ? 'at' : 'form']: 'embargoed' })
    if (given.replacedBy !== undefined && !(await mayReplace(trx, article, given.replacedBy))) return issues({ replacedBy: 'notReadable' })
    const places = step === 'withdraw' && given.everywhere ? article.publications.filter(({ status }) => status === 'live') : [publication]
    for (const place of places) await apply(trx, article, place, step, given)
    const copies = step === 'withdraw' && given.everywhere ? await withdrawCopies(trx, articleId, given) : []
    await keepFaces(trx, [articleId])
    const { activity } = publicationWorkflow.steps[step]
    tell({
      kind: `article.${activity}`,
      subject: 'article',
      subjectId: articleId,
      siteId: publication.siteId,
      detail: {
        publication: publicationId,
        revision: publication.revisionId,
        ...(step === 'withdraw' && toldOf(publication, [...places, ...copies], given)),
      },
      tags: [...tagsOf(articleId, article.publications), ...(await tagsOfCopies(trx, articleId))],
    })
    return done(null)
  })
}

const toldOf = ({ id }: PublicationState, places: readonly PublicationState[], { why, replacedBy }: Given) => ({
  why: why ?? null,
  also: places.filter((place) => place.id !== id).map((place) => place.id),
  ...(replacedBy !== undefined && { replacedBy }),
})

/** What other sites made of it goes with it: whoever takes over a text takes over its withdrawal (domain rules §9). */
export async function withdrawCopies(trx: Db, articleId: number, given: Given): Promise<PublicationState[]> {
  const gone: PublicationState[] = []
  for (const copy of await copiesOf(trx, articleId)) {
    const live = copy.publications.filter(({ status }) => status === 'live')
    for (const place of live) await apply(trx, copy, place, 'withdraw', given)
    if (live.length > 0) await keepFaces(trx, [copy.id])
    gone.push(...live)
  }
  return gone
}

/** Only what readers can open stands in another item's place, and nothing in its own. */
async function mayReplace(trx: Db, article: Article, id: number) {
  const live = await trx
    .selectFrom('publications')
    .select('id')
    .where('article_id', '=', id)
    .where('status', '=', 'live')
    .executeTakeFirst()
  return live !== undefined && id !== article.id
}

/** What is planned goes out at this hour; null: at the hour it was planned for, on its own. */
export async function replan(trx: Db, { id, publications }: Pick<Article, 'id' | 'publications'>, at: Temporal.Instant | null) {
  const planned = publications.filter(({ status }) => status === 'scheduled')
  for (const { id: publication, publishAt } of planned) {
    await trx
      .updateTable('publications')
      .set({ publish_at: at ?? publishAt })
      .where('id', '=', publication)
      .execute()
    await addJob(trx, 'articles.publish', { article: id }, { at: at ?? publishAt, key: `articles.publish:${id}` })
  }
}

export async function apply(trx: Db, article: Article, { id, siteId, liveAt }: PublicationState, step: PublicationStep, given: Given) {
  const change = trx.updateTable('publications').where('id', '=', id)
  if (step === 'reschedule') {
    await change.set({ publish_at: given.at! }).execute()
    await addJob(trx, 'articles.publish', { article: article.id }, { at: given.at!, key: `articles.publish:${article.id}` })
    return
  }
  if (step === 'withdraw') {
    const off = { featured: null, featured_until: null }
    const why = { withdrawal_notice: given.reason!, withdrawal_reason: given.why ?? null, replaced_by: given.replacedBy ?? null }
    await change.set({ status: 'withdrawn', withdrawn_at: now(), ...why, ...off }).execute()
    await noteStanding(trx, article.id, siteId, false)
    return takeOffSearch(trx, article.id, siteId)
  }
  const cleared = { withdrawn_at: null, withdrawal_notice: '', withdrawal_reason: null, replaced_by: null }
  const over = step === 'restore' ? { expires_at: null } : {}
  await change.set({ status: 'live', live_at: liveAt ?? now(), ...cleared, ...over }).execute()
  if (step === 'restore') await noteStanding(trx, article.id, siteId, true)
  await drawPublications(trx, await anyArticle(trx, article.id))
}
