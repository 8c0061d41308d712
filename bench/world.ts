import { setTimeout as sleep } from 'node:timers/promises'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { modules } from '../src/app.ts'
import { startCluster } from '../src/kernel/cluster/cluster.ts'
import { loadConfig } from '../src/kernel/config.ts'
import { openHouse } from '../src/kernel/house.ts'
import type { Deps } from '../src/kernel/module.ts'
import { createLog } from '../src/kernel/log.ts'
import { makeSample } from '../src/program/sample.ts'
import { prepareDatabase } from '../src/program/serve.ts'
import { startWork } from '../src/kernel/work.ts'

export type Place = { dataDir: string; host: string; database: string }
export type World = {
  /** The sample network alone, as the program makes it. */
  sample: Place
  /** A copy of a place: data folder and database. Nobody may be connected to it. */
  copy: (from: Place, name: string) => Promise<Place>
  /** A data folder like that of the place, for a second node over its database. */
  twin: (of: Place) => Promise<string>
  /** An empty database of the same server. */
  empty: (name: string) => Promise<Place>
  /** As the superuser of the throwaway server. */
  admin: (database: string) => Promise<pg.Client>
  close: () => Promise<void>
}

export const baseHost = 'bench.test'
export const password = 'mat-khau-mau-2026'

export const environment = (dataDir: string, port: number) => ({
  HOABAN_DATA: dataDir,
  PORT: String(port),
  HOABAN_BASE_HOST: baseHost,
  HOABAN_DEMO_PASSWORD: password,
  LOG_LEVEL: 'warn',
})

/** A throwaway installation on the embedded server with the settings of the product: fsync, synchronous_commit, full_page_writes on. */
export async function openWorld(): Promise<World> {
  const root = mkdtempSync(join(tmpdir(), 'hoaban-bench-'))
  chmodSync(root, 0o711)
  const cluster = await startCluster(root, () => {})
  const { host } = cluster.connection
  const admin = async (database: string) => {
    const client = new pg.Client({ host, port: 5432, user: 'postgres', database, ssl: false })
    await client.connect()
    return client
  }
  const empty = async (name: string, from = 'template1') => {
    const client = await admin('postgres')
    await client.query(`create database ${name} owner hoaban template ${from}`)
    await client.end()
    return { dataDir: join(root, `data-${name}`), host, database: name }
  }
  const copy = async (from: Place, name: string) => {
    cpSync(from.dataDir, join(root, `data-${name}`), { recursive: true })
    return empty(name, from.database)
  }
  const twin = async ({ dataDir }: Place) => {
    cpSync(join(dataDir, 'keys'), join(`${dataDir}-twin`, 'keys'), { recursive: true })
    return `${dataDir}-twin`
  }
  const sample = await empty('sample')
  await makeNetwork(sample)
  const clear = () => rmSync(root, { recursive: true, force: true })
  process.once('exit', clear)
  const close = async () => {
    await cluster.stop()
    clear()
  }
  return { sample, copy, twin, empty, admin, close }
}

export const connectionOf = ({ host, database }: Place) => ({ host, port: 5432, user: 'hoaban', database, ssl: false })

async function makeNetwork(place: Place) {
  const connection = connectionOf(place)
  await prepareDatabase(connection)
  const config = loadConfig(environment(place.dataDir, 1))
  const { deps, close } = await openHouse(config, connection, modules, createLog('warn'))
  for (const module of modules) await module.start?.(deps)
  await makeSample(deps, () => {})
  await finishJobs(deps)
  await close()
}

/** Pictures of the sample are still being turned into AVIF after it is made; no bench may pay for that. */
async function finishJobs(deps: Deps) {
  const work = await startWork(deps)
  const waiting = () =>
    deps.pool.query<{ jobs: number }>('select count(*)::int as jobs from graphile_worker.jobs where run_at <= now() and attempts < 3')
  while ((await waiting()).rows[0]!.jobs > 0) await sleep(200)
  await work.stop()
}
