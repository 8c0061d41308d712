import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { acceptedEncodings, type Encoding } from './encoding.ts'
import type { Stored, Variant } from './stored.ts'

/** A status, a flat list of headers as `writeHead` takes it, and bytes (null for HEAD and 304). */
export type Answer = { status: number; headers: string[]; body: Buffer | null }
type Asked = { method?: string | undefined; headers: IncomingHttpHeaders }
type Choice = Pick<Stored, 'status' | Encoding>

/** Chooses the encoding, compares If-None-Match, and leaves out what HEAD leaves out. */
export function answerOf(stored: Choice, asked: Asked): Answer {
  const accepted = acceptedEncodings(asked.headers['accept-encoding'] as string | undefined)
  const best = firstOf(stored, accepted)
  const held = asked.headers['if-none-match']
  if (held !== undefined && stored.status === 200) {
    const same = held === best.etag ? best : heldVariant(stored, accepted, held)
    if (same) return { status: 304, headers: same.notModified, body: null }
  }
  return { status: stored.status, headers: best.headers, body: asked.method === 'HEAD' ? null : best.body }
}

/** Sends by Node's own response, before or beside a framework. */
export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers)
  if (answer.body === null) response.end()
  else response.end(answer.body)
}

/** Sends from a Fastify handler: `return replyWith(reply, answerOf(stored, request.raw))`. */
export function replyWith(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  reply.code(status)
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at]!.toLowerCase(), headers[at + 1])
  return reply.send(body ?? undefined)
}

function firstOf(stored: Choice, accepted: readonly Encoding[]): Variant {
  for (const encoding of accepted) {
    const variant = stored[encoding]
    if (variant) return variant
  }
  return stored.identity
}

/** A weak comparison (RFC 9110 §13.1.2) against every representation this client can read: it may hold the gzip of a page that has brotli by now. */
function heldVariant(stored: Choice, accepted: readonly Encoding[], header: string): Variant | undefined {
  const best = firstOf(stored, accepted)
  if (header.trim() === '*') return best
  const held = new Set(header.split(',', 50).map((etag) => etag.trim().replace(/^W\//, '')))
  for (const encoding of accepted) {
    const variant = stored[encoding]
    if (variant && held.has(variant.etag)) return variant
  }
  return undefined
}
