import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../kernel/module.ts'
import { cookieName, setCookie } from '../signin/identify.ts'
import { deviceCookie, deviceOf, peopleKey } from '../signin/keys.ts'
import type { From } from '../signin/signin.ts'

const deviceDays = 180

/** Where a request comes from, and whether this browser has signed in to the account before. */
export async function fromOf(deps: Deps, request: FastifyRequest, email: string | null): Promise<From> {
  const device = deviceOf(await peopleKey(deps), request.cookies[cookieName(request, 'may')], email ?? '')
  return { source: request.ip, agent: request.headers['user-agent'] ?? '', device }
}

export async function rememberDevice(deps: Deps, request: FastifyRequest, reply: FastifyReply, email: string) {
  const value = deviceCookie(await peopleKey(deps), request.cookies[cookieName(request, 'may')], email)
  setCookie(reply, 'may', value, deviceDays * 24 * 3600)
}
