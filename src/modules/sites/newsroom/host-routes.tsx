import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam, queryOf } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { Confirm } from '../../../ui/dialog/dialog.tsx'
import { addHost, chooseHost, removeHost } from '../commands/hosts.ts'
import { HostForm } from '../forms.ts'
import { current, siteDesk, tabHref } from './frame.tsx'
import { HostsPage } from './hosts.tsx'
import { hostsOfSite, siteKept } from './queries.ts'
import { text as hostText } from './host-text.ts'
import type { text } from './text.ts'

const config = { access: 'sites.network', face: 'newsroom' } as const
const base = `${current}/:id/ten-mien`

export function hostRoutes(app: FastifyInstance, deps: Deps) {
  app.get(base, { config: { ...config, page: 'hosts' } }, async (request, reply) => reply.view(await hostsPage(deps, request)))

  app.post(base, { config }, async (request, reply) => {
    const form = parseForm(HostForm, request.body)
    const outcome = form.ok ? await addHost(deps, request.actor!, idParam(request), form.value, deps.config.baseHost) : form
    return outcome.ok ? back(request, reply, 'da-them') : reply.code(422).view(await hostsPage(deps, request, outcome.issues))
  })

  app.post(`${base}/chinh`, { config }, async (request, reply) => {
    await chooseHost(deps, request.actor!, idParam(request), typed(request.body).host || null)
    return back(request, reply, 'da-luu')
  })

  app.get(`${base}/bo`, { config: { ...config, page: 'host-remove' } }, async (request, reply) => {
    const site = await siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)
    const { host } = (await hostsOfSite(deps.db, site.id)).find((one) => one.host === queryOf(request).host) ?? {}
    if (!host) throw notFound()
    const t = hostText[request.actor!.lang]
    const href = tabHref(site.id, 'hosts')
    const page = (
      <Confirm
        title={t.confirm(host)}
        action={`${href}/bo`}
        verb={t.verb}
        danger
        cancelHref={href}
        fields={<input type="hidden" name="host" value={host} />}
      >
        {t.confirmWhat}
      </Confirm>
    )
    return reply.view(await siteDesk(deps, request, site, { tab: 'hosts', below: t.verb }, page))
  })

  app.post(`${base}/bo`, { config }, async (request, reply) => {
    await removeHost(deps, request.actor!, idParam(request), typed(request.body).host ?? '')
    return back(request, reply, 'da-xoa')
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: keyof typeof text.vi.told) =>
  reply.redirect(`${tabHref(idParam(request), 'hosts')}?xong=${what}`, 303)

async function hostsPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const site = await siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)
  const page = (
    <HostsPage
      lang={request.actor!.lang}
      site={site}
      hosts={await hostsOfSite(deps.db, site.id)}
      issues={issues}
      typed={issues && typed(request.body)}
    />
  )
  return siteDesk(deps, request, site, { tab: 'hosts', issues }, page)
}
