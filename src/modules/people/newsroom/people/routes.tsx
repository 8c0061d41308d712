import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, type Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { now } from '../../../../kernel/time.ts'
import { Confirm } from '../../../../ui/dialog/dialog.tsx'
import { accountById, changeAccount, createAccount, disable, enable, PersonForm, resetFactor, resetPasswordOf } from '../../commands.ts'
import { grant, GrantForm, revoke } from '../../grants.ts'
import { roles } from '../../person.ts'
import { placesOf } from '../../places.ts'
import { accounts, grantsOfPerson, pageSize, units } from '../../queries.ts'
import { limitsAt } from '../../signin/limits.ts'
import { text as peopleText } from '../../text.ts'
import { desk } from '../frame.tsx'
import { pageOf } from '../params.ts'
import { told } from '../told.ts'
import { PeopleList, type Filter } from './list.tsx'
import { NewPersonPage, PasswordShown } from './new.tsx'
import { PersonPage, placeName } from './person.tsx'
import { text } from './text.ts'

const config = { access: 'people.administer', face: 'newsroom' } as const
const current = '/toa-soan/nguoi-dung'
const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  role: z.enum(roles).optional().catch(undefined),
  state: z.enum(['open', 'disabled']).optional().catch(undefined),
})

export function peopleRoutes(app: FastifyInstance, deps: Deps) {
  app.get(current, { config: { ...config, page: 'people' } }, async (request, reply) => {
    const { lang } = request.actor!
    const filter: Filter = Query.parse(request.query)
    const page = Math.min(pageOf(request), 10_000)
    const { people, count } = await accounts(deps.db, request.actor!, { ...filter, page })
    const list = (
      <PeopleList {...{ lang, people, count, filter, page }} pages={Math.ceil(count / pageSize)} idleBefore={await idleBefore(deps)} />
    )
    return reply.view(await desk(deps, request, { title: text[lang].title, current, flash: told(request, text[lang].told) }, list))
  })

  app.get(`${current}/them`, { config: { ...config, page: 'person-new' } }, async (request, reply) =>
    reply.view(await newPage(deps, request)),
  )

  app.post(`${current}/them`, { config }, async (request, reply) => {
    const form = parseForm(PersonForm, request.body)
    const outcome = form.ok ? await createAccount(deps, request.actor!, form.value) : form
    if (!outcome.ok) return reply.code(422).view(await newPage(deps, request, outcome.issues))
    const { id, password } = outcome.value
    return reply.view(await passwordPage(deps, request, { id, name: (form as { value: { name: string } }).value.name }, password))
  })

  app.get(`${current}/:id`, { config: { ...config, page: 'person' } }, async (request, reply) =>
    reply.view(await personPage(deps, request)),
  )

  app.post(`${current}/:id`, { config }, async (request, reply) => {
    const form = parseForm(PersonForm, request.body)
    const outcome = form.ok ? await changeAccount(deps, request.actor!, idParam(request), form.value) : form
    return outcome.ok ? back(request, reply, 'da-luu') : reply.code(422).view(await personPage(deps, request, outcome.issues))
  })

  roleRoutes(app, deps)
  accessRoutes(app, deps)
}

function roleRoutes(app: FastifyInstance, deps: Deps) {
  app.post(`${current}/:id/vai-tro`, { config }, async (request, reply) => {
    const form = parseForm(GrantForm, request.body)
    const outcome = form.ok ? await grant(deps, request.actor!, idParam(request), form.value) : form
    if (outcome.ok) return back(request, reply, 'da-giao')
    return reply.code(422).view(await personPage(deps, request, outcome.issues, 'grant'))
  })

  app.get(`${current}/:id/vai-tro/:grant/thu-hoi`, { config: { ...config, page: 'grant-revoke' } }, async (request, reply) => {
    const { lang } = request.actor!
    const person = await accountById(deps.db, request.actor!, idParam(request))
    const row = (await grantsOfPerson(deps.db, person.id, placesOf(deps))).find(({ id }) => id === idParam(request, 'grant'))
    if (!row || person.id === request.actor!.id) throw notFound()
    const t = text[lang]
    const page = (
      <Confirm
        title={t.confirmTake(peopleText[lang].roles[row.role], person.name)}
        action={request.url.split('?')[0]!}
        verb={t.take}
        danger
        cancelHref={`${current}/${person.id}`}
      >
        {t.confirmTakeWhat(placeName(lang, row))}
      </Confirm>
    )
    return reply.view(await desk(deps, request, { title: t.take, current, narrow: true }, page))
  })

  app.post(`${current}/:id/vai-tro/:grant/thu-hoi`, { config }, async (request, reply) => {
    const outcome = await revoke(deps, request.actor!, idParam(request), idParam(request, 'grant'))
    return outcome.ok ? back(request, reply, 'da-thu') : reply.code(422).view(await personPage(deps, request, outcome.issues, 'none'))
  })
}

