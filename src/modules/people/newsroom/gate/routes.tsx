import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Issues } from '../../../../kernel/errors.ts'
import { typed } from '../../../../kernel/form.ts'
import { queryOf } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { now } from '../../../../kernel/time.ts'
import { choosePassword, enrol, minimumLength, signOut } from '../../signin/account.ts'
import { offeredSecret } from '../../signin/factor.ts'
import { giveToken, openStep, sessionOf, takeToken } from '../../signin/identify.ts'
import { limitsAt } from '../../signin/limits.ts'
import { actorOf, isFresh, stepOf, type Session, type Step } from '../../signin/session.ts'
import { sessionByToken } from '../../signin/sessions.ts'
import { normalEmail, signIn, signInWithCode, type Entrance } from '../../signin/signin.ts'
import { text } from '../../text.ts'
import { fromOf, rememberDevice } from '../from.ts'
import { localPath, signInHref } from '../paths.ts'
import { gateFace } from './face.ts'
import { CodePage, CodesPage, EnrolPage, PasswordPage, SignInPage, type Told } from './pages.tsx'
import { qrOf } from '../../../../ui/qr/code.ts'

const open = { access: 'public', face: 'newsroom' } as const
const stepPaths = { code: '/dang-nhap/ma', enrol: '/dang-nhap/hai-buoc', password: '/dang-nhap/mat-khau' } as const
const tellings: readonly unknown[] = ['het-han', 'da-ra', 'da-ra-het'] satisfies Told[]

export function gateRoutes(app: FastifyInstance, deps: Deps) {
  app.get('/dang-nhap', { config: { ...open, page: 'sign-in' } }, async (request, reply) => {
    const { ve, tin } = queryOf(request)
    if (sessionOf(request)) return reply.redirect(target(openStep(request), localPath(ve)), 303)
    const told = tellings.includes(tin) ? (tin as Told) : undefined
    return reply.view(<SignInPage face={gateFace(deps, request)} ve={localPath(ve)} told={told} />)
  })

  app.post('/dang-nhap', { config: open }, async (request, reply) => {
    const { email = '', password = '', ve } = typed(request.body)
    const account = normalEmail(email)
    const entrance = await signIn(deps, { email, password }, await fromOf(deps, request, account), sessionOf(request))
    if ('in' in entrance) return admit(deps, request, reply, entrance.in, localPath(ve))
    const face = gateFace(deps, request)
    return declined(reply, entrance).view(<SignInPage face={face} ve={localPath(ve)} email={email} {...problemOf(entrance, face.lang)} />)
  })

  app.get('/dang-nhap/ma', { config: { ...open, page: 'sign-in-code' } }, async (request, reply) =>
    atStep(request, reply, 'code', async (_session, ve) => reply.view(<CodePage face={gateFace(deps, request)} ve={ve} />)),
  )

  app.post('/dang-nhap/ma', { config: open }, async (request, reply) =>
    atStep(request, reply, 'code', async (session, ve) => {
      const entrance = await signInWithCode(
        deps,
        session,
        typed(request.body).code ?? '',
        await fromOf(deps, request, session.person.email),
      )
      if ('in' in entrance) return admit(deps, request, reply, entrance.in, ve)
      const face = gateFace(deps, request)
      return declined(reply, entrance).view(<CodePage face={face} ve={ve} {...problemOf(entrance, face.lang, 'code')} />)
    }),
  )

  app.get('/dang-nhap/mat-khau', { config: { ...open, page: 'sign-in-password' } }, async (request, reply) =>
    atStep(request, reply, 'password', async (session, ve) =>
      reply.view(<PasswordPage {...await passwordPage(deps, request, session)} ve={ve} />),
    ),
  )

  app.post('/dang-nhap/mat-khau', { config: open }, async (request, reply) =>
    atStep(request, reply, 'password', async (session, ve) => {
      const { old = '', password = '', again = '' } = typed(request.body)
      const outcome = await choosePassword(deps, session, { old, password, again }, await fromOf(deps, request, session.person.email))
      if ('ok' in outcome && outcome.ok) return admit(deps, request, reply, outcome.value, ve)
      return declined(reply, outcome).view(
        <PasswordPage {...await passwordPage(deps, request, session)} ve={ve} {...problemOf(outcome, session.person.lang)} />,
      )
    }),
  )

  app.post('/dang-xuat', { config: open }, async (request, reply) => {
    const session = sessionOf(request)
    if (session) await signOut(deps, session)
    takeToken(reply)
    return reply.redirect(signInHref(null, { tin: 'da-ra' }), 303)
  })

  enrolRoutes(app, deps)
}

