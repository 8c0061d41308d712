import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { signatureFault } from './fixture-signature.ts'

const access = { key: 'khoa-thu', secret: 'bi/mat+cua=kho', region: 'dien-bien' }
const bucket = 'hoa-ban'

/**
 * For tests: an object store on loopback that speaks S3 and is strict about it. It verifies every signature by itself, takes a body only with its
 * length and digest, shows an object only when it has come whole, and answers lists in pages of `page`. `mood` makes it fail as stores do.
 */
export async function objectStore({ page = 3 } = {}) {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  const mood: Mood = {}
  const sockets = new Set<Socket>()
  const known = new WeakSet<Socket>()
  const server = createServer((request, response) => {
    if (mood.dropsKept && known.has(request.socket)) return request.socket.destroy()
    known.add(request.socket)
    asked.push(`${request.method} ${request.url}`)
    answer({ objects, mood, page }, request, response).catch(() => request.destroy())
  })
  server.on('connection', (socket) => void sockets.add(socket.once('close', () => sockets.delete(socket))))
  const open = (port: number) => new Promise<void>((opened) => server.listen(port, '127.0.0.1', opened))
  await open(0)
  const { port } = server.address() as AddressInfo
  const named = (key: string, secret: string, kho: string, more = '') =>
    `s3://${key}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${kho}?region=${access.region}&tls=0${more}`
  return {
    objects,
    asked,
    mood,
    access,
    port,
    url: named(access.key, access.secret, bucket),
    named,
    bucket,
    /** Gone from the network, with all its connections; `comeBack` on the same port. */
    async goAway() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    comeBack: () => open(port),
  }
}

/** `answer`: to everything that is well signed; `cutsPut`, `cutsGet`: the line breaks in the middle; `dropsKept`: a kept connection is closed in the very moment it is used again. */
type Mood = { answer?: { status: number; code: string }; cutsPut?: boolean; cutsGet?: boolean; dropsKept?: boolean }
type Shelf = { objects: Map<string, Buffer>; mood: Mood; page: number }

async function answer({ objects, mood, page }: Shelf, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url!, 'http://kho')
  const [, place, ...rest] = decodeURIComponent(pathname).split('/')
  const key = rest.join('/')
  const fault = signatureFault(request, access)
  if (fault) return refuse(response, 403, fault)
  if (place !== bucket) return refuse(response, 404, 'NoSuchBucket')
  if (mood.answer) return refuse(response, mood.answer.status, mood.answer.code)
  if (request.method === 'PUT') return put({ objects, mood, page }, key, request, response)
  if (request.method === 'DELETE') {
    objects.delete(key)
    return response.writeHead(204).end()
  }
  if (key === '') return request.method === 'HEAD' ? response.end() : list(objects, page, searchParams, response)
  const bytes = objects.get(key)
  if (!bytes) return refuse(response, 404, 'NoSuchKey')
  if (request.method === 'HEAD') return response.writeHead(200, { 'content-length': bytes.length }).end()
  return get(bytes, request, response, mood.cutsGet === true)
}

async function put({ objects, mood }: Shelf, key: string, request: IncomingMessage, response: ServerResponse) {
  const length = request.headers['content-length']
  if (length === undefined) return refuse(response, 411, 'MissingContentLength')
  if (mood.cutsPut) return request.once('data', () => request.destroy())
  const bytes = await buffer(request)
  if (bytes.length !== Number(length)) return refuse(response, 400, 'IncompleteBody')
  if (createHash('sha256').update(bytes).digest('hex') !== request.headers['x-amz-content-sha256'])
    return refuse(response, 400, 'XAmzContentSHA256Mismatch')
  objects.set(key, bytes)
  response.writeHead(200).end()
}

function get(bytes: Buffer, { headers: { range } }: IncomingMessage, response: ServerResponse, cuts: boolean) {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  const [start, end] = from === undefined ? [0, bytes.length - 1] : [Number(from), Math.min(Number(to), bytes.length - 1)]
  if (from !== undefined && start >= bytes.length) return refuse(response, 416, 'InvalidRange')
  response.writeHead(from === undefined ? 200 : 206, {
    'content-length': end - start + 1,
    ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${bytes.length}` }),
  })
  if (!cuts) return response.end(bytes.subarray(start, end + 1))
  response.write(bytes.subarray(start, Math.ceil(end / 2)), () => response.destroy())
}

function list(objects: ReadonlyMap<string, Buffer>, page: number, asked: URLSearchParams, response: ServerResponse) {
  // A token with what addresses find hard, as real ones have.
  const after = Buffer.from(asked.get('continuation-token') ?? '', 'base64')
    .toString()
    .replace(/^\?>/, '')
  const keys = [...objects.keys()].toSorted().filter((key) => key > after)
  const shown = keys.slice(0, page)
  const token = Buffer.from(`?>${shown.at(-1) ?? ''}`).toString('base64')
  const items = shown.map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)!.length}</Size></Contents>`).join('')
  const next = keys.length > page ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>` : ''
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><ListBucketResult>${next || '<IsTruncated>false</IsTruncated>'}${items}</ListBucketResult>`)
}

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}
