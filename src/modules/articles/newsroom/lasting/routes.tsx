import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { holds } from '../../../../kernel/access.ts'
import { conflict, done, forbidden, notFound, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed, type Typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { featurers } from '../../article.ts'
import { canEmbargo } from '../../workflow.ts'
import { embargo, limit, lowestRank, pin } from '../../commands/lasting.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath } from '../address.ts'
import { hourOf } from '../decide/plan.ts'
import { siteName } from '../names.ts'
import { text as newsroom } from '../text.ts'
import { EmbargoForm, LimitForm, PinForm } from './forms.tsx'
import { text } from './text.ts'

const features = { access: 'articles.feature', face: 'newsroom' } as const
const writes = { access: 'articles.write', face: 'newsroom' } as const

export function lastingRoutes(app: FastifyInstance, deps: Deps) {
  const publication = `${listPath}/:id/xuat-ban/:publication`
  app.get(`${publication}/ghim`, { config: { ...features, page: 'publication-pin' } }, (request, reply) => askPin(deps, request, reply))
  app.post(`${publication}/ghim`, { config: features }, (request, reply) => setPin(deps, request, reply))
  app.get(`${publication}/han`, { config: { ...features, page: 'publication-limit' } }, (request, reply) => askLimit(deps, request, reply))
  app.post(`${publication}/han`, { config: features }, (request, reply) => setLimit(deps, request, reply))
  app.get(`${listPath}/:id/cong-bo`, { config: { ...writes, page: 'article-embargo' } }, (request, reply) =>
    askEmbargo(deps, request, reply),
  )
  app.post(`${listPath}/:id/cong-bo`, { config: writes }, (request, reply) => setEmbargo(deps, request, reply))
}

async function askPin(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { publication, site, ...page } = await placeOf(deps, request, issues)
  if (publication.status !== 'live') throw conflict()
  const { pinTitle: title } = text[page.lang]
  return send(deps, request, reply, { title, issues, body: <PinForm {...page} publication={publication} site={site} /> })
}

async function setPin(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const fields = typed(request.body)
  const rank = Number(fields.rank)
  const until = optionalHour(fields)
  const wrong: Issues = {
    ...(!until.ok && until.issues),
    ...(!(rank >= 1 && rank <= lowestRank && Number.isInteger(rank)) && { rank: 'rankUnreadable' }),
  }
  if (fields.off !== '1' && (!until.ok || Object.keys(wrong).length > 0)) return askPin(deps, request, reply, wrong)
  const wanted = fields.off === '1' ? null : { rank, until: until.ok ? until.value : null }
  return settle(reply, request, await pin(deps, request.actor!, idParam(request), idParam(request, 'publication'), wanted), (issues) =>
    askPin(deps, request, reply, issues),
  )
}

async function askLimit(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { publication, site, ...page } = await placeOf(deps, request, issues)
  if (publication.status === 'withdrawn') throw conflict()
  const { limitTitle: title } = text[page.lang]
  return send(deps, request, reply, { title, issues, body: <LimitForm {...page} publication={publication} site={site} /> })
}

async function setLimit(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const until = optionalHour(typed(request.body))
  if (!until.ok) return askLimit(deps, request, reply, until.issues)
  return settle(
    reply,
    request,
    await limit(deps, request.actor!, idParam(request), idParam(request, 'publication'), until.value),
    (issues) => askLimit(deps, request, reply, issues),
  )
}

async function askEmbargo(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canEmbargo(actor, article)) throw forbidden()
  const body = <EmbargoForm lang={actor.lang} article={article} {...toldOf(request, issues)} />
  return send(deps, request, reply, { title: text[actor.lang].embargoTitle, issues, body })
}

async function setEmbargo(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const until = optionalHour(typed(request.body))
  if (!until.ok) return askEmbargo(deps, request, reply, until.issues)
  return settle(reply, request, await embargo(deps, request.actor!, idParam(request), until.value), (issues) =>
    askEmbargo(deps, request, reply, issues),
  )
}

/** The publication and its site: not seen is 404, not arranged by this person 403. */
async function placeOf(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  const publication = article.publications.find(({ id }) => id === idParam(request, 'publication'))
  if (!publication) throw notFound()
  if (!holds(actor, featurers, publication.siteId)) throw forbidden()
  return { lang: actor.lang, article, publication, site: siteName(sitesOf(deps), publication.siteId), ...toldOf(request, issues) }
}

const toldOf = (request: FastifyRequest, issues?: Issues) => (issues ? { issues, typed: typed(request.body) } : {})

/** Nothing typed: no such hour. */
const optionalHour = (fields: Typed): Outcome<Temporal.Instant | null> =>
  (fields.date ?? '').trim() || (fields.time ?? '').trim() ? hourOf(fields) : done(null)

type Page = { title: string; issues: Issues | undefined; body: ComponentChildren }

async function send(deps: Deps, request: FastifyRequest, reply: FastifyReply, { title, issues, body }: Page) {
  const back = { href: articleUrl(idParam(request)), label: newsroom[request.actor!.lang].backToArticle }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, { title, current: listPath, back, narrow: true }, body))
}

const settle = (reply: FastifyReply, request: FastifyRequest, outcome: Outcome<null>, again: (issues: Issues) => unknown) =>
  outcome.ok ? reply.redirect(articleUrl(idParam(request), '?vua=luu'), 303) : again(outcome.issues)
