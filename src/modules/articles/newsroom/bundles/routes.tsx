import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { conflict, forbidden, type Outcome } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { Id } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { Confirm } from '../../../../ui/dialog/dialog.tsx'
import { desk } from '../../../people/index.ts'
import { mayRelease } from '../../bundles/bundle.ts'
import { dissolve, exclude, include } from '../../bundles/commands.ts'
import { release } from '../../bundles/release.ts'
import { bundlesPath, bundleUrl } from './address.ts'
import { begin, edit, openBundle, sendBundle, sendBundles, sendForm } from './board-routes.tsx'
import { sendFrame, sendPreview } from './preview-routes.tsx'
import { text } from './text.ts'

const bundles = { access: 'articles.bundle', face: 'newsroom' } as const

/** Items that go out together: gathered by the desk, let out by the worker at their hour or by a chief. */
export function bundleRoutes(app: FastifyInstance, deps: Deps) {
  const get = (path: string, page: string, send: Send) =>
    app.get(`${bundlesPath}${path}`, { config: { ...bundles, page } }, (request, reply) => send(deps, request, reply))
  const post = (path: string, act: Send) =>
    app.post(`${bundlesPath}${path}`, { config: bundles }, (request, reply) => act(deps, request, reply))
  get('', 'bundles', sendBundles)
  get('/moi', 'bundle-new', sendForm)
  post('/moi', begin)
  get('/:bundle', 'bundle', sendBundle)
  get('/:bundle/sua', 'bundle-edit', sendForm)
  post('/:bundle/sua', edit)
  post('/:bundle/them', (_deps, request, reply) => onItem(deps, request, reply, include, 'added'))
  post('/:bundle/bo', (_deps, request, reply) => onItem(deps, request, reply, exclude, 'out'))
  get('/:bundle/dang', 'bundle-release', (_deps, request, reply) => ask(deps, request, reply, 'release'))
  post('/:bundle/dang', letOut)
  get('/:bundle/giai-tan', 'bundle-dissolve', (_deps, request, reply) => ask(deps, request, reply, 'dissolve'))
  post('/:bundle/giai-tan', end)
  get('/:bundle/xem-truoc', 'bundle-preview', sendPreview)
  app.get(`${bundlesPath}/:bundle/xem-truoc/khung`, { config: bundles }, (request, reply) => sendFrame(deps, request, reply))
}

type Send = (deps: Deps, request: FastifyRequest, reply: FastifyReply) => unknown

async function onItem(deps: Deps, request: FastifyRequest, reply: FastifyReply, act: typeof include, done: string) {
  const { actor, bundle } = await openBundle(deps, request)
  const article = Id.safeParse(typed(request.body).article)
  const outcome: Outcome<null> = article.success
    ? await act(deps, actor, bundle.id, article.data)
    : { ok: false, issues: { article: 'unknownChoice' } }
  return outcome.ok ? reply.redirect(bundleUrl(bundle.id, `?vua=${done}`), 303) : sendBundle(deps, request, reply, outcome.issues)
}

/** What cannot be undone by a press is asked once more, with its effect in numbers. */
async function ask(deps: Deps, request: FastifyRequest, reply: FastifyReply, verb: 'release' | 'dissolve') {
  const { actor, bundle } = await openBundle(deps, request)
  if (verb === 'release' && !mayRelease(actor, bundle.siteId)) throw forbidden()
  if (verb === 'dissolve' && bundle.state !== 'open') throw conflict()
  const t = text[actor.lang]
  const waiting = bundle.state === 'open' ? bundle.items : bundle.items.filter(({ failure }) => failure !== null)
  const body = (
    <Confirm
      title={verb === 'release' ? t.release : t.dissolve}
      action={bundleUrl(bundle.id, verb === 'release' ? '/dang' : '/giai-tan')}
      verb={verb === 'release' ? t.release : t.dissolve}
      danger={verb === 'dissolve'}
      cancelHref={bundleUrl(bundle.id)}
    >
      <p class="qd-bai">{bundle.name}</p>
      <p>{verb === 'release' ? t.releaseLead(waiting.length) : t.dissolveLead}</p>
    </Confirm>
  )
  const back = { href: bundleUrl(bundle.id), label: bundle.name }
  return reply.view(await desk(deps, request, { title: t[verb], current: bundlesPath, back, narrow: true }, body))
}

async function letOut(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, bundle } = await openBundle(deps, request)
  const { out, failed } = await release(deps, actor, bundle.id)
  for (const { articleId, failure, error } of failed)
    deps.log.warn({ err: error, bundle: bundle.id, article: articleId, failure }, 'left behind')
  const done = failed.length === 0 ? 'released' : out.length > 0 ? 'part' : 'held'
  return reply.redirect(bundleUrl(bundle.id, `?vua=${done}`), 303)
}

async function end(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, bundle } = await openBundle(deps, request)
  await dissolve(deps, actor, bundle.id)
  return reply.redirect(`${bundlesPath}?vua=dissolved`, 303)
}
