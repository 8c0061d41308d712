import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import { forbidden, notFound, type Issues } from '../../../../kernel/errors.ts'
import { parseForm } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { glance, type RenderMedia } from '../../../media/index.ts'
import { desk } from '../../../people/index.ts'
import type { Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { cleanText, mediaIds, type Body } from '../../body/body.ts'
import { renderBody } from '../../body/render.ts'
import { takeReading } from '../../commands/word.ts'
import { articleById } from '../../queries.ts'
import { dropReading, pictureBytes, takePicture, waitingReading, type Waiting } from '../../readings.ts'
import { articleUrl, listPath, readingUrl, wordPath } from '../address.ts'
import { WordLook } from './look.tsx'
import { text } from './text.ts'
import { uploadRoutes } from './upload-routes.tsx'

const writes = { access: 'articles.write', face: 'newsroom' } as const

/** From a Word file to a text: upload, look, take or leave. What waits in between belongs to whoever sent it. */
export function wordRoutes(app: FastifyInstance, deps: Deps) {
  uploadRoutes(app, deps)
  const one = `${wordPath}/:id`
  app.get(one, { config: { ...writes, page: 'word' } }, (request, reply) => sendLook(deps, request, reply))
  app.post(one, { config: writes }, (request, reply) => take(deps, request, reply))
  app.get(`${one}/anh/:number`, { config: writes }, (request, reply) => sendPicture(deps, request, reply))
  app.post(`${one}/anh`, { config: writes }, (request, reply) => takeOne(deps, request, reply))
  app.post(`${one}/bo`, { config: writes }, (request, reply) => drop(deps, request, reply))
}

const Asked = z.object({ ma: z.literal('unicode').optional().catch(undefined) })

type Again = { typed: { title: string; lead: string }; issues?: Issues }

async function sendLook(deps: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) {
  const actor = request.actor!
  const { lang } = actor
  const reading = await waitingReading(deps.db, actor, idParam(request))
  if (reading.takenAt) return reply.redirect(articleUrl(reading.articleId!, '/viet'), 303)
  const article = await articleOf(deps, actor, reading)
  const asked = Asked.parse(again ? (request.body ?? {}) : (request.query ?? {}))
  const inUnicode = asked.ma === 'unicode' && reading.legacy !== null
  const { body } = inUnicode ? reading.legacy!.draft : reading.draft
  const html = renderBody(body, { media: glances(reading, body), lang, preview: true })
  const options = {
    title: text[lang].preview,
    current: listPath,
    back: backOf(actor, article),
    wide: true,
    islands: ['word.island.js'],
  }
  const page = <WordLook lang={lang} reading={reading} inUnicode={inUnicode} html={html} article={article} {...again} />
  return reply.code(again?.issues ? 422 : 200).view(await desk(deps, request, options, page))
}

const backOf = ({ lang }: Actor, article: Article | null) =>
  article
    ? { href: articleUrl(article.id, '/viet'), label: text[lang].backToArticle }
    : { href: `${listPath}/moi`, label: text[lang].backToBegin }

/** The article the text would go into, while the actor may still write there. */
async function articleOf(deps: Deps, actor: Actor, { articleId }: Waiting): Promise<Article | null> {
  if (articleId === null) return null
  const article = await articleById(deps.db, actor, articleId)
  if (!canWrite(actor, article)) throw forbidden()
  return article
}

/** Pictures that are not in the library yet, as the preview shows them. */
const glances = ({ id }: Waiting, body: Body): Map<number, RenderMedia> =>
  new Map(
    mediaIds(body).map((number) => {
      const url = readingUrl(id, `/anh/${number}`)
      const shown = { url, variants: [], width: 0, height: 0, contentType: 'image/webp', focal: { x: 0.5, y: 0.5 } }
      return [
        number,
        { ...shown, id: number, key: '', kind: 'image', alt: '', credit: '', caption: '', bytes: 0, name: '', decorative: false },
      ]
    }),
  )

async function sendPicture(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const bytes = await pictureBytes(deps.db, request.actor!, idParam(request), idParam(request, 'number'))
  const shown = bytes && (await glance(bytes))
  if (!shown) throw notFound()
  return reply.type('image/webp').header('cache-control', 'private, max-age=3600').send(shown)
}

/** For the script, which takes the pictures one by one and shows how far it is. */
async function takeOne(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const reading = await waitingReading(deps.db, actor, idParam(request))
  await articleOf(deps, actor, reading)
  if (!reading.takenAt) await takePicture(deps, actor, reading)
  const { left } = (await waitingReading(deps.db, actor, reading.id)).pictures
  return reply.send({ left })
}

/** Without script: so many pictures with one press of the button, so that no answer takes minutes. */
const atOnce = 20

const line = z
  .string()
  .default('')
  .transform((typed) => cleanText(typed).trim())
const Choice = z.object({
  title: line,
  lead: line,
  ma: z.literal('unicode').optional().catch(undefined),
  version: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
})

async function take(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const id = idParam(request)
  const form = parseForm(Choice, request.body)
  if (!form.ok) throw notFound()
  const { title, lead, ma, version } = form.value
  let reading = await waitingReading(deps.db, actor, id)
  await articleOf(deps, actor, reading)
  for (let count = 0; count < atOnce && reading.pictures.left > 0 && !reading.takenAt; count++) {
    await takePicture(deps, actor, reading)
    reading = await waitingReading(deps.db, actor, id)
  }
  if (reading.pictures.left > 0 && !reading.takenAt) return sendLook(deps, request, reply, { typed: { title, lead } })
  const outcome = await takeReading(deps, actor, id, { title, lead, inUnicode: ma === 'unicode', version: version ?? null })
  // Pressed twice: the first press has done it, and the page leads there.
  if (!outcome.ok) return sendLook(deps, request, reply, { typed: { title, lead }, issues: outcome.issues })
  const word = reading.pictures.refused > 0 ? 'tu-word-thieu-anh' : 'tu-word'
  return reply.redirect(articleUrl(outcome.value.articleId, `/viet?vua=${word}`), 303)
}

async function drop(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const reading = await waitingReading(deps.db, actor, idParam(request))
  await dropReading(deps.db, actor, reading.id)
  return reply.redirect(reading.articleId === null ? `${listPath}/moi` : articleUrl(reading.articleId, '/viet'), 303)
}
