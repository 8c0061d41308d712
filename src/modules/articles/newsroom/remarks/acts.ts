import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../../kernel/access.ts'
import { conflictOnly, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed, type Typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { answer, hide, remark, settle } from '../../remarks/commands.ts'
import { accept, reject, reopenSuggestion } from '../../remarks/suggestions.ts'
import { articleUrl, listPath } from '../address.ts'
import { Session } from '../writing/presence.ts'
import { remarkHash, remarkUrl } from './address.ts'
import { issueWords } from './text.ts'

export type Told = { issues?: Issues; changed?: boolean; typed?: Typed }
type Send = (deps: Deps, request: FastifyRequest, reply: FastifyReply, told?: Told) => Promise<FastifyReply>
type Again = { thread: Send; form: Send; hide: Send }

type Step = {
  access: 'articles.read' | 'articles.write'
  work(deps: Deps, actor: Actor, at: { id: number; remark: number }, fields: Typed): Promise<Outcome<unknown>>
  again: keyof Again
}

/** The steps of a talk, by the word in their address. */
const steps: Record<string, Step> = {
  'tra-loi': {
    access: 'articles.read',
    again: 'thread',
    work: (deps, actor, { id, remark }, { words = '' }) => answer(deps, actor, id, remark, words),
  },
  xong: { access: 'articles.read', again: 'thread', work: (deps, actor, { id, remark }) => settle(deps, actor, id, remark, true) },
  'mo-lai': { access: 'articles.read', again: 'thread', work: (deps, actor, { id, remark }) => settle(deps, actor, id, remark, false) },
  an: { access: 'articles.read', again: 'hide', work: (deps, actor, { id, remark }, { why = '' }) => hide(deps, actor, id, remark, why) },
  hien: { access: 'articles.read', again: 'thread', work: (deps, actor, { id, remark }) => hide(deps, actor, id, remark, null) },
  nhan: {
    access: 'articles.write',
    again: 'thread',
    work: (deps, actor, { id, remark }, fields) => accept(deps, actor, id, remark, sessionOf(fields)),
  },
  'tu-choi': {
    access: 'articles.write',
    again: 'thread',
    work: (deps, actor, { id, remark }, { words = '' }) => reject(deps, actor, id, remark, words),
  },
  'hoan-tac': {
    access: 'articles.write',
    again: 'thread',
    work: (deps, actor, { id, remark }, fields) => reopenSuggestion(deps, actor, id, remark, sessionOf(fields)),
  },
}

/** Of the open editor that asks, which writes the words on its own screen too. */
const sessionOf = ({ session }: Typed) => Session.safeParse(session).data ?? ''

export function actRoutes(app: FastifyInstance, deps: Deps, again: Again) {
  const base = `${listPath}/:id/gop-y`
  app.post(base, { config: { access: 'articles.read', face: 'newsroom' } }, (request, reply) => begin(deps, request, reply, again.form))
  for (const [word, step] of Object.entries(steps))
    app.post(`${base}/:remark/${word}`, { config: { access: step.access, face: 'newsroom' } }, (request, reply) =>
      act(deps, request, reply, word, again[step.again]),
    )
}

async function begin(deps: Deps, request: FastifyRequest, reply: FastifyReply, again: Send) {
  const id = idParam(request)
  const fields = typed(request.body)
  const { place = '', quote = '', words = '', wording = '', start } = fields
  const given = { place, quote, words, start: Number(start) || 0, ...(fields.suggest === '1' && { wording }) }
  const outcome = await remark(deps, request.actor!, id, given)
  if (asksJson(request)) return answerJson(request, reply, outcome)
  if (!outcome.ok) return again(deps, request, reply, { issues: outcome.issues, typed: fields })
  return reply.redirect(`${articleUrl(id, '?vua=gop-y')}${remarkHash(outcome.value.id)}`, 303)
}

async function act(deps: Deps, request: FastifyRequest, reply: FastifyReply, word: string, again: Send) {
  const at = { id: idParam(request), remark: idParam(request, 'remark') }
  const fields = typed(request.body)
  const outcome = await steps[word]!.work(deps, request.actor!, at, fields).catch(conflictOnly)
  if (asksJson(request)) return answerJson(request, reply, outcome)
  if (outcome === 'changed') return again(deps, request, reply, { changed: true, typed: fields })
  if (!outcome.ok) return again(deps, request, reply, { issues: outcome.issues, typed: fields })
  // Hiding may be about an answer, which has no address of its own.
  const where =
    word === 'an' || word === 'hien' ? articleUrl(at.id, `/gop-y?loc=tat-ca&vua=${word}`) : remarkUrl(at.id, at.remark, `?vua=${word}`)
  return reply.redirect(where, 303)
}

const asksJson = (request: FastifyRequest) => request.headers.accept === 'application/json'

function answerJson(request: FastifyRequest, reply: FastifyReply, outcome: Outcome<unknown> | 'changed') {
  if (outcome === 'changed') return reply.code(409).send({})
  if (outcome.ok) return reply.send(outcome.value ?? {})
  const { lang } = request.actor!
  return reply
    .code(422)
    .send({ issues: Object.fromEntries(Object.entries(outcome.issues).map(([name, key]) => [name, issueWords(lang, key)])) })
}
