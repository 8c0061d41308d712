import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { RouteOptions } from 'fastify'
import type { Host, Hosts } from '../hosts.ts'
import { send, type Answer } from '../pages/answer.ts'

/** What a lane sees of a request; `source` is the client's address, behind the proxy of this machine if there is one. */
export type Asked = { site: Host; url: string; source: string; agent: string }

/**
 * The plain case of a public route, answered before the router: for what comes with every page that is read. What is out of the ordinary
 * (a body, a foreign origin, an unknown host) goes the long way, where guard and route deal with it; so does what a lane answers with null.
 */
export type Lane = (asked: Asked) => Answer | null
export type Lanes = ReturnType<typeof laneMap>

export const laneMap = () => new Map<string, Lane>()

/** @throws for a lane of a route that is not everybody's: a lane knows no actor. */
export function rememberLane(lanes: Lanes, { method, url, config }: RouteOptions) {
  if (!config?.lane) return
  if (config.access !== 'public' || config.face !== 'portal') throw new Error(`${String(method)} ${url} is not public and has a lane`)
  lanes.set(`${String(method)} ${url}`, config.lane)
}

/** False when the request must go the long way. */
export function takeLane(lanes: Lanes, hosts: Hosts, request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '', method = '' } = request
  const end = url.indexOf('?')
  const lane = lanes.get(`${method} ${end === -1 ? url : url.slice(0, end)}`)
  if (!lane) return false
  const { headers } = request
  const site = hosts.current.get(headers.host ?? '')
  if (!site || !isPlain(headers)) return false
  const source = sourceOf(request.socket.remoteAddress ?? '', headers['x-forwarded-for'] as string | undefined)
  const answer = lane({ site, url, source, agent: headers['user-agent'] ?? '' })
  if (!answer) return false
  send(response, answer)
  return true
}

function isPlain(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers
  const site = headers['sec-fetch-site']
  if ((headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined || headers.expect !== undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined || origin === `https://${host}`) return true
  return origin === `http://${host}` && headers['x-forwarded-proto'] === undefined
}

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** As `trustProxy: 'loopback'` has it: what a proxy on this machine says is believed, and nothing that stands before it. */
function sourceOf(remote: string, forwarded: string | undefined): string {
  if (forwarded === undefined || !here.has(remote)) return remote
  const chain = forwarded.split(',').map((address) => address.trim())
  return chain.findLast((address) => !here.has(address)) ?? chain[0]!
}
