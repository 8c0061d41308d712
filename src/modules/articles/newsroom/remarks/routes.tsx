import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import type { Actor } from '../../../../kernel/access.ts'
import { forbidden, notFound } from '../../../../kernel/errors.ts'
import { idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { desk } from '../../../people/index.ts'
import type { Article } from '../../article.ts'
import { nodeAt, isField } from '../../remarks/anchor.ts'
import { threadsOf } from '../../remarks/queries.ts'
import { mayHide, maySpeak, placed, type Said, type Thread } from '../../remarks/remark.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath } from '../address.ts'
import { flashOf } from '../params.ts'
import { actRoutes, type Told } from './acts.ts'
import { remarksUrl } from './address.ts'
import { filterOf, HidePage, NewRemark, RemarksPage, ThreadPage } from './pages.tsx'
import { text } from './text.ts'

const reads = { access: 'articles.read', face: 'newsroom' } as const

/** Remarks without a script: the list, one talk at its address, the form for a place, and every step as a form. The editor sends the same forms and reads JSON. */
export function remarkRoutes(app: FastifyInstance, deps: Deps) {
  const base = `${listPath}/:id/gop-y`
  app.get(base, { config: { ...reads, page: 'remarks' } }, (request, reply) => sendList(deps, request, reply))
  app.get(`${base}/moi`, { config: { ...reads, page: 'remark-new' } }, (request, reply) => sendNew(deps, request, reply))
  app.get(`${base}/:remark`, { config: { ...reads, page: 'remark' } }, (request, reply) => sendThread(deps, request, reply))
  app.get(`${base}/:remark/an`, { config: { ...reads, page: 'remark-hide' } }, (request, reply) => sendHide(deps, request, reply))
  actRoutes(app, deps, { thread: sendThread, form: sendNew, hide: sendHide })
}

/** The article whose text being written the actor may read; else there is none. */
async function read(deps: Deps, request: FastifyRequest): Promise<{ actor: Actor; article: Article }> {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!maySpeak(actor, article)) throw notFound()
  return { actor, article }
}

async function sendList(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const about = await read(deps, request)
  const threads = placed(about.article, await threadsOf(deps.db, about.article.id))
  const filter = filterOf(queryOf(request).loc)
  return send(
    deps,
    request,
    reply,
    { title: text[about.actor.lang].remarksOf(about.article.title) },
    <RemarksPage {...about} threads={threads} filter={filter} />,
  )
}

async function sendThread(deps: Deps, request: FastifyRequest, reply: FastifyReply, told: Told = {}) {
  const about = await read(deps, request)
  const thread = await threadWith(deps, about.article.id, idParam(request, 'remark'))
  const [one] = placed(about.article, [thread])
  return send(
    deps,
    request,
    reply,
    { title: text[about.actor.lang].thread(thread.by), told, narrow: true },
    <ThreadPage {...about} {...told} thread={one!} />,
  )
}

/** `?cho=` names the place and `trich` words in it; a place that is not in the text is not found. */
async function sendNew(deps: Deps, request: FastifyRequest, reply: FastifyReply, told: Told = {}) {
  const about = await read(deps, request)
  const { cho, trich, tu } = queryOf(request)
  const asked = told.typed?.place ?? cho ?? ''
  const place = typeof asked === 'string' ? asked : ''
  const isThere = place === '' || isField(place) || nodeAt(about.article, place) !== undefined
  // What a person has typed is never thrown away, though the place went meanwhile.
  if (!isThere && !told.typed) throw notFound()
  const given = told.typed ?? { ...(typeof trich === 'string' && trich !== '' && { quote: trich, start: String(Number(tu) || 0) }) }
  return send(
    deps,
    request,
    reply,
    { title: text[about.actor.lang].newTitle, told, narrow: true },
    <NewRemark {...about} {...told} typed={given} place={place} />,
  )
}

async function sendHide(deps: Deps, request: FastifyRequest, reply: FastifyReply, told: Told = {}) {
  const about = await read(deps, request)
  const id = idParam(request, 'remark')
  const said = saidIn(await threadWith(deps, about.article.id, id)).find((one) => one.id === id)!
  if (!mayHide(about.actor, about.article, said)) throw forbidden()
  return send(
    deps,
    request,
    reply,
    { title: text[about.actor.lang].hideTitle, told, narrow: true },
    <HidePage {...about} {...told} said={said} />,
  )
}

/** The talk in which something was said, be it its beginning or an answer. */
async function threadWith(deps: Deps, articleId: number, id: number): Promise<Thread> {
  const thread = (await threadsOf(deps.db, articleId)).find((one) => saidIn(one).some((said) => said.id === id))
  if (!thread) throw notFound()
  return thread
}

const saidIn = (thread: Thread): Said[] => [thread, ...thread.answers]

type Page = { title: string; told?: Told; narrow?: boolean }

async function send(deps: Deps, request: FastifyRequest, reply: FastifyReply, { title, told = {}, narrow }: Page, body: ComponentChildren) {
  const actor = request.actor!
  const id = idParam(request)
  const back = narrow
    ? { href: remarksUrl(id), label: text[actor.lang].remarks }
    : { href: articleUrl(id), label: text[actor.lang].toArticle }
  const flash = flashOf(request, text[actor.lang])
  const options = { title, current: listPath, back, narrow, flash, sheets: ['remarks.sheet.css'] }
  return reply.code(told.issues ? 422 : told.changed ? 409 : 200).view(await desk(deps, request, options, body))
}
