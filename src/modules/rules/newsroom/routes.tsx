import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forbidden, notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import type { Deps } from '../../../kernel/module.ts'
import { parseDate } from '../../../kernel/time.ts'
import { desk } from '../../people/index.ts'
import { add, confirm, replace } from '../commands.ts'
import { AddForm, ConfirmForm, readValue, ReplaceForm } from '../forms.ts'
import { canConfirm } from '../policy.ts'
import { ruleById, rulesList } from '../queries.ts'
import { holdsOn, type Rule } from '../rule.ts'
import { text } from '../text.ts'
import { isKind, kinds, shapeOf, type Shape } from '../value.ts'
import { AddPage, addPath, ChooseKindPage } from './add.tsx'
import { current, RulesPage, type Filter } from './list.tsx'
import { RulePage } from './rule.tsx'

const read = { access: 'rules.read', face: 'newsroom' } as const
const confirming = { access: 'rules.confirm', face: 'newsroom' } as const
const Id = z.coerce.number().int().positive().max(2_147_483_647)
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
        <RulesPage lang={lang} rules={rules} filter={filter} may={canConfirm(request.actor!)} />,
      ),
    )
  })

  app.get(addPath, { config: { ...confirming, page: 'rule-new' } }, async (request, reply) => reply.view(await addPage(deps, request)))

  app.post(addPath, { config: confirming }, async (request, reply) => {
    const kind = kindOf(request)
    if (!kind) throw notFound()
    const form = parseForm(AddForm, kind === 'holiday' ? { ...typed(request.body), key: 'holiday.date' } : request.body)
    const value = readValue(kinds[kind] as Shape, typed(request.body))
    const outcome =
      form.ok && value.ok
        ? await add(deps, request.actor!, { ...form.value, value: value.value })
        : { ok: false as const, issues: { ...(form.ok ? {} : form.issues), ...(value.ok ? {} : value.issues) } }
    return outcome.ok
      ? reply.redirect(`${current}/${outcome.value}?xong=da-them`, 303)
      : reply.code(422).view(await addPage(deps, request, outcome.issues))
  })

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

function idParam(request: FastifyRequest) {
  const id = Id.safeParse((request.params as { id: string }).id)
  if (!id.success) throw notFound()
  return id.data
}

const kindOf = (request: FastifyRequest) => {
  const { loai } = request.query as Record<string, unknown>
  return isKind(loai) ? loai : null
}

async function addPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  if (!canConfirm(request.actor!)) throw forbidden()
  const t = text[lang]
  const kind = kindOf(request)
  const page = kind ? (
    <AddPage lang={lang} kind={kind} issues={issues} typed={issues && typed(request.body)} />
  ) : (
    <ChooseKindPage lang={lang} />
  )
  const back = kind ? { href: addPath, label: t.addTitle } : { href: current, label: t.back }
  return desk(deps, request, { title: t.addTitle, current, narrow: true, back }, page)
}

async function rulePage(deps: Deps, request: FastifyRequest, issues?: Issues, part?: 'confirm' | 'replace') {
  const actor = request.actor!
  const t = text[actor.lang]
  const rule = await ruleById(deps.db, idParam(request))
  const page = (
    <RulePage lang={actor.lang} rule={rule} may={canConfirm(actor)} issues={issues} typed={issues && typed(request.body)} part={part} />
  )
  const { xong } = request.query as Record<string, unknown>
  const flash =
    typeof xong === 'string' && Object.hasOwn(t.told, xong)
      ? { kind: 'success' as const, text: t.told[xong as keyof typeof t.told] }
      : undefined
  return desk(deps, request, { title: t.title, current, narrow: true, back: { href: current, label: t.back }, flash }, page)
}
