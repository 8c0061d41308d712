import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { installationKey } from '../../kernel/crypto.ts'
import type { Hosts } from '../../kernel/hosts.ts'
import type { Deps } from '../../kernel/module.ts'
import { decodePath, splitTarget } from '../../kernel/pages/address.ts'
import { formatNumber } from '../../kernel/text.ts'
import { formatDay, now } from '../../kernel/time.ts'
import { beaconOf } from './beacon.ts'
import { createCounter, type Counter } from './counter.ts'
import { bareName, missingName } from './names.ts'
import { text } from './text.ts'

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export function routes(app: FastifyInstance, deps: Deps) {
  const counter = createCounter(deps)
  app.addHook('onReady', counter.flush)
  app.addHook('onClose', counter.stop)
  const open = { access: 'public', face: 'portal' } as const
  let own: { of: Hosts['current']; names: ReadonlySet<string> } | null = null
  // Asked with every view that came from elsewhere: the names are worked out once for each reading of the network.
  const isOwn = (host: string) => {
    const { current } = deps.hosts
    if (own?.of !== current) own = { of: current, names: new Set([...current.keys()].map(bareName)) }
    return own.names.has(host)
  }
  const beacon = beaconOf(counter, installationKey(deps.config.dataDir, 'count'), isOwn)
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 404 && request.site && wasLookedFor(request)) noteMissing(counter, request, request.site.siteId)
  })

  app.post('/_dem', { config: { ...open, originless: true, lane: beacon.lane } }, async (request, reply) => {
    await beacon.count(request)
    return reply.code(204).header('cache-control', 'no-store').send()
  })
  // Readers without script: the picture in <noscript>.
  app.get('/_dem', { config: open }, async (request, reply) => {
    await beacon.count(request)
    return reply.type('image/gif').header('cache-control', 'no-store').send(pixel)
  })
  app.get('/_mau', { config: open }, (request, reply) => small(counter, request, reply))
}

/** The newsroom's own refusals are no broken links, and neither is what only a program asks for. */
const wasLookedFor = ({ method, url, routeOptions }: FastifyRequest) =>
  method === 'GET' && routeOptions.config.face !== 'newsroom' && !url.startsWith('/toa-soan')

function noteMissing(counter: Counter, { url, headers }: FastifyRequest, siteId: number) {
  const path = decodePath(splitTarget(url).path)
  if (path !== null) counter.named({ siteId, kind: 'missing', name: missingName(path) }, headers['user-agent'] ?? '')
}

/** What changes by the day or the second, for the places in a stored page that wait for it. Reading never fails because counting does. */
async function small(counter: Counter, request: FastifyRequest, reply: FastifyReply) {
  const figures = await counter.figures(request.site!.siteId)
  const t = text.vi
  return reply.header('cache-control', 'no-store').send({
    ngay: formatDay(now(), 'vi'),
    ...(figures ? { 'truy-cap': t.visits(formatNumber(figures.visits)), 'dang-xem': t.online(formatNumber(figures.online)) } : {}),
  })
}
