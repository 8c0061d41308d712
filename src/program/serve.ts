import { runMigrations } from 'graphile-worker'
import { buildServer } from '../kernel/http/server.ts'
import { createAccessRecord } from '../kernel/http/record.ts'
import { openDatabase } from '../kernel/cluster/database.ts'
import type { Config } from '../kernel/config.ts'
import { connect } from '../kernel/db/db.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { Refusal } from '../kernel/errors.ts'
import { openHouse, type House } from '../kernel/house.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { startWork } from '../kernel/work.ts'
import { modules } from '../app.ts'
import { ensureFirstAdmin, identify } from '../modules/people/index.ts'
import { recallHosts, refuse } from '../modules/sites/index.ts'
import { rememberDatabase, storedOnly, untilBack } from './away.ts'
import { closing, type Closing } from './closing.ts'
import { demandPort, haltOf } from './port.ts'
import { makeSample } from './sample.ts'
import { demandStorage } from './storage.ts'
import { text } from './text.ts'
import { welcome } from './welcome.ts'

/** `serve`: opens the house, migrates, makes the sample network on first run, listens, works, and stops cleanly when told to. */
export async function serve(config: Config, say: (line: string) => void) {
  const open = closing()
  let told = false
  const ended = untilTold(() => {
    told = true
    return open.all()
  })
  try {
    await start(config, say, open)
  } catch (error) {
    // Work that was under way when the signal came fails on what was closed under it: that is no fault.
    if (!told) {
      await open.all()
      throw error
    }
  }
  await ended
}

async function start(config: Config, say: (line: string) => void, open: Closing) {
  const log = createLog(config.logLevel)
  const opened = await openDatabase(config, { say }).catch((error: unknown) => storedOnly(config, error))
  await open.keep(opened.stop)
  await demandPort(config)
  await demandStorage(config, say)
  if (!('away' in opened)) await prepareDatabase(opened.connection)
  const house = await openHouse(config, opened.connection, modules, log, { serves: true })
  await open.keep(house.close)
  if ('away' in opened) {
    say(text.storedOnly(opened.away))
    await recallHosts(house.deps)
    let isBack = false
    const waiting = untilBack(log, async () => {
      await prepareDatabase(opened.connection)
      await begin(house, open)
      isBack = true
    })
    await open.keep(waiting.stop)
    await open.keep(await listening(config, house, log, () => isBack))
  } else {
    const news = await begin(house, open, say)
    // A page withdrawn while this node was off must be gone before the first request.
    await house.hears.started
    await open.keep(await listening(config, house, log))
    welcome(house.deps, news, say)
  }
  rememberDatabase(config)
}

/** What needs the database: the modules' memory, the first administrator, the sample network, the jobs. */
async function begin({ deps }: House, open: Closing, say: (line: string) => void = () => {}) {
  for (const module of modules) await module.start?.(deps)
  const admin = await ensureFirstAdmin(deps)
  const made = await makeSample(deps, say)
  const work = await startWork(deps)
  // Before the house and its database, after the server: jobs end while the database is still there.
  await open.keep(work.stop, 2)
  return { admin, made }
}

export async function prepareDatabase(connection: Parameters<typeof connect>[0]) {
  const { pool, close } = connect(connection, { max: 2 })
  try {
    await migrate(pool)
    await runMigrations({ pgPool: pool })
  } finally {
    await close()
  }
}

export async function listening(config: Config, { deps }: House, log: Log, knowsItsSites = () => true) {
  const record = createAccessRecord(deps.db, log)
  const app = await buildServer(deps, {
    record,
    identify: (request) => identify(deps, request),
    refused: (request, reply, status, key) => refuse(deps, request, reply, status, key),
  })
  app.addHook('onClose', () => record.stop())
  // A node that has not read its sites cannot tell an absent page from one that is only not stored, and is not ready for anybody.
  app.addHook('onRequest', async (request, reply) => {
    if (knowsItsSites() || request.routeOptions.config.face !== 'portal') return
    reply.header('retry-after', '10')
    throw new Refusal(503, 'away')
  })
  app.addHook('onSend', async (request, reply) => {
    if (!knowsItsSites() && request.routeOptions.url === '/readyz') reply.code(503)
  })
  await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw haltOf(error, config)
  })
  return () => app.close()
}

/** The first signal stops cleanly; a second one ends at once. */
function untilTold(stop: () => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        process.once(signal, () => process.exit(1))
        stop().then(() => resolve(), reject)
      })
  })
}
