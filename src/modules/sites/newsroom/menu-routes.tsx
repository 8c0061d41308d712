import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed, type Typed } from '../../../kernel/form.ts'
import { idParam, queryOf } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { addEntry, changeEntry, moveEntry, removeEntry } from '../commands/menu.ts'
import { EntryForm } from '../forms.ts'
import { current, siteDesk, tabHref } from './frame.tsx'
import type { EntryLine } from './lines.ts'
import { EntryPage, MenuPage } from './menu.tsx'
import { menuOf, sectionTree, siteKept } from './queries.ts'
import { text } from './text.ts'

const config = { access: 'sites.keep', face: 'newsroom' } as const
const base = `${current}/:id/menu`

export function menuRoutes(app: FastifyInstance, deps: Deps) {
  app.get(base, { config: { ...config, page: 'menus' } }, async (request, reply) => {
    const { site, entries } = await loaded(deps, request)
    return reply.view(
      await siteDesk(deps, request, site, { tab: 'menu' }, <MenuPage lang={request.actor!.lang} siteId={site.id} entries={entries} />),
    )
  })

  app.get(`${base}/them`, { config: { ...config, page: 'menu-new' } }, async (request, reply) => {
    const { cho } = queryOf(request)
    return reply.view(await entryPage(deps, request, { place: cho === 'footer' ? 'footer' : 'main' }))
  })

  app.post(`${base}/them`, { config }, async (request, reply) => {
    const form = parseForm(EntryForm, request.body)
    const outcome = form.ok ? await addEntry(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok
      ? back(request, reply, 'da-them')
      : reply.code(422).view(await entryPage(deps, request, typed(request.body), outcome.issues))
  })

  app.get(`${base}/:entry`, { config: { ...config, page: 'menu-edit' } }, async (request, reply) =>
    reply.view(await entryPage(deps, request)),
  )

  app.post(`${base}/:entry`, { config }, async (request, reply) => {
    const form = parseForm(EntryForm, request.body)
    const outcome = form.ok ? await changeEntry(deps, request.actor!, idParam(request), idParam(request, 'entry'), form.value) : form
    return outcome.ok
      ? back(request, reply, 'da-luu')
      : reply.code(422).view(await entryPage(deps, request, typed(request.body), outcome.issues))
  })

  for (const [word, direction] of [
    ['len', 'up'],
    ['xuong', 'down'],
  ] as const)
    app.post(`${base}/:entry/${word}`, { config }, async (request, reply) => {
      await moveEntry(deps, request.actor!, idParam(request), idParam(request, 'entry'), direction)
      return back(request, reply, 'da-chuyen')
    })

  app.post(`${base}/:entry/xoa`, { config }, async (request, reply) => {
    await removeEntry(deps, request.actor!, idParam(request), idParam(request, 'entry'))
    return back(request, reply, 'da-xoa')
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: keyof typeof text.vi.told) =>
  reply.redirect(`${tabHref(idParam(request), 'menu')}?xong=${what}`, 303)

async function loaded(deps: Deps, request: FastifyRequest) {
  const site = await siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)
  return { site, entries: await menuOf(deps.db, site.id) }
}

async function entryPage(deps: Deps, request: FastifyRequest, sent?: Typed, issues?: Issues) {
  const { lang } = request.actor!
  const { site, entries } = await loaded(deps, request)
  const entry = 'entry' in (request.params as object) ? entries.find(({ id }) => id === idParam(request, 'entry')) : null
  if (entry === undefined) throw notFound()
  const headings = [...new Set(entries.filter(({ place }) => place === 'footer').map(({ heading }) => heading))]
  const t = text[lang].menu
  const page = (
    <EntryPage
      lang={lang}
      siteId={site.id}
      id={entry?.id}
      sections={await sectionTree(deps.db, site.id)}
      headings={headings}
      issues={issues}
      typed={sent ?? typedOf(entry!)}
    />
  )
  return siteDesk(deps, request, site, { tab: 'menu', issues, below: entry ? t.editTitle : t.newTitle }, page)
}

const typedOf = ({ place, heading, label, href, sectionId }: EntryLine): Typed => ({
  place,
  heading,
  label,
  href: href ?? '',
  sectionId: String(sectionId ?? ''),
})
