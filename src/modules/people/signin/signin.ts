import { command } from '../../../kernel/activity.ts'
import { hashPassword, isOutdated, verifyPassword } from '../../../kernel/crypto.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { done, issues } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { reserve, settle, type Guess } from './attempts.ts'
import { useCode } from './factor.ts'
import { peopleKey } from './keys.ts'
import { limitsAt } from './limits.ts'
import { longestPassword } from './password.ts'
import { actorOf, pendingFor, type Session } from './session.ts'
import { beginSession, endSession, endSessions } from './sessions.ts'

/** Where a request comes from: `device` is the browser's proof that it has signed in to this account before. */
export type From = { source: string; agent: string; device: string | null }

export type Entrance = { in: string } | { wait: Temporal.Instant } | { wrong: 'signInWrong' | 'accountIdle' | 'codeWrong' }

/**
 * Password against account. One Argon2 run and one sentence, whether the account exists, is disabled or the password is wrong.
 * `former` is the session this browser held: it ends, so that nothing known before sign-in is worth anything after it.
 */
export async function signIn(
  deps: Deps,
  typed: { email: string; password: string },
  from: From,
  former?: Session | null,
): Promise<Entrance> {
  const email = normalEmail(typed.email)
  const guess: Guess = { what: 'password', account: email, source: from.source, device: from.device }
  const key = await peopleKey(deps)
  const wait = await reserve(deps.db, key, guess)
  if (wait) return { wait }
  const person = await deps.db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst()
  const fits = await verifyPassword(typed.password.slice(0, longestPassword * 4), person?.password_hash ?? '')
  if (!person || !fits || person.disabled_at) return { wrong: 'signInWrong' }
  await settle(deps.db, key, guess)
  if (await isIdle(deps, person.id, person.last_seen_at ?? person.created_at)) return { wrong: 'accountIdle' }
  const hash = isOutdated(person.password_hash!) ? await hashPassword(typed.password) : undefined
  const lasts = person.totp_confirmed_at ? pendingFor : Temporal.Duration.from({ hours: (await limitsAt(deps.db)).sessionHours })
  const who = { id: person.id, name: person.name, lang: 'vi' as const, grants: [], standsFor: [] }
  const outcome = await command(deps, who, async (trx, tell) => {
    // Somebody may have reset the password or closed the account while we were hashing.
    const still = await trx
      .updateTable('people')
      .set({ last_seen_at: now(), ...(hash ? { password_hash: hash } : {}) })
      .where('id', '=', person.id)
      .where('password_hash', '=', person.password_hash)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (still.numUpdatedRows === 0n) return issues({ form: 'signInWrong' })
    if (former) await endSession(trx, former.person.id, former.id)
    tell({ kind: 'person.signedIn', subject: 'person', subjectId: person.id, detail: { secondFactor: false } })
    return done(await beginSession(trx, { personId: person.id, lasts, ...from, secondFactorAt: null }))
  })
  return outcome.ok ? { in: outcome.value } : { wrong: 'signInWrong' }
}

/** The second step: a code of the telephone or a recovery code. The session of the first step ends, a full one begins. */
export async function signInWithCode(deps: Deps, session: Session, code: string, from: From): Promise<Entrance> {
  const guess: Guess = { what: 'code', account: String(session.person.id), source: from.source, device: from.device }
  const key = await peopleKey(deps)
  const wait = await reserve(deps.db, key, guess)
  if (wait) return { wait }
  const outcome = await command(deps, actorOf(session), async (trx, tell) => {
    const used = await useCode(deps, trx, session.person.id, code)
    if (!used) return issues({ code: 'codeWrong' })
    tell({
      kind: 'person.signedIn',
      subject: 'person',
      subjectId: session.person.id,
      detail: { secondFactor: true, ...(used === 'recovery' ? { recovery: true } : {}) },
    })
    return done(await renewed(deps, trx, session, from, { secondFactorAt: now() }))
  })
  if (!outcome.ok) return { wrong: 'codeWrong' }
  await settle(deps.db, key, guess)
  return { in: outcome.value }
}

/**
 * The same person in a new session with all its time: after a code, an enrolment, a new password. `alone` ends every other session too.
 */
export async function renewed(
  deps: Deps,
  trx: Db,
  session: Session,
  from: From,
  { secondFactorAt, alone }: { secondFactorAt: Temporal.Instant | null; alone?: boolean },
): Promise<string> {
  const { sessionHours } = await limitsAt(deps.db)
  await (alone ? endSessions(trx, session.person.id) : endSession(trx, session.person.id, session.id))
  return beginSession(trx, { personId: session.person.id, lasts: Temporal.Duration.from({ hours: sessionHours }), ...from, secondFactorAt })
}

/** E-mail addresses compare without case; look-alike letters stay different people. */
export const normalEmail = (typed: string) => typed.normalize('NFC').trim().toLowerCase().slice(0, 320)

/** An account nobody has used for long is opened again by an administrator; the last administrator has nobody to ask. */
async function isIdle(deps: Deps, personId: number, lastSeen: Temporal.Instant): Promise<boolean> {
  const { idleDays } = await limitsAt(deps.db)
  const since = now().subtract({ hours: idleDays * 24 })
  if (Temporal.Instant.compare(lastSeen, since) >= 0) return false
  const isAdmin = await deps.db
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', 'admin')
    .executeTakeFirst()
  if (!isAdmin) return true
  const another = await deps.db
    .selectFrom('people')
    .innerJoin('grants', 'grants.person_id', 'people.id')
    .select('people.id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('last_seen_at', '>=', since)
    .executeTakeFirst()
  return another !== undefined
}
