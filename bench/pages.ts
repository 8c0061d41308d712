import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { publicHeaders } from '../src/kernel/http/headers.ts'
import { defaultLook } from '../src/kernel/pages/look.ts'
import { createPages } from '../src/kernel/pages/pages.ts'

export type Figure = { name: string; value: number; unit: string; note?: string }
type Run = { requests: number; seconds: number; cpuSeconds: number }

type Name = 'bare' | 'pages'
type Kind = 'gzip' | '304'
type Pair = Record<Name, Run>

const connections = 32
/** Two processes of the very same program differ by some per cent in cost, so several pairs are started and their middle is taken. */
const starts = 6
const rounds = 16
const millis = 150
const address = '/van-hoa/le-hoi-hoa-ban-nam-nay-12'
const host = 'cong.test'

/**
 * A stored page through the whole server (Fastify behind it) against a bare `node:http` server that sends one prepared gzip buffer
 * with six ordinary headers; the same for 304. The two take many short turns, so that what else the machine does falls on both.
 */
export async function benchPages(): Promise<Figure[]> {
  const seen: Record<Kind, Pair[][]> = { gzip: [], '304': [] }
  for (let start = 0; start < starts; start++) {
    const turns = await turnsOfTwo()
    seen.gzip.push(turns.gzip)
    seen['304'].push(turns['304'])
  }
  return [...figures('stored page (gzip)', seen.gzip), ...figures('unchanged page (304)', seen['304'])]
}

async function turnsOfTwo(): Promise<Record<Kind, Pair[]>> {
  const children = { bare: child('bare', 0), pages: child('pages', 0), load: child('load', 1) }
  try {
    const [bare, pages] = await Promise.all([told(children.bare), told(children.pages)])
    const ports = { bare, pages }
    const turns = async (kind: Kind) => {
      const requests = { bare: await requestTo(bare, kind), pages: await requestTo(pages, kind) }
      return takeTurns((name) => run(children[name], children.load, { port: ports[name], request: requests[name], millis }))
    }
    return { gzip: await turns('gzip'), '304': await turns('304') }
  } finally {
    for (const one of Object.values(children)) one.kill()
  }
}

/** The first four turns only warm up. Each starts as often as the other. */
async function takeTurns(measure: (name: Name) => Promise<Run>): Promise<Pair[]> {
  for (const name of ['bare', 'pages', 'bare', 'pages'] as const) await measure(name)
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round += 2) {
    const bare = await measure('bare')
    pairs.push({ bare, pages: await measure('pages') })
    const pages = await measure('pages')
    pairs.push({ pages, bare: await measure('bare') })
  }
  return pairs
}

function figures(name: string, starts: Pair[][]): Figure[] {
  const all = starts.flat()
  const perCpu = ({ requests, cpuSeconds }: Run) => requests / cpuSeconds
  const perSecond = ({ requests, seconds }: Run) => requests / seconds
  const ratio = (pairs: Pair[]) => middle(pairs.map(({ bare, pages }) => perCpu(pages) / perCpu(bare)))
  const ratios = starts.map(ratio).toSorted((a, b) => a - b)
  const range = `${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)} over ${starts.length} starts`
  return [
    { name: `${name}, bare node:http`, value: middle(all.map(({ bare }) => perCpu(bare))), unit: 'requests/CPU-s' },
    { name: `${name}, Hoa Ban`, value: middle(all.map(({ pages }) => perCpu(pages))), unit: 'requests/CPU-s' },
    { name: `${name}, Hoa Ban : bare`, value: ratio(all), unit: '×', note: `per CPU-second, ${range}; goal ≥ 0.95` },
    { name: `${name}, by the clock`, value: middle(all.map(({ bare, pages }) => perSecond(pages) / perSecond(bare))), unit: '×' },
    { name: `${name}, Hoa Ban by the clock`, value: middle(all.map(({ pages }) => perSecond(pages))), unit: 'requests/s' },
  ]
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function run(server: ChildProcess, load: ChildProcess, order: { port: number; request: string; millis: number }): Promise<Run> {
  const before = await asked<number>(server, 'cpu')
  const { requests, seconds } = await asked<{ requests: number; seconds: number }>(load, order)
  return { requests, seconds, cpuSeconds: ((await asked<number>(server, 'cpu')) - before) / 1e6 }
}

async function requestTo(port: number, kind: Kind): Promise<string> {
  const response = await asBrowser(port)
  const etag = /\r\netag: ("[^"]+")/i.exec(response)?.[1]
  if (!response.startsWith('HTTP/1.1 200') || !/\r\ncontent-encoding: gzip/i.test(response) || !etag)
    throw new Error(`not the page: ${response.slice(0, 300)}`)
  return requestText(kind === '304' ? etag : undefined)
}

const asBrowser = async (port: number): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(requestText())
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return bytes.toString('latin1')
}

