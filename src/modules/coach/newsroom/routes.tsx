import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Issues } from '../../../kernel/errors.ts'
import { parseForm, typed, type Typed } from '../../../kernel/form.ts'
import { idParam, queryOf } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { nfc, stripControl } from '../../../kernel/text.ts'
import { can, desk, told } from '../../people/index.ts'
import { sitesOf } from '../../sites/index.ts'
import { addWord, removeWord } from '../commands.ts'
import { WordForm } from '../forms.ts'
import { mayKeepList } from '../policy.ts'
import { wordsOf } from '../queries.ts'
import { wordsPath } from './address.ts'
import { text } from './text.ts'
import { WordsPage } from './words.tsx'

const keeps = { access: 'coach.list', face: 'newsroom' } as const

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(wordsPath, { config: { ...keeps, page: 'house-words' } }, (request, reply) => show(deps, request, reply))
  app.post(wordsPath, { config: keeps }, (request, reply) => add(deps, request, reply))
  app.post(`${wordsPath}/:id/bo`, { config: keeps }, async (request, reply) => {
    await removeWord(deps, request.actor!, idParam(request))
    return reply.redirect(`${wordsPath}?xong=da-bo`, 303)
  })
}

async function add(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const form = parseForm(WordForm, request.body)
  const outcome = form.ok ? await addWord(deps, request.actor!, form.value) : form
  if (!outcome.ok) return show(deps, request, reply, { typed: typed(request.body), issues: outcome.issues })
  return reply.redirect(`${wordsPath}?xong=da-them`, 303)
}

async function show(deps: Deps, request: FastifyRequest, reply: FastifyReply, again: { typed?: Typed; issues?: Issues } = {}) {
  const actor = request.actor!
  const { lang } = actor
  const t = text[lang]
  const { q: asked } = queryOf(request)
  const q = typeof asked === 'string' ? nfc(stripControl(asked)).trim().slice(0, 80) : ''
  const sites = sitesOf(deps).filter(({ id }) => mayKeepList(actor, id))
  const network = mayKeepList(actor, null)
  const words = await wordsOf(deps.db, { siteIds: sites.map(({ id }) => id), network, q })
  const page = await desk(
    deps,
    request,
    { title: t.title, current: wordsPath, flash: told(request, t.told) },
    <WordsPage {...{ lang, words, q, sites, network, mayRules: can(deps, actor, 'coach.rules') }} {...again} />,
  )
  return reply.code(again.issues ? 422 : 200).view(page)
}
