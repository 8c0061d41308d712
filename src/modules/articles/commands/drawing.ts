import type { Db } from '../../../kernel/db/db.ts'
import { indexEntry, removeEntry, type Entry } from '../../../kernel/search/index.ts'
import { now } from '../../../kernel/time.ts'
import { renderMedia } from '../../media/index.ts'
import type { Article } from '../article.ts'
import { mediaIds, plainText } from '../body/body.ts'
import { renderBody } from '../body/render.ts'
import { revisionById } from '../queries.ts'

/** Draws the approved text once, when it goes live or changes, so that a reader's page only reads it; and puts it into the search. */
export async function drawPublications(trx: Db, article: Article) {
  const live = article.publications.filter(({ status }) => status === 'live')
  if (live.length === 0) return
  const revision = await revisionById(trx, live[0]!.revisionId)
  const media = await renderMedia(trx, mediaIds(revision.body))
  const html = renderBody(revision.body, { media, lang: article.lang === 'en' ? 'en' : 'vi' })
  await trx.updateTable('publications').set({ html }).where('article_id', '=', article.id).where('status', '=', 'live').execute()
  for (const { siteId, sectionId, liveAt, headline } of live)
    await indexEntry(trx, entryOf(article, { ...revision, title: headline || revision.title }, { siteId, sectionId, at: liveAt ?? now() }))
}

type Said = Pick<Article, 'title' | 'lead' | 'body' | 'genre' | 'tags'> & { byline: readonly { name: string }[] }

/** By what readers find an item on a site. */
export const entryOf = (
  { id, lang }: Pick<Article, 'id' | 'lang'>,
  { title, lead, body, genre, tags, byline }: Said,
  { siteId, sectionId, at }: { siteId: number; sectionId: number; at: Temporal.Instant },
): Entry => ({
  kind: 'article',
  subjectId: id,
  siteId,
  at,
  lang,
  title,
  text: [lead, plainText(body), byline.map(({ name }) => name).join(', '), tags.join(', ')].join('\n'),
  facets: { section: sectionId, genre },
})

export const takeOffSearch = (trx: Db, articleId: number, siteId: number) => removeEntry(trx, 'article', articleId, siteId)
