import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { forbidden, notFound, type Issues } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { Id, idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { settingOf } from '../../../../kernel/settings.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { articleById } from '../../queries.ts'
import { askFor, offer, recall } from '../../sharing/commands.ts'
import { doorFor, doors } from '../../sharing/doors.ts'
import { readableAtHome, sharesOf } from '../../sharing/queries.ts'
import { hindrance, speaksFor } from '../../sharing/share.ts'
import { articleUrl } from '../address.ts'
import { siteName } from '../names.ts'
import { chosenIn, flashOf, numberIn } from '../params.ts'
import { text as newsroom } from '../text.ts'
import { givingUrl, sharingPath } from './address.ts'
import { addressOf } from './board.tsx'
import { AskingFor, Giving } from './forms.tsx'
import { placingOf } from './placing.ts'
import { text } from './text.ts'

export async function sendGiving(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { actor, article } = await own(deps, request)
  const [shares, open] = await Promise.all([sharesOf(deps.db, article.id), settingOf(deps.db, doors)])
  const busy = new Set(shares.filter(({ state }) => state === 'open' || state === 'taken').map(({ to }) => to))
  const others = sitesOf(deps)
    .filter(({ id }) => !busy.has(id) && hindrance(article, id) === null)
    .map((site) => ({ site, straight: doorFor(open, article, site.id) !== null }))
  const told = issues ? { issues, typed: typed(request.body) } : {}
  const body = (
    <Giving
      lang={actor.lang}
      sites={sitesOf(deps)}
      article={article}
      shares={shares}
      others={others}
      chosen={chosenIn(request.body, 'sites')}
      {...told}
    />
  )
  const back = { href: articleUrl(article.id), label: newsroom[actor.lang].backToArticle }
  return page(deps, request, reply, { title: text[actor.lang].giveTitle, back, body, issues })
}

export async function giveTo(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const fields = typed(request.body)
  const chosen = chosenIn(request.body, 'sites')
  const sites = sitesOf(deps)
    .map(({ id }) => id)
    .filter((id) => chosen.includes(id))
  const id = idParam(request)
  const outcome = await offer(deps, request.actor!, id, sites, (fields.words ?? '').trim().slice(0, 1000))
  return outcome.ok ? reply.redirect(givingUrl(id, '?vua=offered'), 303) : sendGiving(deps, request, reply, outcome.issues)
}

export async function recallAll(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const id = idParam(request)
  const outcome = await recall(deps, request.actor!, id, (typed(request.body).reason ?? '').slice(0, 1000))
  return outcome.ok ? reply.redirect(givingUrl(id, '?vua=recalled'), 303) : sendGiving(deps, request, reply, outcome.issues)
}

async function own(deps: Deps, request: FastifyRequest) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!speaksFor(actor, article.siteId)) throw forbidden()
  return { actor, article }
}

/** Another site's item: only what readers have of it is shown, whoever asks. */
export async function sendQuestion(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const sites = sitesOf(deps)
  const [item] = await readableAtHome(deps.db, [idParam(request)])
  if (!item) throw notFound()
  const mine = sites.filter(({ id }) => id !== item.siteId && speaksFor(actor, id))
  const wanted = numberIn(request, 'trang') ?? Id.safeParse(typed(request.body).site).data
  const site = mine.find(({ id }) => id === wanted) ?? mine[0]
  if (!site) throw forbidden()
  const told = issues ? { issues, typed: typed(request.body) } : {}
  const body = (
    <AskingFor
      lang={actor.lang}
      sites={sites}
      item={{ ...item, from: siteName(sites, item.siteId) }}
      own={mine}
      site={site}
      address={addressOf(sites, item)}
      {...told}
    />
  )
  const back = { href: sharingPath, label: text[actor.lang].boardTitle }
  return page(deps, request, reply, { title: text[actor.lang].askTitle, back, body, issues })
}

export async function sendAsking(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const fields = typed(request.body)
  const site = Id.safeParse(fields.site)
  const placing = placingOf(fields)
  if (!site.success) throw notFound()
  if (!placing.ok) return sendQuestion(deps, request, reply, placing.issues)
  const words = (fields.words ?? '').trim().slice(0, 1000)
  const outcome = await askFor(deps, request.actor!, idParam(request), site.data, placing.value, words)
  return outcome.ok ? reply.redirect(`${sharingPath}?vua=asked`, 303) : sendQuestion(deps, request, reply, outcome.issues)
}

type Page = { title: string; back: { href: string; label: string }; body: ComponentChildren; issues: Issues | undefined }

async function page(deps: Deps, request: FastifyRequest, reply: FastifyReply, { title, back, body, issues }: Page) {
  const options = { title, current: sharingPath, back, narrow: true, flash: flashOf(request, text[request.actor!.lang]) }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}
