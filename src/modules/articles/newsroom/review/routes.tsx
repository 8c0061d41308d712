import { usedMedia } from '../../commands/saving.ts'
import { holds } from '../../../../kernel/access.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { previewHeaders } from '../../../../kernel/http/headers.ts'
import { notFound, type Issues } from '../../../../kernel/errors.ts'
import { idParam, queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { lookOf } from '../../../../kernel/pages/look.ts'
import { mayKeepList } from '../../../coach/index.ts'
import { endingLicences, renderMedia } from '../../../media/index.ts'
import { desk, panelsOn } from '../../../people/index.ts'
import { framed, siteById, sitesOf, trailOf } from '../../../sites/index.ts'
import { anyDeciders, isStage } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { mediaIds } from '../../body/body.ts'
import { renderBody } from '../../body/render.ts'
import { findingsIn } from '../../checking/reading.ts'
import { leftWordings } from '../../commands/wordings.ts'
import { restoreRevision } from '../../commands/writing.ts'
import { ArticleView } from '../../portal/article.tsx'
import { revisionNumbered, revisionsOf } from '../../queries.ts'
import { articleUrl, listPath, queuePath, revisionUrl } from '../address.ts'
import { flashOf, numberIn } from '../params.ts'
import { idsIn } from '../queries.ts'
import { atStage } from '../procedure/reading.ts'
import { threadsOf } from '../../remarks/queries.ts'
import { placed } from '../../remarks/remark.ts'
import { reviewersOf } from '../reviewers.ts'
import { text } from '../text.ts'
import { waitingMarks } from '../waiting.ts'
import { HistoryPage, RevisionPage } from './history.tsx'
import { pageOfWorking, PreviewPage } from './preview.tsx'
import { readArticle, readWorking, shownText, type Read } from './reading.ts'
import { Review, ReviewBar } from './review.tsx'

const reads = { access: 'articles.read', face: 'newsroom' } as const

export function reviewRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${listPath}/:id`, { config: { ...reads, page: 'article' } }, (request, reply) =>
    sendReview(deps, request, reply, idParam(request)),
  )
  app.get(`${listPath}/:id/lich-su`, { config: { ...reads, page: 'history' } }, (request, reply) => sendHistory(deps, request, reply))
  app.get(`${listPath}/:id/lich-su/:number`, { config: { ...reads, page: 'revision' } }, (request, reply) =>
    sendRevision(deps, request, reply),
  )
  app.post(`${listPath}/:id/lich-su/:number/lay-lai`, { config: { access: 'articles.write', face: 'newsroom' } }, (request, reply) =>
    restore(deps, request, reply),
  )
  app.get(`${listPath}/:id/xem-truoc`, { config: { ...reads, page: 'preview' } }, (request, reply) => sendPreview(deps, request, reply))
  app.get(`${listPath}/:id/xem-truoc/khung`, { config: reads }, (request, reply) => sendFrame(deps, request, reply))
}

const current = listPath

async function sendHistory(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const read = await readWorking(deps, actor, idParam(request))
  const threads = await threadsOf(deps.db, read.article.id)
  const before = numberIn(request, 'truoc')
  const flash = flashOf(request)
  const undo = flash && before && { action: `${revisionUrl(read.article.id, before)}/lay-lai`, label: text[actor.lang].undo }
  const options = {
    title: text[actor.lang].historyOf(read.article.title),
    current,
    wide: true,
    sheets: ['editor.sheet.css', 'remarks.sheet.css'],
    ...(flash && { flash: { ...flash, ...(undo && { undo }) } }),
  }
  return reply.view(
    await desk(deps, request, options, <HistoryPage read={read} threads={threads} mayRestore={canWrite(actor, read.article)} />),
  )
}

async function sendRevision(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const read = await readWorking(deps, actor, idParam(request))
  const revision = await revisionNumbered(deps.db, read.article.id, idParam(request, 'number'))
  const media = await renderMedia(deps.db, mediaIds(revision.body))
  const html = renderBody(revision.body, { media, lang: actor.lang, preview: true })
  const back = { href: articleUrl(read.article.id, '/lich-su'), label: text[actor.lang].history }
  const body = <RevisionPage read={read} revision={revision} html={html} mayRestore={canWrite(actor, read.article)} />
  return reply.view(
    await desk(deps, request, { title: text[actor.lang].Revision(revision.number), current, back, sheets: ['editor.sheet.css'] }, body),
  )
}

/** Reversible, so nobody is asked: what stood there was kept, and the message offers to take it back. */
async function restore(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const id = idParam(request)
  const outcome = await restoreRevision(deps, actor, id, idParam(request, 'number'))
  if (!outcome.ok) return sendReview(deps, request, reply, id, { issues: outcome.issues })
  const before = (await revisionsOf(deps.db, id)).find(({ number }) => number < outcome.value.number)
  return reply.redirect(articleUrl(id, `/lich-su?vua=lay-lai${before ? `&truoc=${before.number}` : ''}`), 303)
}

async function sendPreview(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const read = await readArticle(deps, actor, idParam(request))
  const phone = queryOf(request).co === 'dien-thoai'
  const back = { href: articleUrl(read.article.id), label: text[actor.lang].backToArticle }
  return reply.view(
    await desk(deps, request, { title: text[actor.lang].preview, current, back, wide: true }, <PreviewPage read={read} phone={phone} />),
  )
}

/** The reader's page of the working text: no script runs in it, it sends nothing, and only our own pages may frame it. */
async function sendFrame(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { article } = await readArticle(deps, request.actor!, idParam(request))
  const site = siteById(deps, article.siteId)
  if (!site) throw notFound()
  const lang = article.lang === 'en' ? 'en' : 'vi'
  const media = await renderMedia(deps.db, mediaIds(article.body))
  const reading = { site, lang, look: lookOf(request.headers.cookie), path: '/', query: {} } as const
  const page = pageOfWorking(article, renderBody(article.body, { media, lang, preview: true }))
  const trail = trailOf(site.sections, article.sectionId)
  const children = (
    <ArticleView page={page} site={site} trail={trail} media={media} lang={lang} look={reading.look} path="/" address="" origin={null} />
  )
  return reply.headers(previewHeaders).view(framed(deps, reading, { title: article.title, tags: [], children }))
}

/** The page of an article; with `issues` (422) or `changed` (409) after a step that was not taken. */
export async function sendReview(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  told: { issues?: Issues; changed?: boolean; faster?: boolean } = {},
) {
  const actor = request.actor!
  const read = await readArticle(deps, actor, id)
  const sites = sitesOf(deps)
  const [shown, queue, panels, reviewers, left, at, threads, licences, findings] = await Promise.all([
    shownText(deps, read, queryOf(request).tu === '0'),
    queueOf(deps, read),
    panelsOn(deps, read.actor, 'article', read.article.id),
    reviewersOf(deps.db, sites, read.article),
    read.working ? leftWordings(deps.db, actor, id) : [],
    read.working ? atStage(deps, actor, read.article) : null,
    read.working ? threadsOf(deps.db, id) : [],
    read.working ? endingLicences(deps.db, usedMedia(read.article.coverId, read.article.body)) : [],
    read.working && read.article.status !== 'approved' ? findingsIn(deps.db, read.article) : [],
  ])
  const options = {
    title: read.article.title || text[actor.lang].untitled,
    current: queue ? queuePath : listPath,
    flash: flashOf(request),
    bar: <ReviewBar read={read} queue={queue} />,
    sheets: ['editor.sheet.css', 'remarks.sheet.css'],
    islands: ['beside.island.js'],
  }
  const talk = placed(read.article, threads)
  const mayList = mayKeepList(actor, read.article.siteId)
  const page = { read, shown, reviewers, sites, queue, panels, left, at, licences, findings, mayList, threads: talk, ...told }
  const body = <Review {...page} />
  return reply.code(told.issues ? 422 : told.changed || told.faster ? 409 : 200).view(await desk(deps, request, options, body))
}

async function queueOf(deps: Deps, { actor, article, working }: Read) {
  if (!working || !holds(actor, anyDeciders) || !isStage(article.status)) return undefined
  const ids = await idsIn(deps.db, actor, waitingMarks(actor).sent)
  const at = ids.indexOf(article.id)
  return at === -1 ? undefined : { at: at + 1, count: ids.length }
}
