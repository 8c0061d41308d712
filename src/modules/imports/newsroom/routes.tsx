import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { holds, type Actor } from '../../../kernel/access.ts'
import type { Outcome } from '../../../kernel/errors.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { desk } from '../../people/index.ts'
import { movers, sitesOf } from '../../sites/index.ts'
import { begin, retryPictures, stop } from '../commands.ts'
import { noteKinds } from '../item.ts'
import { countsOf, reportRows, runById, runsFor } from '../queries.ts'
import { csvOf } from '../report.ts'
import { importsPath, runUrl } from './address.ts'
import { BeginPage } from './begin.tsx'
import { RunPage } from './run.tsx'
import { text } from './text.ts'
import { uploadRoute } from './uploading.ts'

const config = { access: 'imports.move', face: 'newsroom' } as const
const Query = z.object({
  ghi: z.enum(noteKinds).optional().catch(undefined),
  tu: z.coerce.number().int().min(0).max(2_147_483_647).catch(0),
})
const perPage = 50

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(importsPath, { config: { ...config, page: 'imports' } }, (request, reply) => sendBegin(deps, request, reply))
  uploadRoute(app, deps, (request, reply, again) => sendBegin(deps, request, reply, again))
  app.get(`${importsPath}/:id`, { config: { ...config, page: 'import' } }, (request, reply) => sendRun(deps, request, reply))
  app.get(`${importsPath}/:id/bao-cao.csv`, { config }, async (request, reply) => {
    const run = await runById(deps.db, request.actor!, idParam(request))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="chuyen-du-lieu-${run.id}.csv"`)
      .send(Readable.from(csvOf(deps.db, run, request.actor!.lang)))
  })
  const step = (tail: string, work: (actor: Actor, id: number) => Promise<Outcome<null>>) =>
    app.post(`${importsPath}/:id/${tail}`, { config }, async (request, reply) => {
      const id = idParam(request)
      await work(request.actor!, id)
      return reply.redirect(runUrl(id), 303)
    })
  step('bat-dau', (actor, id) => begin(deps, actor, id, true))
  step('dung', (actor, id) => stop(deps, actor, id))
  step('lay-lai-anh', (actor, id) => retryPictures(deps, actor, id, true))
}

export const sitesFor = (deps: Deps, actor: Actor) => sitesOf(deps).filter(({ id }) => holds(actor, movers, id))

type Again = { typed: Record<string, string>; issues: Record<string, string> }

async function sendBegin(deps: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) {
  const actor = request.actor!
  const { lang } = actor
  const names = new Map(sitesOf(deps).map(({ id, name }) => [id, name]))
  const runs = (await runsFor(deps.db, actor)).map((run) => ({ ...run, site: names.get(run.siteId) ?? '' }))
  const page = <BeginPage lang={lang} sites={sitesFor(deps, actor)} runs={runs} {...again} />
  return reply.code(again ? 422 : 200).view(await desk(deps, request, { title: text[lang].title, current: importsPath }, page))
}

async function sendRun(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const { lang } = actor
  const run = await runById(deps.db, actor, idParam(request))
  const { ghi: kind, tu: after } = Query.parse(request.query)
  const [counts, rows] = await Promise.all([
    countsOf(deps.db, run.id),
    reportRows(deps.db, run.id, { ...(kind && { kind }), after, limit: perPage + 1 }),
  ])
  const site = sitesOf(deps).find(({ id }) => id === run.siteId)?.name ?? ''
  const page = (
    <RunPage lang={lang} run={run} site={site} counts={counts} rows={rows.slice(0, perPage)} more={rows.length > perPage} kind={kind} />
  )
  const options = {
    title: text[lang].runTitle(run.source),
    current: importsPath,
    back: { href: importsPath, label: text[lang].back },
    islands: ['import.island.js'],
  }
  return reply.header('cache-control', 'no-store').view(await desk(deps, request, options, page))
}
