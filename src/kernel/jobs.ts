import { EventEmitter } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, run, type Runner, type TaskList, type WorkerEventMap } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './db/db.ts'
import type { Log } from './log.ts'

/** Added inside the caller's transaction: a rolled-back command leaves no job. `key` makes a later call replace the waiting one. Jobs of one `queue` run one after the other. */
export async function addJob(
  db: Db,
  task: string,
  payload: unknown,
  options: { at?: Temporal.Instant; key?: string; queue?: string } = {},
) {
  await sql`select graphile_worker.add_job(
    ${task}, ${JSON.stringify(payload)}::json,
    run_at := ${options.at ?? null}::timestamptz, job_key := ${options.key ?? null}, queue_name := ${options.queue ?? null}
  )`.execute(db)
}

export type Cron = { task: string; pattern: string }
export type Worker = { stop: () => Promise<void> }
/** `note` is the file that names the worker of this data folder, for the one that comes after it. */
type Working = { pool: pg.Pool; tasks: TaskList; crons: readonly Cron[]; log: Log; note: string }

/**
 * The worker of this process, as long as the process lives: the library's own ends itself when the database goes away in the middle of a
 * job, and then a new one is begun. `crontab` patterns are in UTC, as graphile-worker reads them.
 */
export async function startWorker(working: Working): Promise<Worker> {
  const stopped = new AbortController()
  let runner = await begin(working)
  const life = (async () => {
    while (!stopped.signal.aborted) {
      await runner.promise.catch(() => {})
      if (!stopped.signal.aborted) runner = (await beginAgain(working, stopped.signal)) ?? runner
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      await runner.stop().catch(() => {})
      await life
    },
  }
}

async function beginAgain(working: Working, stopped: AbortSignal): Promise<Runner | null> {
  while (!stopped.aborted)
    try {
      return await begin(working)
    } catch (error) {
      working.log.warn({ err: error }, 'no worker yet')
      await sleep(2_000, undefined, { signal: stopped }).catch(() => {})
    }
  return null
}

async function begin({ pool, tasks, crons, log, note }: Working): Promise<Runner> {
  await giveBack(pool, note)
  const events: EventEmitter<{ [Event in keyof WorkerEventMap]: [WorkerEventMap[Event]] }> = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => keepNote(note, workerPool.id, log))
  return run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: parseCronItems(crons.map(({ pattern, task }) => ({ task, match: pattern, identifier: task }))),
    noHandleSignals: true,
    logger: log.worker,
    events: events as never,
    preset: {
      worker: {
        concurrentJobs: 2,
        pollInterval: 2_000,
        // Without a batch the library leaves a failing "done" to nobody, and that ends the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  })
}

/** What a killed process, or a worker that lost the database, had begun: the library alone would leave it lying for four hours. */
async function giveBack(pool: pg.Pool, note: string) {
  const former = formerWorker(note)
  if (former) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[former]])
}

/** Without it only a killed process's jobs wait longer; a disk without room must not keep the others from their work. */
function keepNote(note: string, id: string, log: Working['log']) {
  try {
    writeFileSync(note, id, { flush: true })
  } catch (error) {
    log.warn({ err: error }, 'the worker is not noted on the disk')
  }
}

function formerWorker(note: string): string | null {
  try {
    return readFileSync(note, 'utf8')
  } catch {
    return null
  }
}
