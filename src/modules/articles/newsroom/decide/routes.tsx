import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holds, type Actor } from '../../../../kernel/access.ts'
import { badRequest, conflictOnly, forbidden, notFound, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { Id, idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { settingOf } from '../../../../kernel/settings.ts'
import { stripControl } from '../../../../kernel/text.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { hosts, publicationWorkflow, type Article, type PublicationStep, type Stage } from '../../article.ts'
import { articleWorkflow, type ArticleStep } from '../../workflow.ts'
import { approve, publishDue, stepOf, type Plan } from '../../commands/publication.ts'
import { take } from '../../commands/steps.ts'
import { reasonsSetting } from '../../procedure/settings.ts'
import { bundleOf } from '../../bundles/queries.ts'
import { openRemarks } from '../../remarks/queries.ts'
import { copiesOf } from '../../sharing/placing.ts'
import { articleById } from '../../queries.ts'
import { articleUrl, listPath, publicationWords, questionUrl, queuePath, stepWords } from '../address.ts'
import { numberIn } from '../params.ts'
import { sendReview } from '../review/routes.tsx'
import { stepFlash } from '../stages.ts'
import { text } from '../text.ts'
import { Approve } from './approve.tsx'
import { givenTo, planOf } from './plan.ts'
import { PublicationQuestion } from './publication.tsx'
import { givenReasons, Return } from './return.tsx'

type Guarded = { access: string; face: 'newsroom' }
const reviews: Guarded = { access: 'articles.review', face: 'newsroom' }
const approves: Guarded = { access: 'articles.approve', face: 'newsroom' }
const writes: Guarded = { access: 'articles.write', face: 'newsroom' }
const decides: Guarded = { access: 'articles.decide', face: 'newsroom' }

type Asking = 'return' | 'approve'
const plainSteps = {
  submit: writes,
  retract: writes,
  pass: reviews,
  proof: reviews,
  endorse: decides,
  revise: writes,
  abandon: writes,
} as const

export function decideRoutes(app: FastifyInstance, deps: Deps) {
  for (const step of Object.keys(plainSteps) as (keyof typeof plainSteps)[])
    app.post(`${listPath}/:id/${stepWords[step]}`, { config: plainSteps[step] }, (request, reply) =>
      settle(deps, request, reply, step, (version) => take(deps, request.actor!, idParam(request), step, { version })),
    )
  for (const [step, config, page] of [
    ['return', decides, 'article-return'],
    ['approve', approves, 'article-approve'],
  ] as const) {
    app.get(`${listPath}/:id/${stepWords[step]}`, { config: { ...config, page } }, (request, reply) =>
      sendQuestion(deps, request, reply, step),
    )
    app.post(`${listPath}/:id/${stepWords[step]}`, { config }, (request, reply) => answer(deps, request, reply, step))
  }
  for (const [name, word] of Object.entries(publicationWords)) {
    const step = name as PublicationStep
    const path = `${listPath}/:id/xuat-ban/:publication/${word}`
    app.get(path, { config: { ...reviews, page: `publication-${step}` } }, (request, reply) =>
      askAboutPublication(deps, request, reply, step),
    )
    app.post(path, { config: reviews }, (request, reply) => stepPublication(deps, request, reply, step))
  }
}

/** The version that stood on the sender's screen; every step is about it. */
function versionOf(request: FastifyRequest): number {
  const version = Id.safeParse(typed(request.body).version)
  if (!version.success) throw badRequest()
  return version.data
}

/** Takes a step: on to the article with what was done, or its page again with what stops it (422) or who was faster (409). */
async function settle(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  step: ArticleStep,
  work: (version: number) => Promise<Outcome<null>>,
  again = sendReviewAgain,
) {
  const id = idParam(request)
  const outcome = await work(versionOf(request)).catch(conflictOnly)
  if (outcome === 'changed') return again(deps, request, reply, id, { changed: true })
  if (!outcome.ok) return again(deps, request, reply, id, { issues: outcome.issues })
  const { status } = await articleById(deps.db, request.actor!, id)
  return reply.redirect(articleUrl(id, `?vua=${stepFlash(step, status)}`), 303)
}

type Told = { issues?: Issues; changed?: boolean }
const sendReviewAgain = (deps: Deps, request: FastifyRequest, reply: FastifyReply, id: number, told: Told) =>
  sendReview(deps, request, reply, id, told)

/** The page that asks before a return or an approval. Who comes too late sees the article instead. */
async function sendQuestion(deps: Deps, request: FastifyRequest, reply: FastifyReply, step: Asking, told: Told = {}) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  const open = articleWorkflow.allows(step, actor, article)
  if (request.method === 'GET') {
    const seen = numberIn(request, 'ban')
    if (!open || seen === undefined) return reply.redirect(articleUrl(article.id), 303)
    return question(deps, request, reply, { step, actor, article, told: { changed: seen !== article.version } })
  }
  return open ? question(deps, request, reply, { step, actor, article, told }) : sendReview(deps, request, reply, article.id, told)
}

type Question = { step: Asking; actor: Actor; article: Article; told: Told }

async function question(deps: Deps, request: FastifyRequest, reply: FastifyReply, { step, actor, article, told }: Question) {
  const { lang } = actor
  const posted = request.method === 'GET' ? undefined : typed(request.body)
  // Only when told that it has changed does the person decide about the newer version.
  const version = posted && !told.changed ? versionOf(request) : article.version
  const props = { lang, article, version, ...told, ...(posted && { typed: posted }) }
  const body =
    step === 'approve' ? (
      <Approve
        {...props}
        sites={otherSites(deps, actor, article)}
        bundle={await bundleOf(deps.db, article.id)}
        open={await openRemarks(deps.db, article.id)}
      />
    ) : (
      <Return
        {...props}
        reasons={await settingOf(deps.db, reasonsSetting)}
        before={articleWorkflow.allows('back', actor, article) ? (articleWorkflow.leadsTo('back', article) as Stage) : null}
      />
    )
  const back = { href: articleUrl(article.id), label: text[lang].backToArticle }
  const options = {
    title: step === 'approve' ? text[lang].approveTitle : text[lang].returnTitle,
    current: queuePath,
    back,
    narrow: true,
    islands: ['deciding.island.js'],
  }
  return reply.code(told.issues ? 422 : told.changed && posted ? 409 : 200).view(await desk(deps, request, options, body))
}

const otherSites = (deps: Deps, actor: Actor, article: Article) =>
  sitesOf(deps).filter(({ id }) => id !== article.siteId && holds(actor, hosts, id))

async function answer(deps: Deps, request: FastifyRequest, reply: FastifyReply, step: Asking) {
  const actor = request.actor!
  const fields = typed(request.body)
  const id = idParam(request)
  // The editor's button sends no more than the version it has saved: the question comes first.
  if (fields[step === 'approve' ? 'when' : 'reason'] === undefined) return reply.redirect(questionUrl(id, step, versionOf(request)), 303)
  const again = (_deps: Deps, _request: FastifyRequest, _reply: FastifyReply, _id: number, told: Told) =>
    sendQuestion(deps, request, reply, step, told)
  if (step === 'return') {
    const { reason, reasons } = givenReasons(actor.lang, fields, await settingOf(deps.db, reasonsSetting))
    const given = { reason: stripControl(reason).slice(0, 4_000), reasons }
    const to = fields.den === 'back' ? 'back' : 'return'
    return settle(deps, request, reply, to, (version) => take(deps, actor, id, to, { version, ...given }), again)
  }
  const article = await articleById(deps.db, actor, id)
  const plan = planOf(fields, article)
  return settle(deps, request, reply, step, async (version) => (plan.ok ? approveBy(deps, actor, id, version, plan.value) : plan), again)
}

/** "As soon as approved" is done when the person reads that it is approved; what fails here the worker does in a moment. */
async function approveBy(deps: Deps, actor: Actor, id: number, version: number, plan: Plan) {
  const outcome = await approve(deps, actor, id, { version }, plan)
  if (outcome.ok && !plan.at)
    await publishDue(deps, id).catch((error: unknown) => deps.log.warn({ err: error, article: id }, 'left to the worker'))
  return outcome
}

/** The publication, if its step is open to the actor: not seen is 404, not allowed 403; a step that is over leads back to the article. */
async function publicationOf(deps: Deps, request: FastifyRequest, step: PublicationStep) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  const publication = article.publications.find(({ id }) => id === idParam(request, 'publication'))
  if (!publication) throw notFound()
  const { from } = publicationWorkflow.steps[step]
  const allowed = publicationWorkflow.allows(step, actor, { status: from[0]!, siteId: publication.siteId, article })
  if (!allowed) throw forbidden()
  return { actor, article, publication, late: !from.includes(publication.status) }
}

