import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { isUnsafe } from '../../../kernel/http/guard.ts'
import type { Deps } from '../../../kernel/module.ts'
import { LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { atGate, localPath, refererPath, stillDesk } from '../../people/index.ts'
import { text } from '../text.ts'

export type Said = { status: number; title: string; what: string }

/**
 * A refusal to somebody at work: in the newsroom's frame, with what to do next. Before it is known who asks, the card of the sign-in pages.
 * It says nothing of what is or is not there, and asks nothing of the database.
 */
export function deskRefusal(deps: Deps, request: FastifyRequest, said: Said): VNode {
  if (!request.actor) return atGate(deps, request, said.title, <Next request={request} said={said} />)
  return stillDesk(
    deps,
    request,
    { title: said.title, narrow: true },
    <Card class="hoi">
      <h1>{said.title}</h1>
      <Next request={request} said={said} />
    </Card>,
  )
}

function Next({ request, said: { status, what } }: { request: FastifyRequest; said: Said }) {
  const t = text[request.actor?.lang ?? 'vi']
  const here = localPath(request.url)
  const before = refererPath(request)
  const sends = isUnsafe(request.method)
  return (
    <>
      <div class="xep">
        <p>{what}</p>
        {status >= 500 && sends && <p>{t.notKept}</p>}
        {status >= 500 && <p class="mo-ta num">{t.reference(request.id)}</p>}
      </div>
      <div class="nut">
        {status >= 500 && !sends && here && (
          <LinkButton kind="primary" icon="refresh-cw" href={here}>
            {t.tryAgain}
          </LinkButton>
        )}
        {before && before !== here && (
          <LinkButton icon="arrow-left" href={before}>
            {t.backThere}
          </LinkButton>
        )}
        <LinkButton href="/toa-soan">{t.toDesk}</LinkButton>
      </div>
    </>
  )
}
