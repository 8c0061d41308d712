import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { parseDate } from '../../../kernel/time.ts'
import { desk, told } from '../../people/index.ts'
import { confirm, replace } from '../commands.ts'
import { ConfirmForm, readValue, ReplaceForm } from '../forms.ts'
import { canConfirm } from '../policy.ts'
import { formsRead } from '../read.ts'
import { ruleById, rulesList } from '../queries.ts'
import { holdsOn, type Rule } from '../rule.ts'
import { text } from '../text.ts'
import { shapeOf } from '../value.ts'
import { addRoutes } from './add-routes.tsx'
import { current, RulesPage, type Filter } from './list.tsx'
import { RulePage } from './rule.tsx'

const read = { access: 'rules.read', face: 'newsroom' } as const
const confirming = { access: 'rules.confirm', face: 'newsroom' } as const
const Query = z.object({
  state: z.enum(['waiting', 'confirmed']).optional().catch(undefined),
  on: z.string().trim().max(60).optional().catch(undefined),
})

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  app.get(current, { config: { ...read, page: 'rules' } }, async (request, reply) => {
    const { lang } = request.actor!
    const { rules, filter } = filtered(await rulesList(deps.db), request)
    return reply.view(
      await desk(
        deps,
        request,
        { title: text[lang].title, current },
        <RulesPage {...{ lang, rules, filter }} read={new Set(formsRead(deps).keys())} may={canConfirm(request.actor!)} />,
      ),
    )
  })

  addRoutes(app, deps)

  app.get(`${current}/:id`, { config: { ...read, page: 'rule' } }, async (request, reply) => reply.view(await rulePage(deps, request)))

  app.post(`${current}/:id/xac-nhan`, { config: confirming }, async (request, reply) => {
    const form = parseForm(ConfirmForm, request.body)
    const outcome = form.ok ? await confirm(deps, request.actor!, idParam(request), form.value.legalBasis) : form
    return outcome.ok
      ? reply.redirect(`${current}/${idParam(request)}?xong=da-xac-nhan`, 303)
      : reply.code(422).view(await rulePage(deps, request, outcome.issues, 'confirm'))
  })

  app.post(`${current}/:id/thay`, { config: confirming }, async (request, reply) => {
    const form = parseForm(ReplaceForm, request.body)
    const value = readValue(shapeOf((await ruleById(deps.db, idParam(request))).value), typed(request.body))
    const outcome =
      form.ok && value.ok
        ? await replace(deps, request.actor!, idParam(request), { ...form.value, value: value.value })
        : { ok: false as const, issues: { ...(value.ok ? {} : value.issues), ...(form.ok ? {} : form.issues) } }
    return outcome.ok
      ? reply.redirect(`${current}/${outcome.value}?xong=da-thay`, 303)
      : reply.code(422).view(await rulePage(deps, request, outcome.issues, 'replace'))
  })
}

function filtered(rules: readonly Rule[], request: FastifyRequest): { rules: Rule[]; filter: Filter } {
  const { state, on } = Query.parse(request.query)
  const date = on ? parseDate(on) : null
  const kept = rules.filter((rule) => (!state || (state === 'waiting') === (rule.confirmedAt === null)) && (!date || holdsOn(rule, date)))
  return { rules: kept, filter: { state, on, onIssue: on && !date ? 'dateBad' : undefined } }
}

async function rulePage(deps: Deps, request: FastifyRequest, issues?: Issues, part?: 'confirm' | 'replace') {
  const actor = request.actor!
  const t = text[actor.lang]
  const rule = await ruleById(deps.db, idParam(request))
  const page = (
    <RulePage
      lang={actor.lang}
      rule={rule}
      may={canConfirm(actor)}
      unused={!formsRead(deps).has(rule.key)}
      issues={issues}
      typed={issues && typed(request.body)}
      part={part}
    />
  )
  const back = { href: current, label: t.back }
  return desk(deps, request, { title: t.title, current, narrow: true, back, flash: told(request, t.told) }, page)
}
