import type { Actor, Grant } from '../../../kernel/access.ts'
import type { Lang } from '../../../kernel/text.ts'
import type { Limits } from './limits.ts'

/** A signed-in browser and its person, as one query tells them. */
export type Session = {
  id: number
  /** The browser sent the newest token, not the one before. */
  newest: boolean
  createdAt: Temporal.Instant
  seenAt: Temporal.Instant
  rotatedAt: Temporal.Instant
  confirmedAt: Temporal.Instant | null
  expiresAt: Temporal.Instant
  secondFactorAt: Temporal.Instant | null
  person: {
    id: number
    name: string
    lang: Lang
    /** Single letters work as commands. */
    keys: boolean
    email: string | null
    disabled: boolean
    hasFactor: boolean
    passwordTemporary: boolean
    passwordChangedAt: Temporal.Instant | null
  }
  grants: readonly Grant[]
  standsFor: readonly number[]
  /** Roles that sign in with a second factor. */
  factorRoles: readonly string[]
}

/** What the person still has to do before anything else; null = nothing. */
export type Step = 'code' | 'enrol' | 'password' | null

/** Engineering figures, not rules: how often a token changes, and how long the one before is accepted for requests on their way. */
export const rotateAfter = Temporal.Duration.from({ minutes: 20 })
const overlap = Temporal.Duration.from({ minutes: 1 })
/** Time to type a code, enrol or choose a password. */
export const pendingFor = Temporal.Duration.from({ minutes: 15 })

const passed = (start: Temporal.Instant, length: Temporal.DurationLike, at: Temporal.Instant) =>
  Temporal.Instant.compare(start.add(length), at) <= 0

export function isAlive(session: Session, limits: Limits, at: Temporal.Instant): boolean {
  if (session.person.disabled || Temporal.Instant.compare(session.expiresAt, at) <= 0) return false
  // A lost answer leaves the browser with the former token: it holds until the new one was seen, and a minute more.
  if (!session.newest && session.confirmedAt && passed(session.confirmedAt, overlap, at)) return false
  return !passed(session.seenAt, { minutes: idleMinutesOf(session.grants, limits) }, at)
}

export const needsRotation = (session: Session, at: Temporal.Instant) =>
  session.newest ? passed(session.rotatedAt, rotateAfter, at) : session.confirmedAt === null

export function stepOf(session: Session, limits: Limits, at: Temporal.Instant): Step {
  const { person, grants, factorRoles } = session
  if (person.hasFactor && !session.secondFactorAt) return 'code'
  if (!person.hasFactor && grants.some(({ role }) => factorRoles.includes(role))) return 'enrol'
  return person.passwordTemporary || isPasswordOld(session, limits, at) ? 'password' : null
}

/** Signed in a moment ago: the password need not be proved again. */
export const isFresh = (session: Session, at: Temporal.Instant) => !passed(session.createdAt, pendingFor, at)

export const actorOf = ({ person, grants, standsFor }: Session): Actor => ({
  id: person.id,
  name: person.name,
  lang: person.lang,
  grants,
  standsFor,
  ...(!person.keys && { noKeys: true }),
})

const isAdmin = (grants: readonly Grant[]) => grants.some(({ role }) => role === 'admin')

const idleMinutesOf = (grants: readonly Grant[], limits: Limits) => (isAdmin(grants) ? limits.idleMinutesAdmin : limits.idleMinutes)

function isPasswordOld({ person, grants }: Session, { adminPasswordDays }: Limits, at: Temporal.Instant) {
  if (adminPasswordDays === null || !isAdmin(grants)) return false
  return person.passwordChangedAt === null || passed(person.passwordChangedAt, { hours: adminPasswordDays * 24 }, at)
}
