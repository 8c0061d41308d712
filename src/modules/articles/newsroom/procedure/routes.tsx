import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { grantsOf, holds, type Actor } from '../../../../kernel/access.ts'
import { together } from '../../../../kernel/activity.ts'
import { badRequest, conflictOnly, notFound, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { typed, type Typed } from '../../../../kernel/form.ts'
import { Id, idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { changeSetting, settingOf, type Setting } from '../../../../kernel/settings.ts'
import { desk } from '../../../people/index.ts'
import { siteById, sitesOf, type Site } from '../../../sites/index.ts'
import { assign } from '../../procedure/assigning.ts'
import { hoursSetting, officeSetting, reasonsSetting, stagesSetting } from '../../procedure/settings.ts'
import { arrangers } from '../../policy.ts'
import { articleUrl, listPath, queuePath } from '../address.ts'
import { reasonWords } from '../decide/return.tsx'
import { flashOf } from '../params.ts'
import { sendReview } from '../review/routes.tsx'
import { rolesHeld } from '../reviewers.ts'
import { procedurePath, procedureUrl } from './address.ts'
import { networkStages, reasonsFrom, siteStages, timeFrom } from './forms.ts'
import { parts, Procedure, type Part } from './network.tsx'
import { SiteProcedure } from './site.tsx'
import { text } from './text.ts'

const sheets = ['procedure.sheet.css']
const arranges = { access: 'articles.arrange', face: 'newsroom' } as const

/** Who has an item at its stage; how many stages there are, for whom. */
export function procedureRoutes(app: FastifyInstance, deps: Deps) {
  app.post(`${listPath}/:id/nhan`, { config: { access: 'articles.decide', face: 'newsroom' } }, (request, reply) =>
    give(deps, request, reply),
  )
  app.get(procedurePath, { config: { ...arranges, page: 'procedure' } }, (request, reply) => sendProcedure(deps, request, reply))
  app.post(procedurePath, { config: arranges }, (request, reply) => changeNetwork(deps, request, reply))
  app.get(`${procedurePath}/:site`, { config: { ...arranges, page: 'procedure-site' } }, (request, reply) => sendSite(deps, request, reply))
  app.post(`${procedurePath}/:site`, { config: arranges }, (request, reply) => changeSite(deps, request, reply))
}

async function give(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  const id = idParam(request)
  const { from = '', to = '', ve } = typed(request.body)
  const outcome = await assign(deps, actor, id, { from: numbered(from), to: numbered(to) }).catch(conflictOnly)
  if (outcome === 'changed') return sendReview(deps, request, reply, id, { faster: true })
  if (!outcome.ok) return sendReview(deps, request, reply, id, { issues: outcome.issues })
  const done = numbered(to) === actor.id ? 'nhan' : to ? 'giao' : 'tha'
  if (ve !== undefined) return reply.redirect(`${queuePath}?${new URLSearchParams({ buoc: ve.slice(0, 20), vua: done })}`, 303)
  return reply.redirect(articleUrl(id, `?vua=${done}`), 303)
}

/** A person's number, or nobody. */
function numbered(field: string): number | null {
  if (field === '') return null
  const read = Id.safeParse(field)
  if (!read.success) throw badRequest()
  return read.data
}

const isWhole = (actor: Actor) => grantsOf(actor, arrangers).some(({ site }) => site === null)

type Told = { part?: Part; issues?: Issues }

async function sendProcedure(deps: Deps, request: FastifyRequest, reply: FastifyReply, { part, issues }: Told = {}) {
  const actor = request.actor!
  const [chosen, hours, office, reasons] = await Promise.all([
    settingOf(deps.db, stagesSetting),
    settingOf(deps.db, hoursSetting),
    settingOf(deps.db, officeSetting),
    settingOf(deps.db, reasonsSetting),
  ])
  const body = (
    <Procedure
      lang={actor.lang}
      sites={sitesOf(deps).filter(({ id }) => holds(actor, arrangers, id))}
      whole={isWhole(actor)}
      {...{ chosen, hours, office, reasons }}
      {...(issues && { part, issues, typed: typed(request.body) })}
    />
  )
  const options = { title: text[actor.lang].title, current: procedurePath, flash: flashOf(request, text[actor.lang]), sheets }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

async function changeNetwork(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const actor = request.actor!
  if (!isWhole(actor)) throw notFound()
  const fields = typed(request.body)
  const part = parts.find((one) => one === fields.phan)
  if (!part) throw badRequest()
  const outcome = await changing[part](deps, actor, fields)
  if (!outcome.ok) return sendProcedure(deps, request, reply, { part, issues: outcome.issues })
  return reply.redirect(`${procedurePath}?vua=da-luu`, 303)
}

const changing: Record<Part, (deps: Deps, actor: Actor, fields: Typed) => Promise<Outcome<unknown>>> = {
  buoc: async (deps, actor, fields) => {
    const before = await settingOf(deps.db, stagesSetting)
    const next = networkStages(fields, before)
    return next.ok ? change(deps, actor, stagesSetting, before, next.value) : next
  },
  gio: async (deps, actor, fields) => {
    const next = timeFrom(fields)
    if (!next.ok) return next
    return together(deps, async (spine) => {
      await change(spine, actor, hoursSetting, await settingOf(spine.db, hoursSetting), next.value.hours)
      return change(spine, actor, officeSetting, await settingOf(spine.db, officeSetting), next.value.office)
    })
  },
  'ly-do': async (deps, actor, fields) => {
    const before = await settingOf(deps.db, reasonsSetting)
    const next = reasonsFrom(fields, before, (key) => reasonWords(actor.lang, { key, words: '', used: true }))
    return next.ok ? change(deps, actor, reasonsSetting, before, next.value) : next
  },
}

/** What stays as it was needs no line in the log. */
async function change<T>(
  spine: Parameters<typeof changeSetting>[0],
  actor: Actor,
  setting: Setting<T>,
  from: T,
  to: T,
): Promise<Outcome<unknown>> {
  return isDeepStrictEqual(from, to) ? { ok: true, value: null } : changeSetting(spine, actor, setting, from, to)
}

function arranged(deps: Deps, request: FastifyRequest): Site {
  const site = siteById(deps, idParam(request, 'site'))
  if (!site || !holds(request.actor!, arrangers, site.id)) throw notFound()
  return site
}

async function sendSite(deps: Deps, request: FastifyRequest, reply: FastifyReply, issues?: Issues) {
  const { lang } = request.actor!
  const site = arranged(deps, request)
  const [chosen, held] = await Promise.all([settingOf(deps.db, stagesSetting), rolesHeld(deps.db, site.id)])
  const body = <SiteProcedure lang={lang} site={site} chosen={chosen} held={held} {...(issues && { issues, typed: typed(request.body) })} />
  const options = {
    title: text[lang].title,
    current: procedurePath,
    back: { href: procedurePath, label: text[lang].title },
    flash: flashOf(request, text[lang]),
    sheets,
  }
  return reply.code(issues ? 422 : 200).view(await desk(deps, request, options, body))
}

async function changeSite(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const site = arranged(deps, request)
  const before = await settingOf(deps.db, stagesSetting)
  const next = siteStages(typed(request.body), site.id, before)
  if (!next.ok) return sendSite(deps, request, reply, next.issues)
  await change(deps, request.actor!, stagesSetting, before, next.value)
  return reply.redirect(procedureUrl(site.id, '?vua=da-luu'), 303)
}
