import type { FastifyInstance, FastifyRequest } from 'fastify'
import { same, sha256 } from '../../kernel/crypto.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'

const anyHost = { access: 'public', face: 'both' } as const

/** For the people and programs that watch over an installation. */
export function routes(app: FastifyInstance, deps: Deps) {
  app.get('/healthz', { config: anyHost }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('ok\n'),
  )

  app.get('/readyz', { config: anyHost }, async (_request, reply) => {
    const parts = {
      database: await works(() => deps.pool.query('select 1')),
      queue: await works(() => deps.pool.query('select 1 from graphile_worker.jobs limit 1')),
      storage: await works(() => deps.files.check()),
    }
    return reply
      .code(Object.values(parts).every(Boolean) ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(parts)
  })

  const requests = countRequests(app)
  app.get('/metrics', { config: anyHost }, async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, deps.config.metricsToken)) throw notFound()
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(metrics(deps, requests))
  })
}

async function works(attempt: () => Promise<unknown>) {
  try {
    await Promise.race([attempt(), new Promise((_resolve, reject) => setTimeout(() => reject(new Error('slow')), 2_000).unref())])
    return true
  } catch {
    return false
  }
}

/** A proxy on the same machine also comes from loopback, so what it forwards is told by its own header. */
const isLocal = (request: FastifyRequest) =>
  !request.headers['x-forwarded-for'] && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')

const hasToken = ({ headers }: FastifyRequest, token: string | undefined) =>
  token !== undefined && same(sha256(headers.authorization ?? ''), sha256(`Bearer ${token}`))

/** By status class only: a path or a person is nobody's metric. */
function countRequests(app: FastifyInstance) {
  const counts = new Map<string, number>()
  app.addHook('onResponse', async (_request, reply) => {
    const family = `${Math.floor(reply.statusCode / 100)}xx`
    counts.set(family, (counts.get(family) ?? 0) + 1)
  })
  return counts
}

function metrics({ pages, pool }: Deps, requests: ReadonlyMap<string, number>) {
  const { user, system } = process.cpuUsage()
  const lines: [string, string, number][] = [
    ...[...requests].map(([family, count]): [string, string, number] => ['hoaban_requests_total', `{status="${family}"}`, count]),
    ...Object.entries(pages.counters()).map(([name, value]): [string, string, number] => [
      `hoaban_pages_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      '',
      value,
    ]),
    ['hoaban_database_connections', '', pool.totalCount],
    ['hoaban_database_waiting', '', pool.waitingCount],
    ['process_cpu_seconds_total', '', (user + system) / 1e6],
    ['process_resident_memory_bytes', '', process.memoryUsage.rss()],
    ['process_uptime_seconds', '', Math.round(process.uptime())],
  ]
  return lines.map(([name, labels, value]) => `${name}${labels} ${value}`).join('\n') + '\n'
}
