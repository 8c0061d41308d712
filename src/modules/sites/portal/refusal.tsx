import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Deps } from '../../../kernel/module.ts'
import { lookOf } from '../../../kernel/pages/look.ts'
import type { Lang } from '../../../kernel/text.ts'
import { askToSignIn } from '../../people/index.ts'
import { siteById } from '../network.ts'
import { deskRefusal } from '../newsroom/refusal.tsx'
import { text, type RefusalKey } from '../text.ts'
import { framed } from './page.tsx'

/**
 * The calm page for whatever cannot be shown: what happened in one sentence, and where to go on, in the frame of the site or of the newsroom.
 * JSON for those who asked for JSON.
 */
export async function refuse(deps: Deps, request: FastifyRequest, reply: FastifyReply, status: number, key: string): Promise<FastifyReply> {
  if (key === 'signInFirst') return askToSignIn(deps, request, reply)
  const lang: Lang = request.actor?.lang ?? 'vi'
  const isDesk = request.site?.main === true && request.routeOptions.config?.face === 'newsroom'
  const known = key in text.vi.refusal ? (key as RefusalKey) : status >= 500 ? 'fault' : 'badRequest'
  const { title, what } = (isDesk && text[lang].deskRefusal[known]) || text[lang].refusal[known]
  reply.code(status).header('cache-control', 'no-store')
  if (request.headers.accept?.includes('application/json')) return reply.send({ key, message: `${title}. ${what}` })
  if (isDesk) return reply.view(deskRefusal(deps, request, { status, title, what }))
  const site = request.site && siteById(deps, request.site.siteId)
  if (!site) return reply.type('text/plain; charset=utf-8').send(`${title}. ${what}\n`)
  const page = (
    <section class="sec">
      <div class="wrap doc xep">
        <h1>{title}</h1>
        <p>{what}</p>
        {status >= 500 && <p class="meta">{text[lang].reference(request.id)}</p>}
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
