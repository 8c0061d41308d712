import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './client.ts'
import { median, type Figure } from './figure.ts'
import { freePort } from './opened.ts'
import { baseHost, environment } from './world.ts'

const root = resolve(import.meta.dirname, '..')
const starts = 5
const requests = 10_000
const megabyte = 1_024 * 1_024

/** `npm start` as a person runs it: the first, the later ones, and what it holds after ten thousand requests. */
export async function benchStart(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoaban-start-'))
  chmodSync(dataDir, 0o711)
  try {
    const first = await start(dataDir)
    // As long as an operator looks at it: pictures of the sample are made meanwhile.
    await sleep(20_000)
    await first.stop()
    const times: number[] = []
    for (let i = 1; i < starts; i++) {
      const again = await start(dataDir)
      times.push(again.seconds)
      await again.stop()
    }
    const last = await start(dataDir)
    const fresh = memoryOf(dataDir)
    await readMuch(last.port)
    const used = memoryOf(dataDir)
    await last.stop()
    const note = `${fresh.app.toFixed(0)} MB at the start, ${used.own.toFixed(0)} MB of it not files of the program`
    return [
      { name: 'first start to first page (sample network made)', value: first.seconds, unit: 's' },
      {
        name: 'second start to first page',
        value: median([...times, last.seconds]),
        unit: 's',
        goal: { atMost: 3 },
        note: `of ${starts} starts, npm included`,
      },
      { name: 'memory, app resident after 10,000 requests', value: used.app, unit: 'MB', goal: { atMost: 180 }, note },
      {
        name: 'memory, embedded database',
        value: used.database,
        unit: 'MB',
        goal: { atMost: 150 },
        note: `shared pages counted once; ${fresh.database.toFixed(0)} MB at the start`,
      },
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function start(dataDir: string) {
  const port = await freePort()
  const began = performance.now()
  const env = {
    ...process.env,
    ...environment(dataDir, port),
    PATH: (process.env.PATH ?? '')
      .split(':')
      .filter((folder) => !folder.endsWith('node_modules/.bin'))
      .join(':'),
  }
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: 'ignore', detached: true })
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('npm start ended')
    await sleep(10)
  }
  return { port, seconds: (performance.now() - began) / 1_000, stop: () => stop(child, dataDir) }
}

async function answers(port: number) {
  const answer = await ask(port, baseHost, '/').catch(() => null)
  return answer?.status === 200
}

async function stop(child: ChildProcess, dataDir: string) {
  const ended = once(child, 'exit')
  process.kill(appOf(dataDir), 'SIGTERM')
  await ended
}

/** All pages of the sample over and over, eight readers at a time, each with its beacon. */
async function readMuch(port: number) {
  const home = (await ask(port, baseHost, '/', { headers: { 'accept-encoding': 'identity' } })).body.toString()
  const beacon = `/_dem?${/name="hoaban:dem" content="([^"]+)"/.exec(home)![1]!.replaceAll('&amp;', '&')}`
  const hosts = [baseHost, ...['thuvien', 'vanhoa', 'dulich'].map((key) => `${key}.${baseHost}`)]
  const pages = (
    await Promise.all(
      hosts.map(async (host) =>
        linksOf(await ask(port, host, '/', { headers: { 'accept-encoding': 'identity' } })).map((path) => [host, path] as const),
      ),
    )
  ).flat()
  let left = requests
  const reader = async () => {
    while (left-- > 0) {
      const [host, path] = pages[left % pages.length]!
      if (left % 3 === 0)
        await ask(port, baseHost, beacon, { method: 'POST', headers: { origin: `http://${baseHost}`, 'content-length': '0' } })
      else await ask(port, host, path)
    }
  }
  await Promise.all(Array.from({ length: 8 }, reader))
}

const linksOf = ({ body }: { body: Buffer }) => [
  ...new Set(
    [...body.toString().matchAll(/(?:href|src)="(\/[^"]*)"/g)]
      .map(([, path]) => path!.replaceAll('&amp;', '&'))
      .filter((path) => !/^\/(toa-soan|_giao-dien|_dem|dang-nhap)/.test(path)),
  ),
]

/** Megabytes. The app is the process that started the database; Linux only. */
function memoryOf(dataDir: string) {
  const app = appOf(dataDir)
  const database = postmasterOf(dataDir)
  const servers = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (Number(pid) === database || parentOf(Number(pid)) === database),
  )
  return {
    app: field(`/proc/${app}/smaps_rollup`, 'Rss'),
    own: field(`/proc/${app}/smaps_rollup`, 'Anonymous'),
    database: servers.reduce((sum, pid) => sum + field(`/proc/${pid}/smaps_rollup`, 'Pss'), 0),
  }
}

function postmasterOf(dataDir: string) {
  const pointer = join(dataDir, 'postgres.path')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir
  return Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

const appOf = (dataDir: string) => parentOf(postmasterOf(dataDir))

function parentOf(pid: number) {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))![1])
  } catch {
    return 0
  }
}

function field(file: string, name: string): number {
  try {
    return (Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1_024) / megabyte
  } catch {
    return 0
  }
}
