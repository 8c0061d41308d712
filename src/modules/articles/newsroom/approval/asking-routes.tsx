import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { conflictOnly, forbidden, issues, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed, type Typed } from '../../../../kernel/form.ts'
import { Id, idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { AuthorForm, createAuthor, deciders, desk } from '../../../people/index.ts'
import { revokeLink, sendLink } from '../../approval/commands.ts'
import { isAsked, lifetimes, maySend } from '../../approval/link.ts'
import { linksOf } from '../../approval/queries.ts'
import { chiefs, observers, type Article } from '../../article.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath } from '../address.ts'
import { planOf } from '../decide/plan.ts'
import { text as newsroom } from '../text.ts'
import { askUrl, leaderPath } from './address.ts'
import { Asking } from './form.tsx'
import { text } from './text.ts'

type Told = { issues?: Issues; changed?: boolean; made?: { address: string; name: string } }

/** What was sent, and the form that sends. */
export async function sendAsking(deps: Deps, request: FastifyRequest, reply: FastifyReply, told: Told = {}) {
  const actor = request.actor!
  const article = await open(deps, request)
  const [links, people] = await Promise.all([linksOf(deps.db, article.id), deciders(deps.db, [...chiefs, ...observers])])
  const given = request.method === 'POST' && !told.made ? typed(request.body) : undefined
  const body = (
    <Asking
      lang={actor.lang}
      article={article}
      links={links}
      people={people.filter(({ id }) => id !== actor.id)}
      isAsked={isAsked(article)}
      typed={given}
      {...told}
    />
  )
  const back = { href: articleUrl(article.id), label: newsroom[actor.lang].backToArticle }
  const options = { title: text[actor.lang].askTitle, current: listPath, back, narrow: true }
  return reply.code(told.issues ? 422 : told.changed ? 409 : 200).view(await desk(deps, request, options, body))
}

/** The link is shown in the answer and nowhere else: an address that could be opened again would give it away. */
export async function makeLink(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await open(deps, request)
  const fields = typed(request.body)
  const outcome = await made(deps, actor, article, fields).catch(conflictOnly)
  if (outcome === 'changed') return sendAsking(deps, request, reply, { changed: true })
  if (!outcome.ok) return sendAsking(deps, request, reply, { issues: outcome.issues })
  const address = `${request.protocol}://${request.headers.host}${leaderPath}/${outcome.value.token}`
  const [link] = await linksOf(deps.db, article.id)
  return sendAsking(deps, request, reply, { made: { address, name: link!.person } })
}

async function made(deps: Deps, actor: Actor, article: Article, fields: Typed): Promise<Outcome<{ token: string }>> {
  const version = Id.safeParse(fields.version)
  const days = lifetimes.find((one) => String(one) === fields.days)
  const plan = planOf(fields, article)
  const wrong: Issues = { ...(!plan.ok && plan.issues), ...(!days && { days: 'unknownChoice' }) }
  if (!plan.ok || !days || !version.success) return issues(wrong)
  const person = await personOf(deps, actor, fields)
  if (!person.ok) return person
  return sendLink(deps, actor, article.id, { version: version.data, personId: person.value, days, plan: { ...plan.value, sites: [] } })
}

/** Somebody of the list; or a name that is not on it, which becomes that of an author without an account. */
async function personOf(deps: Deps, actor: Actor, fields: Typed): Promise<Outcome<number>> {
  const name = (fields.name ?? '').trim()
  const chosen = Id.safeParse(fields.person)
  if (!name) return chosen.success ? { ok: true, value: chosen.data } : issues({ person: 'linkNobody' })
  if (chosen.success) return issues({ name: 'linkTwoPeople' })
  const author = AuthorForm.safeParse({ name })
  if (!author.success) return issues({ name: 'tooLong' })
  const known = (await deciders(deps.db, [...chiefs, ...observers])).find((one) => !one.account && one.name === author.data.name)
  return known ? { ok: true, value: known.id } : createAuthor(deps, actor, author.data)
}

export async function takeBack(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const id = idParam(request)
  await revokeLink(deps, request.actor!, id, idParam(request, 'link'))
  return reply.redirect(askUrl(id), 303)
}

async function open(deps: Deps, request: FastifyRequest) {
  const article = await articleById(deps.db, request.actor!, idParam(request))
  if (!maySend(request.actor!, article)) throw forbidden()
  return article
}