function accessRoutes(app: FastifyInstance, deps: Deps) {
  app.post(`${current}/:id/mat-khau`, { config }, async (request, reply) => {
    const person = await accountById(deps.db, request.actor!, idParam(request))
    const outcome = await resetPasswordOf(deps, request.actor!, person.id)
    return outcome.ok
      ? reply.view(await passwordPage(deps, request, person, outcome.value.password))
      : reply.code(422).view(await personPage(deps, request, outcome.issues))
  })

  app.post(`${current}/:id/hai-buoc`, { config }, async (request, reply) => {
    await resetFactor(deps, request.actor!, idParam(request))
    return back(request, reply, 'bo-hai-buoc')
  })

  app.get(`${current}/:id/khoa`, { config: { ...config, page: 'person-disable' } }, async (request, reply) => {
    const t = text[request.actor!.lang]
    const { id, name } = await accountById(deps.db, request.actor!, idParam(request))
    const page = (
      <Confirm title={t.confirmDisable(name)} action={`${current}/${id}/khoa`} verb={t.disable} danger cancelHref={`${current}/${id}`}>
        {t.disableLead}
      </Confirm>
    )
    return reply.view(await desk(deps, request, { title: t.disable, current, narrow: true }, page))
  })

  app.post(`${current}/:id/khoa`, { config }, async (request, reply) => {
    const outcome = await disable(deps, request.actor!, idParam(request))
    return outcome.ok ? back(request, reply, 'da-khoa') : reply.code(422).view(await personPage(deps, request, outcome.issues, 'none'))
  })

  app.post(`${current}/:id/mo`, { config }, async (request, reply) => {
    await enable(deps, request.actor!, idParam(request))
    return back(request, reply, 'da-mo')
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: keyof typeof text.vi.told) =>
  reply.redirect(`${current}/${idParam(request)}?xong=${what}`, 303)

const idleBefore = async (deps: Deps) => now().subtract({ hours: (await limitsAt(deps.db)).idleDays * 24 })

async function newPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const t = text[lang]
  const page = <NewPersonPage lang={lang} units={await units(deps.db)} issues={issues} typed={typed(request.body)} />
  return desk(deps, request, { title: t.newTitle, current, narrow: true, back: { href: current, label: t.back } }, page)
}

/** `part` tells which of the page's forms was sent: the typed text comes back only there. */
async function personPage(deps: Deps, request: FastifyRequest, issues?: Issues, part: 'details' | 'grant' | 'none' = 'details') {
  const actor = request.actor!
  const t = text[actor.lang]
  const person = await accountById(deps.db, actor, idParam(request))
  const places = placesOf(deps)
  const [grants, allUnits, before] = await Promise.all([grantsOfPerson(deps.db, person.id, places), units(deps.db), idleBefore(deps)])
  const sent = issues && part !== 'none' ? typed(request.body) : undefined
  const page = (
    <PersonPage
      lang={actor.lang}
      person={person}
      grants={grants}
      units={allUnits}
      places={places}
      own={person.id === actor.id}
      idleBefore={before}
      issues={issues}
      typed={part === 'details' ? sent : undefined}
      typedGrant={part === 'grant' ? sent : undefined}
    />
  )
  return desk(
    deps,
    request,
    { title: person.name, current, narrow: true, back: { href: current, label: t.back }, flash: told(request, t.told) },
    page,
  )
}

async function passwordPage(deps: Deps, request: FastifyRequest, person: { id: number; name: string }, password: string) {
  const { lang } = request.actor!
  return desk(
    deps,
    request,
    { title: text[lang].passwordTitle, current, narrow: true },
    <PasswordShown lang={lang} person={person} password={password} />,
  )
}
