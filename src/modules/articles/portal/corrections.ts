import { sql } from 'kysely'
import type { Db } from '../../../kernel/db/db.ts'
import type { CorrectionReason, WithdrawalReason } from '../article.ts'

/** One line of the corrections column: what was put right, or what was taken down and why. */
export type Told = {
  id: number
  sectionId: number
  slug: string
  title: string
  notice: string
  at: Temporal.Instant
} & ({ kind: 'corrected'; reason: CorrectionReason } | { kind: 'withdrawn'; reason: WithdrawalReason | null })

type Page = { limit: number; offset?: number }

/** What readers of a site were told, the newest first, and whether there is more. An item that was taken down is there once, with the reason for that. */
export async function toldOn(db: Db, siteId: number, { limit, offset = 0 }: Page): Promise<{ told: Told[]; more: boolean }> {
  const reach = offset + limit + 1
  const { rows } = await sql<Omit<Told, 'at'> & { at: Temporal.Instant }>`
    select * from (
      (select 'corrected' as kind, p.article_id as id, p.section_id as "sectionId", p.slug, coalesce(nullif(p.headline, ''), r.title) as title, c.notice, c.reason, c.made_at as at, c.id as turn
        from corrections c join publications p on p.article_id = c.article_id and p.site_id = ${siteId} and p.status = 'live'
        join revisions r on r.id = p.revision_id order by c.made_at desc, c.id desc limit ${reach})
      union all
      (select 'withdrawn', p.article_id, p.section_id, p.slug, coalesce(nullif(p.headline, ''), r.title), p.withdrawal_notice, p.withdrawal_reason, p.withdrawn_at, p.id
        from publications p join revisions r on r.id = p.revision_id
        where p.site_id = ${siteId} and p.status = 'withdrawn' and p.live_at is not null
          and coalesce(p.withdrawal_reason, '') not in ('expired', 'unshared') order by p.withdrawn_at desc limit ${reach})
    ) told order by at desc, turn desc limit ${limit + 1} offset ${offset}`.execute(db)
  return { told: rows.slice(0, limit) as Told[], more: rows.length > limit }
}

/** The newest words readers were told about each of these articles. */
export async function noticesOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('corrections')
    .distinctOn('article_id')
    .select(['article_id', 'notice'])
    .where('article_id', 'in', [...ids])
    .orderBy('article_id')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ article_id, notice }) => [article_id, notice]))
}
