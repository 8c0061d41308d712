import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from '../../schema.ts'
import { types } from './types.ts'

export type Db = Kysely<Schema>

/** A connection string, or the settings that `pg.Pool` takes. */
export type Connection = string | pg.PoolConfig

/**
 * A pool and Kysely over it. Times come back as Temporal values, int8 as a number, numeric as the exact string.
 * `close` waits for running queries. Nothing is sent before the first query, so this never fails.
 */
export function connect(to: Connection, more: pg.PoolConfig = {}) {
  const given = typeof to === 'string' ? { connectionString: to } : to
  const pool = new pg.Pool({ ...defaults, ...given, ...more, types })
  // An idle connection that breaks (database restarted) must not end the process: the pool makes a new one.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    client.query = asking(client)
  })
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => close(db, pool) }
}

/** A value for a json or jsonb column: `pg` would turn a bare array into a PostgreSQL array (and `[]` into `{}`). */
export const json = (value: unknown): string => JSON.stringify(value)

type Ask = (text: unknown, values?: unknown, then?: (error: Error | undefined, result: unknown) => void) => unknown

/**
 * For a promise `pg` writes the function that ends a query onto the query. V8 makes functions that are written so among its old objects,
 * where each keeps its rows, and the page drawn from them, until the next full collection. Handed over with the query it dies with it.
 */
function asking(client: pg.PoolClient): pg.PoolClient['query'] {
  const ask = client.query.bind(client) as Ask
  const promised = (...given: Parameters<Ask>) => {
    const [text, values] = given
    if (typeof text !== 'string' || typeof values === 'function' || given.length > 2) return ask(...given)
    return new Promise((resolve, reject) => void ask(text, values, (error, result) => (error ? reject(error) : resolve(result))))
  }
  return promised as pg.PoolClient['query']
}

/** Kysely ends the pool only when it has used it. */
async function close(db: Db, pool: pg.Pool) {
  await db.destroy()
  if (!pool.ending) await pool.end()
}

const defaults: pg.PoolConfig = {
  application_name: 'hoaban',
  max: 10,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  // Whatever an operator's server prefers, times must arrive in one form.
  options: '-c datestyle=ISO -c timezone=UTC -c intervalstyle=iso_8601',
}
