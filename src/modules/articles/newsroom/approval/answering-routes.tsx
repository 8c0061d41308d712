import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { Refusal, type Issues } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { stripControl, type Lang } from '../../../../kernel/text.ts'
import { formatDateTime, now, toLocal } from '../../../../kernel/time.ts'
import { lookOf } from '../../../../kernel/pages/look.ts'
import { actorById } from '../../../people/index.ts'
import { mainSite, siteById } from '../../../sites/index.ts'
import { decide, deciderOf, noteOpened } from '../../approval/commands.ts'
import { stateOf, type Decision, type Link } from '../../approval/link.ts'
import { linkByToken } from '../../approval/queries.ts'
import type { Article } from '../../article.ts'
import { articleWorkflow } from '../../workflow.ts'
import { anyArticle, transitionsOf } from '../../queries.ts'
import { defaultFrom, shownText } from '../review/reading.ts'
import { Closing, Leader, LeaderFrame } from './leader.tsx'
import { text } from './text.ts'

type Asked = { link: Link; article: Article; actor: Actor }

/** What was sent, as long as it may be decided; else one sentence of why not. Looking changes nothing: programs look at links, too. */
export async function showLink(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const link = await linkOf(deps, request)
  if (!link) return sendUnknown(deps, request, reply)
  const asked = await askedBy(deps, link)
  if ('closed' in asked) return sendClosed(deps, request, reply, link, asked.closed)
  if (request.method === 'GET') await noteOpened(deps, link)
  return sendLeader(deps, request, reply, asked, issues)
}

export async function answerLink(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const link = await linkOf(deps, request)
  if (!link) return sendUnknown(deps, request, reply)
  const fields = typed(request.body)
  const decision: Decision = fields.decision === 'approve' ? 'approve' : 'return'
  const reason = stripControl(fields.reason ?? '').slice(0, 4_000)
  const outcome = await decide(deps, link, decision, reason).catch(refusedOnly)
  // Whoever comes too late, or without a right, is told the same as who looks.
  if (outcome === 'refused') return showLink(deps, request, reply)
  if (!outcome.ok) return showLink(deps, request, reply, outcome.issues)
  return reply.redirect(request.url.split('?')[0]!, 303)
}

function refusedOnly(error: unknown): 'refused' {
  if (error instanceof Refusal && [403, 404, 409].includes(error.status)) return 'refused'
  throw error
}

const linkOf = (deps: Deps, request: FastifyRequest) => linkByToken(deps.db, (request.params as { token: string }).token)

/** Cut in a message, most often: who reads this has no account, so no way into the newsroom is offered. */
const sendUnknown = (deps: Deps, request: FastifyRequest, reply: FastifyReply) =>
  reply.code(404).view(
    <LeaderFrame {...faceOf(deps, request, 'vi', mainSite(deps)?.id ?? 0)}>
      <Closing kind="warning" title={text.vi.unknown.title} words={text.vi.unknown.text} />
    </LeaderFrame>,
  )

type Closed = Decision | 'revoked' | 'expired' | 'changed' | 'noRight'

async function askedBy(deps: Deps, link: Link): Promise<Asked | { closed: Closed }> {
  const article = await anyArticle(deps.db, link.articleId)
  const state = stateOf(link, article, now())
  if (state === 'decided') return { closed: link.decision! }
  if (state !== 'open') return { closed: state }
  const actor = await deciderOf(deps.db, link)
  return actor && articleWorkflow.allows('approve', actor, article) ? { link, article, actor } : { closed: 'noRight' }
}

async function sendClosed(deps: Deps, request: FastifyRequest, reply: FastifyReply, link: Link, closed: Closed) {
  const person = await actorById(deps.db, link.personId)
  const { siteId } = await anyArticle(deps.db, link.articleId)
  const lang = person?.lang ?? 'vi'
  const told = text[lang].closed[closed]
  const words = typeof told.text === 'string' ? told.text : told.text(link.person, when(link.decidedAt!, lang))
  const kind = closed === 'approve' || closed === 'return' ? 'success' : 'warning'
  const decided = kind === 'success' && request.method === 'GET'
  return reply.code(decided ? 200 : 410).view(
    <LeaderFrame {...faceOf(deps, request, lang, siteId)}>
      <Closing kind={kind} title={told.title} words={words} />
    </LeaderFrame>,
  )
}

const faceOf = (deps: Deps, request: FastifyRequest, lang: Lang, siteId: number) => ({
  lang,
  assets: deps.assets,
  look: lookOf(request.headers.cookie),
  site: siteById(deps, siteId)?.name ?? '',
  title: text[lang].title,
})

async function sendLeader(deps: Deps, request: FastifyRequest, reply: FastifyReply, { link, article, actor }: Asked, issues?: Issues) {
  const { viec, xem } = queryOf(request)
  const transitions = await transitionsOf(deps.db, article.id)
  const read = { actor, article, working: true, revisions: [], bundle: null, transitions }
  const from = defaultFrom(article, transitions)
  const shown = await shownText(deps, read, xem !== 'thay-doi')
  const fields = issues && typed(request.body)
  const asking = fields
    ? fields.decision === 'approve'
      ? 'approve'
      : 'return'
    : viec === 'duyet'
      ? 'approve'
      : viec === 'tra-lai'
        ? 'return'
        : null
  const page = {
    link,
    article,
    shown,
    here: request.url.split('?')[0]!,
    comparable: from > 0,
    changes: xem === 'thay-doi',
    asking,
    issues,
    typed: fields,
  } as const
  return reply.code(issues ? 422 : 200).view(
    <LeaderFrame {...faceOf(deps, request, actor.lang, article.siteId)}>
      <Leader lang={actor.lang} {...page} />
    </LeaderFrame>,
  )
}

const when = (at: Temporal.Instant, lang: Lang) => formatDateTime(toLocal(at), lang)
