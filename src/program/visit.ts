import { openDatabase } from '../kernel/cluster/database.ts'
import { loadConfig } from '../kernel/config.ts'
import { openHouse } from '../kernel/house.ts'
import { createLog } from '../kernel/log.ts'
import type { Deps } from '../kernel/module.ts'
import { modules } from '../app.ts'
import { prepareDatabase } from './serve.ts'

/** Opens the house for one command and closes it again. `owner` wants the data alone; `guest` works beside a running server. */
export async function withHouse<T>(as: 'owner' | 'guest', work: (deps: Deps) => Promise<T>): Promise<T> {
  const config = loadConfig(process.env)
  const database = await openDatabase(config, { as })
  try {
    await prepareDatabase(database.connection)
    const house = await openHouse({ ...config, logLevel: 'warn' }, database.connection, modules, createLog('warn'))
    try {
      for (const module of modules) await module.start?.(house.deps)
      return await work(house.deps)
    } finally {
      await house.close()
    }
  } finally {
    await database.stop()
  }
}
