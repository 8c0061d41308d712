import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { installationKey } from '../../kernel/crypto.ts'
import type { Deps } from '../../kernel/module.ts'
import { formatNumber } from '../../kernel/text.ts'
import { formatDay, now } from '../../kernel/time.ts'
import { beaconOf } from './beacon.ts'
import { createCounter, type Counter } from './counter.ts'
import { text } from './text.ts'

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export function routes(app: FastifyInstance, deps: Deps) {
  const counter = createCounter(deps)
  app.addHook('onReady', counter.flush)
  app.addHook('onClose', counter.stop)
  const open = { access: 'public', face: 'portal' } as const
  const beacon = beaconOf(counter, installationKey(deps.config.dataDir, 'count'))

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

/** What changes by the day or the second, for the places in a stored page that wait for it. Reading never fails because counting does. */
async function small(counter: Counter, request: FastifyRequest, reply: FastifyReply) {
  const figures = await counter.figures(request.site!.siteId)
  const t = text.vi
  return reply.header('cache-control', 'no-store').send({
    ngay: formatDay(now(), 'vi'),
    ...(figures ? { 'truy-cap': t.visits(formatNumber(figures.visits)), 'dang-xem': t.online(formatNumber(figures.online)) } : {}),
  })
}
