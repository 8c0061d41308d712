import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import { badRequest, conflict, conflictOnly, done, forbidden, issues, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { now } from '../../../../kernel/time.ts'
import { renderMedia, visibleMedia } from '../../../media/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { genres, type Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { cleanText, longest, mediaIds } from '../../body/body.ts'
import { diffArticle } from '../../body/diff.ts'
import { renderDiff } from '../../body/diff-html.ts'
import { parseBody } from '../../body/parse.ts'
import { saveWorking, type WorkingText } from '../../commands/saving.ts'
import { copyOf, describe, nameRevision } from '../../commands/writing.ts'
import { articleById } from '../../queries.ts'
import { isPlace, placesFor } from '../about/places.ts'
import { articleUrl, listPath } from '../address.ts'
import { Session } from './presence.ts'
import { sitesIn, uploadUrl } from './props.ts'

const writes = { access: 'articles.write', face: 'newsroom' } as const

/**
 * How the editor saves (newsroom/editor/saving.ts). `PUT luu {version, session, settled, left, title, lead, body}`: 200 {version, savedAt, text,
 * wordings}: `text` when a colleague's changes came in, `wordings` what waits for a choice; 409 with the newer text when nobody can tell who
 * changed what; 423 {by} while somebody decides; 422 {issues}.
 * Under it: `phan-loai {version, genre?, section?}` changes what stands beside the text, `phien-ban` makes a named revision, `so-sanh` answers what differs as HTML, `ban-sao` keeps what was sent as an article of its own.
 */
export function protocolRoutes(app: FastifyInstance, deps: Deps) {
  const save = `${listPath}/:id/luu`
  app.put(save, { config: writes }, (request, reply) => saveText(deps, request, reply))
  app.post(`${save}/phan-loai`, { config: writes }, (request, reply) => sort(deps, request, reply))
  app.post(`${save}/phien-ban`, { config: writes }, (request, reply) => keepNamed(deps, request, reply))
  app.post(`${save}/so-sanh`, { config: writes }, (request, reply) => compare(deps, request, reply))
  app.post(`${save}/ban-sao`, { config: writes }, (request, reply) => copy(deps, request, reply))
}

const Text = z.object({ title: z.string(), lead: z.string(), body: z.unknown() })
const Version = z.object({ version: z.int().min(1).max(2_147_483_647) })
const Sorted = Version.extend({ genre: z.enum(genres).optional(), section: Version.shape.version.nullable().optional() })
const Save = Version.extend({
  session: Session.default(''),
  settled: z.array(z.string().max(16)).max(200).default([]),
  left: z
    .array(z.object({ id: Version.shape.version, choice: z.enum(['mine', 'theirs']) }))
    .max(200)
    .default([]),
})
const Named = z.object({ name: z.string().max(200).default('') })

async function saveText(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, article } = await writing(deps, request)
  const sent = Save.safeParse(request.body)
  if (!sent.success) throw badRequest()
  const text = textOf(request.body)
  if (!text.ok) return reply.code(422).send({ issues: text.issues })
  const { version, ...sending } = sent.data
  const saved = await saveWorking(deps, actor, article.id, version, text.value, sending)
  if (saved.kind === 'held') return reply.code(423).send({ by: saved.by })
  if (saved.kind === 'saved') return reply.send({ ...saved, savedAt: saved.savedAt.toString() })
  return reply.code(409).send({ ...saved.text, version: saved.version, savedBy: saved.savedBy, savedAt: saved.savedAt.toString() })
}

async function sort(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, article } = await writing(deps, request)
  const sent = Sorted.safeParse(request.body)
  if (!sent.success) throw badRequest()
  const { version, genre, section } = sent.data
  if (!isPlace(placesFor(sitesOf(deps), actor, article), section ?? null))
    return reply.code(422).send({ issues: { section: 'unknownSection' } })
  const given = { ...(genre && { genre }), ...(section !== undefined && { sectionId: section }) }
  const outcome = await describe(deps, actor, article.id, given, version).catch(conflictOnly)
  const { title, lead, body, savedByName, savedAt, siteId, ...now } = await articleById(deps.db, actor, article.id)
  if (outcome === 'changed')
    return reply.code(409).send({ title, lead, body, version: now.version, savedBy: savedByName, savedAt: savedAt.toString() })
  if (!outcome.ok) return reply.code(422).send({ issues: outcome.issues })
  return reply.send({
    version: outcome.value.version,
    savedAt: outcome.value.savedAt.toString(),
    sites: sitesIn(sitesOf(deps), { siteId, publications: now.publications }),
    uploadUrl: uploadUrl(siteId),
  })
}

async function keepNamed(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, article } = await writing(deps, request)
  const sent = Version.extend(Named.shape).safeParse(request.body)
  if (!sent.success) throw badRequest()
  if (sent.data.version !== article.version) throw conflict()
  const outcome = await nameRevision(deps, actor, article.id, cleanText(sent.data.name).trim())
  if (!outcome.ok) return reply.code(422).send({ issues: outcome.issues })
  return reply.send({ version: article.version, savedAt: now().toString(), revision: outcome.value.number })
}

async function compare(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, article } = await writing(deps, request)
  const text = textOf(request.body)
  if (!text.ok) return reply.code(422).send({ issues: text.issues })
  // Of the text that was sent only what the writer may see: a number alone must not open a picture of another site.
  const sent = await visibleMedia(deps.db, actor, mediaIds(text.value.body))
  const media = await renderMedia(deps.db, [...mediaIds(article.body), ...sent])
  return reply.type('text/html; charset=utf-8').send(renderDiff(diffArticle(article, text.value), { media, lang: actor.lang }).html)
}

async function copy(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, article } = await writing(deps, request)
  const text = textOf(request.body)
  if (!text.ok) return reply.code(422).send({ issues: text.issues })
  const outcome = await copyOf(deps, actor, article.id, text.value)
  if (!outcome.ok) return reply.code(422).send({ issues: outcome.issues })
  return reply.send({ url: articleUrl(outcome.value.id, '/viet') })
}

/** The article, if the actor may change its text now: not seen is 404, seen and not writable 403. */
async function writing(deps: Deps, request: FastifyRequest): Promise<{ actor: Actor; article: Article }> {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canWrite(actor, article)) throw forbidden()
  return { actor, article }
}

/** What somebody's script sent, judged whole: the text as it may be stored, or what is wrong with it. */
function textOf(body: unknown): Outcome<WorkingText> {
  const sent = Text.safeParse(body)
  if (!sent.success) throw badRequest()
  const title = cleanText(sent.data.title)
  const lead = cleanText(sent.data.lead)
  const found: Issues = {}
  if (title.length > longest.title) found.title = 'titleTooLong'
  if (lead.length > longest.lead) found.lead = 'leadTooLong'
  const parsed = parseBody(sent.data.body)
  if (!parsed.ok) return issues({ ...found, ...parsed.issues })
  return Object.keys(found).length > 0 ? issues(found) : done({ title, lead, body: parsed.value })
}
