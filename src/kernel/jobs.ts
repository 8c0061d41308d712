import { parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './db/db.ts'
import type { Log } from './log.ts'

/** Added inside the caller's transaction: a rolled-back command leaves no job. `key` makes a later call replace the waiting one. */
export async function addJob(db: Db, task: string, payload: unknown, options: { at?: Temporal.Instant; key?: string } = {}) {
  await sql`select graphile_worker.add_job(
    ${task}, ${JSON.stringify(payload)}::json,
    run_at := ${options.at ?? null}::timestamptz, job_key := ${options.key ?? null}
  )`.execute(db)
}

export type Cron = { task: string; pattern: string }

/** Starts the worker of this process. `crontab` patterns are in UTC, as graphile-worker reads them. */
export async function startWorker(pool: pg.Pool, tasks: TaskList, crons: readonly Cron[], log: Log): Promise<Runner> {
  return run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: parseCronItems(crons.map(({ pattern, task }) => ({ task, match: pattern, identifier: task }))),
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: log.worker,
  })
}
