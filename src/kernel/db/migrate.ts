import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { Halt } from '../halt.ts'
import { text } from './text.ts'

type Migration = { name: string; sql: string; sha256: string }

const ours = resolve(import.meta.dirname, '../../../db/migrations')
/** One number for all nodes: two that start at once migrate one after the other. */
const lock = 4_207_001

/**
 * Brings the database to the state this code expects and returns the names of the migrations it ran.
 * All that are pending run in one transaction, so a failing one leaves the state the former version still understands.
 * @throws Halt when the data come from newer code, a landed file was changed, or a migration fails.
 */
export async function migrate(pool: pg.Pool, folder = ours): Promise<string[]> {
  const known = await migrations(folder)
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [lock])
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const landed = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations order by name')
    compare(landed.rows, known)
    const applied = new Set(landed.rows.map((row) => row.name))
    const pending = known.filter((migration) => !applied.has(migration.name))
    for (const migration of pending) await run(client, migration)
    await client.query('commit')
    broken = false
    return pending.map((migration) => migration.name)
  } finally {
    if (broken) await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function migrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  names.forEach((name, i) => {
    if (names[i - 1]?.slice(0, 4) === name.slice(0, 4)) throw new Error(`two migrations share a number: ${names[i - 1]} and ${name}`)
  })
  return Promise.all(
    names.map(async (name) => {
      // A checkout on Windows may have turned the line ends.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function compare(landed: { name: string; sha256: string }[], known: Migration[]) {
  const hashes = new Map(known.map((migration) => [migration.name, migration.sha256]))
  for (const { name, sha256 } of landed) {
    if (!hashes.has(name)) throw new Halt(text.newer(name))
    if (hashes.get(name) !== sha256) throw new Halt(text.changed(name))
  }
}

async function run(client: pg.ClientBase, { name, sql, sha256 }: Migration) {
  try {
    await client.query(sql)
    await client.query('set constraints all immediate')
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
  } catch (error) {
    throw new Halt(text.failed(name, (error as Error).message), { cause: error })
  }
}
