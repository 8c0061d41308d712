import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { command, system } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { now, today } from '../../kernel/time.ts'
import { onlineWindow, visitGap, type Named, type PageCount, type Tally } from './count.ts'

/** The salt of the day, the same on every node; made by whoever asks first. */
export async function saltOf(db: Db, day: Temporal.PlainDate): Promise<Buffer> {
  await db
    .insertInto('visit_salts')
    .values({ day, salt: randomBytes(32) })
    .onConflict((on) => on.doNothing())
    .execute()
  const { salt } = await db.selectFrom('visit_salts').select('salt').where('day', '=', day).executeTakeFirstOrThrow()
  return salt
}

/** Adds a tally to the day's figures in one transaction: many nodes may flush at once, and each view is added once. */
export async function writeTally(db: Db, day: Temporal.PlainDate, tally: Tally) {
  await db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = on`.execute(trx)
    await writePages(trx, day, tally)
    await writeViews(trx, day, tally)
    await writeVisits(trx, day, tally)
    await writeNamed(trx, day, tally)
  })
}

async function writePages(trx: Db, day: Temporal.PlainDate, { pages }: Tally) {
  if (pages.size === 0) return
  // In one order on every node, so that two flushes wait for each other instead of blocking each other.
  const rows = [...pages.values()].toSorted((a, b) => a.siteId - b.siteId || (a.path < b.path ? -1 : 1))
  const column = (part: keyof PageCount) => sql.val(rows.map((row) => row[part]))
  await sql`
    insert into page_counts (day, site_id, path, subject, subject_id, views, bot_views)
    select ${day}::date, * from unnest(${column('siteId')}::int[], ${column('path')}::text[], ${column('subject')}::text[], ${column('subjectId')}::int[],
      ${column('views')}::int[], ${column('botViews')}::int[])
    on conflict (day, site_id, path) do update set views = page_counts.views + excluded.views, bot_views = page_counts.bot_views + excluded.bot_views`.execute(
    trx,
  )
}

/** The same views once more, together: what a site had on a day. */
async function writeViews(trx: Db, day: Temporal.PlainDate, { pages }: Tally) {
  if (pages.size === 0) return
  const sites = [...Map.groupBy(pages.values(), ({ siteId }) => siteId)].toSorted(([a], [b]) => a - b)
  const sum = (part: 'views' | 'botViews') => sql.val(sites.map(([, own]) => own.reduce((total, page) => total + page[part], 0)))
  await sql`
    insert into visit_counts (day, site_id, views, bot_views)
    select ${day}::date, * from unnest(${sql.val(sites.map(([id]) => id))}::int[], ${sum('views')}::int[], ${sum('botViews')}::int[])
    on conflict (day, site_id) do update set views = visit_counts.views + excluded.views, bot_views = visit_counts.bot_views + excluded.bot_views`.execute(
    trx,
  )
}

async function writeNamed(trx: Db, day: Temporal.PlainDate, { named }: Tally) {
  if (named.size === 0) return
  const rows = [...named.values()].toSorted((a, b) => a.siteId - b.siteId || (a.kind + a.name < b.kind + b.name ? -1 : 1))
  const column = (part: keyof Named) => sql.val(rows.map((row) => row[part]))
  await sql`
    insert into named_counts (day, site_id, kind, name, hits)
    select ${day}::date, * from unnest(${column('siteId')}::int[], ${column('kind')}::text[], ${column('name')}::text[], ${column('hits')}::int[])
    on conflict (day, site_id, kind, name) do update set hits = named_counts.hits + excluded.hits`.execute(trx)
}

/** A visitor is new on this day, or back after the gap: the row as it was before tells. */
async function writeVisits(trx: Db, day: Temporal.PlainDate, { visitors }: Tally) {
  if (visitors.size === 0) return
  const seen = [...visitors.values()].map(({ siteId, visitor, first, last }) => ({
    site: siteId,
    visitor: visitor.toString('hex'),
    first: first.toString(),
    last: last.toString(),
  }))
  const rows = JSON.stringify(seen.toSorted((a, b) => a.site - b.site || (a.visitor < b.visitor ? -1 : 1)))
  await sql`
    with given as (
      select site, decode(visitor, 'hex') as visitor, first, last
      from json_to_recordset(${rows}::json) as row (site int, visitor text, first timestamptz, last timestamptz)
    ), met as (
      insert into visitors_seen as seen (day, site_id, visitor, last_at)
      select ${day}::date, site, visitor, last from given
      on conflict (day, site_id, visitor) do update set last_at = greatest(seen.last_at, excluded.last_at)
      returning new.site_id, new.visitor, old.last_at as before
    ), counted as (
      select met.site_id, count(*) filter (where before is null) as visitors,
             count(*) filter (where before is null or given.first - before > make_interval(mins => ${visitGap})) as visits
      from met join given on given.site = met.site_id and given.visitor = met.visitor group by met.site_id
    )
    insert into visit_counts (day, site_id, visits, visitors)
    select ${day}::date, site_id, visits, visitors from counted order by site_id
    on conflict (day, site_id) do update set visits = visit_counts.visits + excluded.visits, visitors = visit_counts.visitors + excluded.visitors`.execute(
    trx,
  )
}

export type Figures = { visits: number; online: number }

/** Visits since counting began, and visitors of the last minutes, of one site. */
export async function figuresOf(db: Db, siteId: number): Promise<Figures> {
  const since = now().subtract({ minutes: onlineWindow })
  const { rows } = await sql<Figures>`
    select (select coalesce(sum(visits), 0)::int from visit_counts where site_id = ${siteId}) as visits,
           (select count(distinct visitor)::int from visitors_seen where site_id = ${siteId} and last_at > ${since}) as online`.execute(db)
  return rows[0]!
}

/** Every night: yesterday's visitors are forgotten, and with their salt nobody can be told apart any more. */
export async function forgetVisitors(deps: Deps) {
  const before = today().subtract({ days: 1 })
  await command(deps, system, async (trx, tell) => {
    await trx.deleteFrom('visitors_seen').where('day', '<', before).execute()
    await trx.deleteFrom('visit_salts').where('day', '<', before).execute()
    tell({ kind: 'visitors.forgotten', subject: 'statistics', subjectId: 0, detail: { before: before.toString() } })
    return done(null)
  })
}
