import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Issues } from '../../../../kernel/errors.ts'
import { parseForm, typed } from '../../../../kernel/form.ts'
import { idParam } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { panelsOn } from '../../panels.ts'
import { addPenName, AuthorForm, changeOwn, PenNameForm, removePenName } from '../../commands.ts'
import { administrators, personById } from '../../queries.ts'
import {
  changePassword,
  endOwnSession,
  minimumLength,
  remakeCodes,
  removeFactor,
  signOutEverywhere,
  type Proven,
} from '../../signin/account.ts'
import { recoveryCodesLeft } from '../../signin/factor.ts'
import { giveToken, sessionOf, takeToken } from '../../signin/identify.ts'
import { limitsAt } from '../../signin/limits.ts'
import { sessionsOf } from '../../signin/sessions.ts'
import { text as peopleText } from '../../text.ts'
import { desk } from '../frame.tsx'
import { fromOf, rememberDevice } from '../from.ts'
import { signInHref } from '../paths.ts'
import { told } from '../told.ts'
import { AccountPage, NewCodesPage, type FormName, type Wrong } from './account.tsx'
import { text } from './text.ts'

const mine = { access: 'mine', face: 'newsroom' } as const
const OwnForm = AuthorForm.pick({ addressForm: true }).extend({
  language: z.enum(['vi', 'en']).catch('vi'),
  keys: z
    .string()
    .optional()
    .transform((value) => value === '1'),
})

export function accountRoutes(app: FastifyInstance, deps: Deps) {
  app.get('/tai-khoan', { config: { ...mine, page: 'account' } }, async (request, reply) => reply.view(await page(deps, request)))

  app.post('/tai-khoan', { config: mine }, async (request, reply) => {
    const form = parseForm(OwnForm, request.body)
    if (!form.ok) return again(deps, request, reply, { form: 'toi', issues: form.issues })
    await changeOwn(deps, request.actor!, form.value)
    return back(reply, 'da-luu')
  })

  app.post('/tai-khoan/mat-khau', { config: mine }, async (request, reply) => {
    const { old = '', password = '', again: twice = '' } = typed(request.body)
    const session = sessionOf(request)!
    const outcome = await changePassword(deps, session, { old, password, again: twice }, await fromOf(deps, request, session.person.email))
    const token = await proven(deps, request, reply, 'mat-khau', outcome)
    if (token === null) return reply
    giveToken(reply, token)
    await rememberDevice(deps, request, reply, session.person.email!)
    return back(reply, 'doi-mat-khau')
  })

  app.post('/tai-khoan/tat-hai-buoc', { config: mine }, async (request, reply) => {
    const { old = '', code = '' } = typed(request.body)
    const session = sessionOf(request)!
    const token = await proven(
      deps,
      request,
      reply,
      'tat-hai-buoc',
      await removeFactor(deps, session, { old, code }, await fromOf(deps, request, session.person.email)),
    )
    if (token === null) return reply
    giveToken(reply, token)
    return back(reply, 'tat-hai-buoc')
  })

  app.post('/tai-khoan/ma-moi', { config: mine }, async (request, reply) => {
    const session = sessionOf(request)!
    const outcome = await remakeCodes(deps, session, typed(request.body).old ?? '', await fromOf(deps, request, session.person.email))
    const codes = await proven(deps, request, reply, 'ma-moi', outcome)
    if (codes === null) return reply
    const { lang } = request.actor!
    return reply.view(await desk(deps, request, { title: text[lang].codesTitle, narrow: true }, <NewCodesPage lang={lang} codes={codes} />))
  })

  sessionRoutes(app, deps)
  penNameRoutes(app, deps)
}

function sessionRoutes(app: FastifyInstance, deps: Deps) {
  app.post('/tai-khoan/phien/:id/thoat', { config: mine }, async (request, reply) => {
    await endOwnSession(deps, sessionOf(request)!, idParam(request))
    return back(reply, 'thoat-phien')
  })

  app.post('/tai-khoan/phien/thoat-het', { config: mine }, async (request, reply) => {
    await signOutEverywhere(deps, sessionOf(request)!)
    takeToken(reply)
    return reply.redirect(signInHref(null, { tin: 'da-ra-het' }), 303)
  })
}

function penNameRoutes(app: FastifyInstance, deps: Deps) {
  app.post('/tai-khoan/but-danh', { config: mine }, async (request, reply) => {
    const form = parseForm(PenNameForm, request.body)
    const outcome = form.ok ? await addPenName(deps, request.actor!, request.actor!.id, form.value.penName) : form
    return outcome.ok ? back(reply, 'them-but-danh') : again(deps, request, reply, { form: 'but-danh', issues: outcome.issues })
  })

  app.post('/tai-khoan/but-danh/:id/bo', { config: mine }, async (request, reply) => {
    await removePenName(deps, request.actor!, request.actor!.id, idParam(request))
    return back(reply, 'bo-but-danh')
  })
}

/** The value of a proven act; null when the page was sent again instead, with what is wrong or when to try again. */
async function proven<T>(deps: Deps, request: FastifyRequest, reply: FastifyReply, form: FormName, outcome: Proven<T>): Promise<T | null> {
  if ('wait' in outcome) {
    await again(deps, request, reply.code(429), { form, wait: peopleText[request.actor!.lang].waitUntil(outcome.wait) })
    return null
  }
  if (outcome.ok) return outcome.value
  await again(deps, request, reply, { form, issues: outcome.issues as Issues })
  return null
}

const back = (reply: FastifyReply, what: keyof typeof text.vi.told) => reply.redirect(`/tai-khoan?xong=${what}`, 303)

const again = async (deps: Deps, request: FastifyRequest, reply: FastifyReply, wrong: Wrong) =>
  reply.code(wrong.wait ? 429 : 422).view(await page(deps, request, wrong))

async function page(deps: Deps, request: FastifyRequest, wrong?: Wrong) {
  const actor = request.actor!
  const here = sessionOf(request)!
  const [person, sessions, codesLeft, limits, contacts, panels] = await Promise.all([
    personById(deps.db, actor, actor.id),
    sessionsOf(deps.db, actor.id),
    recoveryCodesLeft(deps.db, actor.id),
    limitsAt(deps.db),
    actor.grants.length === 0 ? administrators(deps.db) : undefined,
    panelsOn(deps, actor, 'account', actor.id),
  ])
  const t = text[actor.lang]
  return desk(
    deps,
    request,
    { title: t.title, narrow: true, flash: told(request, t.told) },
    <AccountPage
      {...{ actor, person, sessions, codesLeft, contacts, panels, wrong }}
      here={here.id}
      minimum={minimumLength(limits, person.secondFactor)}
    />,
  )
}
