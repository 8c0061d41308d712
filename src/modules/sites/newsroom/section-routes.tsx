import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { Confirm } from '../../../ui/dialog/dialog.tsx'
import { addSection, changeSection, hideSection, moveSection, removeSection } from '../commands/sections.ts'
import { SectionForm } from '../forms.ts'
import { standingAt } from '../standing.ts'
import { current, siteDesk, tabHref } from './frame.tsx'
import { sectionTree, siteKept } from './queries.ts'
import { NewSection, SectionPage, SectionTree } from './sections.tsx'
import { text } from './text.ts'

const config = { access: 'sites.keep', face: 'newsroom' } as const
const base = `${current}/:id/chuyen-muc`

export function sectionRoutes(app: FastifyInstance, deps: Deps) {
  app.get(base, { config: { ...config, page: 'sections' } }, async (request, reply) => {
    const { site, sections } = await loaded(deps, request)
    const standing = await standingAt(
      deps,
      deps.db,
      sections.map(({ id }) => id),
    )
    return reply.view(
      await siteDesk(
        deps,
        request,
        site,
        { tab: 'sections' },
        <SectionTree lang={request.actor!.lang} siteId={site.id} sections={sections} standing={standing} />,
      ),
    )
  })

  app.get(`${base}/them`, { config: { ...config, page: 'section-new' } }, async (request, reply) =>
    reply.view(await newPage(deps, request)),
  )

  app.post(`${base}/them`, { config }, async (request, reply) => {
    const form = parseForm(SectionForm, request.body)
    const outcome = form.ok ? await addSection(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? back(request, reply, 'da-them') : reply.code(422).view(await newPage(deps, request, outcome.issues))
  })

  app.get(`${base}/:section`, { config: { ...config, page: 'section-edit' } }, async (request, reply) =>
    reply.view(await sectionPage(deps, request)),
  )

  app.post(`${base}/:section`, { config }, async (request, reply) => {
    const form = parseForm(SectionForm, request.body)
    const outcome = form.ok ? await changeSection(deps, request.actor!, idParam(request), idParam(request, 'section'), form.value) : form
    return outcome.ok ? back(request, reply, 'da-luu') : reply.code(422).view(await sectionPage(deps, request, outcome.issues))
  })

  orderRoutes(app, deps)
  removeRoutes(app, deps)
}

function orderRoutes(app: FastifyInstance, deps: Deps) {
  for (const [word, direction] of [
    ['len', 'up'],
    ['xuong', 'down'],
  ] as const)
    app.post(`${base}/:section/${word}`, { config }, async (request, reply) => {
      await moveSection(deps, request.actor!, idParam(request), idParam(request, 'section'), direction)
      return back(request, reply, 'da-chuyen')
    })
  for (const [word, hidden, said] of [
    ['an', true, 'da-an'],
    ['hien', false, 'da-hien'],
  ] as const)
    app.post(`${base}/:section/${word}`, { config }, async (request, reply) => {
      await hideSection(deps, request.actor!, idParam(request), idParam(request, 'section'), hidden)
      return back(request, reply, said)
    })
}

function removeRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${base}/:section/xoa`, { config: { ...config, page: 'section-remove' } }, async (request, reply) => {
    const { site, section } = await loaded(deps, request)
    const t = text[request.actor!.lang]
    const href = `${tabHref(site.id, 'sections')}/${section!.id}`
    const page = (
      <Confirm title={t.section.confirmRemove(section!.name)} action={`${href}/xoa`} verb={t.remove} danger cancelHref={href}>
        {t.section.confirmWhat}
      </Confirm>
    )
    return reply.view(await siteDesk(deps, request, site, { tab: 'sections', below: t.remove }, page))
  })

  app.post(`${base}/:section/xoa`, { config }, async (request, reply) => {
    const outcome = await removeSection(deps, request.actor!, idParam(request), idParam(request, 'section'))
    return outcome.ok ? back(request, reply, 'da-xoa') : reply.code(422).view(await sectionPage(deps, request, outcome.issues, false))
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: keyof typeof text.vi.told) =>
  reply.redirect(`${tabHref(idParam(request), 'sections')}?xong=${what}`, 303)

/** The site, its tree and, where the address names one, the section. */
async function loaded(deps: Deps, request: FastifyRequest) {
  const site = await siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)
  const sections = await sectionTree(deps.db, site.id)
  const named = 'section' in (request.params as object)
  const section = named ? sections.find(({ id }) => id === idParam(request, 'section')) : undefined
  if (named && !section) throw notFound()
  return { site, sections, section }
}

async function newPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { site, sections } = await loaded(deps, request)
  const { lang } = request.actor!
  return siteDesk(
    deps,
    request,
    site,
    { tab: 'sections', issues, below: text[lang].section.add },
    <NewSection lang={lang} siteId={site.id} sections={sections} issues={issues} typed={typed(request.body)} />,
  )
}

async function sectionPage(deps: Deps, request: FastifyRequest, issues?: Issues, sent = true) {
  const { site, sections, section } = await loaded(deps, request)
  const page = (
    <SectionPage
      lang={request.actor!.lang}
      siteId={site.id}
      section={section!}
      sections={sections}
      removable={(await standingAt(deps, deps.db, [section!.id])).get(section!.id)!.seen === 0}
      issues={issues}
      typed={issues && sent ? typed(request.body) : undefined}
    />
  )
  return siteDesk(deps, request, site, { tab: 'sections', issues, below: section!.name }, page)
}
