import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../../kernel/module.ts'
import { listPath } from '../address.ts'
import { leaderPath } from './address.ts'
import { answerLink, showLink } from './answering-routes.tsx'
import { makeLink, sendAsking, takeBack } from './asking-routes.tsx'

const approves = { access: 'articles.approve', face: 'newsroom' } as const
// Whoever has the token: it is 256 random bits, and the rights behind it are asked anew each time.
const holder = { access: 'public', face: 'newsroom' } as const

export function approvalRoutes(app: FastifyInstance, deps: Deps) {
  const asking = `${listPath}/:id/xin-duyet`
  app.get(asking, { config: { ...approves, page: 'article-ask' } }, (request, reply) => sendAsking(deps, request, reply))
  app.post(asking, { config: approves }, (request, reply) => makeLink(deps, request, reply))
  app.post(`${asking}/:link/thu-hoi`, { config: approves }, (request, reply) => takeBack(deps, request, reply))
}

/** For whoever was asked, without an account: outside the desk. */
export function leaderRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${leaderPath}/:token`, { config: { ...holder, page: 'approval-link' } }, (request, reply) => showLink(deps, request, reply))
  app.post(`${leaderPath}/:token`, { config: holder }, (request, reply) => answerLink(deps, request, reply))
}
