import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holds } from '../../../kernel/access.ts'
import type { Issues } from '../../../kernel/errors.ts'
import { typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { announce, endAlert } from '../commands/alerts.ts'
import { alertOf } from '../forms.ts'
import { abilities } from '../policy.ts'
import { AlertsPage } from './alerts.tsx'
import { current, siteDesk, tabHref } from './frame.tsx'
import { alertsOf, siteKept } from './queries.ts'

const config = { access: 'sites.keep', face: 'newsroom' } as const
const base = `${current}/:id/bao-tin`

export function alertRoutes(app: FastifyInstance, deps: Deps) {
  app.get(base, { config: { ...config, page: 'site-alerts' } }, async (request, reply) => reply.view(await alertsPage(deps, request)))

  app.post(base, { config }, async (request, reply) => {
    const form = alertOf(request.body)
    const outcome = form.ok ? await announce(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? back(request, reply, 'da-bao') : reply.code(422).view(await alertsPage(deps, request, outcome.issues))
  })

  app.post(`${base}/:alert/dung`, { config }, async (request, reply) => {
    await endAlert(deps, request.actor!, idParam(request), idParam(request, 'alert'))
    return back(request, reply, 'da-dung')
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: 'da-bao' | 'da-dung') =>
  reply.redirect(`${tabHref(idParam(request), 'alerts')}?xong=${what}`, 303)

async function alertsPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const actor = request.actor!
  const site = await siteKept(deps.db, actor, idParam(request), deps.config.baseHost)
  const page = (
    <AlertsPage
      lang={actor.lang}
      siteId={site.id}
      alerts={await alertsOf(deps.db, site.id)}
      mayAll={holds(actor, abilities.network)}
      issues={issues}
      typed={issues && typed(request.body)}
    />
  )
  return siteDesk(deps, request, site, { tab: 'alerts', issues }, page)
}
