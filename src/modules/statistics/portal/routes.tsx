import type { FastifyInstance } from 'fastify'
import { csvOf } from '../../../kernel/csv.ts'
import type { Deps } from '../../../kernel/module.ts'
import { today } from '../../../kernel/time.ts'
import { addressOn, HeadOf, portal, type Reading } from '../../sites/index.ts'
import { pathOf } from '../../articles/index.ts'
import { statisticsTag } from '../commands.ts'
import { periodOf, spanOf, steps, sum, type DayFigures } from '../period.ts'
import { daily, mostRead, thisYear, whole } from '../queries.ts'
import { text } from '../text.ts'
import { FiguresView } from './figures.tsx'

const path = '/thong-ke'
/** Seconds: figures are never older. */
const maxAge = 300
const open = { access: 'public', face: 'portal' } as const

export function portalRoutes(app: FastifyInstance, deps: Deps) {
  app.get(path, { config: { ...open, page: 'statistics' } }, (request, reply) =>
    portal(deps, request, reply, ['ky'], async (reading) => {
      const { site, lang } = reading
      const { title, description } = text[lang].public
      return {
        title,
        description,
        head: <HeadOf address={addressOn(site, path)} title={title} site={site.name} type="website" />,
        tags: [statisticsTag(site.id)],
        maxAge,
        children: <FiguresView {...await figuresOf(deps, reading)} />,
      }
    }),
  )

  app.get(`${path}.csv`, { config: open }, (request, reply) =>
    portal(deps, request, reply, ['ky'], async ({ site, lang, query }) => {
      const period = periodOf(spanOf(query.ky), today())
      const rows = steps(period, await daily(deps.db, [site.id], period))
      return { type: 'text/csv; charset=utf-8', body: csvOf(text[lang].public.columns, rows.map(line)), tags: [], maxAge }
    }),
  )
}

const line = ({ day, visits, visitors, views, bots }: DayFigures) => [day.toString(), visits, visitors, views, bots]

async function figuresOf({ db }: Deps, { site, lang, query }: Reading) {
  const period = periodOf(spanOf(query.ky), today())
  const year = thisYear()
  const from = Temporal.PlainDate.compare(period.from, year.from) < 0 ? period.from : year.from
  const [all, ever, top] = await Promise.all([
    daily(db, [site.id], { from, to: period.to }),
    whole(db, [site.id]),
    mostRead(db, [site.id], period, 10),
  ])
  const since = (day: Temporal.PlainDate) => all.filter((row) => Temporal.PlainDate.compare(row.day, day) >= 0)
  const days = since(period.from)
  return {
    lang,
    siteName: site.name,
    whole: ever,
    today: sum(since(period.to)),
    year: sum(since(year.from)),
    span: period.span,
    days: steps(period, days),
    period: sum(days),
    top: top.map(({ title, views, ...place }) => ({ title, views, href: pathOf(site.sections, place) })),
  }
}
