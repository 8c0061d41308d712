import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../kernel/errors.ts'
import type { Range } from '../../kernel/files/files.ts'
import { isKey } from '../../kernel/files/key.ts'
import type { Deps } from '../../kernel/module.ts'
import { contentDisposition } from '../../kernel/pages/address.ts'
import { now } from '../../kernel/time.ts'
import { defaultPoster, posterDrawing } from './poster.ts'
import { servedByKey, type Served } from './queries.ts'

/**
 * What stands behind an address never changes, so browsers keep it for good; shared caches ask again after ten minutes, since a hidden medium
 * must leave them. The policy forbids everything a file could try in our name.
 */
const headers = {
  'cache-control': 'public, max-age=31536000, s-maxage=600, immutable',
  'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'accept-ranges': 'bytes',
}

/** `GET /tep/{key}`: media and their renditions on every host, for everybody who has the address. */
export function servingRoutes(app: FastifyInstance, deps: Deps) {
  const records = remembered(deps)
  app.get('/tep/*', { config: { access: 'public', face: 'both', page: 'file' } }, async (request, reply) => {
    const key = (request.params as { '*': string })['*']
    if (key === defaultPoster) return reply.headers(headers).type('image/svg+xml').send(posterDrawing)
    if (!isKey(key)) throw notFound()
    const record = await records(key)
    if (!record || record.hidden) throw notFound()
    return send(deps, request, reply, key, record)
  })
}

async function send({ files }: Deps, request: FastifyRequest, reply: FastifyReply, key: string, record: Served) {
  const etag = `"${record.sha256.toString('base64url').slice(0, 22)}"`
  reply.headers(headers).header('etag', etag)
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const range = rangeOf(request, etag, record.bytes)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${record.bytes}`).type('text/plain').send()
  reply
    .type(record.contentType)
    .header('content-disposition', contentDisposition(record.name, record.kind === 'file' ? 'attachment' : 'inline'))
  reply.header('content-length', range ? range.end - range.start + 1 : record.bytes)
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${record.bytes}`)
  // A stream, since Fastify would say a length of 0 for no body.
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  const opened = await files.open(key, range ?? undefined)
  if (!opened) throw notFound()
  // A file that is not what its record says must not go out under its ETag for good.
  if (opened.bytes !== record.bytes) {
    opened.stream.destroy()
    throw new Error(`the file ${key} has ${opened.bytes} bytes, its record ${record.bytes}`)
  }
  return reply.send(opened.stream)
}

/** One range as players ask for it (RFC 9110 §14); several at once are answered with the whole file, which is allowed. */
function rangeOf({ headers: { range, 'if-range': ifRange } }: FastifyRequest, etag: string, size: number): Range | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!found || (found[1] === '' && found[2] === '') || (ifRange !== undefined && ifRange !== etag)) return null
  if (found[1] === '') return Number(found[2]) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(found[2])), end: size - 1 }
  const start = Number(found[1])
  const end = found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  if (start >= size) return 'unsatisfiable'
  return end < start ? null : { start, end }
}

const matches = (given: string | undefined, etag: string) =>
  given !== undefined && given.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*')

/**
 * Asked of the database each time, so that what is hidden is gone at once; remembered for the time it is away, when pictures are still served
 * with the pages that show them.
 */
function remembered({ db, log }: Deps) {
  const known = new Map<string, Served>()
  let awayUntil = 0
  return async (key: string): Promise<Served | null> => {
    const kept = known.get(key)
    const at = now().epochMilliseconds
    // A database that does not answer would hold up each picture of a page for seconds.
    if (kept && at < awayUntil) return kept
    try {
      const record = await servedByKey(db, key)
      known.delete(key)
      if (record) known.set(key, record)
      if (known.size > 20_000) known.delete(known.keys().next().value!)
      return record
    } catch (error) {
      if (!kept) throw error
      awayUntil = at + 5_000
      log.warn({ err: error }, 'files served from remembered records')
      return kept
    }
  }
}
