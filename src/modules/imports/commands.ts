import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import { json, type Db } from '../../kernel/db/db.ts'
import { conflict, done, forbidden, type Outcome } from '../../kernel/errors.ts'
import { addJob } from '../../kernel/jobs.ts'
import { now } from '../../kernel/time.ts'
import { canMoveIn } from '../sites/index.ts'
import type { Format } from './item.ts'
import { runById, runOf } from './queries.ts'
import { emptyPreview, isLeft, isWorking, mayBegin, type Options, type Run, type State } from './run.ts'
import type { Kept } from './store.ts'

export type Wanted = { siteId: number; format: Format; source: string; kept: Kept; options: Options }

/** The run of a source on a site: the one there is, or a new one that is first looked through. `byJob`: the worker does it. */
export function prepare(
  spine: Spine,
  actor: Actor,
  { siteId, format, source, kept, options }: Wanted,
  byJob: boolean,
): Promise<Outcome<number>> {
  return command(spine, actor, async (trx, tell) => {
    if (!canMoveIn(actor, siteId)) throw forbidden()
    const before = await runOf(trx, siteId, kept.digest)
    const at = now()
    const fresh = { state: 'looking', total: 0, preview: json(emptyPreview()), options: json(options), format, moved_at: at, trouble: '' }
    const { id } = await trx
      .insertInto('import_runs')
      .values({ site_id: siteId, source, digest: kept.digest, bytes: kept.bytes, started_by: actor.id, started_at: at, ...fresh })
      .onConflict((on) =>
        on
          .columns(['site_id', 'digest'])
          .doUpdateSet(
            before && before.state !== 'looking' && before.state !== 'looked' ? { options: json(options), moved_at: at } : fresh,
          ),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    if (byJob && (!before || before.state === 'looking' || before.state === 'looked'))
      await addJob(trx, 'imports.look', { run: id }, { key: `imports.look:${id}` })
    tell({ kind: 'import.prepared', ...about(id, siteId), detail: { format } })
    return done(id)
  })
}

const about = (id: number, siteId: number) => ({ subject: 'import', subjectId: id, siteId })

/** Begins, goes on after a stop, or goes through a whole source again for what failed. */
export const begin = (spine: Spine, actor: Actor, id: number, byJob: boolean): Promise<Outcome<null>> =>
  onRun(spine, actor, id, mayBegin, async (trx, run, tell) => {
    const again = run.state !== 'stopped'
    await setState(trx, id, 'running', again ? { position: 0, trouble: '' } : { trouble: '' })
    if (byJob) await addJob(trx, 'imports.move', { run: id }, { key: `imports.move:${id}` })
    tell({ kind: 'import.begun', ...about(id, run.siteId), detail: {} })
  })

/** Whoever works on it ends after the items at hand. */
export const stop = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  onRun(
    spine,
    actor,
    id,
    (run) => isWorking(run) && (run.state !== 'stopping' || isLeft(run)),
    async (trx, run, tell) => {
      await setState(trx, id, run.state === 'looking' || isLeft(run) ? 'stopped' : 'stopping')
      tell({ kind: 'import.stopped', ...about(id, run.siteId), detail: {} })
    },
  )

/** Pictures that could not be fetched are asked for once more. */
export const retryPictures = (spine: Spine, actor: Actor, id: number, byJob: boolean): Promise<Outcome<null>> =>
  onRun(
    spine,
    actor,
    id,
    () => true,
    async (trx, run, tell) => {
      const { numUpdatedRows } = await trx
        .updateTable('import_pictures')
        .set({ state: 'waiting', tries: 0, next_at: now(), trouble: '' })
        .where('run_id', '=', id)
        .where('state', '=', 'failed')
        .executeTakeFirst()
      if (byJob) await picturesSoon(trx, id)
      tell({ kind: 'import.retried', ...about(id, run.siteId), detail: { pictures: Number(numUpdatedRows) } })
    },
  )

export const ended = (spine: Spine, actor: Actor, run: Run, items: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await setState(trx, run.id, 'done', { total: items })
    await picturesSoon(trx, run.id)
    tell({ kind: 'import.ended', ...about(run.id, run.siteId), detail: { items } })
    return done(null)
  })

export const picturesSoon = (db: Db, run: number, at: Temporal.Instant | null = null) =>
  addJob(db, 'imports.pictures', { run }, { key: `imports.pictures:${run}`, ...(at && { at }) })

type Change = Partial<{ position: number; total: number; trouble: string; preview: string }>

/** The worker's own note of how far it is: nobody's news, so no activity. */
export const setState = (db: Db, id: number, state: State, more: Change = {}) =>
  db
    .updateTable('import_runs')
    .set({ state, moved_at: now(), ...more })
    .where('id', '=', id)
    .execute()

type Work = (trx: Db, run: Run, tell: Parameters<Parameters<typeof command>[2]>[1]) => Promise<void>

function onRun(spine: Spine, actor: Actor, id: number, may: (run: Run) => boolean, work: Work): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const run = await runById(trx, actor, id, { lock: true })
    if (!may(run)) throw conflict()
    await work(trx, run, tell)
    return done(null)
  })
}
