import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { availableParallelism } from 'node:os'
import { median } from './figure.ts'

export type Run = { requests: number; seconds: number; cpuSeconds: number }
export type Name = 'bare' | 'own'
/** A bare server and ours, one after the other. */
export type Pair = Record<Name, Run>

const connections = 32
const rounds = 16
const millis = 150
const hook = new URL('../tools/jsx.ts', import.meta.url).href

/** One core for the server, the other for the load, where the system lets us. It talks to us by messages. */
export function child(file: string, core: number, ...args: string[]): ChildProcess {
  const command = [process.execPath, '--import', hook, file, ...args]
  const pinned = availableParallelism() > 1 && spawnSync('taskset', ['-c', String(core), 'true']).status === 0
  const [program, ...rest] = pinned ? ['taskset', '-c', String(core), ...command] : command
  return spawn(program!, rest, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

export const loadChild = () => child(import.meta.filename, 1)

/** The next message; a process that ends instead is a fault, not silence. */
export function told<T = number>(from: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the bench ended: ${code}`))
    from.once('exit', ended)
    from.once('message', (message) => {
      from.off('exit', ended)
      resolve(message as T)
    })
  })
}

export async function asked<T>(who: ChildProcess, what: unknown): Promise<T> {
  const answer = told<T>(who)
  who.send(what as object)
  return answer
}

/** The two take many short turns, so that what else the machine does falls on both. The first four only warm up. */
export async function takeTurns(
  servers: Record<Name, ChildProcess>,
  load: ChildProcess,
  orders: Record<Name, { port: number; request: string }>,
): Promise<Pair[]> {
  const measure = (name: Name) => run(servers[name], load, { ...orders[name], millis })
  for (const name of ['bare', 'own', 'bare', 'own'] as const) await measure(name)
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round += 2) {
    const bare = await measure('bare')
    pairs.push({ bare, own: await measure('own') })
    const own = await measure('own')
    pairs.push({ own, bare: await measure('bare') })
  }
  return pairs
}

export const perCpu = ({ requests, cpuSeconds }: Run) => requests / cpuSeconds
export const perSecond = ({ requests, seconds }: Run) => requests / seconds
export const ratio = (pairs: readonly Pair[]) => median(pairs.map(({ bare, own }) => perCpu(own) / perCpu(bare)))

async function run(server: ChildProcess, load: ChildProcess, order: { port: number; request: string; millis: number }): Promise<Run> {
  const before = await asked<number>(server, 'cpu')
  const { requests, seconds } = await asked<{ requests: number; seconds: number }>(load, order)
  return { requests, seconds, cpuSeconds: ((await asked<number>(server, 'cpu')) - before) / 1e6 }
}

function playLoad() {
  process.on('message', async ({ port, request, millis: length }: { port: number; request: string; millis: number }) => {
    const began = performance.now()
    const ends = began + length
    const counts = await Promise.all(Array.from({ length: connections }, () => hammer(port, Buffer.from(request), ends)))
    process.send!({ requests: counts.reduce((a, b) => a + b, 0), seconds: (performance.now() - began) / 1_000 })
  })
}

/** Answers to one request are all of one length (only the Date differs), so bytes are counted once the first has been read. */
function hammer(port: number, request: Buffer, ends: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request))
    let [length, received, count] = [0, 0, 0]
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length
      length ||= lengthOf(chunk)
      if (received < length) return
      if (received > length) reject(new Error('an answer of another length'))
      received = 0
      count++
      if (performance.now() < ends) return void socket.write(request)
      socket.destroy()
      resolve(count)
    })
  })
}

function lengthOf(first: Buffer): number {
  const head = first.indexOf('\r\n\r\n') + 4
  const text = first.toString('latin1', 0, head)
  if (!/^HTTP\/1\.1 (200|204|304)/.test(text)) throw new Error(text)
  return head + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
}

if (import.meta.main) playLoad()
