import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forbidden, issues as withIssues, type Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import { Id, idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { stripControl } from '../../../../kernel/text.ts'
import { library, renderMedia } from '../../../media/index.ts'
import { authorsMatching, can, desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { genres, type Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { mediaIds } from '../../body/body.ts'
import { credit, describe } from '../../commands/writing.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath } from '../address.ts'
import { flashOf } from '../params.ts'
import { text } from '../text.ts'
import type { CoverChoice } from './cover.tsx'
import { contributionsOf, named, rowsOf, typedRows, withPerson, type CreditRow } from './credits.ts'
import { Info, type InfoPage } from './info.tsx'
import { isPlace, placesFor } from './places.ts'

const writes = { access: 'articles.write', face: 'newsroom' } as const

export function aboutRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${listPath}/:id/thong-tin`, { config: { ...writes, page: 'article-info' } }, async (request, reply) => {
    const article = await articleById(deps.db, request.actor!, idParam(request))
    return canWrite(request.actor!, article) ? sendInfo(deps, request, reply, article) : reply.redirect(articleUrl(article.id), 303)
  })
  app.post(`${listPath}/:id/thong-tin`, { config: writes }, (request, reply) => saveInfo(deps, request, reply))
  app.post(`${listPath}/:id/anh-dai-dien`, { config: writes }, (request, reply) => saveCover(deps, request, reply))
  app.post(`${listPath}/:id/tac-gia`, { config: writes }, (request, reply) => saveCredits(deps, request, reply))
}

type Again = Pick<InfoPage, 'issues' | 'typed' | 'found'> & { rows?: readonly CreditRow[] }

async function sendInfo(deps: Deps, request: FastifyRequest, reply: FastifyReply, article: Article, { rows, ...again }: Again = {}) {
  const actor = request.actor!
  const [cover, credits] = await Promise.all([coverChoice(deps, request, article), named(deps.db, rows ?? rowsOf(article))])
  const body = (
    <Info
      lang={actor.lang}
      article={article}
      places={placesFor(sitesOf(deps), actor, article)}
      cover={cover}
      credits={credits}
      mayAddAuthors={can(deps, actor, 'people.authors')}
      {...again}
    />
  )
  const back = { href: articleUrl(article.id), label: text[actor.lang].backToArticle }
  const page = await desk(
    deps,
    request,
    { title: text[actor.lang].infoOf(article.title), current: listPath, back, sheets: ['about.sheet.css'], flash: flashOf(request) },
    body,
  )
  return reply.code(again.issues ? 422 : 200).view(page)
}

async function coverChoice(deps: Deps, request: FastifyRequest, { coverId, body }: Article): Promise<CoverChoice> {
  const { anh, 'trang-anh': page } = Pictures.parse(request.query)
  const [own, { items, more }] = await Promise.all([
    renderMedia(deps.db, [...(coverId === null ? [] : [coverId]), ...mediaIds(body)]),
    library(deps.db, request.actor!, { kind: 'image', q: anh, page }),
  ])
  const known = [...own.values()].filter(({ kind }) => kind === 'image')
  return { own: known, library: items.filter(({ id }) => !own.has(id)), q: anh, page, more }
}

const Pictures = z.object({
  anh: z
    .string()
    .max(100)
    .transform((typed) => stripControl(typed).trim())
    .catch(''),
  'trang-anh': Id.max(10_000).catch(1),
})

const words = (max: number) =>
  z
    .string()
    .transform((typed) => stripControl(typed).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().max(max, 'tooLong'))
    .default('')
const none = z.literal('').transform(() => null)
const tags = words(600)
  .transform((typed) => [
    ...new Set(
      typed
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().max(60, 'tooLong')).max(20, 'tooLong'))
const About = z.object({
  genre: z.enum(genres, 'unknownChoice'),
  section: none.or(Id).catch(0),
  tags,
  source: words(300),
})

async function saveInfo(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canWrite(actor, article)) throw forbidden()
  const again = (issues: Issues) => sendInfo(deps, request, reply, article, { issues, typed: typed(request.body) })
  const form = parseForm(About, request.body)
  if (!form.ok) return again(form.issues)
  const { section: sectionId, ...rest } = form.value
  if (!isPlace(placesFor(sitesOf(deps), actor, article), sectionId)) return again({ section: 'unknownSection' })
  const outcome = await describe(deps, actor, article.id, { ...rest, sectionId })
  return outcome.ok ? reply.redirect(articleUrl(article.id, '/thong-tin?vua=thong-tin'), 303) : again(outcome.issues)
}

const Cover = z.object({ cover: none.or(Id).catch(0) })

async function saveCover(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canWrite(actor, article)) throw forbidden()
  const { cover: coverId } = Cover.parse(typed(request.body))
  const outcome = (await isPicture(deps, article, coverId))
    ? await describe(deps, actor, article.id, { coverId })
    : withIssues({ cover: 'unknownPicture' })
  return outcome.ok
    ? reply.redirect(articleUrl(article.id, '/thong-tin?vua=thong-tin'), 303)
    : sendInfo(deps, request, reply, article, { issues: outcome.issues })
}

const isPicture = async (deps: Deps, article: Article, id: number | null) =>
  id === null || id === article.coverId || (await renderMedia(deps.db, [id])).get(id)?.kind === 'image'

async function saveCredits(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canWrite(actor, article)) throw forbidden()
  const { do: act = 'save', add = '', q = '', ...fields } = typed(request.body)
  const rows = typedRows(fields)
  const person = Id.safeParse(add)
  if (person.success) return sendInfo(deps, request, reply, article, { rows: withPerson(rows, person.data) })
  const wanted = q.trim().slice(0, 100)
  if (wanted) return sendInfo(deps, request, reply, article, { rows, found: { q: wanted, people: await authorsMatching(deps.db, wanted) } })
  if (act === 'search') return sendInfo(deps, request, reply, article, { rows })
  const given = contributionsOf(await named(deps.db, rows), article.contributions)
  const outcome = given.ok ? await credit(deps, actor, article.id, given.value) : withIssues(given.issues)
  return outcome.ok
    ? reply.redirect(articleUrl(article.id, '/thong-tin?vua=tac-gia'), 303)
    : sendInfo(deps, request, reply, article, { rows, issues: outcome.issues })
}
