import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../kernel/db/db.ts'
import type { CorrectionReason, Genre, WithdrawalReason } from '../article.ts'
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
  /** When readers were last told that it was wrong; null: never. */
  correctedAt: Temporal.Instant | null
}

/** A list: the newest of a site, or of one kind on it. At most one of the kinds is given; `tag` and `person` only where one list is asked for. */
export type Wanted = {
  siteId: number
  sections?: readonly number[]
  genres?: readonly Genre[]
  featuredFirst?: boolean
  /** Only what began here, not what other sites share. */
  own?: boolean
  limit: number
  offset?: number
}
export type WantedPage = Wanted & { tag?: string; person?: number }

/** Several lists in one round trip, under the names they were asked for. */
export async function listsOf<Name extends string>(db: Db, wanted: Record<Name, Wanted>): Promise<Record<Name, Listed[]>> {
  const names = Object.keys(wanted) as Name[]
  const lists = Object.fromEntries(names.map((name): [Name, Listed[]] => [name, []])) as Record<Name, Listed[]>
  const runs = names.flatMap((name, list) => runsOf(list, wanted[name]))
  if (runs.length === 0) return lists
  for (const { list, ...row } of await rowsOf(db, newest(runs))) lists[names[list]!].push(toListed(row))
  return lists
}

/** One page of a list, and whether there is another after it. */
export async function listPage(db: Db, { limit, ...wanted }: WantedPage): Promise<{ items: Listed[]; more: boolean }> {
  const { tag, person } = wanted
  const asked = { ...wanted, limit: limit + 1 }
  const rows = tag === undefined && person === undefined ? newest(runsOf(0, asked)) : matching(asked)
  const items = (await rowsOf(db, rows)).map(({ list: _, ...row }) => toListed(row))
  return { items: items.slice(0, limit), more: items.length > limit }
}

type Row = Omit<Listed, 'at' | 'correctedAt'> & { at: string; correctedAt: string | null; list: number }
const toListed = ({ at, correctedAt, ...row }: Omit<Row, 'list'>): Listed => ({
  ...row,
  at: Temporal.Instant.from(at),
  correctedAt: correctedAt === null ? null : Temporal.Instant.from(correctedAt),
})

/** What is shown of the publications that were chosen; nothing else is read of any other. `chosen` gives list, place and id. */
async function rowsOf(db: Db, chosen: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<{ items: Row[] | null }>`
    select json_agg(json_build_object(
      'list', c.list, 'id', p.article_id, 'slug', p.slug, 'sectionId', p.section_id, 'siteId', p.site_id, 'title', coalesce(nullif(p.headline, ''), r.title), 'lead', r.lead, 'genre', r.genre,
      'byline', r.byline, 'coverId', r.cover_media_id, 'at', p.live_at, 'correctedAt', p.corrected_at,
      'pictures', case when r.genre = 'photos' then jsonb_array_length(jsonb_path_query_array(r.body, '$.content[*] ? (@.type == "gallery").attrs.items[*]')) else 0 end
    ) order by c.list, c.place) as items
    from ${chosen} c join publications p on p.id = c.id join revisions r on r.id = p.revision_id`.execute(db)
  return rows[0]!.items ?? []
}

/** A list over several sections or genres is the best of several runs along an index (db/migrations/0006, newest_publications). */
type Run = {
  list: number
  site: number
  run: 'section' | 'genre' | 'own' | 'all' | 'featured' | 'unfeatured'
  section: number | null
  genre: Genre | null
  skip: number
  take: number
}

function runsOf(list: number, { siteId, sections, genres, featuredFirst, own, limit, offset = 0 }: Wanted): Run[] {
  const run = (name: Run['run'], key: Partial<Pick<Run, 'section' | 'genre'>> = {}): Run => ({
    list,
    site: siteId,
    run: name,
    section: null,
    genre: null,
    skip: offset,
    take: offset + limit,
    ...key,
  })
  if (sections) return sections.map((section) => run('section', { section }))
  if (genres) return genres.map((genre) => run('genre', { genre }))
  if (featuredFirst) return [run('featured'), run('unfeatured')]
  return [run(own ? 'own' : 'all')]
}

function newest(runs: readonly Run[]) {
  const column = (part: keyof Run) => sql.val(runs.map((run) => run[part]))
  return sql`newest_publications(${column('list')}::int[], ${column('site')}::int[], ${column('run')}::text[], ${column('section')}::int[],
    ${column('genre')}::text[], ${column('skip')}::int[], ${column('take')}::int[])`
}

