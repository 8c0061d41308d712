import { sql, type ExpressionBuilder } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'
import { today } from '../../kernel/time.ts'
import type { Schema } from '../../schema.ts'
import type { Counted, DayFigures, Days } from './period.ts'

export type Opening = { siteId: number; measure: 'visits' | 'views'; value: number; until: Temporal.PlainDate; source: string }
export type Whole = Counted & { since: Temporal.PlainDate | null; openings: Opening[] }

/** Every day that has figures, of these sites together. A visitor of two sites is one on each: sites are not told who is who. */
export const daily = (db: Db, siteIds: readonly number[], { from, to }: Days): Promise<DayFigures[]> =>
  db
    .selectFrom('visit_counts')
    .select('day')
    .select(totals)
    .where('site_id', 'in', siteIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('day')
    .orderBy('day')
    .execute()

/** Since counting began, and apart from it what an older portal had counted. */
export async function whole(db: Db, siteIds: readonly number[]): Promise<Whole> {
  const [counted, openings] = await Promise.all([
    db
      .selectFrom('visit_counts')
      .select(({ fn }) => fn.min('day').as('since'))
      .select(totals)
      .where('site_id', 'in', siteIds)
      .executeTakeFirstOrThrow(),
    openingsOf(db, siteIds),
  ])
  return { ...counted, openings }
}

/** Nought where nothing was counted. */
const totals = ({ fn }: ExpressionBuilder<Schema, 'visit_counts'>) => {
  const total = (column: 'visits' | 'visitors' | 'views' | 'bot_views') =>
    fn.coalesce(fn.sum<number>(column), sql<number>`0`).$castTo<number>()
  return [
    total('visits').as('visits'),
    total('visitors').as('visitors'),
    total('views').as('views'),
    total('bot_views').as('bots'),
  ] as const
}

export const openingsOf = (db: Db, siteIds: readonly number[]): Promise<Opening[]> =>
  db
    .selectFrom('opening_counts')
    .select(['site_id as siteId', 'measure', 'value', 'until', 'source'])
    .$narrowType<{ measure: Opening['measure'] }>()
    .where('site_id', 'in', siteIds)
    .orderBy('site_id')
    .orderBy('measure', 'desc')
    .execute()

export type Read = { id: number; title: string; siteId: number; sectionId: number; slug: string; views: number }

/** The most read articles that still stand on a site. */
export const mostRead = (db: Db, siteIds: readonly number[], { from, to }: Days, limit: number): Promise<Read[]> =>
  db
    .with('read', (q) =>
      q
        .selectFrom('page_counts')
        .select(({ fn }) => ['site_id', 'subject_id', fn.sum<number>('views').$castTo<number>().as('views')])
        .where('subject', '=', 'article')
        .where('site_id', 'in', siteIds)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(['site_id', 'subject_id'])
        .having(({ fn }) => fn.sum('views'), '>', 0)
        .orderBy('views', 'desc')
        .orderBy('subject_id', 'desc')
        .limit(limit * 2),
    )
    .selectFrom('read')
    .innerJoin('publications', (on) =>
      on.onRef('publications.article_id', '=', 'read.subject_id').onRef('publications.site_id', '=', 'read.site_id'),
    )
    .innerJoin('revisions', 'revisions.id', 'publications.revision_id')
    .select([
      'read.subject_id as id',
      'revisions.title',
      'read.site_id as siteId',
      'publications.section_id as sectionId',
      'publications.slug',
      'read.views',
    ])
    .where('publications.status', '=', 'live')
    .orderBy('read.views', 'desc')
    .orderBy('read.subject_id', 'desc')
    .limit(limit)
    .execute()

export type Named = { name: string; count: number }

/** Views of articles by the section they stand in on the site where they were read. */
export const bySection = (db: Db, siteIds: readonly number[], { from, to }: Days): Promise<Named[]> =>
  db
    .selectFrom('page_counts')
    .innerJoin('publications', (on) =>
      on.onRef('publications.article_id', '=', 'page_counts.subject_id').onRef('publications.site_id', '=', 'page_counts.site_id'),
    )
    .innerJoin('sections', 'sections.id', 'publications.section_id')
    .select(({ fn }) => ['sections.name', fn.sum<number>('views').$castTo<number>().as('count')])
    .where('subject', '=', 'article')
    .where('page_counts.site_id', 'in', siteIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['sections.id', 'sections.name'])
    .orderBy('count', 'desc')
    .limit(100)
    .execute()

/** Views of what somebody had a hand in, whatever they did there; an article of two counts for both. */
export const byAuthor = (db: Db, siteIds: readonly number[], { from, to }: Days): Promise<Named[]> =>
  db
    .with('shown', (q) =>
      q
        .selectFrom('page_counts')
        .innerJoin('contributions', 'contributions.article_id', 'page_counts.subject_id')
        .innerJoin('people', 'people.id', 'contributions.person_id')
        .select(['people.id', 'people.name', 'day', 'site_id', 'path', 'views'])
        .distinct()
        .where('subject', '=', 'article')
        .where('page_counts.site_id', 'in', siteIds)
        .where('day', '>=', from)
        .where('day', '<=', to),
    )
    .selectFrom('shown')
    .select(({ fn }) => ['name', fn.sum<number>('views').$castTo<number>().as('count')])
    .groupBy(['id', 'name'])
    .orderBy('count', 'desc')
    .limit(100)
    .execute()

/** Where readers came from, or what they asked for in vain. */
export const named = (db: Db, kind: 'referrer' | 'missing', siteIds: readonly number[], { from, to }: Days): Promise<Named[]> =>
  db
    .selectFrom('named_counts')
    .select(({ fn }) => ['name', fn.sum<number>('hits').$castTo<number>().as('count')])
    .where('kind', '=', kind)
    .where('site_id', 'in', siteIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('name')
    .orderBy('count', 'desc')
    .orderBy('name')
    .limit(100)
    .execute()

export type Searched = Named & { found: number }

/** What readers searched for, and how much the last page that was counted had found; what fewer looked for may name somebody, and is left out. */
export const searched = (db: Db, siteIds: readonly number[], { from, to }: Days, least = 2): Promise<Searched[]> =>
  db
    .selectFrom('page_counts')
    .select(({ fn }) => [
      sql<string>`substr(path, ${sql.lit('/tim-kiem?q='.length + 1)})`.as('name'),
      fn.sum<number>('views').$castTo<number>().as('count'),
      sql<number>`(array_agg(subject_id order by day desc))[1]`.as('found'),
    ])
    .where('subject', '=', 'search')
    .where('site_id', 'in', siteIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('path')
    .having(({ fn }) => fn.sum('views'), '>=', least)
    .orderBy('count', 'desc')
    .orderBy('path')
    .limit(100)
    .execute()

export const thisYear = (): Days => ({ from: today().with({ month: 1, day: 1 }), to: today() })
