import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../kernel/db/db.ts'
import type { Genre } from '../article.ts'
import type { Byline } from '../queries.ts'

/** What a list of the portal shows of an article. */
export type Listed = {
  id: number
  slug: string
  sectionId: number
  siteId: number
  title: string
  lead: string
  genre: Genre
  byline: Byline[]
  coverId: number | null
  pictures: number
  at: Temporal.Instant
}

export type Wanted = { siteId: number; sections?: readonly number[]; genres?: readonly Genre[]; tag?: string; person?: number; skip?: number; featuredFirst?: boolean; /** Only what began here, not what other sites share. */ own?: boolean; limit: number; offset?: number }

/** Several lists in one round trip, under the names they were asked for. */
export async function listsOf<Name extends string>(db: Db, wanted: Record<Name, Wanted>): Promise<Record<Name, Listed[]>> {
  const names = Object.keys(wanted) as Name[]
  if (names.length === 0) return {} as Record<Name, Listed[]>
  const parts = names.map((name) => sql`${sql.lit(name)}, ${listJson(wanted[name])}`)
  const { rows } = await sql<{ lists: Record<Name, Row[] | null> }>`select json_build_object(${sql.join(parts)}) as lists`.execute(db)
  return Object.fromEntries(names.map((name) => [name, (rows[0]!.lists[name] ?? []).map(toListed)])) as Record<Name, Listed[]>
}

/** One page of a list, and whether there is another after it. */
export async function listPage(db: Db, wanted: Wanted): Promise<{ items: Listed[]; more: boolean }> {
  const { list } = await listsOf(db, { list: { ...wanted, limit: wanted.limit + 1 } })
  return { items: list.slice(0, wanted.limit), more: list.length > wanted.limit }
}

type Row = Omit<Listed, 'at'> & { at: string }
const toListed = ({ at, ...row }: Row): Listed => ({ ...row, at: Temporal.Instant.from(at) })

/** The newest publications first come by index alone; revisions are looked up only for those that are shown. */
function listJson(wanted: Wanted): RawBuilder<unknown> {
  return sql`(
    select json_agg(json_build_object(
      'id', p.article_id, 'slug', p.slug, 'sectionId', p.section_id, 'siteId', p.site_id, 'title', r.title, 'lead', r.lead, 'genre', r.genre,
      'byline', r.byline, 'coverId', r.cover_media_id, 'at', p.live_at,
      'pictures', case when r.genre = 'photos' then jsonb_array_length(jsonb_path_query_array(r.body, '$.content[*] ? (@.type == "gallery").attrs.items[*]')) else 0 end
    ) order by p.rank, p.live_at desc, p.id desc)
    from (${chosen(wanted)}) p join revisions r on r.id = p.revision_id)`
}

function chosen({ siteId, sections, genres, tag, person, skip, featuredFirst, own, limit, offset = 0 }: Wanted) {
  const rank = featuredFirst ? sql`coalesce(pub.featured, 32767)` : sql`0`
  const needsRevision = tag !== undefined || person !== undefined
  return sql`
    select pub.id, pub.article_id, pub.slug, pub.section_id, pub.site_id, pub.revision_id, pub.live_at, ${rank} as rank
    from publications pub ${needsRevision ? sql`join revisions rev on rev.id = pub.revision_id` : sql``}
    where pub.status = 'live' and pub.site_id = ${siteId}
      ${own ? sql`and pub.canonical` : sql``}
      ${sections ? sql`and pub.section_id = any(${sql.val([...sections])}::int[])` : sql``}
      ${genres ? sql`and pub.genre = any(${sql.val([...genres])}::text[])` : sql``}
      ${tag === undefined ? sql`` : sql`and rev.tags @> array[${tag}]::text[]`}
      ${person === undefined ? sql`` : sql`and rev.byline @> ${JSON.stringify([{ personId: person }])}::jsonb`}
      ${skip === undefined ? sql`` : sql`and pub.article_id <> ${skip}`}
    order by ${featuredFirst ? sql`rank, ` : sql``}pub.live_at desc, pub.id desc
    limit ${limit} offset ${offset}`
}

