import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { publicHeaders } from '../src/kernel/http/headers.ts'
import { defaultLook } from '../src/kernel/pages/look.ts'
import { createPages } from '../src/kernel/pages/pages.ts'
import { median, type Figure } from './figure.ts'
import { child, loadChild, perCpu, perSecond, ratio, takeTurns, told, type Pair } from './turns.ts'

type Kind = 'gzip' | '304'

/** Two processes of the very same program differ by some per cent in cost, so several pairs are started and their middle is taken. */
const starts = 6
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
  const [servers, load] = [{ bare: child(import.meta.filename, 0, 'bare'), own: child(import.meta.filename, 0, 'own') }, loadChild()]
  try {
    const [bare, own] = await Promise.all([told(servers.bare), told(servers.own)])
    const turns = async (kind: Kind) =>
      takeTurns(servers, load, {
        bare: { port: bare, request: await requestTo(bare, kind) },
        own: { port: own, request: await requestTo(own, kind) },
      })
    return { gzip: await turns('gzip'), '304': await turns('304') }
  } finally {
    for (const one of [...Object.values(servers), load]) one.kill()
  }
}

function figures(name: string, starts: Pair[][]): Figure[] {
  const all = starts.flat()
  const ratios = starts.map(ratio).toSorted((a, b) => a - b)
  const range = `${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)} over ${starts.length} starts`
  return [
    { name: `${name}, bare node:http`, value: median(all.map(({ bare }) => perCpu(bare))), unit: 'requests/CPU-s' },
    { name: `${name}, Hoa Ban`, value: median(all.map(({ own }) => perCpu(own))), unit: 'requests/CPU-s' },
    { name: `${name}, Hoa Ban : bare`, value: ratio(all), unit: '×', goal: { atLeast: 0.95 }, note: `per CPU-second, ${range}` },
    { name: `${name}, by the clock`, value: median(all.map(({ bare, own }) => perSecond(own) / perSecond(bare))), unit: '×' },
    { name: `${name}, Hoa Ban by the clock`, value: median(all.map(({ own }) => perSecond(own))), unit: 'requests/s' },
  ]
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

const roles: Record<string, () => unknown> = { bare: () => playServer(bare()), own: async () => playServer(await whole()) }
if (import.meta.main) await roles[process.argv[2]!]!()
