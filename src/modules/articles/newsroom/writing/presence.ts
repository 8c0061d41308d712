import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import { badRequest, forbidden, notFound } from '../../../../kernel/errors.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import type { Article } from '../../article.ts'
import { articleWorkflow, canWrite } from '../../workflow.ts'
import { leave, takeOver, tellPresence } from '../../commands/presence.ts'
import { canReadWorking } from '../../policy.ts'
import { articleById } from '../../queries.ts'
import { listPath } from '../address.ts'

const reads = { access: 'articles.read', face: 'newsroom' } as const
const writes = { access: 'articles.write', face: 'newsroom' } as const
/** As a page names itself: by chance, so that nobody speaks in another's name. */
export const Session = z.string().regex(/^[a-z0-9]{8,40}$/)
const Telling = z.object({
  session: Session,
  doing: z.enum(['reading', 'writing', 'deciding']),
  block: z.string().max(16).default(''),
  leaving: z.boolean().default(false),
})

/**
 * `POST co-mat {session, doing, block}` every ten seconds from an open page: who else is there, which version is saved by now, and whether
 * somebody took the text over. `POST co-mat/lay-quyen`: takes it over from whoever decides.
 */
export function presenceRoutes(app: FastifyInstance, deps: Deps) {
  app.post(`${listPath}/:id/co-mat`, { config: reads }, (request, reply) => tell(deps, request, reply))
  app.post(`${listPath}/:id/co-mat/lay-quyen`, { config: writes }, (request, reply) => take(deps, request, reply))
}

async function tell(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canReadWorking(actor, article)) throw notFound()
  const told = Telling.safeParse(request.body)
  if (!told.success) throw badRequest()
  const { leaving, ...page } = told.data
  // What somebody decides about is theirs meanwhile: nobody else may say so.
  if (page.doing === 'deciding' && !decides(actor, article)) page.doing = 'reading'
  if (leaving) {
    await leave(deps.db, actor, article.id, page.session)
    return reply.code(204).send()
  }
  const { others, taken } = await tellPresence(deps.db, actor, article.id, page)
  return reply.send({
    others,
    taken: taken && { by: taken.by, at: taken.at.toString() },
    version: article.version,
    savedBy: article.savedByName,
    mayWrite: canWrite(actor, article),
  })
}

const decides = (actor: Actor, article: Article) =>
  (['pass', 'proof', 'endorse', 'return', 'approve'] as const).some((step) => articleWorkflow.allows(step, actor, article))

async function take(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canWrite(actor, article)) throw forbidden()
  await takeOver(deps.db, actor, article.id)
  return reply.code(204).send()
}
