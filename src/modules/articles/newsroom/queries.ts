import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { grantsOf, type Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { now, today, zone } from '../../../kernel/time.ts'
import type { Schema } from '../../../schema.ts'
import {
  statusWord,
  type ContributionRole,
  type Genre,
  type PublicationStatus,
  type Stages,
  type Status,
  type StatusWord,
  type Subject,
} from '../article.ts'
import { all, any, has, type Ask } from '../marks.ts'
import { abilities, seenMarks, visibleTo, workingVisibleTo } from '../policy.ts'

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
  /** Who has it at its stage, and until when. */
  assigneeId: number | null
  assignee: string | null
  dueAt: Temporal.Instant | null
  savedAt: Temporal.Instant
  publications: LinePublication[]
  last: LastStep | null
}

/** Found faces, and how many answer beside them: a table for `linesOf`. */
type Faces = RawBuilder<{ article_id: number; working: boolean; total: number }>

/**
 * The newest faces that answer, of what the actor may see; no more than `most` are looked for. Every filter asks the marks of the face, so that
 * none of them tells of a hidden draft.
 */
export function newestFaces(actor: Actor, ask: Ask, cut: { before?: number; most: number; skipped: number; size: number }): Faces {
  const { working, read } = seenMarks(actor)
  const asked = all(any(working, read), ask)
  return sql`(select article_id, working, (count(*) over ())::int as total
    from newest_faces(${asked || null}::tsquery, ${cut.before ?? null}, ${cut.most})
    order by article_id desc limit ${cut.size} offset ${cut.skipped})`
}

/** The working texts that answer: what stands in work. */
const workWith = (actor: Actor, ask: Ask): Faces =>
  sql`(select article_id, working, (count(*) over ())::int as total from article_faces where ${carries(all(seenMarks(actor).working, ask))})`

/** A face carries the marks that are asked for. */
const carries = (ask: Ask) => (typeof ask === 'boolean' ? sql.lit(ask) : sql<boolean>`article_faces.marks @@ ${ask}::tsquery`)

/** The lines of found faces, still to be put in order. What the marks say is asked of the rows once more: they decide who sees what. */
export const linesOf = (db: Db, actor: Actor, faces: Faces) =>
  db
    .selectFrom(faces.as('face'))
    .innerJoin('articles', 'articles.id', 'face.article_id')
    .leftJoin('revisions as seen', (join) => join.onRef('seen.id', '=', 'articles.approved_revision_id').on('face.working', '=', false))
    .leftJoin('people as assignee', (join) => join.onRef('assignee.id', '=', 'articles.assignee_id').on('face.working', '=', true))
    .where('articles.hidden_at', 'is', null)
    .where((eb) => visibleTo(actor)(narrow(eb)))
    .where((eb) => sql<boolean>`face.working = ${workingVisibleTo(actor)(narrow(eb))}`)
    .select((eb) => [
      'articles.id',
      'face.working',
      'face.total',
      sql<string>`case when face.working then articles.title else seen.title end`.as('title'),
      sql<string>`case when face.working then articles.genre else seen.genre end`.as('genre'),
      sql<string>`case when face.working then articles.status else 'approved' end`.as('status'),
      'articles.site_id as siteId',
      sql<number | null>`case when face.working then articles.section_id else seen.section_id end`.as('sectionId'),
      'articles.created_by as createdBy',
      'articles.version',
      'articles.stages',
      'articles.status_at as statusAt',
      'assignee.id as assigneeId',
      'assignee.name as assignee',
      sql<Temporal.Instant | null>`case when face.working then articles.due_at end`.as('dueAt'),
      'articles.saved_at as savedAt',
      'seen.byline',
      jsonArrayFrom(
        eb
          .selectFrom('contributions')
          .innerJoin('people', 'people.id', 'contributions.person_id')
          .select(['contributions.person_id as personId', 'people.name', 'contributions.pen_name as penName', 'contributions.role'])
          .whereRef('contributions.article_id', '=', 'articles.id')
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
          .whereRef('publications.article_id', '=', 'articles.id')
          .orderBy('publications.canonical', 'desc')
          .orderBy('publications.id'),
      ).as('publications'),
      jsonObjectFrom(
        eb
          .selectFrom('transitions')
          .leftJoin('people as doer', 'doer.id', 'transitions.actor_id')
          .select(['transitions.step', 'doer.name as by', 'transitions.actor_id as byId', 'transitions.reason', 'transitions.at'])
          .whereRef('transitions.article_id', '=', 'articles.id')
          .orderBy('transitions.id', 'desc')
          .limit(1),
      ).as('last'),
    ])

const narrow = (eb: unknown) => eb as ExpressionBuilder<Schema, 'articles'>

