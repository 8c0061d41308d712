import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Actor } from '../../../../kernel/access.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { UiContext } from '../../../../ui/context.ts'
import { mayKeepList, type Finding } from '../../../coach/index.ts'
import { endingLicences, renderMedia } from '../../../media/index.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { canReadWorking } from '../../policy.ts'
import type { Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { mediaIds } from '../../body/body.ts'
import { findingsIn } from '../../checking/reading.ts'
import { usedMedia } from '../../commands/saving.ts'
import { leftWordings } from '../../commands/wordings.ts'
import { openRemarks, threadsOf } from '../../remarks/queries.ts'
import { placed } from '../../remarks/remark.ts'
import { articleById, revisionsOf, transitionsOf } from '../../queries.ts'
import { notFound } from '../../../../kernel/errors.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import { About } from '../about/facts.tsx'
import { Checks } from '../about/checks.tsx'
import { isRequired } from '../about/findings.ts'
import { Licences, type Licence } from '../about/licences.tsx'
import { articleUrl, listPath } from '../address.ts'
import { EditorBar } from '../editor/bar.tsx'
import type { SideTab } from '../editor/props.ts'
import { EditorScreen } from '../editor/screen.tsx'
import { RemarksPanel } from '../remarks/panel.tsx'
import { text as remarkText } from '../remarks/text.ts'
import { told } from '../remarks/told.tsx'
import { History } from '../review/timeline.tsx'
import { sectionName } from '../names.ts'
import { flashOf } from '../params.ts'
import { reviewersOf } from '../reviewers.ts'
import { text } from '../text.ts'
import { editorProps } from './props.ts'
import { presenceRoutes } from './presence.ts'
import { protocolRoutes } from './protocol.ts'

const writes = { access: 'articles.write', face: 'newsroom' } as const

export function writingRoutes(app: FastifyInstance, deps: Deps) {
  app.get(`${listPath}/:id/viet`, { config: { ...writes, page: 'editor' } }, (request, reply) => sendEditor(deps, request, reply))
  app.get(`${listPath}/:id/viet/kiem-tra`, { config: writes }, (request, reply) => fragment(deps, request, reply, checksPart))
  app.get(`${listPath}/:id/viet/thong-tin`, { config: writes }, (request, reply) => fragment(deps, request, reply, aboutPart))
  app.get(`${listPath}/:id/viet/gop-y`, { config: writes }, (request, reply) => fragment(deps, request, reply, remarksPart))
  app.get(`${listPath}/:id/viet/lich-su`, { config: writes }, (request, reply) => fragment(deps, request, reply, historyPart))
  protocolRoutes(app, deps)
  presenceRoutes(app, deps)
}

async function sendEditor(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  // Sent on meanwhile, or never theirs to write: the page that says where it stands.
  if (!canWrite(actor, article)) return reply.redirect(articleUrl(article.id), 303)
  const wanted = [...mediaIds(article.body), ...(article.coverId === null ? [] : [article.coverId])]
  const sites = sitesOf(deps)
  const [media, revisions, transitions, reviewers, side, left] = await Promise.all([
    renderMedia(deps.db, wanted),
    revisionsOf(deps.db, article.id),
    transitionsOf(deps.db, article.id),
    reviewersOf(deps.db, sites, article),
    sideOf(deps, actor, article),
    leftWordings(deps.db, actor, article.id),
  ])
  const props = editorProps({ actor, article, media: [...media.values()], revisions, transitions, sites, reviewers, side, left })
  const options = {
    title: article.title || text[actor.lang].untitled,
    current: listPath,
    bar: <EditorBar {...props} />,
    sheets: ['editor.sheet.css', 'remarks.sheet.css'],
    islands: ['editor.island.js'],
    // The heavy part sets out with the page, behind what is needed to write a title.
    head: <link rel="modulepreload" href={deps.assets.url('writing.js')} fetchpriority="low" />,
    flash: flashOf(request),
  }
  return reply.view(await desk(deps, request, options, <EditorScreen {...props} />))
}

async function sideOf(deps: Deps, actor: Actor, article: Article): Promise<SideTab[]> {
  const t = text[actor.lang]
  const [findings, licences, about, remarks, open, history] = await Promise.all([
    findingsIn(deps.db, article),
    licencesIn(deps, article),
    aboutPart(deps, actor, article),
    remarksPart(deps, actor, article),
    openRemarks(deps.db, article.id),
    historyPart(deps, actor, article),
  ])
  return [
    {
      key: 'kiem-tra',
      label: t.checks,
      count: findings.filter(isRequired).length,
      tone: 'waiting',
      content: checksOf(deps, actor, article, { findings, licences }),
      refreshUrl: articleUrl(article.id, '/viet/kiem-tra'),
    },
    { key: 'thong-tin', label: t.info, content: about, refreshUrl: articleUrl(article.id, '/viet/thong-tin') },
    {
      key: 'gop-y',
      label: remarkText[actor.lang].remarks,
      count: open,
      tone: 'talk',
      content: remarks,
      refreshUrl: articleUrl(article.id, '/viet/gop-y'),
    },
    { key: 'lich-su', label: t.history, content: history, refreshUrl: articleUrl(article.id, '/viet/lich-su') },
  ]
}

type Part = (deps: Deps, actor: Actor, article: Article) => Promise<ComponentChildren>

const licencesIn = (deps: Deps, article: Article) => endingLicences(deps.db, usedMedia(article.coverId, article.body))

const checksPart: Part = async (deps, actor, article) =>
  checksOf(deps, actor, article, { findings: await findingsIn(deps.db, article), licences: await licencesIn(deps, article) })

type Beside = { findings: readonly Finding[]; licences: readonly Licence[] }

const checksOf = (deps: Deps, actor: Actor, article: Article, { findings, licences }: Beside) => (
  <>
    <Checks
      lang={actor.lang}
      article={article}
      findings={findings}
      section={sectionName(sitesOf(deps), article.sectionId)}
      inEditor
      mayMend
      mayList={mayKeepList(actor, article.siteId)}
    />
    <Licences lang={actor.lang} licences={licences} />
  </>
)

const aboutPart: Part = async (deps, actor, article) => {
  const cover = article.coverId === null ? undefined : (await renderMedia(deps.db, [article.coverId])).get(article.coverId)
  return <About lang={actor.lang} article={article} sites={sitesOf(deps)} cover={cover} mayChange />
}

const remarksPart: Part = async (deps, actor, article) => (
  <RemarksPanel actor={actor} article={article} threads={placed(article, await threadsOf(deps.db, article.id))} />
)

const historyPart: Part = async (deps, actor, article) => {
  const [revisions, transitions, threads] = await Promise.all([
    revisionsOf(deps.db, article.id),
    transitionsOf(deps.db, article.id),
    threadsOf(deps.db, article.id),
  ])
  const line = { revisions, transitions, threads: told(article, threads) }
  return <History lang={actor.lang} id={article.id} {...line} most={12} />
}

/** A part of the panel again, after a save: the same component as on the page. */
async function fragment(deps: Deps, request: FastifyRequest, reply: FastifyReply, part: Part) {
  const actor = request.actor!
  const article = await articleById(deps.db, actor, idParam(request))
  if (!canReadWorking(actor, article)) throw notFound()
  const node = <UiContext.Provider value={{ lang: actor.lang, assets: deps.assets }}>{await part(deps, actor, article)}</UiContext.Provider>
  return reply.type('text/html; charset=utf-8').send(renderToString(node))
}
