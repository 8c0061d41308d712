import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { notFound, type Issues } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { desk } from '../../../people/index.ts'
import { sitesOf } from '../../../sites/index.ts'
import { decline, grant, takeOffer } from '../../sharing/commands.ts'
import { readableAtHome, shareById } from '../../sharing/queries.ts'
import { answers, speaksFor } from '../../sharing/share.ts'
import { articleUrl } from '../address.ts'
import { sharingPath } from './address.ts'
import { addressOf } from './board.tsx'
import { Granting, Renaming, Taking } from './forms.tsx'
import { placingOf } from './placing.ts'
import { text } from './text.ts'

/** The question of an open share, for whoever answers it; what has been answered leads back to the board. */
export async function sendAnswering(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const share = await shareById(deps.db, idParam(request, 'share'))
  if (!answers(actor, share)) throw notFound()
  if (share.state !== 'open') return reply.redirect(sharingPath, 303)
  const sites = sitesOf(deps)
  const [item] = await readableAtHome(deps.db, [share.articleId])
  const told = issues ? { issues, typed: typed(request.body) } : {}
  const props = { lang: actor.lang, sites, share, address: item && addressOf(sites, item), ...told }
  const body = share.kind === 'offer' ? <Taking {...props} /> : <Granting {...props} />
  return send(deps, request, reply, text[actor.lang][share.kind === 'offer' ? 'takeTitle' : 'grantTitle'], body, issues)
}

export async function answerShare(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const share = await shareById(deps.db, idParam(request, 'share'))
  if (!answers(actor, share)) throw notFound()
  const fields = typed(request.body)
  const words = (fields.words ?? '').trim().slice(0, 1000)
  if (fields.no === '1') {
    await decline(deps, actor, share.id, words)
    return reply.redirect(`${sharingPath}?vua=declined`, 303)
  }
  if (share.kind === 'ask') {
    const outcome = await grant(deps, actor, share.id, words)
    return outcome.ok ? reply.redirect(`${sharingPath}?vua=granted`, 303) : sendAnswering(deps, request, reply, outcome.issues)
  }
  const placing = placingOf(fields)
  if (!placing.ok) return sendAnswering(deps, request, reply, placing.issues)
  const outcome = await takeOffer(deps, actor, share.id, placing.value)
  if (!outcome.ok) return sendAnswering(deps, request, reply, outcome.issues)
  const { copyId } = outcome.value
  return reply.redirect(copyId === null ? `${sharingPath}?vua=taken` : articleUrl(copyId), 303)
}

export async function askRename(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const actor = request.actor!
  const share = await shareById(deps.db, idParam(request, 'share'))
  if (!speaksFor(actor, share.to) || share.mode !== 'link') throw notFound()
  const told = issues ? { issues, typed: typed(request.body) } : {}
  const body = <Renaming lang={actor.lang} sites={sitesOf(deps)} share={share} {...told} />
  return send(deps, request, reply, text[actor.lang].renameTitle, body, issues)
}

async function send(deps: Deps, request: FastifyRequest, reply: FastifyReply, title: string, body: ComponentChildren, issues?: Issues) {
  const back = { href: sharingPath, label: text[request.actor!.lang].boardTitle }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, { title, current: sharingPath, back, narrow: true }, body))
}
