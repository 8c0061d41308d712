import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import { settingFrom, settingInSql } from '../../kernel/settings.ts'
import type { Article, Contribution, Genre, PublicationState, PublicationStatus, Stages, Status } from './article.ts'
import type { Body } from './body/body.ts'
import { visibleTo } from './policy.ts'
import { stagesFor, stagesSetting } from './procedure/settings.ts'

/** What the actor may not see does not exist: 404, on every route that asks. */
export async function articleById(db: Db, actor: Actor, id: number): Promise<Article> {
  const row = await wholeArticle(db)
    .where('articles.id', '=', id)
    .where('articles.hidden_at', 'is', null)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!row) throw notFound()
  return toArticle(row)
}

/** For the worker, which sees everything. `lock` holds the row until the transaction ends. */
export async function anyArticle(db: Db, id: number): Promise<Article> {
  const row = await wholeArticle(db).where('articles.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return toArticle(row)
}

/** Serialises commands on one article: whoever comes second sees what the first one did. */
export async function lockArticle(trx: Db, id: number) {
  await trx.selectFrom('articles').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
}

type Row = Awaited<ReturnType<ReturnType<typeof wholeArticle>['executeTakeFirstOrThrow']>>

const wholeArticle = (db: Db) =>
  db
    .selectFrom('articles')
    .innerJoin('people as saver', 'saver.id', 'articles.saved_by')
    .selectAll('articles')
    .select('saver.name as saved_by_name')
    .select(settingInSql(stagesSetting).as('chosen_stages'))
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('contributions')
          .innerJoin('people', 'people.id', 'contributions.person_id')
          .select([
            'contributions.person_id as personId',
            'people.name',
            'contributions.pen_name as penName',
            'contributions.role',
            'contributions.share',
          ])
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
            'publications.canonical',
            'publications.slug',
            'publications.publish_at as publishAt',
            'publications.live_at as liveAt',
            'publications.revision_id as revisionId',
            'publications.featured',
            'publications.featured_until as featuredUntil',
            'publications.expires_at as expiresAt',
            'publications.headline',
          ])
          .whereRef('publications.article_id', '=', 'articles.id')
          .orderBy('publications.canonical', 'desc')
          .orderBy('publications.id'),
      ).as('publications'),
    ])

const toArticle = (row: Row): Article => ({
  id: row.id,
  siteId: row.site_id,
  sectionId: row.section_id,
  genre: row.genre as Genre,
  lang: row.lang,
  status: row.status as Status,
  stages: isUnsent(row.status)
    ? stagesFor(settingFrom(stagesSetting, row.chosen_stages), row.site_id, row.genre as Genre)
    : (row.stages as Stages),
  assigneeId: row.assignee_id,
  dueAt: row.due_at,
  remindAt: row.remind_at,
  title: row.title,
  lead: row.lead,
  body: row.body as Body,
  coverId: row.cover_media_id,
  tags: row.tags,
  source: row.source,
  version: row.version,
  revisionId: row.revision_id,
  approvedRevisionId: row.approved_revision_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
  savedBy: row.saved_by,
  savedByName: row.saved_by_name,
  savedAt: row.saved_at,
  statusAt: row.status_at,
  embargoUntil: row.embargo_until,
  copiedFrom: row.copied_from,
  contributions: row.contributions as Contribution[],
  publications: row.publications.map((publication): PublicationState => ({
    ...publication,
    status: publication.status as PublicationStatus,
    publishAt: instant(publication.publishAt)!,
    liveAt: instant(publication.liveAt),
    featuredUntil: instant(publication.featuredUntil),
    expiresAt: instant(publication.expiresAt),
  })),
})

const isUnsent = (status: string) => status === 'draft' || status === 'returned'

/** Inside nested JSON a timestamp arrives as PostgreSQL's text. */
const instant = (value: unknown) => (value === null ? null : Temporal.Instant.from(value as string))

export type RevisionHead = { id: number; number: number; name: string; reason: string; by: string; at: Temporal.Instant }
export type Revision = RevisionHead & {
  articleId: number
  title: string
  lead: string
  body: Body
  genre: Genre
  sectionId: number | null
  coverId: number | null
  tags: string[]
  source: string
  byline: Byline[]
}
/** Names as they stood when the revision was made: pen name where the person wished so. */
export type Byline = { personId: number; name: string; role: string; share: number }

export async function revisionsOf(db: Db, articleId: number): Promise<RevisionHead[]> {
  return db
    .selectFrom('revisions')
    .innerJoin('people', 'people.id', 'revisions.created_by')
    .select(['revisions.id', 'number', 'revisions.name', 'reason', 'people.name as by', 'revisions.created_at as at'])
    .where('article_id', '=', articleId)
    .orderBy('number', 'desc')
    .execute()
}

export async function revisionNumbered(db: Db, articleId: number, number: number): Promise<Revision> {
  return revisionWhere(db, sql<boolean>`revisions.article_id = ${articleId} and revisions.number = ${number}`)
}

export async function revisionById(db: Db, id: number): Promise<Revision> {
  return revisionWhere(db, sql<boolean>`revisions.id = ${id}`)
}

async function revisionWhere(db: Db, which: ReturnType<typeof sql<boolean>>): Promise<Revision> {
  const row = await db
    .selectFrom('revisions')
    .innerJoin('people', 'people.id', 'revisions.created_by')
    .selectAll('revisions')
    .select('people.name as by')
    .where(which)
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    reason: row.reason,
    by: row.by,
    at: row.created_at,
    articleId: row.article_id,
    title: row.title,
    lead: row.lead,
    body: row.body as Body,
    genre: row.genre as Genre,
    sectionId: row.section_id,
    coverId: row.cover_media_id,
    tags: row.tags,
    source: row.source,
    byline: row.byline as Byline[],
  }
}

export type Transition = {
  step: string
  from: string
  to: string
  by: string | null
  onBehalfOf: string | null
  reason: string
  revision: number
  at: Temporal.Instant
}

/** Every step taken on the article with its reason, newest first. */
export async function transitionsOf(db: Db, articleId: number): Promise<Transition[]> {
  return db
    .selectFrom('transitions')
    .innerJoin('revisions', 'revisions.id', 'transitions.revision_id')
    .leftJoin('people as actor', 'actor.id', 'transitions.actor_id')
    .leftJoin('people as absent', 'absent.id', 'transitions.on_behalf_of')
    .select([
      'step',
      'came_from as from',
      'went_to as to',
      'actor.name as by',
      'absent.name as onBehalfOf',
      'transitions.reason',
      'revisions.number as revision',
      'transitions.at',
    ])
    .where('transitions.article_id', '=', articleId)
    .orderBy('transitions.id', 'desc')
    .execute()
}
