import type { Db } from '../../../kernel/db/db.ts'
import { json } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'
import type { Article } from '../article.ts'

export type RevisionReason = 'named' | 'step' | 'restored' | 'replaced' | 'imported'

/** Keeps the working copy as an immutable revision; an unchanged copy keeps the revision it has. Answers the revision's id and number. */
export async function keepRevision(trx: Db, article: Article, by: number, reason: RevisionReason, name = '') {
  const latest = await trx
    .selectFrom('revisions')
    .select(['id', 'number', 'title', 'lead', 'body', 'genre', 'section_id', 'cover_media_id', 'tags', 'source', 'byline'])
    .where('article_id', '=', article.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const byline = bylineOf(article)
  if (latest && reason !== 'named' && isSame(latest, article, byline)) return { id: latest.id, number: latest.number }
  const made = await writeRevision(trx, article, byline, { number: (latest?.number ?? 0) + 1, by, reason, name })
  await trx.updateTable('articles').set({ revision_id: made.id }).where('id', '=', article.id).execute()
  return made
}

type Said = Pick<Article, 'id' | 'title' | 'lead' | 'body' | 'genre' | 'sectionId' | 'coverId' | 'tags' | 'source'>
type Making = { number: number; by: number; reason: RevisionReason; name?: string }

/** The row alone, for who knows that it is new; the article does not point at it yet. */
export const writeRevision = (trx: Db, article: Said, byline: ReturnType<typeof bylineOf>, { number, by, reason, name = '' }: Making) =>
  trx
    .insertInto('revisions')
    .values({
      article_id: article.id,
      number,
      title: article.title,
      lead: article.lead,
      body: json(article.body),
      genre: article.genre,
      section_id: article.sectionId,
      cover_media_id: article.coverId,
      tags: article.tags,
      source: article.source,
      byline: json(byline),
      name,
      reason,
      created_by: by,
      created_at: now(),
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()

/** Names as readers will see them: the pen name where the person chose one. */
const bylineOf = (article: Article) =>
  article.contributions.map(({ personId, penName, name, role, share }) => ({ personId, name: penName || name, role, share }))

type Kept = {
  title: string
  lead: string
  body: unknown
  genre: string
  section_id: number | null
  cover_media_id: number | null
  tags: string[]
  source: string
  byline: unknown
}

const isSame = (kept: Kept, article: Article, byline: unknown) =>
  fingerprint([kept.title, kept.lead, kept.body, kept.genre, kept.section_id, kept.cover_media_id, kept.tags, kept.source, kept.byline]) ===
  fingerprint([
    article.title,
    article.lead,
    article.body,
    article.genre,
    article.sectionId,
    article.coverId,
    article.tags,
    article.source,
    byline,
  ])

/** jsonb does not keep the order of keys, so both sides are compared with sorted keys. */
const fingerprint = (value: unknown) =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
