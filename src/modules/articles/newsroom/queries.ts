import { sql, type ExpressionBuilder } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { grantsOf, type Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { today, zone } from '../../../kernel/time.ts'
import type { Schema } from '../../../schema.ts'
import {
  statusWord,
  type ContributionRole,
  type Genre,
  type PublicationStatus,
  type Status,
  type StatusWord,
  type Subject,
} from '../article.ts'
import { abilities, visibleTo, workingVisibleTo } from '../policy.ts'

export type LinePublication = {
  id: number
  siteId: number
  sectionId: number
  status: PublicationStatus
  publishAt: Temporal.Instant
  liveAt: Temporal.Instant | null
}
export type LastStep = { step: string; by: string; byId: number | null; reason: string; at: Temporal.Instant }

/** An article as lists show it. Who may not read the working text sees title, genre and status as readers had them, and is never told more. */
export type Line = Omit<Subject, 'publications'> & {
  id: number
  working: boolean
  title: string
  genre: Genre
  word: StatusWord
  version: number
  authors: string[]
  statusAt: Temporal.Instant
  savedAt: Temporal.Instant
  publications: LinePublication[]
  last: LastStep | null
}

/** What the actor may see, each with the face it may be seen by. Every filter works on the face, so that none of them tells of a hidden draft. */
export const facesOf = (db: Db, actor: Actor) =>
  db.selectFrom((from) =>
    from
      .selectFrom('articles')
      .leftJoin('revisions as seen', 'seen.id', 'articles.approved_revision_id')
      .where('articles.hidden_at', 'is', null)
      .where(visibleTo(actor))
      .selectAll('articles')
      .select((eb) => {
        const working = workingVisibleTo(actor)(eb as unknown as ExpressionBuilder<Schema, 'articles'>)
        const own = sql<boolean>`(${working})`
        return [
          own.as('working'),
          sql<string>`case when ${own} then articles.title else seen.title end`.as('face_title'),
          sql<string>`case when ${own} then articles.genre else seen.genre end`.as('face_genre'),
          sql<string>`case when ${own} then articles.status else 'approved' end`.as('face_status'),
          sql<number | null>`case when ${own} then articles.section_id else seen.section_id end`.as('face_section'),
          'seen.byline as seen_byline',
        ]
      })
      .as('face'),
  )

export type FacesQuery = ReturnType<typeof facesOf>

/** The lines of a prepared choice of faces, in its order. */
export async function linesOf(faces: FacesQuery): Promise<Line[]> {
  const rows = await faces
    .select((eb) => [
      'face.id',
      'face.working',
      'face.face_title as title',
      'face.face_genre as genre',
      'face.face_status as status',
      'face.site_id as siteId',
      'face.face_section as sectionId',
      'face.created_by as createdBy',
      'face.version',
      'face.status_at as statusAt',
      'face.saved_at as savedAt',
      'face.seen_byline as byline',
      jsonArrayFrom(
        eb
          .selectFrom('contributions')
          .innerJoin('people', 'people.id', 'contributions.person_id')
          .select(['contributions.person_id as personId', 'people.name', 'contributions.pen_name as penName', 'contributions.role'])
          .whereRef('contributions.article_id', '=', 'face.id')
          .orderBy('contributions.position')
          .orderBy('contributions.id'),
      ).as('contributions'),
      jsonArrayFrom(
        eb
          .selectFrom('publications')
          .select([
            'publications.id',
            'publications.site_id as siteId',
            'publications.section_id as sectionId',
            'publications.status',
            'publications.publish_at as publishAt',
            'publications.live_at as liveAt',
          ])
          .whereRef('publications.article_id', '=', 'face.id')
          .orderBy('publications.canonical', 'desc')
          .orderBy('publications.id'),
      ).as('publications'),
      jsonObjectFrom(
        eb
          .selectFrom('transitions')
          .leftJoin('people as doer', 'doer.id', 'transitions.actor_id')
          .select(['transitions.step', 'doer.name as by', 'transitions.actor_id as byId', 'transitions.reason', 'transitions.at'])
          .whereRef('transitions.article_id', '=', 'face.id')
          .orderBy('transitions.id', 'desc')
          .limit(1),
      ).as('last'),
    ])
    .execute()
  return rows.map(toLine)
}

type Row = {
  id: number
  working: boolean
  title: string
  genre: string
  status: string
  siteId: number
  sectionId: number | null
  createdBy: number
  version: number
  statusAt: Temporal.Instant
  savedAt: Temporal.Instant
  byline: unknown
  contributions: { personId: number; name: string; penName: string; role: string }[]
  publications: { id: number; siteId: number; sectionId: number; status: string; publishAt: unknown; liveAt: unknown }[]
  last: { step: string; by: string | null; byId: number | null; reason: string; at: unknown } | null
}

function toLine({ byline, last, ...row }: Row): Line {
  const all = row.publications.map((one): LinePublication => ({
    ...one,
    status: one.status as PublicationStatus,
    publishAt: instant(one.publishAt)!,
    liveAt: instant(one.liveAt),
  }))
  const publications = row.working ? all : all.filter(({ status }) => status !== 'scheduled')
  const status = row.status as Status
  const written = row.working
    ? row.contributions.map(({ name, penName, role }) => ({ name: penName || name, role }))
    : ((byline ?? []) as { name: string; role: string }[])
  return {
    ...row,
    genre: row.genre as Genre,
    status,
    publications,
    word: statusWord(status, publications),
    contributions: row.contributions.map(({ personId, role }) => ({ personId, role: role as ContributionRole })),
    authors: [...new Set(written.filter(({ role }) => role !== 'edit').map(({ name }) => name))],
    last: last && row.working ? { ...last, by: last.by ?? '', at: instant(last.at)! } : null,
  }
}

const instant = (value: unknown) => (value === null ? null : Temporal.Instant.from(value as string))

/** Lines in these stages whose working text the actor may read, the longest waiting first. */
export const linesIn = (db: Db, actor: Actor, statuses: readonly Status[], limit = 300) =>
  linesOf(
    facesOf(db, actor)
      .where('face.working', '=', true)
      .where('face.status', 'in', [...statuses])
      .orderBy('face.status_at')
      .orderBy('face.id')
      .limit(limit),
  )

/** Approved and not yet before readers somewhere: what is planned, the nearest first. */
export const plannedLines = (db: Db, actor: Actor, limit = 300) =>
  linesOf(
    facesOf(db, actor)
      .where('face.working', '=', true)
      .where('face.status', '=', 'approved')
      .where(firstHour, 'is not', null)
      .orderBy(firstHour)
      .orderBy('face.id')
      .limit(limit),
  )

const firstHour = sql`(select min(p.publish_at) from publications p where p.article_id = face.id and p.status = 'scheduled')`

/** Who last approved what, of these articles. */
export async function approvedBy(db: Db, actor: Actor, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('transitions')
    .select('article_id')
    .distinct()
    .where('article_id', 'in', [...ids])
    .where('step', '=', 'approve')
    .where('actor_id', '=', actor.id)
    .execute()
  return new Set(rows.map(({ article_id }) => article_id))
}

/** How many items came before readers for the first time, by week of the month (days 1–7, 8–14, …), on the sites the actor works for. */
export async function monthPace(db: Db, actor: Actor, day = today()): Promise<{ week: number; count: number; open: boolean }[]> {
  const sites = grantsOf(actor, abilities.read).map(({ site }) => site)
  const start = day.with({ day: 1 })
  const rows = await db
    .selectFrom('publications')
    .select([
      sql<number>`(extract(day from live_at at time zone ${sql.lit(zone)})::int - 1) / 7`.as('week'),
      (eb) => eb.fn.countAll<number>().as('count'),
    ])
    .where('canonical', '=', true)
    .where('live_at', '>=', start.toZonedDateTime(zone).toInstant())
    .where('live_at', '<', start.add({ months: 1 }).toZonedDateTime(zone).toInstant())
    .$if(!sites.includes(null), (query) => query.where('site_id', 'in', sites.length > 0 ? (sites as number[]) : [0]))
    .groupBy('week')
    .execute()
  const now = Math.floor((day.day - 1) / 7)
  return Array.from({ length: now + 1 }, (_, week) => ({
    week: week + 1,
    count: Number(rows.find((row) => row.week === week)?.count ?? 0),
    open: week === now,
  }))
}
