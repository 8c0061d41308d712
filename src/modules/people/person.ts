import type { Grant } from '../../kernel/access.ts'
import type { Lang } from '../../kernel/text.ts'

/** From the one who writes to the one who keeps the machine; grants name one of these. */
export const roles = ['contributor', 'editor', 'secretary', 'chief', 'leader', 'accountant', 'keeper', 'admin'] as const
export type Role = (typeof roles)[number]

/** Given for the whole network only, and never lent to a delegate: whoever keeps accounts keeps them in person. */
export const networkRoles: readonly Role[] = ['admin']

export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)

/** The role a person is known by: the widest one held in person. */
const rank: readonly Role[] = ['admin', 'chief', 'leader', 'secretary', 'keeper', 'editor', 'accountant', 'contributor']
export const mainRole = (grants: readonly Grant[]): Role | null =>
  rank.find((role) => grants.some((grant) => grant.role === role && grant.of === undefined)) ?? null

/** How colleagues call each other: the given name comes last. */
export const givenName = (name: string) => name.trim().split(/\s+/u).at(-1) ?? name

/** "chị Mai", whether that or only "chị" was written down; without a form of address the given name alone. */
export function calledBy({ name, addressForm }: { name: string; addressForm: string }) {
  const given = givenName(name)
  if (!addressForm) return given
  return addressForm.endsWith(given) ? addressForm : `${addressForm} ${given}`
}

/** A person without an e-mail address is an author without an account. */
export type Person = {
  id: number
  name: string
  /** How colleagues address the person: "chị Mai", "anh Sơn". */
  addressForm: string
  email: string | null
  unitId: number | null
  unit: string | null
  language: Lang
  /** Single letters work as commands in the newsroom. */
  keys: boolean
  disabledAt: Temporal.Instant | null
  lastSeenAt: Temporal.Instant | null
  createdAt: Temporal.Instant
  secondFactor: boolean
  passwordTemporary: boolean
  penNames: readonly PenName[]
}
/** As the administrator's list shows a person. */
export type PersonLine = Person & { roles: readonly Role[] }
export type PenName = { id: number; name: string }

export type Unit = { id: number; key: string; name: string; parentId: number | null }

export type GrantRow = {
  id: number
  role: Role
  siteId: number | null
  site: string | null
  sectionId: number | null
  section: string | null
  grantedAt: Temporal.Instant
}

export type Delegation = {
  id: number
  personId: number
  person: string
  delegateId: number
  delegate: string
  validFrom: Temporal.Instant
  validTo: Temporal.Instant
  reason: string
  revokedAt: Temporal.Instant | null
}

export type DelegationState = 'coming' | 'running' | 'over' | 'revoked'

export function delegationState({ validFrom, validTo, revokedAt }: Delegation, at: Temporal.Instant): DelegationState {
  if (revokedAt) return 'revoked'
  if (Temporal.Instant.compare(at, validFrom) < 0) return 'coming'
  return Temporal.Instant.compare(at, validTo) < 0 ? 'running' : 'over'
}
