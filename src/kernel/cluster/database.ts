import pg from 'pg'
import type { Config } from '../config.ts'
import type { Connection } from '../db/db.ts'
import { Halt } from '../halt.ts'
import { joinCluster, startCluster } from './cluster.ts'
import { lockFolder, tryLock } from './lock.ts'
import { text } from './text.ts'

export type Database = { connection: Connection; connectionString: string; stop(): Promise<void> }
type Options = {
  /** `owner` serves, seeds or restores and wants the data for itself; `guest` (backup, doctor) works beside an owner. */
  as?: 'owner' | 'guest'
  say?: (line: string) => void
}

/**
 * The database the settings name: the embedded one, or DATABASE_URL after a look that it is fit for us. Holds the data folder
 * until `stop`.
 * @throws Halt with one sentence: folder in use, server unreachable, too old, not UTF-8, without ICU.
 */
export async function openDatabase(config: Config, { as = 'owner', say = console.log }: Options = {}): Promise<Database> {
  const release = as === 'owner' ? lockFolder(config.dataDir) : tryLock(config.dataDir)
  try {
    if (config.databaseUrl) {
      await inspect(config.databaseUrl)
      return { connection: config.databaseUrl, connectionString: config.databaseUrl, stop: async () => release?.() }
    }
    if (!release) return await joinCluster(config.dataDir)
    const cluster = await startCluster(config.dataDir, say)
    const stop = async () => {
      await cluster.stop()
      release()
    }
    return { ...cluster, stop }
  } catch (error) {
    release?.()
    throw error
  }
}

/** @throws Halt when the server at `url` is not one we can live on. */
export async function inspect(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A server that goes away while we look must be told by the query, not end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string; number: number; encoding: string; icu: boolean }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
              current_setting('server_encoding') as encoding, exists (select from pg_collation where collname = 'vi-x-icu') as icu`,
    )
    const { version, number, encoding, icu } = rows[0]!
    if (number < 180_000) throw new Halt(text.tooOld(version))
    if (encoding !== 'UTF8') throw new Halt(text.notUtf8(encoding))
    if (!icu) throw new Halt(text.noIcu)
  } catch (error) {
    throw error instanceof Halt ? error : new Halt(text.unreachable(whereOf(url), reasonOf(error)), { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}

/** The address without the password. */
function whereOf(url: string) {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}${port && `:${port}`}${pathname}`
}

/** A name with several addresses fails with one error each, and an empty message. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error]
  return first instanceof Error ? first.message : String(first)
}
