import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { holds, type Actor } from '../access.ts'
import { forbidden, notFound, Refusal, signInFirst } from '../errors.ts'
import type { Host, Hosts } from '../hosts.ts'
import type { Lane } from './lane.ts'

/**
 * `public`: anyone. `signedIn`: anyone with a session, on routes without an id. `mine`: with a session, and the handler loads only what belongs to it.
 * Everything else names an ability (`articles.write`): the actor must hold it somewhere, and the handler asks for the row through its `visibleTo`.
 */
export type Access = 'public' | 'signedIn' | 'mine' | (string & {})
/** On which hosts a route answers: the newsroom on the base host only; the portal on every site; both: everywhere. */
export type Face = 'newsroom' | 'portal' | 'both'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    site: Host | null
  }
  interface FastifyContextConfig {
    access?: Access
    face?: Face
    /** The name under which page tests and budgets know this page type. */
    page?: string
    /** An unsafe method that may come without an Origin (never with a foreign one): the visit beacon. */
    originless?: true
    /** Answers the plain case before the router (lane.ts). */
    lane?: Lane
  }
}

type Guarding = {
  hosts: Hosts
  abilities: ReadonlyMap<string, readonly string[]>
  identify: (request: FastifyRequest) => Promise<Actor | null>
}

/** Stops the boot at a route without declared access, then identifies and guards every request in one hook. */
export function guard(app: FastifyInstance, guarding: Guarding) {
  app.decorateRequest('actor', null)
  app.decorateRequest('site', null)
  app.addHook('onRoute', (route) => demandAccess(route, guarding.abilities))
  app.addHook('onRequest', async (request) => {
    const { access, face, originless } = request.routeOptions.config
    const host = guarding.hosts.current.get((request.headers.host ?? '').toLowerCase()) ?? null
    request.site = host
    if (request.is404) return
    if (!host && face !== 'both') throw new Refusal(421, 'unknownHost')
    if (face === 'newsroom' && !host!.main) throw notFound()
    if (isUnsafe(request.method) && !sameOrigin(request, originless === true)) throw new Refusal(403, 'foreignOrigin')
    if (access === 'public' && face !== 'newsroom') return
    request.actor = await guarding.identify(request)
    if (access === 'public') return
    if (!request.actor) throw signInFirst()
    if (access === 'signedIn' || access === 'mine') return
    if (!holds(request.actor, guarding.abilities.get(access!)!)) throw forbidden()
  })
}

function demandAccess(route: RouteOptions, abilities: Guarding['abilities']) {
  const { access, face } = route.config ?? {}
  const name = `${String(route.method)} ${route.url}`
  if (!access || !face) throw new Error(`${name} declares no access`)
  if (access === 'signedIn' && /[:*]/.test(route.url)) throw new Error(`${name} has an id and asks only for a session`)
  if (!['public', 'signedIn', 'mine'].includes(access) && !abilities.has(access))
    throw new Error(`${name} asks for ${access}, which no module declares`)
}

export const isUnsafe = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** SameSite cookies do not part member sites from the newsroom, so an unsafe request must come from the very same origin. */
function sameOrigin(request: FastifyRequest, originless: boolean) {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return originless || site === 'same-origin'
  return origin === `${request.protocol}://${host}` || origin === `https://${host}`
}
