import type { FastifyInstance, FastifyRequest } from 'fastify'
import { holds } from '../../../kernel/access.ts'
import { csvOf } from '../../../kernel/csv.ts'
import { notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import type { Deps } from '../../../kernel/module.ts'
import { today } from '../../../kernel/time.ts'
import { desk } from '../../people/index.ts'
import { sitesOf, type Site } from '../../sites/index.ts'
import { keepOpening, OpeningForm } from '../commands.ts'
import { periodOf, spanOf, steps, sum } from '../period.ts'
import { abilities, canRead } from '../policy.ts'
import { daily, openingsOf } from '../queries.ts'
import { boardHref, boardPath, openingHref, openingPath, partOf, type Asked } from './asked.ts'
import { Board } from './board.tsx'
import { OpeningPage } from './opening.tsx'
import { rowsOf } from './rows.ts'
import { text } from './text.ts'

const read = { access: 'statistics.read', face: 'newsroom' } as const
const open = { access: 'statistics.open', face: 'newsroom' } as const

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(boardPath, { config: { ...read, page: 'statistics-board' } }, async (request, reply) => {
    const { lang } = request.actor!
    const { asked, sites, ids } = askedBy(deps, request)
    const period = periodOf(asked.span, today())
    const [days, before, rows] = await Promise.all([
      daily(deps.db, ids, period),
      daily(deps.db, ids, period.before),
      rowsOf(deps, ids, asked.part, period),
    ])
    const mayOpen = asked.site !== null && holds(request.actor!, abilities.open, asked.site)
    const page = { lang, asked, sites, days: steps(period, days), before: sum(before), rows, mayOpen }
    return reply.view(await desk(deps, request, { title: text[lang].title, current: boardPath }, <Board {...page} />))
  })

  app.get(`${boardPath}.csv`, { config: read }, async (request, reply) => {
    const t = text[request.actor!.lang]
    const { asked, ids } = askedBy(deps, request)
    const rows = await rowsOf(deps, ids, asked.part, periodOf(asked.span, today()))
    const body = csvOf(
      [t.columns[asked.part], t.counts[asked.part]],
      rows.map(({ name, count }) => [name, count]),
    )
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="thong-ke-${asked.part}-${today().toString()}.csv"`)
      .send(body)
  })

  app.get(openingPath, { config: { ...open, page: 'statistics-opening' } }, async (request, reply) =>
    reply.view(await openingPage(deps, request)),
  )

  app.post(openingPath, { config: open }, async (request, reply) => {
    const { id } = openable(deps, request)
    const form = parseForm(OpeningForm, request.body)
    const outcome = form.ok ? await keepOpening(deps, request.actor!, id, form.value) : form
    return outcome.ok
      ? reply.redirect(`${openingHref(id)}&xong=da-luu`, 303)
      : reply.code(422).view(await openingPage(deps, request, outcome.issues))
  })
}

/** One site that the person may read, or all of them; another one does not exist for them. */
function askedBy(deps: Deps, request: FastifyRequest): { asked: Asked; sites: Site[]; ids: number[] } {
  const { site, ky, xem } = typed(request.query)
  const sites = sitesOf(deps).filter(({ id }) => canRead(request.actor!, id))
  const only = site ? sites.find(({ id }) => String(id) === site) : sites.length === 1 ? sites[0] : undefined
  if (site && !only) throw notFound()
  const asked = { site: only?.id ?? null, span: spanOf(ky), part: partOf(xem) }
  return { asked, sites, ids: only ? [only.id] : sites.map(({ id }) => id) }
}

function openable(deps: Deps, request: FastifyRequest): Site {
  const { site } = typed(request.query)
  const found = sitesOf(deps).find(({ id }) => String(id) === site && holds(request.actor!, abilities.open, id))
  if (!found) throw notFound()
  return found
}

async function openingPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const site = openable(deps, request)
  const openings = await openingsOf(deps.db, [site.id])
  const back = { href: boardHref({ site: site.id, span: '30', part: 'bai' }), label: text[lang].title }
  return desk(
    deps,
    request,
    { title: text[lang].opening.title, current: boardPath, narrow: true, back },
    <OpeningPage {...{ lang, site, openings, issues }} typed={issues && typed(request.body)} />,
  )
}
