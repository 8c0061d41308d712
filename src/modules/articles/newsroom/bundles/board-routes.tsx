import type { FastifyReply, FastifyRequest } from 'fastify'
import { grantsOf } from '../../../../kernel/access.ts'
import { done, forbidden, issues, notFound, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed, type Typed } from '../../../../kernel/form.ts'
import { Id, idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { stripControl } from '../../../../kernel/text.ts'
import { now } from '../../../../kernel/time.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { bundlers, hindranceAt, isLive, mayBundle, type Bundle } from '../../bundles/bundle.ts'
import { change, gather, type Wanted } from '../../bundles/commands.ts'
import { bundleById, bundlesAt } from '../../bundles/queries.ts'
import { articlesList } from '../board/filter.ts'
import { hourOf } from '../decide/plan.ts'
import { flashOf } from '../params.ts'
import { linesAmong, type Line } from '../queries.ts'
import { bundlesPath, bundleUrl } from './address.ts'
import { BundleView, type Item } from './bundle.tsx'
import { BundleForm } from './form.tsx'
import { Bundles } from './list.tsx'
import { text } from './text.ts'

export async function sendBundles(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const sites = grantsOf(actor, bundlers).map(({ site }) => site)
  const bundles = await bundlesAt(deps.db, sites.includes(null) ? null : (sites as number[]))
  const options = { title: text[actor.lang].bundles, current: bundlesPath, flash: flashOf(request, text[actor.lang]) }
  return reply.view(await desk(deps, request, options, <Bundles lang={actor.lang} sites={sitesOf(deps)} bundles={bundles} />))
}

/** The bundle of a site the actor speaks for; another site's is not found. */
export async function openBundle(deps: Deps, request: FastifyRequest) {
  const actor = request.actor!
  const bundle = await bundleById(deps.db, idParam(request, 'bundle'))
  if (!mayBundle(actor, bundle.siteId)) throw notFound()
  return { actor, bundle }
}

export async function sendBundle(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { actor, bundle } = await openBundle(deps, request)
  const asked = queryOf(request).q
  const q = typeof asked === 'string' ? stripControl(asked).slice(0, 200).trim() : ''
  const [lines, candidates] = await Promise.all([
    linesAmong(
      deps.db,
      actor,
      bundle.items.map(({ articleId }) => articleId),
    ),
    bundle.state === 'open' ? articlesList(deps.db, actor, { site: bundle.siteId, page: 1, ...(q && { q }) }) : { lines: [] },
  ])
  const inside = new Set(bundle.items.map(({ articleId }) => articleId))
  const found = candidates.lines.filter((line) => line.working && line.siteId === bundle.siteId && !inside.has(line.id) && isNew(line))
  const items = bundle.items.map((item) => itemOf(bundle, item, lines))
  const options = { title: bundle.name, current: bundlesPath, flash: flashOf(request, text[actor.lang]), back: toBundles(actor.lang) }
  const body = <BundleView actor={actor} sites={sitesOf(deps)} bundle={bundle} items={items} found={found} q={q} issues={issues} />
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

/** What readers have or had is corrected or put back, not released. */
const isNew = ({ publications }: Line) => publications.every(({ status }) => status === 'scheduled')

function itemOf(bundle: Bundle, { articleId, embargoUntil }: Bundle['items'][number], lines: readonly Line[]): Item {
  const line = lines.find(({ id }) => id === articleId) ?? null
  if (!line) return { articleId, line, hindrance: 'notApproved', live: false }
  const at = Temporal.Instant.compare(bundle.releaseAt, now()) > 0 ? bundle.releaseAt : now()
  return { articleId, line, hindrance: hindranceAt({ ...line, embargoUntil }, at), live: isLive(line) }
}

export async function sendForm(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { lang } = request.actor!
  const isNew = (request.params as Record<string, string>).bundle === undefined
  const bundle = isNew ? null : (await openBundle(deps, request)).bundle
  const body = (
    <BundleForm lang={lang} sites={ownSites(deps, request)} bundle={bundle} {...(issues && { issues, typed: typed(request.body) })} />
  )
  const back = bundle ? { href: bundleUrl(bundle.id), label: bundle.name } : toBundles(lang)
  const title = bundle ? text[lang].editTitle : text[lang].gather
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, { title, current: bundlesPath, back, narrow: true }, body))
}

export async function begin(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const fields = typed(request.body)
  const own = ownSites(deps, request)
  const site = own.length === 1 ? own[0]!.id : Id.safeParse(fields.site).data
  const wanted = wantedIn(fields)
  if (site === undefined || !wanted.ok) {
    const wrong = { ...(site === undefined && { site: 'unknownChoice' }), ...(!wanted.ok && wanted.issues) }
    return sendForm(deps, request, reply, wrong)
  }
  const outcome = await gather(deps, request.actor!, site, wanted.value)
  return outcome.ok ? reply.redirect(bundleUrl(outcome.value.id, '?vua=gathered'), 303) : sendForm(deps, request, reply, outcome.issues)
}

export async function edit(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, bundle } = await openBundle(deps, request)
  const wanted = wantedIn(typed(request.body))
  const outcome = wanted.ok ? await change(deps, actor, bundle.id, wanted.value) : wanted
  return outcome.ok ? reply.redirect(bundleUrl(bundle.id, '?vua=saved'), 303) : sendForm(deps, request, reply, outcome.issues)
}

function wantedIn(fields: Typed): Outcome<Wanted> {
  const name = stripControl(fields.name ?? '').trim()
  const at = hourOf(fields)
  const wrong: Issues = { ...(!name && { name: 'bundleUnnamed' }), ...(!at.ok && at.issues) }
  if (!at.ok || !name) return issues(wrong)
  return done({ name, at: at.value, whole: fields.whole === '1' })
}

function ownSites(deps: Deps, request: FastifyRequest) {
  const own = sitesOf(deps).filter(({ id }) => mayBundle(request.actor!, id))
  if (own.length === 0) throw forbidden()
  return own
}

const toBundles = (lang: 'vi' | 'en') => ({ href: bundlesPath, label: text[lang].bundles })