async function askAboutPublication(deps: Deps, request: FastifyRequest, reply: FastifyReply, step: PublicationStep, issues?: Issues) {
  const { actor, article, publication, late } = await publicationOf(deps, request, step)
  if (late) return reply.redirect(articleUrl(article.id), 303)
  const { lang } = actor
  const body = (
    <PublicationQuestion
      lang={lang}
      article={article}
      publication={publication}
      step={step}
      sites={sitesOf(deps)}
      open={step === 'publish' ? await openRemarks(deps.db, article.id) : 0}
      copies={step === 'withdraw' ? await liveCopies(deps, article.id) : []}
      issues={issues}
      typed={issues && typed(request.body)}
    />
  )
  const options = {
    title: text[lang].confirm[step].title,
    current: listPath,
    back: { href: articleUrl(article.id), label: text[lang].backToArticle },
    narrow: true,
  }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

async function liveCopies(deps: Deps, id: number): Promise<number[]> {
  const copies = await copiesOf(deps.db, id)
  return copies.flatMap(({ publications }) => publications.filter(({ status }) => status === 'live').map(({ siteId }) => siteId))
}

async function stepPublication(deps: Deps, request: FastifyRequest, reply: FastifyReply, step: PublicationStep) {
  const { actor, article, publication, late } = await publicationOf(deps, request, step)
  if (late) return sendReview(deps, request, reply, article.id, { changed: true })
  const fields = typed(request.body)
  const given = givenTo(step, fields, article)
  if (!given.ok) return askAboutPublication(deps, request, reply, step, given.issues)
  const outcome = await stepOf(deps, actor, article.id, publication.id, step, given.value).catch(conflictOnly)
  if (outcome === 'changed') return sendReview(deps, request, reply, article.id, { changed: true })
  if (!outcome.ok) return askAboutPublication(deps, request, reply, step, outcome.issues)
  return reply.redirect(articleUrl(article.id, `?vua=${publicationWords[step]}`), 303)
}
