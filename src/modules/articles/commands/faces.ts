import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { json, type Db } from '../../../kernel/db/db.ts'
import type { ContributionRole, Genre, PublicationStatus, Stages, Status } from '../article.ts'
import { facesOf, type Faced } from '../face.ts'

/**
 * Writes anew by what lists find these articles. Every command that changes a title, a place, a status, an author or a publication does so
 * before its transaction ends; a batch of a thousand is one statement (imports, a large sample).
 */
export async function keepFaces(trx: Db, ids: readonly number[]) {
  const rows = (await facedArticles(trx, ids)).flatMap(({ id, ...article }) => facesOf(article).map((face) => ({ id, ...face })))
  await sql`
    insert into article_faces (article_id, working, marks)
    select id, working, array_to_tsvector(marks) from json_to_recordset(${json(rows)}::json) as given (id int, working boolean, marks text[])
    on conflict (article_id, working) do update set marks = excluded.marks where article_faces.marks <> excluded.marks`.execute(trx)
}

async function facedArticles(trx: Db, ids: readonly number[]): Promise<(Faced & { id: number })[]> {
  const rows = await trx
    .selectFrom('articles')
    .select((eb) => [
      'articles.id',
      'articles.site_id as siteId',
      'articles.section_id as sectionId',
      'articles.genre',
      'articles.status',
      'articles.stages',
      'articles.assignee_id as assigneeId',
      'articles.title',
      'articles.created_by as createdBy',
      jsonObjectFrom(
        eb
          .selectFrom('revisions')
          .select([
            'title',
            'genre',
            'section_id as sectionId',
            sql<number[]>`jsonb_path_query_array(byline, '$[*].personId')`.as('people'),
          ])
          .whereRef('revisions.id', '=', 'articles.approved_revision_id'),
      ).as('approved'),
      jsonArrayFrom(
        eb.selectFrom('contributions').select(['person_id as personId', 'role']).whereRef('contributions.article_id', '=', 'articles.id'),
      ).as('contributions'),
      jsonArrayFrom(
        eb.selectFrom('publications').select(['site_id as siteId', 'status']).whereRef('publications.article_id', '=', 'articles.id'),
      ).as('publications'),
      jsonArrayFrom(
        eb
          .selectFrom('transitions')
          .select(['step', 'actor_id as actorId'])
          .whereRef('transitions.article_id', '=', 'articles.id')
          .orderBy('id'),
      ).as('steps'),
    ])
    .where('articles.id', 'in', ids)
    .execute()
  return rows.map(({ steps, approved, ...row }) => ({
    ...row,
    status: row.status as Status,
    stages: row.stages as Stages,
    genre: row.genre as Genre,
    contributions: row.contributions as { personId: number; role: ContributionRole }[],
    publications: row.publications as { siteId: number; status: PublicationStatus }[],
    approved: approved && { ...approved, genre: approved.genre as Genre },
    approvers: steps.flatMap(({ step, actorId }) => (step === 'approve' && actorId !== null ? [actorId] : [])),
    reopenedBy: steps.at(-1)?.step === 'revise' ? steps.at(-1)!.actorId : null,
  }))
}