/** Of these, what the actor may see, as lists show it. */
export async function linesAmong(db: Db, actor: Actor, ids: readonly number[]): Promise<Line[]> {
  if (ids.length === 0) return []
  const { working, read } = seenMarks(actor)
  const faces: Faces = sql`(select article_id, working, 0 as total from article_faces
    where article_id = any(${[...ids]}::int[]) and ${carries(any(working, read))})`
  return (await linesOf(db, actor, faces).execute()).map(toLine)
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
  stages: number
  statusAt: Temporal.Instant
  assigneeId: number | null
  assignee: string | null
  dueAt: Temporal.Instant | null
  savedAt: Temporal.Instant
  byline: unknown
  total: number
  contributions: { personId: number; name: string; penName: string; role: string }[]
  publications: { id: number; siteId: number; sectionId: number; status: string; publishAt: unknown; liveAt: unknown }[]
  last: { step: string; by: string | null; byId: number | null; reason: string; at: unknown } | null
}

export function toLine({ byline, last, total: _total, ...row }: Row): Line {
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
    stages: row.stages as Stages,
    publications,
    word: statusWord(status, publications),
    contributions: row.contributions.map(({ personId, role }) => ({ personId, role: role as ContributionRole })),
    authors: [...new Set(written.filter(({ role }) => role !== 'edit').map(({ name }) => name))],
    last: last && row.working ? { ...last, by: last.by ?? '', at: instant(last.at)! } : null,
  }
}

const instant = (value: unknown) => (value === null ? null : Temporal.Instant.from(value as string))

/** At most this many stand in a list of work; who has more does the first ones first. */
const most = 300

/** What stands in work and answers, the longest waiting first. */
export async function linesIn(db: Db, actor: Actor, ask: Ask, { after, overdue, size = most }: Cut = {}): Promise<Line[]> {
  const rows = await linesOf(db, actor, workWith(actor, ask))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(articles.status_at, articles.id) > (${after!.at}, ${after!.id})`))
    .$if(overdue === true, (query) => query.where('articles.due_at', '<=', now()))
    .orderBy('articles.status_at')
    .orderBy('articles.id')
    .limit(size)
    .execute()
  return rows.map(toLine)
}

/** Of a list of work only what comes after a line of it, only what is late, only so many. */
export type Cut = { after?: { at: Temporal.Instant; id: number }; overdue?: boolean; size?: number }

/** How much of what answers is this person's (or that of whoever is away), nobody's, and late. */
export async function stageCounts(db: Db, actor: Actor, ask: Ask): Promise<{ mine: number; free: number; overdue: number }> {
  return db
    .selectFrom('article_faces')
    .innerJoin('articles', 'articles.id', 'article_faces.article_id')
    .select((eb) => [
      eb.fn
        .countAll<number>()
        .filterWhere(carries(takenMarks(actor)))
        .as('mine'),
      eb.fn
        .countAll<number>()
        .filterWhere(carries(has('free')))
        .as('free'),
      eb.fn.countAll<number>().filterWhere('articles.due_at', '<=', now()).as('overdue'),
    ])
    .where(carries(all(seenMarks(actor).working, ask)))
    .executeTakeFirstOrThrow()
}

/** Taken by this person, or by somebody whose stead the person stands in. */
export const takenMarks = (actor: Actor): Ask => any(...[actor.id, ...actor.standsFor].map((person) => has('to', person)))

/** The same as numbers of articles. */
export async function idsIn(db: Db, actor: Actor, ask: Ask): Promise<number[]> {
  const rows = await db
    .selectFrom(workWith(actor, ask).as('face'))
    .innerJoin('articles', 'articles.id', 'face.article_id')
    .select('articles.id')
    .orderBy('articles.status_at')
    .orderBy('articles.id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** How much stands in work under each question, asked at once. */
export async function countsIn<Name extends string>(db: Db, actor: Actor, asks: Record<Name, Ask>): Promise<Record<Name, number>> {
  const names = Object.keys(asks) as Name[]
  return db
    .selectFrom('article_faces')
    .select((eb) => names.map((name) => eb.fn.countAll<number>().filterWhere(carries(asks[name])).as(name)))
    .where(carries(all(seenMarks(actor).working, any(...Object.values<Ask>(asks)))))
    .executeTakeFirstOrThrow() as Promise<Record<Name, number>>
}

/** Approved and not yet before readers somewhere: what is planned, the nearest first. */
export async function plannedLines(db: Db, actor: Actor, before?: Temporal.Instant): Promise<Line[]> {
  const rows = await linesOf(db, actor, workWith(actor, has('word', 'scheduled')))
    .$if(before !== undefined, (query) => query.where(firstHour, '<', before!))
    .orderBy(firstHour)
    .orderBy('articles.id')
    .limit(most)
    .execute()
  return rows.map(toLine)
}

const firstHour = sql<Temporal.Instant>`(select min(p.publish_at) from publications p where p.article_id = articles.id and p.status = 'scheduled')`

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
