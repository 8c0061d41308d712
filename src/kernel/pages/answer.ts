import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { acceptedEncodings, type Encoding } from './encoding.ts'
import type { Head, Stored, Variant } from './stored.ts'

/** What to send: a head, and bytes (null for 304; for HEAD whoever sends leaves them out). */
export type Answer = { head: Head; body: Buffer | null }
type Asked = { headers: IncomingHttpHeaders }
type Choice = Pick<Stored, 'status' | Encoding>
/** The fields of Node's response that hold the finished head; see `send`. */
type Inner = { _header: unknown; _hasBody: boolean; maxRequestsOnConnectionReached?: boolean }

/** Chooses the encoding and compares If-None-Match. */
export function answerOf(stored: Choice, asked: Asked): Answer {
  const { headers } = asked
  const accepted = acceptedEncodings(headers['accept-encoding'] as string | undefined)
  const best = firstOf(stored, accepted)
  const held = headers['if-none-match']
  if (held !== undefined && stored.status === 200) {
    const same = held === best.etag ? best : heldVariant(stored, accepted, held)
    if (same) return { head: same.notModified, body: null }
  }
  return { head: best.head, body: best.body }
}

/** Milliseconds for which a built head is used again: its Date may be late by as much. */
const headLife = 500

/**
 * Sends by Node's own response, before or beside a framework.
 *
 * Node checks and joins the same dozen headers anew for each response, which is nearly a tenth of the whole cost of a stored page.
 * So the head it built is kept for half a second and given to the next response of the very same kind (HTTP/1.1, connection staying
 * open). The field is Node's own and undocumented, though widely leant on; should it go away, `built` stays null and every response
 * is written the ordinary way.
 */
export function send(response: ServerResponse, { head, body }: Answer): void {
  const inner = response as unknown as Inner
  const ordinary = response.shouldKeepAlive && response.req.httpVersionMinor === 1 && !inner.maxRequestsOnConnectionReached
  if (ordinary && head.built !== null && performance.now() < head.until) {
    response.statusCode = head.status
    if (head.status === 304 || head.status === 204) inner._hasBody = false
    inner._header = head.built
  } else {
    response.writeHead(head.status, head.headers)
    if (ordinary && typeof inner._header === 'string') {
      head.built = inner._header
      head.until = performance.now() + headLife
    }
  }
  if (body === null || response.req.method === 'HEAD') response.end()
  else response.end(body)
}

/** Sends from a Fastify handler: `return replyWith(reply, pages.answer(stored, request.raw))`. */
export function replyWith(reply: FastifyReply, { head: { status, headers }, body }: Answer): FastifyReply {
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

/**
 * A weak comparison (RFC 9110 §13.1.2) against every representation this client can read: it may hold the gzip of a page that has
 * brotli by now.
 */
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