export type ArticlePage = {
  id: number
  status: 'live' | 'withdrawn'
  slug: string
  sectionId: number
  title: string
  lead: string
  html: string
  genre: Genre
  lang: string
  byline: Byline[]
  tags: string[]
  source: string
  coverId: number | null
  liveAt: Temporal.Instant
  changedAt: Temporal.Instant
  withdrawnAt: Temporal.Instant | null
  withdrawalNotice: string
  canonical: { siteId: number; sectionSlug: string; slug: string } | null
  corrections: { notice: string; original: string; corrected: string; at: Temporal.Instant }[]
  related: Listed[]
}

/** Everything the page of an article shows, pictures aside, in one query; null when readers never had it on this site. */
export async function articlePage(db: Db, siteId: number, id: number): Promise<ArticlePage | null> {
  const { rows } = await sql<{ page: ArticleRow | null }>`
    select json_build_object(
      'id', p.article_id, 'status', p.status, 'slug', p.slug, 'sectionId', p.section_id, 'title', r.title, 'lead', r.lead, 'html', p.html, 'genre', r.genre,
      'lang', a.lang, 'byline', r.byline, 'tags', r.tags, 'source', r.source, 'coverId', r.cover_media_id,
      'liveAt', p.live_at, 'changedAt', greatest(p.live_at, p.corrected_at, r.created_at), 'withdrawnAt', p.withdrawn_at, 'withdrawalNotice', p.withdrawal_notice,
      'canonical', (
        select json_build_object('siteId', c.site_id, 'sectionSlug', s.slug, 'slug', c.slug)
        from publications c join sections s on s.id = c.section_id where c.article_id = p.article_id and c.canonical and c.status = 'live'),
      'corrections', (
        select coalesce(json_agg(json_build_object('notice', c.notice, 'original', c.original, 'corrected', c.corrected, 'at', c.made_at) order by c.id), '[]')
        from corrections c where c.article_id = p.article_id),
      'related', coalesce(${relatedJson(siteId, id)}, '[]')
    ) as page
    from publications p join articles a on a.id = p.article_id join revisions r on r.id = p.revision_id
    where p.site_id = ${siteId} and p.article_id = ${id} and p.status <> 'scheduled' and p.live_at is not null and a.hidden_at is null`.execute(db)
  const page = rows[0]?.page
  return page ? toPage(page) : null
}

/** The same section, newest first. */
const relatedJson = (siteId: number, id: number) => sql`(
  select json_agg(json_build_object(
    'id', n.article_id, 'slug', n.slug, 'sectionId', n.section_id, 'siteId', n.site_id, 'title', nr.title, 'lead', '', 'genre', nr.genre,
    'byline', '[]'::json, 'coverId', nr.cover_media_id, 'at', n.live_at, 'pictures', 0) order by n.live_at desc, n.id desc)
  from (
    select * from publications where status = 'live' and site_id = ${siteId} and section_id = p.section_id and article_id <> ${id}
    order by live_at desc, id desc limit 4
  ) n join revisions nr on nr.id = n.revision_id)`

type ArticleRow = Omit<ArticlePage, 'liveAt' | 'changedAt' | 'withdrawnAt' | 'corrections' | 'related'> & {
  liveAt: string; changedAt: string; withdrawnAt: string | null; corrections: (Omit<ArticlePage['corrections'][number], 'at'> & { at: string })[]; related: Row[]
}

const toPage = (row: ArticleRow): ArticlePage => ({
  ...row,
  liveAt: Temporal.Instant.from(row.liveAt),
  changedAt: Temporal.Instant.from(row.changedAt),
  withdrawnAt: row.withdrawnAt === null ? null : Temporal.Instant.from(row.withdrawnAt),
  corrections: row.corrections.map(({ at, ...rest }) => ({ ...rest, at: Temporal.Instant.from(at) })),
  related: row.related.map(toListed),
})

/** Where live articles stand on a site: what a search hit needs for its address. */
export async function addressesOf(db: Db, siteId: number, ids: readonly number[]): Promise<Map<number, { slug: string; sectionId: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('publications').select(['article_id', 'slug', 'section_id as sectionId'])
    .where('site_id', '=', siteId).where('status', '=', 'live').where('article_id', 'in', [...ids]).execute()
  return new Map(rows.map(({ article_id, ...place }) => [article_id, place]))
}
