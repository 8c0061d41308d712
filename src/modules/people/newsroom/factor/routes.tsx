import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import { badRequest } from '../../../../kernel/errors.ts'
import { parseForm } from '../../../../kernel/form.ts'
import { queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { ruleAt } from '../../../../kernel/rules.ts'
import { changeSetting, settingOf } from '../../../../kernel/settings.ts'
import { roles, type Role } from '../../person.ts'
import { actingAccounts, mustEnrol, secondFactorRoles, type ActingAccount } from '../../signin/factor-roles.ts'
import { desk } from '../frame.tsx'
import { told } from '../told.ts'
import { FactorConfirm, factorPath, FactorPage, type Effect, type Held } from './factor.tsx'
import { text } from './text.ts'

const config = { access: 'people.administer', face: 'newsroom' } as const
const current = '/toa-soan/nguoi-dung'
const Chosen = z.array(z.enum(roles))
const words = z
  .string()
  .transform((sent) => sent.split(' ').filter(Boolean))
  .pipe(Chosen)
const ChangeForm = z.object({ from: words, to: words })
const RequiredFor = z.object({ for: z.array(z.string()) })

/** Which roles sign in with a second factor. The choice is shown with its effect before it is saved. */
export function factorRoutes(app: FastifyInstance, deps: Deps) {
  app.get(factorPath, { config: { ...config, page: 'factor-roles' } }, async (request, reply) => reply.view(await page(deps, request)))

  app.get(`${factorPath}/luu`, { config: { ...config, page: 'factor-roles-confirm' } }, async (request, reply) => {
    const chosen = Chosen.safeParse([queryOf(request).roles ?? []].flat())
    if (!chosen.success) return reply.code(422).view(await page(deps, request, 'unknownRole'))
    const to = roles.filter((role) => chosen.data.includes(role))
    const { lang } = request.actor!
    const effect = await effectOf(deps, request.actor!, to)
    if (effect.from.length === to.length && to.every((role) => effect.from.includes(role)))
      return reply.redirect(`${factorPath}?xong=khong-doi`, 303)
    const options = { title: text[lang].title, current, narrow: true }
    return reply.view(await desk(deps, request, options, <FactorConfirm lang={lang} effect={effect} />))
  })

  app.post(`${factorPath}/luu`, { config }, async (request, reply) => {
    const form = parseForm(ChangeForm, request.body)
    // Both were written by the page before, not by a person.
    if (!form.ok) throw badRequest()
    await changeSetting(deps, request.actor!, secondFactorRoles, form.value.from, form.value.to)
    return reply.redirect(`${factorPath}?xong=da-luu`, 303)
  })
}

async function page(deps: Deps, request: FastifyRequest, issue?: string) {
  const { lang } = request.actor!
  const [chosen, all] = await Promise.all([settingOf(deps.db, secondFactorRoles), actingAccounts(deps.db)])
  const t = text[lang]
  return desk(
    deps,
    request,
    { title: t.title, current, narrow: true, back: { href: current, label: t.back }, flash: told(request, t.told) },
    <FactorPage lang={lang} chosen={chosen} held={heldOf(all)} issue={issue} />,
  )
}

const heldOf = (all: readonly ActingAccount[]) =>
  Object.fromEntries(
    roles.map((role) => [
      role,
      { count: all.filter((holder) => holder.roles.includes(role)).length, without: mustEnrol(all, [role]).length },
    ]),
  ) as Held

async function effectOf({ db }: Deps, actor: Actor, to: readonly Role[]): Promise<Effect> {
  const [from, all, rule] = await Promise.all([settingOf(db, secondFactorRoles), actingAccounts(db), ruleAt(db, 'mfa.required')])
  const [before, after] = [mustEnrol(all, from), mustEnrol(all, to)]
  const required = RequiredFor.safeParse(rule).data?.for ?? []
  return {
    from,
    to,
    must: after.length,
    freed: before.filter((holder) => !after.includes(holder)).length,
    own: after.some(({ id }) => id === actor.id),
    againstRule: required.includes('admin') && !to.includes('admin'),
  }
}
