import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { delegate, DelegationForm, revokeDelegation } from '../../delegations.ts'
import { colleagues, delegationsOf } from '../../queries.ts'
import { desk } from '../frame.tsx'
import { told } from '../told.ts'
import { DelegationPage } from './delegations.tsx'
import { text } from './text.ts'

const current = '/toa-soan/uy-quyen'

export function delegationRoutes(app: FastifyInstance, deps: Deps) {
  const lend = { access: 'people.lend', face: 'newsroom' } as const

  app.get(current, { config: { ...lend, page: 'delegations' } }, async (request, reply) => reply.view(await page(deps, request)))

  app.post(current, { config: lend }, async (request, reply) => {
    const form = parseForm(DelegationForm, request.body)
    const outcome = form.ok ? await delegate(deps, request.actor!, form.value) : form
    return outcome.ok ? reply.redirect(`${current}?xong=da-uy-quyen`, 303) : reply.code(422).view(await page(deps, request, outcome.issues))
  })

  app.post(`${current}/:id/thu-hoi`, { config: { access: 'mine', face: 'newsroom' } }, async (request, reply) => {
    await revokeDelegation(deps, request.actor!, idParam(request))
    return reply.redirect(`${current}?xong=da-thu-hoi`, 303)
  })
}

async function page(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const actor = request.actor!
  const t = text[actor.lang]
  const [delegations, others] = await Promise.all([delegationsOf(deps.db, actor.id), colleagues(deps.db, actor.id)])
  return desk(
    deps,
    request,
    { title: t.title, current, narrow: true, flash: told(request, t.told) },
    <DelegationPage {...{ actor, delegations, issues }} colleagues={others} typed={issues && typed(request.body)} />,
  )
}
