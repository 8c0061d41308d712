import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isFull } from '../files/spool.ts'
import { Halt } from '../halt.ts'
import { bareEnvironment } from './birth.ts'
import type { Account } from './place.ts'
import { text } from './text.ts'

export type Say = (line: string) => void
type Plan = { home: string; bin: string; account: Account; socket: string; say: Say }

const settings = {
  listen_addresses: '',
  // Nothing acknowledged is ever lost.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // After a crash it ends, and we start it anew: one that recovers by itself and finds no room on the disk can stand still for good.
  restart_after_crash: 'off',
  // Small: the whole server stays under 150 MB.
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '48MB',
  max_connections: '60',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  // The log names no row and no statement: they hold personal data.
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** One segment of the server's log of changes: with less it does not begin. */
const leastRoom = 16 * 1024 * 1024

/** Starts the server, waits until it answers, and starts it again should it ever end by itself. */
export async function runServer(plan: Plan) {
  let child = launch(plan)
  let stopping = false
  const quit = () => child.kill('SIGINT')
  const watch = () =>
    child.once('exit', async () => {
      if (stopping) return
      await sleep(300)
      if (stopping) return
      child = launch(plan)
      watch()
    })
  try {
    for (let tries = 20; !(await ready(child, plan)); tries--) {
      // The last processes of a killed server hold its memory for a moment.
      const last = lastWords(plan.home)
      if (tries === 0 || !/still in use|already exists/.test(last)) throw new Halt(whyNot(plan.home, last))
      await sleep(250)
      child = launch(plan)
    }
    await furnish(plan.socket)
  } catch (error) {
    await end(child)
    throw error
  }
  watch()
  process.once('exit', quit)
  return {
    async stop() {
      stopping = true
      await end(child)
      process.off('exit', quit)
    },
  }
}

/** What a killed process left: its server, ended cleanly, or a number in a file that now belongs to another program. */
export async function clearLeftovers(home: string, bin: string, account: Account, say: Say) {
  const data = join(home, 'postgres')
  const left = postmasterOf(data)
  if (!left) return
  if (commandOf(left.pid).includes(data)) {
    say(text.stopping)
    // As the account itself, so that a forged number could end nothing of root's.
    spawnSync(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '120'], {
      ...account,
      cwd: '/',
      env: bareEnvironment,
      stdio: 'ignore',
    })
  } else rmSync(join(data, 'postmaster.pid'), { force: true })
  if (/\/hoaban-\w{6}$/.test(left.socket)) rmSync(left.socket, { recursive: true, force: true })
}

/** The server that `postmaster.pid` tells of: its process and the folder of its socket. */
export function postmasterOf(data: string) {
  try {
    const [pid, , , , socket] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return Number(pid) > 0 && socket ? { pid: Number(pid), socket } : undefined
  } catch {
    return undefined
  }
}

/** Beside the data when the path is short enough for a socket (104 bytes on the strictest system), else in the system's place. */
export function socketFolder(home: string, { uid, gid }: Account): string {
  const beside = join(home, 'socket')
  const fits = Buffer.byteLength(join(beside, '.s.PGSQL.5432.lock')) < 100
  rmSync(beside, { recursive: true, force: true })
  if (fits) mkdirSync(beside, { mode: 0o700 })
  const folder = fits ? beside : mkdtempSync('/tmp/hoaban-')
  if (uid !== undefined) chownSync(folder, uid, gid!)
  return folder
}

function launch({ home, bin, account, socket }: Plan): ChildProcess {
  const files = { hba_file: join(home, 'pg_hba.conf'), ident_file: join(home, 'pg_ident.conf'), unix_socket_permissions: '0700' }
  const set = Object.entries({ ...settings, ...files }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logOf(home), large(logOf(home)) ? 'w' : 'a', 0o600)
  // Its own session: Ctrl-C at the terminal reaches us, and we end the server when we no longer need it.
  const child = spawn(join(bin, 'postgres'), ['-D', join(home, 'postgres'), '-k', socket, '-p', '5432', ...set], {
    ...account,
    cwd: '/',
    env: bareEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => {}) // told by the missing pid
  closeSync(log)
  child.unref()
  return child
}

/** True when it answers, false when it ended. Recovery after a crash may take long, so only the end of the process ends the wait. */
async function ready(child: ChildProcess, { home, socket, say }: Plan): Promise<boolean> {
  for (let waited = 0; runs(child); waited++) {
    const client = superuser(socket)
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      // It runs, and nobody can enter: that does not end by waiting.
      if (isFull(error)) throw new Halt(text.full(home), { cause: error })
      if (waited === 200) say(text.recovering)
      await sleep(25)
    }
  }
  return false
}

/** The house works as an ordinary owner of its database; the superuser only furnishes it. */
async function furnish(socket: string) {
  const client = superuser(socket)
  await client.connect()
  const { rows } = await client.query<{ role: boolean; base: boolean }>(
    `select exists (select from pg_roles where rolname = 'hoaban') as role, exists (select from pg_database where datname = 'hoaban') as base`,
  )
  if (!rows[0]!.role) await client.query('create role hoaban login in role pg_monitor')
  if (!rows[0]!.base) await client.query('create database hoaban owner hoaban')
  await client.end()
}

const superuser = (host: string) => new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres', ssl: false })

/** Fast shutdown: running transactions end, everything is written. */
async function end(child: ChildProcess) {
  if (!runs(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.ref()
  child.kill('SIGINT')
  await ended
}

const runs = (child: ChildProcess) => child.pid !== undefined && child.exitCode === null && child.signalCode === null
const logOf = (home: string) => join(home, 'postgres.log')
const large = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000

/** A server without room cannot even write into its log why it ended. */
function whyNot(home: string, last: string) {
  return hasRoom(home) ? text.notStarted(last, logOf(home)) : text.full(home)
}

export function hasRoom(home: string): boolean {
  const { bavail, bsize } = statfsSync(home)
  return bavail * bsize >= leastRoom
}

/** What the server said last of its own trouble; that our knocking came too early is none. */
function lastWords(home: string): string {
  const log = readFileSync(logOf(home), 'utf8')
  const lines = log.slice(log.lastIndexOf('starting PostgreSQL')).trim().split('\n')
  const fatal = lines.findLast((line) => /(FATAL|PANIC): (?!.*starting up)/.test(line))
  return fatal?.replace(/^.*(FATAL|PANIC): +/, '') ?? lines.at(-1) ?? ''
}

/** A number alone says nothing: after a restart of the machine it may be any program's. */
function commandOf(pid: number): string {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return ''
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).stdout ?? ''
  }
}
