import { join } from 'node:path'
import type { TaskList } from 'graphile-worker'
import { toldActivity } from './activity.ts'
import { installationKey } from './crypto.ts'
import { reactionTask } from './house.ts'
import { startWorker } from './jobs.ts'
import type { Deps, Reaction } from './module.ts'
import { rememberHead } from './seal/head.ts'
import { sealActivities } from './seal/seal.ts'

export type Work = { stop: () => Promise<void> }

/**
 * What runs beside the requests: the jobs and reactions of all modules, and the sealer of the activity log. `name` is this worker's own
 * in the data folder: the next one of that name takes up what this one leaves when it is killed.
 */
export async function startWork(deps: Deps, name = 'worker'): Promise<Work> {
  const { pool, log, modules, config } = deps
  const crons = modules.flatMap(({ crons = [] }) => crons)
  const worker = await startWorker({ pool, tasks: tasksOf(deps), crons, log, note: join(config.dataDir, name) })
  const sealing = await startSealer(deps)
  return {
    stop: async () => {
      await Promise.all([worker.stop(), sealing.stop()])
    },
  }
}

function tasksOf(deps: Deps): TaskList {
  const tasks: TaskList = {}
  for (const module of deps.modules) {
    for (const [name, job] of Object.entries(module.jobs ?? {}))
      tasks[`${module.name}.${name}`] = (payload, { abortSignal }) => job(deps, payload, abortSignal)
    for (const [kind, reaction] of Object.entries(module.on ?? {})) tasks[reactionTask(module.name, kind)] = reacting(deps, reaction)
  }
  return tasks
}

const reacting = (deps: Deps, reaction: Reaction) => async (payload: unknown) => {
  const activity = await toldActivity(deps.db, (payload as { activity: number }).activity)
  if (activity) await reaction(deps, activity)
}

/** Within 2 s of its commit an activity is part of the chain; the log names the head at the start and every thousand. */
async function startSealer(deps: Deps) {
  const key = await installationKey(deps.config.dataDir, 'seal')
  let position = 0
  let logged = 0
  const round = async () => {
    const head = await sealActivities(deps.db, key)
    if (!head || head.position === position) return
    position = head.position
    rememberHead(deps.config.dataDir, head)
    if (position - logged >= 1_000 || logged === 0) deps.log.info({ position: (logged = position), mac: head.mac }, 'chain head')
  }
  let running: Promise<void> | null = null
  // Once an outage, not once a second.
  let told = false
  const attempt = () =>
    round().then(
      () => void (told = false),
      (error: unknown) => {
        if (!told) deps.log.warn({ err: error }, 'activities not sealed')
        told = true
      },
    )
  const timer = setInterval(() => {
    running ??= attempt().finally(() => (running = null))
  }, 1_000)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
      await round().catch(() => {})
    },
  }
}
