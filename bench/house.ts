// A whole Hoa Ban in a process of its own, as `serve` opens it. The bench asks it what it has used, and lets it forget its pages.
import pg from 'pg'
import { modules } from '../src/app.ts'
import { loadConfig } from '../src/kernel/config.ts'
import { openHouse } from '../src/kernel/house.ts'
import { createLog } from '../src/kernel/log.ts'
import { startWork } from '../src/kernel/work.ts'
import { listening } from '../src/program/serve.ts'
import { publishOne } from './publishing.ts'
import { connectionOf, environment, type Place } from './world.ts'

/** Microseconds of CPU (process: all threads; thread: the one that draws), queries sent (counting: those of the counters), pages drawn, bytes resident. */
export type State = { process: number; thread: number; queries: number; counting: number; misses: number; resident: number }
export type Order = 'cpu' | 'state' | 'forget' | 'publish' | 'memory'

let queries = 0
let counting = 0
const send = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  queries++
  const [asked] = args as [string | { text?: string }]
  if (/page_counts|visit/.test(typeof asked === 'string' ? asked : (asked?.text ?? ''))) counting++
  return send.apply(this, args)
} as typeof pg.Client.prototype.query

const { place, port } = JSON.parse(process.argv[2]!) as { place: Place; port: number }
const config = loadConfig({ ...environment(place.dataDir, port), LOG_LEVEL: 'info' })
const log = createLog(config.logLevel)
const house = await openHouse(config, connectionOf(place), modules, log, { serves: true })
for (const module of modules) await module.start?.(house.deps)
const work = await startWork(house.deps)
await listening(config, house, log)
await house.hears.started

const total = ({ user, system }: NodeJS.CpuUsage) => user + system
const answers: Record<Order, () => unknown> = {
  cpu: () => total(process.cpuUsage()),
  memory: () => process.memoryUsage(),
  forget: () => house.deps.pages.dropAll().then(() => true),
  publish: () => publishOne(house.deps),
  state: async (): Promise<State> => {
    await house.deps.pages.idle()
    return {
      process: total(process.cpuUsage()),
      thread: total(process.threadCpuUsage()),
      queries,
      counting,
      misses: house.deps.pages.counters().misses!,
      resident: process.memoryUsage.rss(),
    }
  },
}
process.on('message', async (order: Order) => process.send!((await answers[order]()) as object))
process.on('disconnect', () => void work.stop().finally(() => process.exit(0)))
process.send!('ready')
