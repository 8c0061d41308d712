import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../../kernel/module.ts'
import { sharingPath } from './address.ts'
import { listPath } from '../address.ts'
import { leaveOff, rename, takeBack } from '../../sharing/commands.ts'
import { typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import { sendAnswering, answerShare, askRename } from './answering-routes.tsx'
import { setDoor, showBoard } from './board-routes.tsx'
import { giveTo, recallAll, sendAsking, sendGiving, sendQuestion } from './giving-routes.tsx'

const shares = { access: 'articles.share', face: 'newsroom' } as const

/** Between sites: an item's own site offers it and takes it back; others take, ask, name it their way and stop showing it. */
export function sharingRoutes(app: FastifyInstance, deps: Deps) {
  const on = (path: string, page: string, show: Show, act: Show) => {
    app.get(path, { config: { ...shares, page } }, (request, reply) => show(deps, request, reply))
    app.post(path, { config: shares }, (request, reply) => act(deps, request, reply))
  }
  app.get(sharingPath, { config: { ...shares, page: 'sharing' } }, (request, reply) => showBoard(deps, request, reply))
  app.post(`${sharingPath}/cua/:site`, { config: shares }, (request, reply) => setDoor(deps, request, reply))
  on(`${listPath}/:id/chia-se`, 'article-sharing', sendGiving, giveTo)
  app.post(`${listPath}/:id/chia-se/thu-hoi`, { config: shares }, (request, reply) => recallAll(deps, request, reply))
  on(`${listPath}/:id/xin-dung`, 'article-asking', sendQuestion, sendAsking)
  on(`${sharingPath}/:share`, 'share', sendAnswering, answerShare)
  on(`${sharingPath}/:share/tieu-de`, 'share-headline', askRename, renameThere)
  app.post(`${sharingPath}/:share/rut`, { config: shares }, (request, reply) => withdrawQuestion(deps, request, reply))
  app.post(`${sharingPath}/:share/thoi`, { config: shares }, (request, reply) => leave(deps, request, reply))
}

type Show = (deps: Deps, request: FastifyRequest, reply: FastifyReply) => unknown

async function renameThere(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const headline = (typed(request.body).headline ?? '').trim()
  const outcome = await rename(deps, request.actor!, idParam(request, 'share'), headline)
  return outcome.ok ? reply.redirect(`${sharingPath}?vua=saved`, 303) : askRename(deps, request, reply, outcome.issues)
}

async function withdrawQuestion(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  await takeBack(deps, request.actor!, idParam(request, 'share'))
  return reply.redirect(`${sharingPath}?vua=back`, 303)
}

async function leave(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  await leaveOff(deps, request.actor!, idParam(request, 'share'))
  return reply.redirect(`${sharingPath}?vua=off`, 303)
}
