import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from './access.ts'
import type { Db } from './db/db.ts'
import type { Outcome } from './errors.ts'
import { notifyTags } from './pages/invalidation.ts'
import { requestId } from './request.ts'
import { now } from './time.ts'

/**
 * Every kind of activity with the detail it carries. Modules add theirs by declaration merging:
 * `declare module '…/activity.ts' { interface ActivityKinds { 'article.submitted': { revision: number } } }`.
 * A detail carries ids and words of the trade, never personal values.
 */
export interface ActivityKinds {
  /** `value`: what a person chose; a note of the program tells none. */
  'settings.changed': { key: string; value?: unknown }
}
export type ActivityKind = keyof ActivityKinds

export type Activity<Kind extends ActivityKind = ActivityKind> = {
  [K in Kind]: {
    kind: K
    subject: string
    subjectId: number
    siteId?: number | null
    detail: ActivityKinds[K]
    /** Tags of stored reader pages that this change makes stale. */
    tags?: readonly string[]
  }
}[Kind]

/** What a command needs: the database, and which jobs react to which kind of activity (built by app.ts from the modules). */
export type Spine = {
  db: Db
  reactions: ReadonlyMap<string, readonly string[]>
  /** Called after the commit, so that this node's own pages go before the answer does. Others hear by NOTIFY. */
  dropped: (tags: readonly string[]) => Promise<void> | void
}
export type Tell = (activity: Activity) => void

/** The worker and the program act as nobody: their activities have no actor. */
export const system = null

/**
 * Runs a command: one transaction, one activity row, one Outcome. An outcome with issues rolls everything back.
 * Throws a fault when the command succeeded without telling exactly one activity.
 */
export async function command<T>(
  spine: Spine,
  actor: Actor | typeof system,
  work: (trx: Db, tell: Tell) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const told: Activity[] = []
  const rolledBack = Symbol()
  let outcome: Outcome<T> | undefined
  try {
    await inTransaction(spine.db, async (trx) => {
      outcome = await work(trx, (activity) => told.push(activity))
      if (!outcome.ok) throw rolledBack
      if (told.length !== 1) throw new Error(`a command tells one activity, not ${told.length}`)
      await write(spine, trx, actor, told[0]!)
    })
  } catch (error) {
    if (error !== rolledBack) throw error
  }
  if (outcome!.ok && told[0]!.tags?.length) await spine.dropped(told[0]!.tags)
  return outcome!
}

/** Among others of one transaction a command that fails takes back only its own part. */
async function inTransaction(db: Db, work: (trx: Db) => Promise<void>) {
  if (!db.isTransaction) return db.transaction().execute(work)
  await sql`savepoint command`.execute(db)
  try {
    await work(db)
  } catch (error) {
    await sql`rollback to savepoint command`.execute(db)
    throw error
  } finally {
    await sql`release savepoint command`.execute(db)
  }
}

/**
 * Several commands in one transaction: others see what they did all at once, or not at all when `work` throws. Each writes its own activity; one
 * that fails takes back only its own part.
 */
export async function together<T>(spine: Spine, work: (spine: Spine) => Promise<T>): Promise<T> {
  const tags = new Set<string>()
  const dropped = (more: readonly string[]) => more.forEach((tag) => tags.add(tag))
  const result = await spine.db.transaction().execute((db) => work({ db, reactions: spine.reactions, dropped }))
  if (tags.size > 0) await spine.dropped([...tags])
  return result
}

async function write(spine: Spine, trx: Db, actor: Actor | typeof system, activity: Activity) {
  const row = {
    at: now().round('millisecond'),
    actor_id: actor?.id ?? null,
    kind: activity.kind,
    subject: activity.subject,
    subject_id: activity.subjectId,
    site_id: activity.siteId ?? null,
    detail: activity.detail,
    tags: [...(activity.tags ?? [])],
    request_id: requestId() ?? null,
  }
  const { id } = await trx
    .insertInto('activities')
    .values({ ...row, detail: JSON.stringify(row.detail), hash: activityHash(row) })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (row.tags.length > 0) await notifyTags(trx, row.tags, id)
  for (const task of spine.reactions.get(activity.kind) ?? [])
    await sql`select graphile_worker.add_job(${task}, json_build_object('activity', ${id}::bigint), job_key := ${`${task}:${id}`})`.execute(
      trx,
    )
}

/** An activity as it stands in the log; null when there is none of this number. */
export async function toldActivity(db: Db, id: number) {
  const row = await db
    .selectFrom('activities')
    .select(['id', 'at', 'actor_id as actorId', 'kind', 'subject_id as subjectId', 'site_id as siteId', 'detail'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as ActivityKind } : null
}

export type HashedActivity = {
  at: Temporal.Instant
  actor_id: number | null
  kind: string
  subject: string
  subject_id: number
  site_id: number | null
  detail: unknown
  tags: readonly string[]
  request_id: string | null
}

/** SHA-256 over the row's values in a fixed order; object keys sorted, since jsonb does not keep their order. */
export function activityHash(row: HashedActivity): Buffer {
  const fields = [
    row.at.epochMilliseconds,
    row.actor_id,
    row.kind,
    row.subject,
    row.subject_id,
    row.site_id,
    sorted(row.detail),
    row.tags,
    row.request_id,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest()
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