/** Also reached from the own account by those who need not, but want to. */
function enrolRoutes(app: FastifyInstance, deps: Deps) {
  app.get('/dang-nhap/hai-buoc', { config: { ...open, page: 'enrol' } }, async (request, reply) =>
    atStep(request, reply, 'enrol', async (session, ve) => reply.view(<EnrolPage {...await enrolPage(deps, request, session)} ve={ve} />)),
  )

  app.post('/dang-nhap/hai-buoc', { config: open }, async (request, reply) =>
    atStep(request, reply, 'enrol', async (session, ve) => {
      const { old = '', code = '' } = typed(request.body)
      const outcome = await enrol(deps, session, { old, code }, await fromOf(deps, request, session.person.email))
      if (!('ok' in outcome && outcome.ok))
        return declined(reply, outcome).view(
          <EnrolPage {...await enrolPage(deps, request, session)} ve={ve} {...problemOf(outcome, session.person.lang)} />,
        )
      giveToken(reply, outcome.value.token)
      return reply.view(<CodesPage face={gateFace(deps, request)} ve={ve} codes={outcome.value.codes} />)
    }),
  )
}

/** Runs the work of one step for a session that stands at it; everybody else goes where they belong. */
async function atStep(
  request: FastifyRequest,
  reply: FastifyReply,
  step: NonNullable<Step>,
  work: (session: Session, ve: string | null) => Promise<FastifyReply>,
) {
  const session = sessionOf(request)
  const ve = localPath(queryOf(request).ve) ?? localPath(typed(request.body).ve)
  if (!session) return reply.redirect(signInHref(ve), 303)
  const at = openStep(request)
  const willing = step === 'enrol' && at === null && !session.person.hasFactor
  return at === step || willing ? work(session, ve) : reply.redirect(target(at, ve), 303)
}

/** A browser counts as known only after the last proof, else whoever has the password could guess codes on ever new counters. */
async function admit(deps: Deps, request: FastifyRequest, reply: FastifyReply, token: string, ve: string | null) {
  giveToken(reply, token)
  const session = (await sessionByToken(deps.db, token))!
  // From here on the access record knows whose request this was.
  request.actor = actorOf(session)
  const step = stepOf(session, await limitsAt(deps.db), now())
  if (step !== 'code') await rememberDevice(deps, request, reply, session.person.email!)
  return reply.redirect(target(step, ve), 303)
}

function target(step: Step, ve: string | null) {
  if (!step) return ve ?? '/toa-soan'
  return ve ? `${stepPaths[step]}?${new URLSearchParams({ ve }).toString()}` : stepPaths[step]
}

type Declined = Exclude<Entrance, { in: string }> | { ok: false; issues: Issues }

function declined(reply: FastifyReply, entrance: Declined) {
  if (!('wait' in entrance)) return reply.code(422)
  const seconds = Math.max(1, Math.ceil(now().until(entrance.wait).total('seconds')))
  return reply.code(429).header('retry-after', seconds)
}

function problemOf(entrance: Declined, lang: Lang, field = 'form'): { wait?: string; issues?: Issues } {
  if ('wait' in entrance) return { wait: text[lang].waitUntil(entrance.wait) }
  return { issues: 'issues' in entrance ? entrance.issues : { [field]: entrance.wrong } }
}

const passwordPage = async (deps: Deps, request: FastifyRequest, session: Session) => ({
  face: gateFace(deps, request),
  minimum: minimumLength(await limitsAt(deps.db), session.person.hasFactor),
  askOld: !isFresh(session, now()),
  email: session.person.email ?? '',
})

async function enrolPage(deps: Deps, request: FastifyRequest, session: Session) {
  const { text: secret, address } = await offeredSecret(deps, session)
  return {
    face: gateFace(deps, request),
    must: openStep(request) === 'enrol',
    askOld: !isFresh(session, now()),
    offered: { secret, qr: qrOf(address) },
  }
}
