import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Deps } from '../../../kernel/module.ts'
import { lookOf } from '../../../kernel/pages/look.ts'
import type { Lang } from '../../../kernel/text.ts'
import { askToSignIn } from '../../people/index.ts'
import { siteById } from '../network.ts'
import { text, type RefusalKey } from '../text.ts'
import { framed } from './page.tsx'

/** The calm page for whatever cannot be shown: what happened in one sentence, and where to go on. JSON for those who asked for JSON. */
export async function refuse(deps: Deps, request: FastifyRequest, reply: FastifyReply, status: number, key: string): Promise<FastifyReply> {
  if (key === 'signInFirst') return askToSignIn(deps, request, reply)
  const lang: Lang = request.actor?.lang ?? 'vi'
  const { title, what } = text[lang].refusal[key in text.vi.refusal ? (key as RefusalKey) : status >= 500 ? 'fault' : 'badRequest']
  reply.code(status).header('cache-control', 'no-store')
  if (request.headers.accept?.includes('application/json')) return reply.send({ key, message: `${title}. ${what}` })
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
