import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Deps } from '../../../kernel/module.ts'
import { lookOf } from '../../../kernel/pages/look.ts'
import type { Lang } from '../../../kernel/text.ts'
import { LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { askToSignIn, desk, identify } from '../../people/index.ts'
import { siteById } from '../network.ts'
import { text, type RefusalKey } from '../text.ts'
import { framed } from './page.tsx'

/** The calm page for whatever cannot be shown: what happened in one sentence, and where to go on. JSON for those who asked for JSON. */
export async function refuse(deps: Deps, request: FastifyRequest, reply: FastifyReply, status: number, key: string): Promise<FastifyReply> {
  if (key === 'signInFirst') return askToSignIn(deps, request, reply)
  const atDesk = await isAtDesk(deps, request)
  const lang: Lang = request.actor?.lang ?? 'vi'
  const { title, what } = text[lang].refusal[key in text.vi.refusal ? (key as RefusalKey) : status >= 500 ? 'fault' : 'badRequest']
  reply.code(status).header('cache-control', 'no-store')
  if (request.headers.accept?.includes('application/json')) return reply.send({ key, message: `${title}. ${what}` })
  const page = atDesk && (await refusedAtDesk(deps, request, { title, what, reference: status >= 500 }))
  if (page) return reply.view(page)
  return refusedOnSite(deps, request, reply, { lang, title, what, reference: status >= 500 })
}

type Said = { title: string; what: string; reference: boolean }

/** Somebody signed in, at an address of the newsroom: also one that no route knows, where nobody has asked yet who it is. */
async function isAtDesk(deps: Deps, request: FastifyRequest): Promise<boolean> {
  if (!request.site?.main || !/^\/(toa-soan|tai-khoan)(?=[/?]|$)/.test(request.url)) return false
  request.actor ??= await identify(deps, request).catch(() => null)
  return request.actor !== null
}

/** Within the menu, so that work goes on with the next click. Null when not even the menu can be had: the database is away. */
async function refusedAtDesk(deps: Deps, request: FastifyRequest, { title, what, reference }: Said): Promise<VNode | null> {
  const t = text[request.actor!.lang]
  const page = (
    <>
      <PageHead title={title} lead={what} />
      {reference && <p class="meta">{t.reference(request.id)}</p>}
      <LinkButton kind="primary" icon="inbox" href="/toa-soan">
        {t.toDesk}
      </LinkButton>
    </>
  )
  return desk(deps, request, { title, narrow: true }, page).catch(() => null)
}

function refusedOnSite(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { lang, title, what, reference }: Said & { lang: Lang },
): FastifyReply {
  const site = request.site && siteById(deps, request.site.siteId)
  if (!site) return reply.type('text/plain; charset=utf-8').send(`${title}. ${what}\n`)
  const page = (
    <section class="sec">
      <div class="wrap doc xep">
        <h1>{title}</h1>
        <p>{what}</p>
        {reference && <p class="meta">{text[lang].reference(request.id)}</p>}
        <p class="nut">
          <a class="btn o" href="/">
            {text[lang].goHome}
          </a>
        </p>
        <form class="tim" role="search" action="/tim-kiem">
          <input name="q" aria-label={text[lang].searchInstead} placeholder={text[lang].searchInstead} />
          <button>{text[lang].search}</button>
        </form>
      </div>
    </section>
  )
  const reading = { site, lang, look: lookOf(request.headers.cookie), path: '/', query: {} }
  return reply
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(framed(deps, reading, { title, tags: [], children: page }))}`)
}
