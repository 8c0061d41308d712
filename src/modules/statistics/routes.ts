import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { installationKey } from '../../kernel/crypto.ts'
import type { Deps } from '../../kernel/module.ts'
import { isStamp } from '../../kernel/stamp.ts'
import { formatNumber } from '../../kernel/text.ts'
import { formatDay, now } from '../../kernel/time.ts'
import { createCounter, type Counter } from './counter.ts'
import { text } from './text.ts'

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export function routes(app: FastifyInstance, deps: Deps) {
  const counter = createCounter(deps)
  const key = installationKey(deps.config.dataDir, 'count')
  app.addHook('onReady', counter.flush)
  app.addHook('onClose', counter.stop)
  const open = { access: 'public', face: 'portal' } as const

  app.post('/_dem', { config: { ...open, originless: true } }, async (request, reply) => {
    count(counter, await key, request)
    return reply.code(204).header('cache-control', 'no-store').send()
  })
  // Readers without script: the picture in <noscript>.
  app.get('/_dem', { config: open }, async (request, reply) => {
    count(counter, await key, request)
    return reply.type('image/gif').header('cache-control', 'no-store').send(pixel)
  })
  app.get('/_mau', { config: open }, (request, reply) => small(counter, request, reply))
}

/** An address without its stamp is not counted, and nobody is told: a counter that answers would be an oracle. */
function count(counter: Counter, key: Buffer, request: FastifyRequest) {
  const { p: path, s: subject = '', k: stamp } = request.query as Record<string, unknown>
  if (typeof path !== 'string' || typeof subject !== 'string' || typeof stamp !== 'string' || path.length > 2_048 || subject.length > 60)
    return
  const { siteId } = request.site!
  if (!isStamp(key, stamp, siteId, path, subject)) return
  const [kind = '', id = '0'] = subject.split(' ')
  counter.view({ siteId, path, subject: kind, subjectId: Number(id) || 0 }, request.ip, request.headers['user-agent'] ?? '')
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
