import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { serverAccount, serverBinaries } from '../src/kernel/cluster/place.ts'
import { connect } from '../src/kernel/db/db.ts'
import { migrate } from '../src/kernel/db/migrate.ts'

/** Set by `npm test`, whose files each run in a process of their own: where the one server listens, its template made. */
const shared = process.env.HOABAN_TEST_SERVER

let server: Promise<string> | undefined
let template: Promise<unknown> | undefined
let made = 0

/** Starts the server and makes its template; answers where it listens, for `HOABAN_TEST_SERVER` of the processes below. */
export async function serveTests(): Promise<string> {
  await (template ??= migrateTemplate())
  return server!
}

/**
 * A fresh migrated database in the one embedded server of this test run. Idle connections do not keep the process alive, so
 * closing is a courtesy.
 */
export async function testDb() {
  template ??= shared ? Promise.resolve() : migrateTemplate()
  await template
  return clone('template')
}

/** The same without migrations, for tests of the foundation. */
export const emptyDb = () => clone('template1')

async function clone(from: string) {
  const name = `t${process.pid}_${++made}`
  const connection = await createDatabase(name, from)
  return { ...connect(connection), connection, url: `postgres://test@/${name}?host=${encodeURIComponent(connection.host)}` }
}

async function migrateTemplate() {
  const { pool, close } = connect(await createDatabase('template', 'template1'))
  await migrate(pool)
  await runMigrations({ pgPool: pool })
  await close()
}

/** The role of the tests is an ordinary owner, as in the product, so nothing leans on a superuser unseen. */
async function createDatabase(name: string, from: string) {
  server ??= shared ? Promise.resolve(shared) : startServer()
  const host = await server
  const client = new pg.Client({ host, user: 'test', database: 'postgres' })
  await client.connect()
  await client.query(`create database ${name} template ${from}`)
  await client.end()
  return { host, user: 'test', database: name, max: 5, allowExitOnIdle: true }
}

async function startServer(): Promise<string> {
  const account = serverAccount()
  const bin = serverBinaries(account)
  const dir = mkdtempSync(join(tmpdir(), 'hoaban-test-'))
  if (account.uid !== undefined) chownSync(dir, account.uid, account.gid!)
  const data = join(dir, 'pg')
  const init = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=vi-VN',
    '--no-sync',
  ]
  const made = spawnSync(join(bin, 'initdb'), init, { ...account, cwd: dir, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)

  // Safe only because the data are thrown away: the product's server has all of these on.
  const careless = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'autovacuum=off',
    'max_connections=200',
    'shared_buffers=64MB',
  ]
  const args = ['-D', data, '-k', dir, '-c', 'listen_addresses=', ...careless.flatMap((setting) => ['-c', setting])]
  // The shell outlives us by a breath: when this process ends, however it ends, its end of the pipe closes and all is removed.
  const keeper = spawn('sh', ['-c', '"$@" 2>"$0/log" & read _; kill -QUIT $!; wait; rm -rf "$0"', dir, join(bin, 'postgres'), ...args], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keeper.unref()
  ;(keeper.stdin as typeof keeper.stdin & { unref(): void }).unref()
  await reachable(dir)
  return dir
}

async function reachable(host: string, patience = 200): Promise<void> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' })
  try {
    await client.connect()
    await client.query('create role test login createdb')
    await client.end()
  } catch (error) {
    if (patience === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 25))
    return reachable(host, patience - 1)
  }
}
