import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import type { Deps } from '../../../../kernel/module.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { sessionCookie } from '../../signin/identify.ts'
import { localPath, refererPath, signInHref } from '../paths.ts'
import { gateFace } from './face.ts'
import { Gate } from './gate.tsx'
import { text } from './text.ts'

/**
 * The answer to whoever has no session (any more): a page asked for leads to sign-in and back; something sent is told that it was not kept;
 * a program gets 401 as JSON. For the one place that maps refusals.
 */
export async function askToSignIn(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const back = reading ? localPath(request.url) : refererPath(request)
  const face = gateFace(deps, request)
  const t = text[face.lang]
  reply.header('cache-control', 'no-store')
  if (request.headers.accept?.includes('application/json'))
    return reply.code(401).send({ key: 'signInFirst', message: `${t.expiredTitle} ${t.expired}`, signIn: signInHref(back) })
  // Who has never signed in here is not told of a session that ended.
  const had = request.cookies[sessionCookie(request)] !== undefined
  if (reading) return reply.redirect(signInHref(back, had ? { tin: 'het-han' } : {}), 303)
  const page = (
    <Gate {...face} title={t.expiredTitle}>
      <Notice kind="warning">{t.unsaved}</Notice>
      <p>
        <LinkButton kind="primary" icon="log-in" href={signInHref(back)} newTab>
          {t.signIn}
        </LinkButton>
      </p>
    </Gate>
  )
  return reply.code(401).view(page)
}

/** The quiet card of the sign-in pages around what has to be said before it is known who asks. */
export const atGate = (deps: Deps, request: FastifyRequest, title: string, children: ComponentChildren): VNode => (
  <Gate {...gateFace(deps, request)} title={title}>
    {children}
  </Gate>
)
