import type { Db } from '../../../kernel/db/db.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Share, ShareKind, ShareMode, ShareState } from './share.ts'

/** The record of one item's sharing, the newest first. */
export const sharesOf = async (db: Db, articleId: number): Promise<Share[]> =>
  (await rows(db).where('shares.article_id', '=', articleId).execute()).map(toShare)

export async function shareById(db: Db, id: number): Promise<Share> {
  const row = await rows(db).where('shares.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return toShare(row)
}

const shown = 60

/** What these sites were offered or asked, took or gave, the newest first. */
export async function sharesAt(db: Db, sites: readonly number[]): Promise<Share[]> {
  if (sites.length === 0) return []
  const found = await rows(db)
    .where((eb) => eb.or([eb('shares.site_id', 'in', [...sites]), eb('articles.site_id', 'in', [...sites])]))
    .where('shares.state', 'in', ['open', 'taken'])
    .limit(shown)
    .execute()
  return found.map(toShare)
}

export type Readable = { id: number; siteId: number; sectionId: number; slug: string; title: string; lead: string; at: Temporal.Instant }

/** Of these items, what readers have of them at home. */
export async function readableAtHome(db: Db, ids: readonly number[]): Promise<Readable[]> {
  if (ids.length === 0) return []
  const found = await db
    .selectFrom('publications')
    .innerJoin('revisions', 'revisions.id', 'publications.revision_id')
    .select([
      'publications.article_id as id',
      'site_id as siteId',
      'publications.section_id as sectionId',
      'slug',
      'title',
      'lead',
      'live_at',
    ])
    .where('publications.article_id', 'in', [...ids])
    .where('publications.canonical', '=', true)
    .where('publications.status', '=', 'live')
    .execute()
  return found.map(({ live_at, ...row }) => ({ ...row, at: live_at! }))
}

const rows = (db: Db) =>
  db
    .selectFrom('shares')
    .innerJoin('articles', 'articles.id', 'shares.article_id')
    .leftJoin('revisions', 'revisions.id', 'articles.approved_revision_id')
    .innerJoin('people as maker', 'maker.id', 'shares.made_by')
    .leftJoin('people as answerer', 'answerer.id', 'shares.answered_by')
    .select([
      'shares.id',
      'shares.article_id as articleId',
      'articles.site_id as from',
      'shares.site_id as to',
      'shares.kind',
      'shares.state',
      'shares.mode',
      'shares.section_id as sectionId',
      'shares.headline',
      'shares.words',
      'shares.answer',
      'shares.copy_id as copyId',
      'revisions.title',
      'maker.name as madeBy',
      'shares.made_at as madeAt',
      'answerer.name as answeredBy',
      'shares.answered_at as answeredAt',
    ])
    .orderBy('shares.id', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const toShare = (row: Row): Share => ({
  ...row,
  kind: row.kind as ShareKind,
  state: row.state as ShareState,
  mode: row.mode as ShareMode | null,
  title: row.title ?? '',
})
