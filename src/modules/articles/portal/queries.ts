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

/** A list: the newest of a site, or of one kind on it. At most one of the kinds is given. */
export type Wanted = {
  siteId: number
  sections?: readonly number[]
  genres?: readonly Genre[]
  tag?: string
  person?: number
  featuredFirst?: boolean
  /** Only what began here, not what other sites share. */
  own?: boolean
  limit: number
  offset?: number
}

/** Several lists in one round trip, under the names they were asked for. */
export async function listsOf<Name extends string>(db: Db, wanted: Record<Name, Wanted>): Promise<Record<Name, Listed[]>> {
  const names = Object.keys(wanted) as Name[]
  const lists = Object.fromEntries(names.map((name): [Name, Listed[]] => [name, []])) as Record<Name, Listed[]>
  const arms = names.flatMap((name, list) => armsOf(list, wanted[name]))
  if (arms.length === 0) return lists
  const { rows } = await sql<{ items: Row[] | null }>`
    with picked as (${sql.join(together(arms).map(armSql), sql` union all `)}),
    placed as (select list, skip, take, id, row_number() over (partition by list order by rank, live_at desc, id desc) as place from picked)
    select json_agg(json_build_object(
      'list', l.list, 'id', p.article_id, 'slug', p.slug, 'sectionId', p.section_id, 'siteId', p.site_id, 'title', r.title, 'lead', r.lead, 'genre', r.genre,
      'byline', r.byline, 'coverId', r.cover_media_id, 'at', p.live_at,
      'pictures', case when r.genre = 'photos' then jsonb_array_length(jsonb_path_query_array(r.body, '$.content[*] ? (@.type == "gallery").attrs.items[*]')) else 0 end
    ) order by l.list, l.place) as items
    from placed l join publications p on p.id = l.id join revisions r on r.id = p.revision_id
    where l.place > l.skip and l.place <= l.take`.execute(db)
  for (const { list, ...row } of rows[0]!.items ?? []) lists[names[list]!].push(toListed(row))
  return lists
}

/** One page of a list, and whether there is another after it. */
export async function listPage(db: Db, wanted: Wanted): Promise<{ items: Listed[]; more: boolean }> {
  const { list } = await listsOf(db, { list: { ...wanted, limit: wanted.limit + 1 } })
  return { items: list.slice(0, wanted.limit), more: list.length > wanted.limit }
}

type Row = Omit<Listed, 'at'> & { at: string; list: number }
const toListed = ({ at, ...row }: Omit<Row, 'list'>): Listed => ({ ...row, at: Temporal.Instant.from(at) })

/**
 * A run along one index that gives the first of a list: the newest of one section, of one genre, of a site. A list over several sections
 * is the best of several such runs, since no index gives it in order; so a list costs the same however many items there are.
 */
type Arm = { list: number; site: number; key: string; skip: number; take: number; run: Run }
type Run = { name: string; where: RawBuilder<unknown>; rank?: RawBuilder<unknown>; revision?: true }

const runs = {
  section: { name: 'section', where: sql`pub.section_id = w.key::int` },
  genre: { name: 'genre', where: sql`pub.genre = w.key` },
  own: { name: 'own', where: sql`pub.canonical` },
  all: { name: 'all', where: sql`true` },
  featured: { name: 'featured', where: sql`pub.featured is not null`, rank: sql`pub.featured` },
  unfeatured: { name: 'unfeatured', where: sql`pub.featured is null` },
} satisfies Record<string, Run>

// The word and the person stand in the statement, not in a row beside it: the planner must know whether they are common or rare.
const tagged = (tag: string): Run => ({ name: `tag ${tag}`, where: sql`rev.tags @> array[${tag}]::text[]`, revision: true })
const writtenBy = (person: number): Run => ({ name: `person ${person}`, where: sql`rev.byline @> ${JSON.stringify([{ personId: person }])}::jsonb`, revision: true })

function armsOf(list: number, { siteId, sections, genres, tag, person, featuredFirst, own, limit, offset = 0 }: Wanted): Arm[] {
  const arm = (run: Run, key: string | number = ''): Arm => ({ list, site: siteId, key: String(key), skip: offset, take: offset + limit, run })
  if (sections) return sections.map((section) => arm(runs.section, section))
  if (genres) return genres.map((genre) => arm(runs.genre, genre))
  if (tag !== undefined) return [arm(tagged(tag))]
  if (person !== undefined) return [arm(writtenBy(person))]
  if (featuredFirst) return [arm(runs.featured), arm(runs.unfeatured)]
  return [arm(own ? runs.own : runs.all)]
}

const together = (arms: readonly Arm[]): Arm[][] => Object.values(Object.groupBy(arms, ({ run }) => run.name)) as Arm[][]

/** All arms along one index. The limit is a plain number, so that the planner knows how few rows come out and stays with the indexes. */
function armSql(arms: readonly Arm[]): RawBuilder<unknown> {
  const { where, rank, revision } = arms[0]!.run
  const column = (part: 'list' | 'site' | 'skip' | 'take') => sql`${sql.val(arms.map((arm) => arm[part]))}::int[]`
  return sql`
    select w.list, w.skip, w.take, p.rank, p.id, p.live_at
    from unnest(${column('list')}, ${column('site')}, ${column('skip')}, ${column('take')}, ${sql.val(arms.map(({ key }) => key))}::text[])
      w (list, site, skip, take, key)
    cross join lateral (
      select pub.id, pub.live_at, ${rank ?? sql`32767`}::int as rank
      from publications pub ${revision ? sql`join revisions rev on rev.id = pub.revision_id` : sql``}
      where pub.status = 'live' and pub.site_id = w.site and ${where}
      order by ${rank ? sql`${rank}, ` : sql``}pub.live_at desc, pub.id desc
      limit ${sql.lit(Math.max(...arms.map(({ take }) => take)))}
    ) p`
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
  liveAt: string; changedAt: string; withdrawnAt: string | null; corrections: (Omit<ArticlePage['corrections'][number], 'at'> & { at: string })[]; related: Omit<Row, 'list'>[]
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
