import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import { idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { addPenName, AuthorForm, changeAuthor, createAuthor, PenNameForm, removePenName } from '../../commands.ts'
import { authorsList, personById } from '../../queries.ts'
import { desk } from '../frame.tsx'
import { told } from '../told.ts'
import { AuthorList, AuthorPage, NewAuthorPage } from './authors.tsx'
import { text } from './text.ts'

const config = { access: 'people.authors', face: 'newsroom' } as const
const current = '/toa-soan/tac-gia'

export function authorRoutes(app: FastifyInstance, deps: Deps) {
  app.get(current, { config: { ...config, page: 'authors' } }, async (request, reply) => {
    const { lang } = request.actor!
    const { q } = queryOf(request)
    const asked = typeof q === 'string' ? q.trim().slice(0, 100) : undefined
    const list = <AuthorList lang={lang} authors={await authorsList(deps.db, asked)} q={asked} />
    return reply.view(await desk(deps, request, { title: text[lang].title, current }, list))
  })

  app.get(`${current}/them`, { config: { ...config, page: 'author-new' } }, async (request, reply) =>
    reply.view(await newPage(deps, request)),
  )

  app.post(`${current}/them`, { config }, async (request, reply) => {
    const form = parseForm(AuthorForm, request.body)
    const outcome = form.ok ? await createAuthor(deps, request.actor!, form.value) : form
    return outcome.ok ? back(reply, outcome.value, 'da-them') : reply.code(422).view(await newPage(deps, request, outcome.issues))
  })

  app.get(`${current}/:id`, { config: { ...config, page: 'author' } }, async (request, reply) =>
    reply.view(await authorPage(deps, request)),
  )

  app.post(`${current}/:id`, { config }, async (request, reply) => {
    const form = parseForm(AuthorForm, request.body)
    const outcome = form.ok ? await changeAuthor(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? back(reply, idParam(request), 'da-luu') : reply.code(422).view(await authorPage(deps, request, outcome.issues))
  })

  app.post(`${current}/:id/but-danh`, { config }, async (request, reply) => {
    const form = parseForm(PenNameForm, request.body)
    const outcome = form.ok ? await addPenName(deps, request.actor!, idParam(request), form.value.penName) : form
    return outcome.ok
      ? back(reply, idParam(request), 'them-but-danh')
      : reply.code(422).view(await authorPage(deps, request, outcome.issues))
  })

  app.post(`${current}/:id/but-danh/:pen/bo`, { config }, async (request, reply) => {
    await removePenName(deps, request.actor!, idParam(request), idParam(request, 'pen'))
    return back(reply, idParam(request), 'bo-but-danh')
  })
}

const back = (reply: FastifyReply, id: number, what: keyof typeof text.vi.told) => reply.redirect(`${current}/${id}?xong=${what}`, 303)

async function newPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const t = text[lang]
  return desk(
    deps,
    request,
    { title: t.newTitle, current, narrow: true, back: { href: current, label: t.title } },
    <NewAuthorPage lang={lang} issues={issues} typed={typed(request.body)} />,
  )
}

async function authorPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const t = text[lang]
  const author = await personById(deps.db, request.actor!, idParam(request))
  if (author.email !== null) throw notFound()
  const sent = issues ? typed(request.body) : undefined
  const page = (
    <AuthorPage
      lang={lang}
      author={author}
      issues={issues}
      typed={sent && 'penName' in sent ? { name: author.name, addressForm: author.addressForm, ...sent } : sent}
    />
  )
  return desk(
    deps,
    request,
    { title: author.name, current, narrow: true, back: { href: current, label: t.title }, flash: told(request, t.told) },
    page,
  )
}
