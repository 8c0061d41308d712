import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { badRequest, done, forbidden, issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { forget, readMultipart, uploadFolder } from '../../../media/index.ts'
import { desk } from '../../../people/index.ts'
import type { Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { keepReading } from '../../commands/word.ts'
import { articleById } from '../../queries.ts'
import type { Place } from '../../readings.ts'
import { readWordFile } from '../../word/reader.ts'
import { articleUrl, beginPath, listPath, readingUrl, wordPath } from '../address.ts'
import { chosenPlace, placesFor } from '../board/places.ts'
import { issueText } from '../text.ts'
import { WordForm } from './form.tsx'
import { text, type FileIssue } from './text.ts'

const writes = { access: 'articles.write', face: 'newsroom' } as const

/** Megabytes; of other kinds not a byte is kept. */
const limits = { image: 0, video: 0, audio: 0, file: 30 }

/**
 * `POST /toa-soan/ban-word` and `…/bai-viet/:id/ban-word`: one file, read and kept until its sender has looked at it. Answers the page that
 * shows it, or `{ url }` to whoever accepts JSON; 422 with a sentence, `{ issues }` in JSON.
 */
export function uploadRoutes(app: FastifyInstance, deps: Deps) {
  const into = `${listPath}/:id/ban-word`
  app.get(wordPath, { config: { ...writes, page: 'word-new' } }, (request, reply) => sendForm(deps, request, reply, null))
  app.get(into, { config: { ...writes, page: 'word-into' } }, async (request, reply) =>
    sendForm(deps, request, reply, await writableArticle(deps, request)),
  )
  app.register(async (scope) => {
    // The body stays a stream; elsewhere a multipart body is still refused with 415.
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, next) => next(null, null))
    scope.post(wordPath, { config: writes }, (request, reply) => upload(deps, request, reply, null))
    scope.post(into, { config: writes }, async (request, reply) => upload(deps, request, reply, await writableArticle(deps, request)))
  })
}

async function writableArticle(deps: Deps, request: FastifyRequest): Promise<Article> {
  const article = await articleById(deps.db, request.actor!, idParam(request))
  if (!canWrite(request.actor!, article)) throw forbidden()
  return article
}

type Again = { typed: Record<string, string>; issues: Record<string, string> }

async function sendForm(deps: Deps, request: FastifyRequest, reply: FastifyReply, article: Article | null, again?: Again) {
  const actor = request.actor!
  const t = text[actor.lang]
  const back = article ? { href: articleUrl(article.id, '/viet'), label: t.backToArticle } : { href: beginPath, label: t.backToBegin }
  const where = article ? { article } : { places: placesFor(deps, actor) }
  const options = { title: t.bring, current: listPath, back, islands: ['word.island.js'] }
  return reply.code(again ? 422 : 200).view(await desk(deps, request, options, <WordForm lang={actor.lang} {...where} {...again} />))
}

async function upload(deps: Deps, request: FastifyRequest, reply: FastifyReply, article: Article | null) {
  if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) throw badRequest()
  const posted = await readMultipart(request, uploadFolder(deps.config), limits)
  if (posted.cut) reply.header('connection', 'close')
  const actor = request.actor!
  const kept = await keep(deps, actor, article, posted).finally(() => forget(posted))
  const json = /\bapplication\/json\b/.test(request.headers.accept ?? '')
  if (kept.ok) return json ? reply.send({ url: readingUrl(kept.value) }) : reply.redirect(readingUrl(kept.value), 303)
  if (json) return reply.code(422).send({ issues: sentences(actor, kept.issues) })
  return sendForm(deps, request, reply, article, { typed: typed(posted.fields), issues: kept.issues })
}

type Posted = Awaited<ReturnType<typeof readMultipart>>

async function keep(deps: Deps, actor: Actor, article: Article | null, { files, fields }: Posted): Promise<Outcome<number>> {
  const place = article ? done(placeIn(article)) : chosenPlace(placesFor(deps, actor), fields)
  if (!place.ok) return place
  const [file] = files
  if (!file) return issues({ file: 'fileMissing' satisfies FileIssue })
  if (!file.taken.ok) return issues({ file: issueOf(file.taken.issues.file ?? '') })
  const read = await readWordFile(file.taken.value.path, { footnotes: article?.lang === 'en' ? 'Notes' : 'Chú thích' })
  if (!read.ok) return issues({ file: read.trouble })
  return done(await keepReading(deps, actor, { articleId: article?.id ?? null, ...place.value }, nameOf(file.given), read.value))
}

const placeIn = ({ siteId, sectionId, genre }: Article): Omit<Place, 'articleId'> => ({ siteId, sectionId, genre })

/** What the library's first look found, in the words of this door. */
function issueOf(key: string): FileIssue {
  if (key === 'oldOffice') return 'oldWord'
  if (key === 'tooLarge.file') return 'tooLarge'
  if (key === 'empty') return 'fileMissing'
  return key === 'storageFull' || key === 'macros' ? key : 'notWord'
}

const nameOf = (given: string) =>
  given
    .replace(/^.*[/\\]/s, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 150) || 'Word.docx'

const sentences = ({ lang }: Actor, found: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(found).map(([field, key]) => [field, field === 'file' ? text[lang].issues[key as FileIssue] : issueText(lang, key)]),
  )
