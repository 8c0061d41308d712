import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'
import { setUses } from '../../media/index.ts'
import { tagsOf } from '../activities.ts'
import type { Article, PublicationState } from '../article.ts'
import { drawPublications } from '../commands/drawing.ts'
import { keepFaces } from '../commands/faces.ts'
import { usedMedia } from '../commands/saving.ts'
import { insert } from '../commands/writing.ts'
import { anyArticle, revisionById } from '../queries.ts'
import type { Placing } from './share.ts'

/** Shows the item on another site as it stands at home, from now on and through every later correction. */
export async function placeLink(trx: Db, article: Article, siteId: number, { sectionId, headline }: Omit<Placing, 'mode'>) {
  const home = article.publications.find(({ canonical }) => canonical)!
  const at = now()
  const place = {
    section_id: sectionId,
    headline,
    revision_id: home.revisionId,
    slug: home.slug,
    genre: article.genre,
    expires_at: home.expiresAt,
  }
  const live = { status: 'live', publish_at: at, live_at: at }
  const cleared = { withdrawn_at: null, withdrawal_notice: '', withdrawal_reason: null, replaced_by: null }
  await trx
    .insertInto('publications')
    .values({ article_id: article.id, site_id: siteId, canonical: false, ...place, ...live })
    .onConflict((on) => on.columns(['article_id', 'site_id']).doUpdateSet({ ...place, ...live, ...cleared }))
    .execute()
  await keepFaces(trx, [article.id])
  await drawPublications(trx, await anyArticle(trx, article.id))
}

/** Another headline where it stands; its hour there stays, else a new name would put an old item on top again. */
export async function nameLink(trx: Db, { id }: Article, standing: PublicationState, headline: string) {
  await trx.updateTable('publications').set({ headline }).where('id', '=', standing.id).execute()
  await keepFaces(trx, [id])
  await drawPublications(trx, await anyArticle(trx, id))
}

/** A draft of the receiving site with the text that readers have at home, and with the same people's names under it. */
export async function makeCopy(
  trx: Db,
  actor: Pick<Actor, 'id'>,
  article: Article,
  siteId: number,
  { sectionId, headline }: Omit<Placing, 'mode'>,
) {
  const home = article.publications.find(({ canonical }) => canonical)!
  const { title, lead, body, genre, coverId, tags, source } = await revisionById(trx, home.revisionId)
  const id = await insert(trx, actor, { siteId, sectionId, genre, lang: article.lang, title: headline || title, lead, body })
  await trx.updateTable('articles').set({ copied_from: article.id, cover_media_id: coverId, tags, source }).where('id', '=', id).execute()
  await trx.deleteFrom('contributions').where('article_id', '=', id).execute()
  const authors = article.contributions.map(({ personId, penName, role, share }, position) => ({
    article_id: id,
    person_id: personId,
    pen_name: penName,
    role,
    share,
    position,
  }))
  await trx.insertInto('contributions').values(authors).execute()
  await setUses(trx, 'article', id, usedMedia(coverId, body))
  await keepFaces(trx, [id])
  return id
}

/** The items that other sites made of this one. */
export async function copiesOf(trx: Db, id: number): Promise<Article[]> {
  const rows = await trx.selectFrom('articles').select('id').where('copied_from', '=', id).where('hidden_at', 'is', null).execute()
  return Promise.all(rows.map((copy) => anyArticle(trx, copy.id)))
}

/** Of the pages that show those: they name the item's home, its corrections and what became of it. */
export const tagsOfCopies = async (trx: Db, id: number) => (await copiesOf(trx, id)).flatMap((copy) => tagsOf(copy.id, copy.publications))

/** The record follows when an item is taken from a site or comes back to it. */
export async function noteStanding(trx: Db, articleId: number, siteId: number, stands: boolean) {
  const latest = trx
    .selectFrom('shares')
    .select('id')
    .where('article_id', '=', articleId)
    .where('site_id', '=', siteId)
    .where('mode', '=', 'link')
    .where('state', 'in', ['taken', 'recalled'])
    .orderBy('id', 'desc')
    .limit(1)
  await trx
    .updateTable('shares')
    .set({ state: stands ? 'taken' : 'recalled' })
    .where('id', '=', latest)
    .execute()
}
