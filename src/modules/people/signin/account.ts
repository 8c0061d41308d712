import { command } from '../../../kernel/activity.ts'
import { hashPassword, verifyPassword } from '../../../kernel/crypto.ts'
import { done, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { reserve, settle, type Guess } from './attempts.ts'
import { clearFactor, newRecoveryCodes, setFactor, useCode } from './factor.ts'
import { peopleKey } from './keys.ts'
import { limitsAt, type Limits } from './limits.ts'
import { longestPassword, passwordFault } from './password.ts'
import { actorOf, isFresh, type Session } from './session.ts'
import { endSession, endSessions } from './sessions.ts'
import { renewed, type From } from './signin.ts'

/** What a person does to the own account. Who changes how one signs in proves again to be the owner: a session left open is not enough. */
export type Proven<T> = Outcome<T> | { wait: Temporal.Instant }

export const minimumLength = (limits: Limits, hasFactor: boolean) => (hasFactor ? limits.passwordLengthWithFactor : limits.passwordLength)

/** Ends every other session; this browser gets a new one, whose token is returned. */
export async function changePassword(
  deps: Deps,
  session: Session,
  typed: { old: string; password: string; again: string },
  from: From,
): Promise<Proven<string>> {
  const proof = await prove(deps, session, typed.old, from)
  if (proof) return 'wait' in proof ? proof : issues({ old: 'passwordWrong' })
  return replacePassword(deps, session, typed, from)
}

/** Right after signing in with a password that somebody else has made, or that is too old by the rule. */
export async function choosePassword(
  deps: Deps,
  session: Session,
  typed: { old: string; password: string; again: string },
  from: From,
): Promise<Proven<string>> {
  const proof = await proveUnlessFresh(deps, session, typed.old, from)
  if (proof) return 'wait' in proof ? proof : issues({ old: 'passwordWrong' })
  return replacePassword(deps, session, typed, from)
}

async function replacePassword(
  deps: Deps,
  session: Session,
  { password, again }: { password: string; again: string },
  from: From,
): Promise<Outcome<string>> {
  const found = await passwordIssues(deps, session.person, password, again)
  if (found) return issues(found)
  const { id } = session.person
  const hash = await hashPassword(password)
  return command(deps, actorOf(session), async (trx, tell) => {
    await trx
      .updateTable('people')
      .set({ password_hash: hash, password_changed_at: now(), password_temporary: false })
      .where('id', '=', id)
      .execute()
    tell({ kind: 'person.passwordChanged', subject: 'person', subjectId: id, detail: {} })
    return done(await renewed(deps, trx, session, from, { secondFactorAt: session.secondFactorAt, alone: true }))
  })
}

async function passwordIssues(deps: Deps, person: Session['person'], password: string, again: string): Promise<Issues | null> {
  const fault = passwordFault(password, person, minimumLength(await limitsAt(deps.db), person.hasFactor))
  if (fault) return { password: fault }
  if (password !== again) return { again: 'passwordsDiffer' }
  const { password_hash: hash } = await deps.db
    .selectFrom('people')
    .select('password_hash')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  return hash && (await verifyPassword(password, hash)) ? { password: 'passwordSame' } : null
}

/** Turns the second factor on. The recovery codes are readable this once; the session goes on as one that has given a code. */
export async function enrol(
  deps: Deps,
  session: Session,
  typed: { old: string; code: string },
  from: From,
): Promise<Proven<{ codes: string[]; token: string }>> {
  const proof = await proveUnlessFresh(deps, session, typed.old, from)
  if (proof) return 'wait' in proof ? proof : issues({ old: 'passwordWrong' })
  const { id } = session.person
  return command(deps, actorOf(session), async (trx, tell) => {
    const codes = await setFactor(deps, trx, session, typed.code)
    if (!codes) return issues({ code: 'codeWrong' })
    tell({ kind: 'person.secondFactorSet', subject: 'person', subjectId: id, detail: {} })
    return done({ codes, token: await renewed(deps, trx, session, from, { secondFactorAt: now() }) })
  })
}

/** Asks for both proofs: whoever holds only an open session, or only the password, cannot take the second factor away. */
export async function removeFactor(
  deps: Deps,
  session: Session,
  typed: { old: string; code: string },
  from: From,
): Promise<Proven<string>> {
  const proof = await prove(deps, session, typed.old, from)
  if (proof) return 'wait' in proof ? proof : issues({ old: 'passwordWrong' })
  const { id } = session.person
  const guess: Guess = { what: 'code', account: String(id), source: from.source, device: from.device }
  const wait = await reserve(deps.db, await peopleKey(deps), guess)
  if (wait) return { wait }
  const outcome = await command(deps, actorOf(session), async (trx, tell) => {
    if (!(await useCode(deps, trx, id, typed.code))) return issues({ code: 'codeWrong' })
    await clearFactor(trx, id)
    tell({ kind: 'person.secondFactorRemoved', subject: 'person', subjectId: id, detail: {} })
    return done(await renewed(deps, trx, session, from, { secondFactorAt: null, alone: true }))
  })
  if (outcome.ok) await settle(deps.db, await peopleKey(deps), guess)
  return outcome
}

/** Ten new recovery codes; the former ones are worth nothing. */
export async function remakeCodes(deps: Deps, session: Session, password: string, from: From): Promise<Proven<string[]>> {
  const proof = await prove(deps, session, password, from)
  if (proof) return 'wait' in proof ? proof : issues({ old: 'passwordWrong' })
  const { id } = session.person
  return command(deps, actorOf(session), async (trx, tell) => {
    tell({ kind: 'person.recoveryCodesMade', subject: 'person', subjectId: id, detail: {} })
    return done(await newRecoveryCodes(trx, await peopleKey(deps), id))
  })
}

export const signOut = (deps: Deps, session: Session) =>
  command(deps, actorOf(session), async (trx, tell) => {
    await endSession(trx, session.person.id, session.id)
    tell({ kind: 'person.signedOut', subject: 'person', subjectId: session.person.id, detail: {} })
    return done(null)
  })

/** Every session of the person, this one too. */
export const signOutEverywhere = (deps: Deps, session: Session) =>
  command(deps, actorOf(session), async (trx, tell) => {
    await endSessions(trx, session.person.id)
    tell({ kind: 'person.sessionsEnded', subject: 'person', subjectId: session.person.id, detail: { all: true } })
    return done(null)
  })

/** One of the own sessions; somebody else's does not exist. */
export const endOwnSession = (deps: Deps, session: Session, id: number) =>
  command(deps, actorOf(session), async (trx, tell) => {
    if (!(await endSession(trx, session.person.id, id))) throw notFound()
    tell({ kind: 'person.sessionsEnded', subject: 'person', subjectId: session.person.id, detail: { all: false } })
    return done(null)
  })

/** Right after signing in the password is not asked twice. */
const proveUnlessFresh = async (deps: Deps, session: Session, password: string, from: From) =>
  isFresh(session, now()) ? null : prove(deps, session, password, from)

/** The password again, slowed like a sign-in; null when it is right. */
async function prove(
  deps: Deps,
  session: Session,
  password: string,
  from: From,
): Promise<null | { wait: Temporal.Instant } | { wrong: true }> {
  const key = await peopleKey(deps)
  const guess: Guess = { what: 'password', account: session.person.email ?? '', source: from.source, device: from.device }
  const wait = await reserve(deps.db, key, guess)
  if (wait) return { wait }
  const row = await deps.db.selectFrom('people').select('password_hash').where('id', '=', session.person.id).executeTakeFirstOrThrow()
  if (!(await verifyPassword(password.slice(0, longestPassword * 4), row.password_hash ?? ''))) return { wrong: true }
  await settle(deps.db, key, guess)
  return null
}
