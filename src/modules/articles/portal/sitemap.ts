import { escapeHtml } from '../../../kernel/text.ts'
import { sql } from 'kysely'
import type { Db } from '../../../kernel/db/db.ts'

export type Entry = { url: string; changed?: Temporal.Instant; news?: { title: string; at: Temporal.Instant; site: string } }

const day = (at: Temporal.Instant) => at.round('second').toString()

/** A sitemap of at most 50,000 addresses (sitemaps.org); items of the last two days also say so for news engines. */
export const sitemap = (entries: readonly Entry[]) => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${entries
  .map(
    ({ url, changed, news }) =>
      `<url><loc>${escapeHtml(url)}</loc>${changed ? `<lastmod>${day(changed)}</lastmod>` : ''}${news ? `<news:news><news:publication><news:name>${escapeHtml(news.site)}</news:name><news:language>vi</news:language></news:publication><news:publication_date>${day(news.at)}</news:publication_date><news:title>${escapeHtml(news.title)}</news:title></news:news>` : ''}</url>`,
  )
  .join('\n')}
</urlset>
`

export const sitemapIndex = (urls: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<sitemap><loc>${escapeHtml(url)}</loc></sitemap>`).join('\n')}
</sitemapindex>
`

export const perMap = 20_000

export type Mapped = { id: number; slug: string; sectionId: number; title: string; at: Temporal.Instant; changed: Temporal.Instant }

/** The n-th part of a site's live articles, oldest first, so that a full part never changes its members. Only canonical publications. */
export async function mappedArticles(db: Db, siteId: number, part: number): Promise<Mapped[]> {
  const { rows } = await sql<Mapped>`
    select p.article_id as id, p.slug, p.section_id as "sectionId", coalesce(nullif(p.headline, ''), r.title) as title, p.live_at as at, greatest(p.live_at, p.corrected_at, r.created_at) as changed
    from (
      select id from publications where site_id = ${siteId} and status = 'live' and canonical
      order by live_at, id limit ${perMap} offset ${(part - 1) * perMap}
    ) chosen join publications p on p.id = chosen.id join revisions r on r.id = p.revision_id
    order by p.live_at, p.id`.execute(db)
  return rows
}

export async function mappedCount(db: Db, siteId: number): Promise<number> {
  const row = await db
    .selectFrom('publications')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .where('status', '=', 'live')
    .where('canonical', '=', true)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