/** What a phone sends. */
const requestText = (etag?: string) =>
  [
    `GET ${address} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: keep-alive',
    'Upgrade-Insecure-Requests: 1',
    'User-Agent: Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'Sec-Fetch-Site: none',
    'Sec-Fetch-Mode: navigate',
    'Sec-Fetch-Dest: document',
    'Accept-Encoding: gzip',
    'Accept-Language: vi-VN,vi;q=0.9,en;q=0.8',
    ...(etag ? [`If-None-Match: ${etag}`] : []),
    '',
    '',
  ].join('\r\n')

/** One core for the server, the other for the load, where the system lets us. */
function child(role: string, core: number): ChildProcess {
  const command = [process.execPath, import.meta.filename, role]
  const pinned = availableParallelism() > 1 && spawnSync('taskset', ['-c', String(core), 'true']).status === 0
  const [program, ...rest] = pinned ? ['taskset', '-c', String(core), ...command] : command
  return spawn(program!, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

const told = async <T = number>(from: ChildProcess): Promise<T> => ((await once(from, 'message')) as [T])[0]

async function asked<T>(who: ChildProcess, what: unknown): Promise<T> {
  const answer = told<T>(who)
  who.send(what as object)
  return answer
}

const paragraph = 'Lễ hội Hoa Ban là dịp để đồng bào các dân tộc vùng cao gặp gỡ, giới thiệu tiếng khèn, điệu xòe và món ăn của bản mình. '
const words = Array.from({ length: 150 }, (_, i) => `<p>${i * 7919} ${paragraph}${(i * 104_729) % 9_973}</p>`).join('\n')
const page = `<!doctype html><html lang="vi"><head><title>Lễ hội Hoa Ban</title></head><body><main>${words}</main></body></html>`

function bare(): Server {
  const body = gzipSync(page, { level: 6 })
  const etag = '"0123456789abcdef-gzip"'
  const shared = ['ETag', etag, 'Cache-Control', 'public, max-age=0, must-revalidate', 'Vary', 'Accept-Encoding, Cookie']
  const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Encoding', 'gzip', 'Content-Length', String(body.length), ...shared]
  return createServer((request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, shared).end()
    else response.writeHead(200, headers).end(body)
  })
}

async function whole(): Promise<Server> {
  const hosts = new Map([[host, { canonical: host }]])
  const pages = createPages({
    dir: null,
    maxMemoryBytes: 64_000_000,
    maxDiskBytes: 0,
    release: 'bench',
    hosts: () => hosts,
    headers: publicHeaders,
    databaseAway: () => null,
    log: console,
    now: () => Temporal.Now.instant(),
  })
  const app = Fastify({
    serverFactory: (handler) =>
      createServer((request, response) => {
        if (!pages.serve(request, response)) handler(request, response)
      }),
  })
  app.get('/*', async (_, reply) => reply.code(404).send('router'))
  await app.ready()
  await pages.page({ host, path: address, look: defaultLook }, async () => ({
    status: 200,
    type: 'text/html; charset=utf-8',
    body: page,
    tags: ['site:1'],
  }))
  await pages.idle()
  return app.server
}

async function playServer(server: Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  })
  process.send!((server.address() as AddressInfo).port)
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
    socket.on('data', (chunk) => {
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
  if (!/^HTTP\/1\.1 (200|304)/.test(text)) throw new Error(text)
  return head + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
}

const roles: Record<string, () => unknown> = {
  bare: () => playServer(bare()),
  pages: async () => playServer(await whole()),
  load: playLoad,
}
if (import.meta.main) {
  const role = process.argv[2]
  if (role) await roles[role]!()
  else
    for (const { name, value, unit, note = '' } of await benchPages())
      console.log(`${name.padEnd(52)} ${value.toFixed(value < 100 ? 3 : 0).padStart(8)} ${unit} ${note}`)
}
