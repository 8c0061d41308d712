import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { holds, type Actor } from '../../../../kernel/access.ts'
import { forbidden, issues as withIssues, type Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { stripControl } from '../../../../kernel/text.ts'
import { renderMedia } from '../../../media/index.ts'
import { authorsMatching, can, desk } from '../../../people/index.ts'
import { siteById } from '../../../sites/index.ts'
import { canWrite, genres, writers, type Article } from '../../article.ts'
import { mediaIds } from '../../body/body.ts'
import { credit, describe, type Description } from '../../commands/writing.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath } from '../address.ts'
import { flashOf, Id, idParam } from '../params.ts'
import { text } from '../text.ts'
import { contributionsOf, named, rowsOf, typedRows, withPerson, type CreditRow } from './credits.ts'
import { Info, type InfoPage } from './info.tsx'

const writes = { access: 'articles.write', face: 'newsroom' } as const

export function aboutRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${listPath}/:id/thong-tin`, { config: { ...writes, page: 'article-info' } }, async (request, reply) => {
    const article = await articleById(deps.db, request.actor!, idParam(request))
    return canWrite(request.actor!, article) ? sendInfo(deps, request, reply, article) : reply.redirect(articleUrl(article.id), 303)
  })
  app.post(`${listPath}/:id/thong-tin`, { config: writes }, (request, reply) => saveInfo(deps, request, reply))
  app.post(`${listPath}/:id/tac-gia`, { config: writes }, (request, reply) => saveCredits(deps, request, reply))
}

type Again = Pick<InfoPage, 'issues' | 'typed' | 'found'> & { rows?: readonly CreditRow[] }

async function sendInfo(deps: Deps, request: FastifyRequest, reply: FastifyReply, article: Article, { rows, ...again }: Again = {}) {
  const actor = request.actor!
  const wanted = [...(article.coverId === null ? [] : [article.coverId]), ...mediaIds(article.body)]
  const [media, credits] = await Promise.all([renderMedia(deps.db, wanted), named(deps.db, rows ?? rowsOf(article))])
  const body = (
    <Info
      lang={actor.lang}
      article={article}
      sections={sectionsFor(deps, actor, article)}
      pictures={[...media.values()].filter(({ kind }) => kind === 'image')}
      credits={credits}
      mayAddAuthors={can(deps, actor, 'people.authors')}
      {...again}
    />
  )
  const back = { href: articleUrl(article.id), label: text[actor.lang].backToArticle }
  const page = await desk(
    deps,
    request,
    { title: text[actor.lang].infoOf(article.title), current: listPath, back, flash: flashOf(request) },
    body,
  )
  return reply.code(again.issues ? 422 : 200).view(page)
}

/** The sections the article may go to: those of its site on which the actor writes, and the one it has. */
const sectionsFor = (deps: Deps, actor: Actor, article: Article) =>
  (siteById(deps, article.siteId)?.sections ?? []).filter(
    (section) => section.id === article.sectionId || (!section.hidden && holds(actor, writers, article.siteId, section.id)),
  )

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
  cover: none.or(Id).catch(0).default(null),
  coverNumber: none.or(Id).catch(0).default(null),
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
  const { section: sectionId, cover, coverNumber, ...rest } = form.value
  const described: Description = { ...rest, sectionId, coverId: coverNumber ?? cover }
  const wrong = await issuesOf(deps, actor, article, described)
  if (wrong) return again(coverNumber !== null && wrong.cover ? { coverNumber: wrong.cover } : wrong)
  const outcome = await describe(deps, actor, article.id, described)
  return outcome.ok ? reply.redirect(articleUrl(article.id, '/thong-tin?vua=thong-tin'), 303) : again(outcome.issues)
}

async function issuesOf(deps: Deps, actor: Actor, article: Article, { sectionId, coverId }: Description): Promise<Issues | null> {
  if (sectionId !== null && !sectionsFor(deps, actor, article).some(({ id }) => id === sectionId)) return { section: 'unknownSection' }
  if (coverId === null || coverId === article.coverId) return null
  return (await renderMedia(deps.db, [coverId])).get(coverId)?.kind === 'image' ? null : { cover: 'unknownPicture' }
}

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
