import { sql } from 'kysely'
import { holds, type Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import { movers } from '../sites/index.ts'
import type { Format, Note, NoteKind } from './item.ts'
import { visibleTo } from './policy.ts'
import { emptyPreview, type Options, type Preview, type Run, type State } from './run.ts'

type Row = Awaited<ReturnType<ReturnType<typeof runRows>['executeTakeFirstOrThrow']>>

const runRows = (db: Db) => db.selectFrom('import_runs').selectAll('import_runs')

const toRun = (row: Row): Run => ({
  id: row.id,
  siteId: row.site_id,
  format: row.format as Format,
  source: row.source,
  digest: row.digest,
  bytes: row.bytes,
  options: row.options as Options,
  state: row.state as State,
  total: row.total,
  position: row.position,
  preview: { ...emptyPreview(), ...(row.preview as Partial<Preview>) },
  trouble: row.trouble,
  startedBy: row.started_by,
  startedAt: row.started_at,
  movedAt: row.moved_at,
})

/** What the actor may not see does not exist. */
export async function runById(db: Db, actor: Actor, id: number, { lock = false } = {}): Promise<Run> {
  const row = await runRows(db)
    .where('id', '=', id)
    .where(visibleTo(actor))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound()
  return toRun(row)
}

/** For the worker. */
export async function anyRun(db: Db, id: number): Promise<Run | null> {
  const row = await runRows(db).where('id', '=', id).executeTakeFirst()
  return row ? toRun(row) : null
}

export async function runOf(db: Db, siteId: number, digest: string): Promise<Run | null> {
  const row = await runRows(db).where('site_id', '=', siteId).where('digest', '=', digest).executeTakeFirst()
  return row ? toRun(row) : null
}

export async function runsFor(db: Db, actor: Actor): Promise<Run[]> {
  if (!holds(actor, movers)) return []
  const rows = await runRows(db).where(visibleTo(actor)).orderBy('id', 'desc').limit(50).execute()
  return rows.map(toRun)
}

/** Whether a run of any site has still to read this source. */
export async function isWanted(db: Db, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('import_runs')
    .select('id')
    .where('digest', '=', digest)
    .where('state', '<>', 'done')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type Counts = {
  made: number
  drafts: number
  refused: number
  noted: number
  pictures: { waiting: number; fetched: number; failed: number }
  notes: Partial<Record<NoteKind, number>>
}

/** In one query: what became of a run's items and pictures so far. */
export async function countsOf(db: Db, runId: number): Promise<Counts> {
  const { rows } = await sql<{ counts: Counts }>`
    select json_build_object(
      'made', (select count(*) from import_rows where run_id = ${runId} and article_id is not null),
      'drafts', (select count(*) from import_rows r join articles a on a.id = r.article_id where r.run_id = ${runId} and a.approved_revision_id is null),
      'refused', (select count(*) from import_rows where run_id = ${runId} and article_id is null),
      'noted', (select count(*) from import_rows where run_id = ${runId} and notes <> '[]'),
      'pictures', (select json_build_object('waiting', count(*) filter (where state = 'waiting'), 'fetched', count(*) filter (where state = 'fetched'),
        'failed', count(*) filter (where state = 'failed')) from import_pictures where run_id = ${runId}),
      'notes', (select coalesce(json_object_agg(kind, n), '{}') from (
        select note ->> 'kind' as kind, count(*) as n from import_rows, jsonb_array_elements(notes) note where run_id = ${runId} and notes <> '[]' group by 1) said)
    ) as counts`.execute(db)
  const { counts } = rows[0]!
  return counts.pictures.failed > 0 ? { ...counts, notes: { ...counts.notes, pictureFailed: counts.pictures.failed } } : counts
}

export type ReportRow = {
  id: number
  position: number
  title: string
  address: string
  articleId: number | null
  notes: Note[]
  failed: { address: string; trouble: string }[]
}

/** What did not fit, item by item, from a row on. `kind` narrows to one note. */
export async function reportRows(
  db: Db,
  runId: number,
  { kind, after = 0, limit }: { kind?: NoteKind; after?: number; limit: number },
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.id, r.position, r.title, r.address, r.article_id as "articleId", r.notes,
      coalesce((select json_agg(json_build_object('address', p.address, 'trouble', p.trouble) order by p.id)
        from import_pictures p where p.row_id = r.id and p.state = 'failed'), '[]') as failed
    from import_rows r
    where r.run_id = ${runId} and r.id > ${after} and (
      (r.notes <> '[]' and (${kind ?? null}::text is null or r.notes @> jsonb_build_array(jsonb_build_object('kind', ${kind ?? null}::text))))
      or (coalesce(${kind ?? null}::text, 'pictureFailed') = 'pictureFailed' and exists (
        select from import_pictures p where p.row_id = r.id and p.state = 'failed')))
    order by r.id limit ${limit}`.execute(db)
  return rows
}
