import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../kernel/access.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { limitsAt } from './limits.ts'
import { actorOf, isAlive, needsRotation, stepOf, type Session, type Step } from './session.ts'
import { noteSeen, rotate, sessionByToken } from './sessions.ts'

type Known = { session: Session; step: Step; fresh: string | null }
const known = new WeakMap<FastifyRequest, Known>()

/**
 * Who sends this request, by the session cookie; null for nobody, and for somebody who has still to give a code, enrol or choose a password.
 * The token is renewed on the way when it is old.
 */
export async function identify(deps: Deps, request: FastifyRequest): Promise<Actor | null> {
  const token = request.cookies[sessionCookie(request)]
  if (!token || !/^[\w-]{43}$/.test(token)) return null
  const [session, limits] = await Promise.all([sessionByToken(deps.db, token), limitsAt(deps.db)])
  const at = now()
  if (!session || !isAlive(session, limits, at)) return null
  const fresh = needsRotation(session, at) ? await rotate(deps.db, session, token) : null
  if (!fresh) await noteSeen(deps.db, session)
  const step = stepOf(session, limits, at)
  known.set(request, { session, step, fresh })
  return step ? null : actorOf(session)
}

/** The session behind a request that `identify` has seen, also while a step is open. */
export const sessionOf = (request: FastifyRequest): Session | null => known.get(request)?.session ?? null
export const openStep = (request: FastifyRequest): Step => known.get(request)?.step ?? null

/** Under TLS the name itself forbids a Domain and demands Secure, so that a member site cannot plant one. */
export const sessionCookie = (request: FastifyRequest) => cookieName(request, 'phien')
export const cookieName = (request: FastifyRequest, word: string) => (isTls(request) ? `__Host-${word}` : word)

/** Lasts until the browser closes; the server decides how long it is worth anything. */
export const giveToken = (reply: FastifyReply, token: string) => setCookie(reply, 'phien', token)

export const takeToken = (reply: FastifyReply) => setCookie(reply, 'phien', '', 0)

export function setCookie(reply: FastifyReply, word: string, value: string, maxAge?: number) {
  const { request } = reply
  void reply.setCookie(cookieName(request, word), value, { path: '/', httpOnly: true, sameSite: 'lax', secure: isTls(request), maxAge })
}

/** Hands a renewed token to the browser, unless the handler has given or taken one itself. */
export function renewTokens(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    const fresh = known.get(request)?.fresh
    if (!fresh) return
    const given = [reply.getHeader('set-cookie') ?? []].flat().some((cookie) => String(cookie).startsWith(`${sessionCookie(request)}=`))
    if (!given) giveToken(reply, fresh)
  })
}

const isTls = (request: FastifyRequest) => request.protocol === 'https'
