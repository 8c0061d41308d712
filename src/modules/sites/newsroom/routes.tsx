import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Issues } from '../../../kernel/errors.ts'
import { holds } from '../../../kernel/access.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { desk } from '../../people/index.ts'
import { changeSite, changeTheme, createSite } from '../commands/site.ts'
import { InfoForm, NewSiteForm, ThemeForm } from '../forms.ts'
import { abilities } from '../policy.ts'
import { alertRoutes } from './alert-routes.tsx'
import { current, siteDesk, tabHref } from './frame.tsx'
import { homeRoutes, kindsOf } from './home-routes.tsx'
import { hostRoutes } from './host-routes.tsx'
import { InfoPage } from './info.tsx'
import { NewSitePage, SiteList } from './list.tsx'
import { LookPage } from './look.tsx'
import { menuRoutes } from './menu-routes.tsx'
import { siteKept, sitesKept } from './queries.ts'
import { sectionRoutes } from './section-routes.tsx'
import { text } from './text.ts'

const keep = { access: 'sites.keep', face: 'newsroom' } as const
const network = { access: 'sites.network', face: 'newsroom' } as const
/** What a new home page begins with, where modules offer it. */
const firstKinds = ['lead', 'latest']

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(current, { config: { ...keep, page: 'sites' } }, async (request, reply) => {
    const actor = request.actor!
    const sites = await sitesKept(deps.db, actor, deps.config.baseHost)
    return reply.view(
      await desk(
        deps,
        request,
        { title: text[actor.lang].title, current },
        <SiteList lang={actor.lang} sites={sites} canAdd={holds(actor, abilities.network)} />,
      ),
    )
  })

  app.get(`${current}/them`, { config: { ...network, page: 'site-new' } }, async (request, reply) =>
    reply.view(await newPage(deps, request)),
  )

  app.post(`${current}/them`, { config: network }, async (request, reply) => {
    const form = parseForm(NewSiteForm, request.body)
    const first = firstKinds.filter((kind) => kind in kindsOf(deps))
    const outcome = form.ok ? await createSite(deps, request.actor!, form.value, first) : form
    return outcome.ok
      ? reply.redirect(`${current}/${outcome.value}?xong=da-tao`, 303)
      : reply.code(422).view(await newPage(deps, request, outcome.issues))
  })

  ownRoutes(app, deps)
  sectionRoutes(app, deps)
  menuRoutes(app, deps)
  homeRoutes(app, deps)
  alertRoutes(app, deps)
  hostRoutes(app, deps)
}

/** What the site says of itself, and its look. */
function ownRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${current}/:id`, { config: { ...keep, page: 'site' } }, async (request, reply) => reply.view(await infoPage(deps, request)))

  app.post(`${current}/:id`, { config: keep }, async (request, reply) => {
    const form = parseForm(InfoForm, request.body)
    const outcome = form.ok ? await changeSite(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? saved(request, reply, 'info') : reply.code(422).view(await infoPage(deps, request, outcome.issues))
  })

  app.get(`${current}/:id/giao-dien`, { config: { ...keep, page: 'site-look' } }, async (request, reply) =>
    reply.view(await lookPage(deps, request)),
  )

  app.post(`${current}/:id/giao-dien`, { config: keep }, async (request, reply) => {
    const form = parseForm(ThemeForm, request.body)
    const outcome = form.ok ? await changeTheme(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? saved(request, reply, 'look') : reply.code(422).view(await lookPage(deps, request, outcome.issues))
  })
}

const saved = (request: FastifyRequest, reply: FastifyReply, tab: 'info' | 'look') =>
  reply.redirect(`${tabHref(idParam(request), tab)}?xong=da-luu`, 303)

const siteOf = (deps: Deps, request: FastifyRequest) => siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)

async function newPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const t = text[lang]
  return desk(
    deps,
    request,
    { title: t.new.title, current, narrow: true, back: { href: current, label: t.back } },
    <NewSitePage lang={lang} baseHost={deps.config.baseHost} issues={issues} typed={typed(request.body)} />,
  )
}

async function infoPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const site = await siteOf(deps, request)
  return siteDesk(
    deps,
    request,
    site,
    { tab: 'info', issues },
    <InfoPage lang={request.actor!.lang} site={site} issues={issues} typed={issues && typed(request.body)} />,
  )
}

async function lookPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const site = await siteOf(deps, request)
  const sent = issues && typed(request.body)
  const page = (
    <LookPage
      lang={request.actor!.lang}
      site={site}
      emblems={await emblemsOf(deps, site.id)}
      issues={issues}
      typed={sent && { ...sent, accent: sent.preset || (sent.accent ?? '') }}
    />
  )
  return siteDesk(deps, request, site, { tab: 'look', issues }, page)
}

/** Pictures of the site's library that may be its emblem. */
async function emblemsOf({ db, modules }: Deps, siteId: number) {
  const found = await Promise.all(modules.flatMap(({ pictures }) => pictures?.ofSite(db, siteId) ?? []))
  return found.flat().map(({ address, label }) => ({ value: address, label }))
}
