import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config.ts'
import { lockFolder } from '../kernel/cluster/lock.ts'
import type { Log } from '../kernel/log.ts'
import { Halt } from '../kernel/halt.ts'

type StoredOnly = { away: string; connection: string; stop: () => Promise<void> }

/**
 * A database that was there at the last start and cannot be reached now must not take the readers' pages with it: the node serves what
 * its disk tier holds. A database that was never reached from this folder is a mistake in the settings, and stays one sentence.
 */
export function storedOnly(config: Config, error: unknown): StoredOnly {
  if (!(error instanceof Halt) || !config.databaseUrl || !isKnown(config)) throw error
  const release = lockFolder(config.dataDir)
  return { away: error.message, connection: config.databaseUrl, stop: async () => release() }
}

/** Kept as a digest: the address carries a password. */
export function rememberDatabase(config: Config) {
  if (config.databaseUrl) writeFileSync(noteOf(config), digest(config.databaseUrl), { mode: 0o600 })
}

const isKnown = (config: Config) =>
  existsSync(noteOf(config)) &&
  existsSync(join(config.dataDir, 'hosts.json')) &&
  readFileSync(noteOf(config), 'utf8') === digest(config.databaseUrl!)
const noteOf = ({ dataDir }: Config) => join(dataDir, 'database-seen')
const digest = (url: string) => createHash('sha256').update(url).digest('hex')

/** Tries every five seconds until the work is done once. */
export function untilBack(log: Log, work: () => Promise<void>) {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const attempt = async () => {
    try {
      await work()
      log.info('the database is back')
    } catch (error) {
      log.warn({ err: error }, 'the database is still away')
      if (!stopped) timer = setTimeout(() => (running = attempt()), 5_000)
    }
  }
  timer = setTimeout(() => (running = attempt()), 5_000)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
