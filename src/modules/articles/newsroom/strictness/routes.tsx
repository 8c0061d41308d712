import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badRequest, forbidden } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { changeSetting, settingOf } from '../../../../kernel/settings.ts'
import { mayChooseRules, rulesPath, strictness, wordsPath, type Strictness } from '../../../coach/index.ts'
import { desk, told } from '../../../people/index.ts'
import { chosenIn, seenIn } from './form.ts'
import { StrictnessPage } from './strictness.tsx'
import { text } from './text.ts'

const config = { access: 'coach.rules', face: 'newsroom' } as const

/** How strictly the checks are taken: the coach keeps the choice, the genres are ours. */
export function strictnessRoutes(app: FastifyInstance, deps: Deps) {
  app.get(rulesPath, { config: { ...config, page: 'strictness' } }, async (request, reply) => {
    const now = await settingOf(deps.db, strictness)
    return reply.view(await page(deps, request, now, now, false))
  })

  app.post(rulesPath, { config }, async (request, reply) => {
    const actor = request.actor!
    const sent = typed(request.body)
    const from = seenIn(sent)
    if (!from) throw badRequest()
    if (!mayChooseRules(actor)) throw forbidden()
    const to = chosenIn(sent)
    if (!to) return reply.code(422).view(await page(deps, request, from, from, true))
    await changeSetting(deps, actor, strictness, from, to)
    return reply.redirect(`${rulesPath}?xong=da-luu`, 303)
  })
}

async function page(deps: Deps, request: FastifyRequest, chosen: Strictness, from: Strictness, wrong: boolean) {
  const actor = request.actor!
  const t = text[actor.lang]
  return desk(
    deps,
    request,
    {
      title: t.title,
      current: wordsPath,
      wide: true,
      back: { href: wordsPath, label: t.back },
      sheets: ['strictness.sheet.css'],
      flash: told(request, t.told),
    },
    <StrictnessPage lang={actor.lang} chosen={chosen} from={from} mayChoose={mayChooseRules(actor)} wrong={wrong} />,
  )
}
