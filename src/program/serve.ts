import { runMigrations } from 'graphile-worker'
import { buildServer } from '../kernel/http/server.ts'
import { createAccessRecord } from '../kernel/http/record.ts'
import { openDatabase } from '../kernel/cluster/database.ts'
import type { Config } from '../kernel/config.ts'
import { connect } from '../kernel/db/db.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { Halt } from '../kernel/halt.ts'
import { openHouse, type House } from '../kernel/house.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { startWork } from '../kernel/work.ts'
import { modules } from '../app.ts'
import { ensureFirstAdmin, identify } from '../modules/people/index.ts'
import { refuse } from '../modules/sites/index.ts'
import { makeSample } from './sample.ts'
import { text } from './text.ts'
import { welcome } from './welcome.ts'

/** `serve`: opens the house, migrates, makes the sample network on first run, listens, works, and stops cleanly when told to. */
export async function serve(config: Config, say: (line: string) => void) {
  const stops: (() => Promise<unknown>)[] = []
  const stop = once(async () => {
    for (const step of stops.toReversed()) await step()
  })
  const ended = untilTold(stop)
  try {
    const log = createLog(config.logLevel)
    const database = await openDatabase(config, { say })
    stops.push(database.stop)
    await prepareDatabase(database.connection)
    const house = await openHouse(config, database.connection, modules, log)
    stops.push(house.close)
    for (const module of modules) await module.start?.(house.deps)
    const admin = await ensureFirstAdmin(house.deps)
    const made = await makeSample(house.deps, say)
    const work = await startWork(house.deps)
    stops.push(work.stop)
    const app = await listening(config, house, log)
    stops.push(() => app.close())
    welcome(house.deps, { admin, made }, say)
  } catch (error) {
    await stop()
    throw error
  }
  await ended
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

export async function listening(config: Config, { deps }: House, log: Log) {
  const record = createAccessRecord(deps.db, log)
  const app = await buildServer(deps, {
    record,
    identify: (request) => identify(deps, request),
    refused: (request, reply, status, key) => refuse(deps, request, reply, status, key),
  })
  app.addHook('onClose', () => record.stop())
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new Halt(text.portTaken(config.port), { cause: error })
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw new Halt(text.cannotListen(config.host, config.port), { cause: error })
    throw error
  }
  return app
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

function once(work: () => Promise<void>) {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}
