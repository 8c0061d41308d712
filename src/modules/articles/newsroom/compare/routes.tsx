import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { desk } from '../../../people/index.ts'
import { articleUrl, listPath } from '../address.ts'
import { readWorking } from '../review/reading.ts'
import { text } from '../text.ts'
import { ComparePage } from './page.tsx'
import { chosenIn, comparison } from './reading.ts'

/** `?tu=4&den=6`: any two revisions of an article; without `den` the text as it is now. */
export function compareRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${listPath}/:id/lich-su/so-sanh`, { config: { access: 'articles.read', face: 'newsroom', page: 'compare' } }, (request, reply) =>
    sendComparison(deps, request, reply),
  )
}

async function sendComparison(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const read = await readWorking(deps, actor, idParam(request))
  const chosen = chosenIn(queryOf(request), read)
  const compared = chosen && (await comparison(deps, read, chosen))
  const t = text[actor.lang]
  const options = {
    title: t.compareTitle,
    current: listPath,
    back: { href: articleUrl(read.article.id, '/lich-su'), label: t.history },
    wide: true,
    sheets: ['editor.sheet.css', 'remarks.sheet.css'],
  }
  return reply.view(await desk(deps, request, options, <ComparePage read={read} compared={compared} />))
}
