import { sql } from 'kysely'
import { holds, type Actor } from '../../../kernel/access.ts'
import { command, system, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, Refusal, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { tagsOf } from '../activities.ts'
import { featurers, type Article, type PublicationState } from '../article.ts'
import { canEmbargo } from '../workflow.ts'
import { anyArticle, articleById, lockArticle } from '../queries.ts'
import { text } from '../text.ts'
import { stepOf } from './publication.ts'

/** Rank among the lead stories of the site's home page, from 1; until when, or until somebody takes it off. */
export type Pin = { rank: number; until: Temporal.Instant | null }
export const lowestRank = 5

/** Pins an item among the lead stories of a site, or takes it off (`null`). Whoever had that rank moves one down. */
export const pin = (spine: Spine, actor: Actor, id: number, publicationId: number, wanted: Pin | null): Promise<Outcome<null>> =>
  onPublication(spine, actor, id, publicationId, async (trx, article, publication, tell) => {
    if (publication.status !== 'live') throw conflict()
    if (wanted && isPast(wanted.until)) return issues({ until: 'timePast' })
    if (wanted) await makeRoom(trx, publication, wanted.rank)
    await feature(trx, publication.id, wanted)
    tell(wanted ? 'pinned' : 'unpinned')
    return done(null)
  })

/** Until when readers have the item on this site; null: as long as it stands. */
export const limit = (
  spine: Spine,
  actor: Actor,
  id: number,
  publicationId: number,
  until: Temporal.Instant | null,
): Promise<Outcome<null>> =>
  onPublication(spine, actor, id, publicationId, async (trx, _article, publication, tell) => {
    if (publication.status === 'withdrawn') throw conflict()
    if (isPast(until)) return issues({ until: 'timePast' })
    await trx.updateTable('publications').set({ expires_at: until }).where('id', '=', publication.id).execute()
    tell('limited')
    return done(null)
  })

/** Nothing of the article goes out before this hour. What was planned for earlier waits until then. */
export function embargo(spine: Spine, actor: Actor, id: number, until: Temporal.Instant | null): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    if (!canEmbargo(actor, article)) throw forbidden()
    if (isPast(until)) return issues({ until: 'timePast' })
    await trx.updateTable('articles').set({ embargo_until: until }).where('id', '=', id).execute()
    tell({
      kind: 'article.embargoed',
      subject: 'article',
      subjectId: id,
      siteId: article.siteId,
      detail: { until: until?.toString() ?? null },
    })
    return done(null)
  })
}

/** The worker's round: pins that have ended, items whose time is over. Safe to run twice. */
export async function endLasting(spine: Spine) {
  const at = now()
  const pins = await spine.db.selectFrom('publications').select(['id', 'article_id']).where('featured_until', '<=', at).limit(200).execute()
  for (const { id, article_id } of pins) await unpin(spine, article_id, id)
  const over = await spine.db
    .selectFrom('publications')
    .innerJoin('articles', 'articles.id', 'publications.article_id')
    .select(['publications.id', 'article_id', 'articles.lang'])
    .where('publications.status', '=', 'live')
    .where('expires_at', '<=', at)
    .limit(200)
    .execute()
  for (const { id, article_id, lang } of over) {
    const given = { why: 'expired', reason: text[lang === 'en' ? 'en' : 'vi'].withdrawalNotices.expired } as const
    await stepOf(spine, system, article_id, id, 'withdraw', given).catch(unlessDone)
  }
}

const unpin = (spine: Spine, articleId: number, publicationId: number) =>
  command(spine, system, async (trx, tell) => {
    await lockArticle(trx, articleId)
    const article = await anyArticle(trx, articleId)
    const publication = article.publications.find(({ id }) => id === publicationId)
    if (!publication?.featuredUntil || !isPast(publication.featuredUntil)) return issues({ pin: 'endedAlready' })
    await feature(trx, publicationId, null)
    tell(told(article, publication, 'unpinned'))
    return done(null)
  })

type Kind = 'pinned' | 'unpinned' | 'limited'
type Work = (trx: Db, article: Article, publication: PublicationState, tell: (kind: Kind) => void) => Promise<Outcome<null>>

function onPublication(spine: Spine, actor: Actor, id: number, publicationId: number, work: Work) {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    const publication = article.publications.find((one) => one.id === publicationId)
    if (!publication) throw notFound()
    if (!holds(actor, featurers, publication.siteId)) throw forbidden()
    return work(trx, article, publication, (kind) => tell(told(article, publication, kind)))
  })
}

const told = (article: Article, { id, siteId, revisionId }: PublicationState, kind: Kind) => ({
  kind: `article.${kind}` as const,
  subject: 'article',
  subjectId: article.id,
  siteId,
  detail: { publication: id, revision: revisionId },
  tags: tagsOf(article.id, article.publications),
})

const feature = (trx: Db, id: number, wanted: Pin | null) =>
  trx
    .updateTable('publications')
    .set({ featured: wanted?.rank ?? null, featured_until: wanted?.until ?? null })
    .where('id', '=', id)
    .execute()

/** The ranks from this one on move down by one; what falls below the last is no lead story any more. */
async function makeRoom(trx: Db, { id, siteId }: PublicationState, rank: number) {
  // Of two who pin at once the second sees where the first has put its own.
  await sql`select pg_advisory_xact_lock(hashtext('articles.pins'), ${siteId})`.execute(trx)
  const others = () => trx.updateTable('publications').where('site_id', '=', siteId).where('id', '<>', id)
  const taken = await trx
    .selectFrom('publications')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '<>', id)
    .where('featured', '=', rank)
    .executeTakeFirst()
  if (!taken) return
  await others().where('featured', '>=', lowestRank).set({ featured: null, featured_until: null }).execute()
  await others()
    .where('featured', '>=', rank)
    .set((eb) => ({ featured: eb('featured', '+', 1) }))
    .execute()
}

const isPast = (until: Temporal.Instant | null) => until !== null && Temporal.Instant.compare(until, now()) <= 0

/** A person was faster. */
function unlessDone(error: unknown) {
  if (!(error instanceof Refusal && error.status === 409)) throw error
}
