import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Actor } from '../access.ts'
import { Refusal } from '../errors.ts'
import { isFull } from '../files/spool.ts'
import type { Deps } from '../module.ts'
import { withRequestId } from '../request.ts'
import { guard } from './guard.ts'
import { deskHeaders, publicHeaders } from './headers.ts'
import { laneMap, rememberLane, takeLane } from './lane.ts'
import { recordAccess, type AccessRecord } from './record.ts'
import { serveAssets } from './static.ts'
import { text } from './text.ts'
import { refuseUnreadable } from './unreadable.ts'

declare module 'fastify' {
  interface FastifyReply {
    view(node: VNode): FastifyReply
  }
}

export type Serving = {
  record: AccessRecord
  identify: (request: FastifyRequest) => Promise<Actor | null>
  /** The page shown for a refusal or a fault: message key and status. */
  refused: (request: FastifyRequest, reply: FastifyReply, status: number, key: string) => Promise<FastifyReply>
}

/** A film from a phone on a slow line takes its time; who sends nothing at all for a minute is cut off. */
const requestTimeout = 1_800_000

/** The HTTP server of every module: stored pages first, then the lanes, then identity and guard, then the routes of the modules in their order. */
export async function buildServer(deps: Deps, serving: Serving) {
  const lanes = laneMap()
  const app: FastifyInstance = Fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    // No hook of ours runs for an address that the router cannot read.
    frameworkErrors: (error, request, reply) =>
      void serving.refused(request, reply.headers(publicHeaders), error.statusCode ?? 400, 'badRequest'),
    clientErrorHandler: refuseUnreadable,
    serverFactory: (handler) => {
      const server = createServer(
        { maxHeaderSize: 16_384, headersTimeout: 20_000, requestTimeout, keepAliveTimeout: 72_000 },
        (request, response) => {
          if (!deps.pages.serve(request, response) && !takeLane(lanes, deps.hosts, request, response)) handler(request, response)
        },
      )
      return server.setTimeout(60_000)
    },
  })
  app.addHook('onRequest', (request, _reply, next) => withRequestId(request.id, next))
  app.decorateReply('view', function (this: FastifyReply, node: VNode) {
    const html = '<!doctype html>' + renderToString(node)
    return this.type('text/html; charset=utf-8').send(comesBack.has(this.statusCode) ? titledWrong(html) : html)
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 1024 * 1024 })
  guard(app, { hosts: deps.hosts, abilities: abilitiesOf(deps), identify: serving.identify })
  app.addHook('onRoute', (route) => rememberLane(lanes, route))
  recordAccess(app, serving.record)
  app.addHook('onSend', async (request, reply) => {
    const own = request.routeOptions.config?.face === 'newsroom' ? deskHeaders : publicHeaders
    for (const [name, value] of Object.entries(own)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    deps.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
  })
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) =>
    answerError(error, request, reply, serving),
  )
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) => serving.refused(request, reply, 404, 'notFound'))
  serveAssets(app, deps.assets)
  for (const module of deps.modules) module.routes?.(app, deps)
  return app
}

/** Wrong, or too often: the form is shown again. */
const comesBack = new Set([422, 429])

/** Of a form that comes back the title says so first: it is what a screen reader reads first, and what a tab shows. */
const titledWrong = (html: string) =>
  html.replace('<title>', `<title>${text[html.startsWith('<!doctype html><html lang="en"') ? 'en' : 'vi'].wrong}: `)

/** Every ability of every module under its full name: the one map of who may do what. */
export const abilitiesOf = ({ modules }: Pick<Deps, 'modules'>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    modules.flatMap(({ name, abilities = {} }) =>
      Object.entries(abilities).map(([ability, roles]) => [`${name}.${ability}`, roles] as const),
    ),
  )

async function answerError(
  error: Error & { statusCode?: number; code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
  serving: Serving,
) {
  if (error instanceof Refusal) return serving.refused(request, reply, error.status, error.message)
  if (isFull(error)) return serving.refused(request, reply, 507, 'full')
  if (isDatabaseAway(error)) return serving.refused(request, reply.header('retry-after', '10'), 503, 'away')
  const status = error.statusCode ?? 500
  if (status < 500) return serving.refused(request, reply, status, status === 413 ? 'tooLarge' : 'badRequest')
  request.log.error({ err: error }, 'fault')
  return serving.refused(request, reply, 500, 'fault')
}

/** No connection, or one that broke: classes 08 and 57P of PostgreSQL, the system's own codes, and the pool's words. */
const isDatabaseAway = ({ code = '', message }: Error & { code?: string }) =>
  (/^(08...|57P0[1-4]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/.test(code) &&
    (code !== 'ENOENT' || /connect/.test(message))) ||
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(message)