/** The planner must see the word or the person itself, since only then it knows whether they are common or rare. */
function matching({ siteId, tag, person, limit, offset = 0 }: WantedPage) {
  return sql`(
    select 0 as list, row_number() over (order by pub.live_at desc, pub.id desc) as place, pub.id
    from publications pub join revisions rev on rev.id = pub.revision_id
    where pub.status = 'live' and pub.site_id = ${siteId}
      ${tag === undefined ? sql`` : sql`and rev.tags @> array[${tag}]::text[]`}
      ${person === undefined ? sql`` : sql`and rev.byline @> ${JSON.stringify([{ personId: person }])}::jsonb`}
    order by pub.live_at desc, pub.id desc
    limit ${limit} offset ${offset})`
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
  withdrawalReason: WithdrawalReason | null
  /** What stands in a withdrawn item's place, where readers can open it. */
  instead: { id: number; siteId: number; sectionSlug: string; slug: string; title: string } | null
  canonical: { id: number; siteId: number; sectionSlug: string; slug: string } | null
  corrections: { reason: CorrectionReason; notice: string; original: string; corrected: string; at: Temporal.Instant }[]
  related: Listed[]
}

/** Everything the page of an article shows, pictures aside, in one query; null when readers never had it on this site. */
export async function articlePage(db: Db, siteId: number, id: number): Promise<ArticlePage | null> {
  const { rows } = await sql<{ page: ArticleRow | null }>`
    select json_build_object(
      'id', p.article_id, 'status', p.status, 'slug', p.slug, 'sectionId', p.section_id, 'title', coalesce(nullif(p.headline, ''), r.title), 'lead', r.lead, 'html', p.html, 'genre', r.genre,
      'lang', a.lang, 'byline', r.byline, 'tags', r.tags, 'source', r.source, 'coverId', r.cover_media_id,
      'liveAt', p.live_at, 'changedAt', greatest(p.live_at, p.corrected_at, r.created_at), 'withdrawnAt', p.withdrawn_at, 'withdrawalNotice', p.withdrawal_notice, 'withdrawalReason', p.withdrawal_reason,
      'instead', (
        select json_build_object('id', n.article_id, 'siteId', n.site_id, 'sectionSlug', s.slug, 'slug', n.slug, 'title', coalesce(nullif(n.headline, ''), nr.title))
        from publications n join sections s on s.id = n.section_id join revisions nr on nr.id = n.revision_id
        where n.article_id = p.replaced_by and n.status = 'live' order by n.site_id = p.site_id desc, n.canonical desc limit 1),
      'canonical', (
        select json_build_object('id', c.article_id, 'siteId', c.site_id, 'sectionSlug', s.slug, 'slug', c.slug)
        from publications c join sections s on s.id = c.section_id where c.article_id = coalesce(a.copied_from, p.article_id) and c.canonical and c.status = 'live'),
      'corrections', (
        select coalesce(json_agg(json_build_object('reason', c.reason, 'notice', c.notice, 'original', c.original, 'corrected', c.corrected, 'at', c.made_at) order by c.id), '[]')
        from corrections c where c.article_id = p.article_id or (c.article_id = a.copied_from and c.made_at > a.created_at)),
      'related', coalesce(${relatedJson(siteId, id)}, '[]')
    ) as page
    from publications p join articles a on a.id = p.article_id join revisions r on r.id = p.revision_id
    where p.site_id = ${siteId} and p.article_id = ${id} and p.status <> 'scheduled' and p.live_at is not null and a.hidden_at is null`.execute(
    db,
  )
  const page = rows[0]?.page
  return page ? toPage(page) : null
}

/** The same section, newest first. */
const relatedJson = (siteId: number, id: number) => sql`(
  select json_agg(json_build_object(
    'id', n.article_id, 'slug', n.slug, 'sectionId', n.section_id, 'siteId', n.site_id, 'title', coalesce(nullif(n.headline, ''), nr.title), 'lead', '', 'genre', nr.genre,
    'byline', '[]'::json, 'coverId', nr.cover_media_id, 'at', n.live_at, 'correctedAt', n.corrected_at, 'pictures', 0) order by n.live_at desc, n.id desc)
  from (
    select * from publications where status = 'live' and site_id = ${siteId} and section_id = p.section_id and article_id <> ${id}
    order by live_at desc, id desc limit 4
  ) n join revisions nr on nr.id = n.revision_id)`

type ArticleRow = Omit<ArticlePage, 'liveAt' | 'changedAt' | 'withdrawnAt' | 'corrections' | 'related'> & {
  liveAt: string
  changedAt: string
  withdrawnAt: string | null
  corrections: (Omit<ArticlePage['corrections'][number], 'at'> & { at: string })[]
  related: Omit<Row, 'list'>[]
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
export async function addressesOf(
  db: Db,
  siteId: number,
  ids: readonly number[],
): Promise<Map<number, { slug: string; sectionId: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('publications')
    .select(['article_id', 'slug', 'section_id as sectionId'])
    .where('site_id', '=', siteId)
    .where('status', '=', 'live')
    .where('article_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ article_id, ...place }) => [article_id, place]))
}
