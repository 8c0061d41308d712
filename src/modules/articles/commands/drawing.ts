import type { Db } from '../../../kernel/db/db.ts'
import { indexEntry, removeEntry } from '../../../kernel/search/index.ts'
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
  const text = [revision.lead, plainText(revision.body), revision.byline.map(({ name }) => name).join(', '), revision.tags.join(', ')].join(
    '\n',
  )
  for (const { siteId, sectionId, liveAt, headline } of live)
    await indexEntry(trx, {
      kind: 'article',
      subjectId: article.id,
      siteId,
      at: liveAt ?? now(),
      lang: article.lang,
      title: headline || revision.title,
      text,
      facets: { section: sectionId, genre: revision.genre },
    })
}

export const takeOffSearch = (trx: Db, articleId: number, siteId: number) => removeEntry(trx, 'article', articleId, siteId)
