import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../src/kernel/db/db.ts'
import { text } from '../../src/program/text.ts'

const root = resolve(import.meta.dirname, '../..')
export const wrapper = join(root, 'tools/hoaban.mjs')
export const password = 'mat-khau-mau-2026'

type Env = Record<string, string>
export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }
export type Program = { child: ChildProcess; said: { out: string; err: string }; ended: Promise<Ended> }
export type Serving = Program & { port: number; dir: string }

const folders: string[] = []
/** Of one test only. */
const copies: string[] = []
const programs = new Set<ChildProcess>()

/** An empty folder for data, short enough for a socket, that the account of the database may pass through. */
export function folder(kept = folders): string {
  const path = mkdtempSync(join(tmpdir(), 'hb-'))
  chmodSync(path, 0o711)
  kept.push(path)
  return path
}

/** Ends what a failed test left running, and removes its copies of the sample network; for `afterEach`. */
export async function clearTest() {
  for (const child of programs) child.kill('SIGKILL')
  await remove(copies)
}

/** The same, and whatever else there is; for `after`. */
export async function clear() {
  await clearTest()
  await remove(folders)
}

async function remove(paths: string[]) {
  for (const path of paths.splice(0)) {
    const left = postmaster(path)
    if (left && commandOf(left).includes(join(path, 'postgres'))) process.kill(left, 'SIGQUIT')
    await until(() => !left || !lives(left))
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The program as `npm run hoaban -- …` starts it. Nothing of this process's own settings reaches it. */
export function start(args: readonly string[], env: Env, before: readonly string[] = []): Program {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [...before, wrapper, ...args], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  programs.add(child)
  const said = { out: '', err: '' }
  child.stdout!.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = new Promise<Ended>((tell) =>
    child.once('close', (code, signal) => {
      programs.delete(child)
      tell({ code, signal, ...said })
    }),
  )
  return { child, said, ended }
}

export const run = (args: readonly string[], env: Env): Promise<Ended> => start(args, env).ended

/** What the person at the terminal gets: one Vietnamese sentence on the error line, no stack, exit 1. */
export function assertOneSentence(end: Ended, sentence: RegExp, what: string) {
  assert.equal(end.code, 1, `${what}: ${end.err}`)
  assert.match(end.err, sentence, what)
  assert.match(end.err, /^[^\n]+\n$/, what)
  assert.match(end.err, /hãy|cần/i, what)
  assert.doesNotMatch(end.err, /Error|\bat \//, what)
}

/** A server of `dir`, once it says that it is ready. `LOG_LEVEL` is quiet, the sample network is left out, unless `env` says otherwise. */
export async function serve(dir: string, env: Env = {}, before: readonly string[] = []): Promise<Serving> {
  const port = Number(env.PORT ?? (await freePort()))
  const started = start(['serve'], { PORT: String(port), HOABAN_DATA: dir, HOABAN_DEMO: '0', LOG_LEVEL: 'warn', ...env }, before)
  const first = await Promise.race([until(() => started.said.out.includes(text.stop), 120), started.ended])
  if (first !== true) throw new Error(`not ready:\n${started.said.out}\n${started.said.err}`)
  return { ...started, port, dir }
}

/** Ends a server as an operator does; anything but a clean end fails. */
export async function stop({ child, ended }: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
  child.kill(signal)
  const end = await ended
  if (end.code !== 0) throw new Error(`ended with ${end.code ?? end.signal}:\n${end.out}\n${end.err}`)
  return end
}

let sample: Promise<{ dir: string; first: Ended }> | undefined

/** A stopped installation with the sample network and what its first start said; made once, by the program itself. Tests work on copies. */
export const sampleData = () => (sample ??= makeSample())

async function makeSample() {
  const dir = folder()
  const first = await serve(dir, { HOABAN_DEMO: '1', HOABAN_DEMO_PASSWORD: password })
  // The jobs of the new pictures, so that they are not done again in each copy.
  const { pool, close } = databaseOf(first)
  await until(async () => (await pool.query('select 1 from graphile_worker.jobs where run_at < now()')).rowCount === 0, 120)
  await close()
  return { dir, first: await stop(first) }
}

/** A copy of it, for the one test that asks. */
export async function sampleCopy(copy = folder(copies)): Promise<string> {
  const { dir } = await sampleData()
  // Keeps owners, which Node's own copy does not: the database belongs to another account when root runs the tests.
  const copied = spawnSync('cp', ['-a', `${dir}/.`, copy], { stdio: 'inherit' })
  if (copied.status !== 0) cpSync(dir, copy, { recursive: true })
  return copy
}

/** The database of a serving house, as the account that runs these tests may ask it. */
export const databaseOf = ({ dir }: { dir: string }) =>
  connect({ host: join(dir, 'socket'), port: 5432, user: 'hoaban', database: 'hoaban', max: 3, allowExitOnIdle: true })

/** Two that ask at once get two. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** Waits for something that will happen; true when it did within the patience (in seconds). */
export async function until(happened: () => boolean | Promise<boolean>, patience = 60): Promise<boolean> {
  for (let tries = patience * 20; tries > 0; tries--) {
    if (await happened()) return true
    await sleep(50)
  }
  return false
}

/** The embedded database's first process, as its own file tells; undefined when it ended cleanly. */
export function postmaster(dir: string): number | undefined {
  const file = join(dir, 'postgres/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined
}

/** A process that ended and that nobody asked for (a zombie) does not live. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return !existsSync('/proc/self')
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  }
}
