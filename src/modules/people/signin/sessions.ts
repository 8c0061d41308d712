import { sql } from 'kysely'
import type { Grant } from '../../../kernel/access.ts'
import { randomToken, sha256 } from '../../../kernel/crypto.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { settingFrom, settingInSql } from '../../../kernel/settings.ts'
import type { Lang } from '../../../kernel/text.ts'
import { now } from '../../../kernel/time.ts'
import { runsNow } from '../lending.ts'
import { secondFactorRoles } from './factor-roles.ts'
import { rotateAfter, type Session } from './session.ts'

/** The rights of the rows of `holders` (id, stands_for), sections with those below them; an administrator's are never lent. */
export const grantsOfHolders = sql<FoundGrant[]>`(
  select coalesce(json_agg(json_build_object('role', g.role, 'site', g.site_id, 'of', h.stands_for, 'sections', case when g.section_id is not null then (
    with recursive branch(id) as (select g.section_id union select child.id from sections child join branch on child.parent_id = branch.id)
    select json_agg(id order by id) from branch) end) order by h.stands_for nulls first, g.id), '[]')
  from holders h join grants g on g.person_id = h.id where h.stands_for is null or g.role <> 'admin')`

/** Session, person, grants with the sections below them and running delegations: one row, one round trip. */
export async function sessionByToken(db: Db, token: string): Promise<Session | null> {
  const hash = sha256(token)
  const { rows } = await sql<{ found: Found }>`
    with me as (
      select s.*, s.token_hash = ${hash} as newest, p.name, p.language, p.keys, p.email, p.disabled_at, p.totp_confirmed_at, p.password_temporary, p.password_changed_at
      from sessions s join people p on p.id = s.person_id where s.token_hash = ${hash} or s.previous_hash = ${hash}
    ), absent as (
      select distinct d.person_id as id from me join delegations d on d.delegate_id = me.person_id join people p on p.id = d.person_id
      where ${runsNow()} and p.disabled_at is null
    ), holders as (select person_id as id, null::int as stands_for from me union all select id, id from absent)
    select json_build_object(
      'id', me.id, 'newest', newest, 'createdAt', created_at, 'seenAt', seen_at, 'rotatedAt', rotated_at,
      'confirmedAt', confirmed_at, 'expiresAt', expires_at, 'secondFactorAt', second_factor_at,
      'person', json_build_object('id', person_id, 'name', name, 'lang', language, 'keys', keys, 'email', email, 'disabled', disabled_at is not null,
        'hasFactor', totp_confirmed_at is not null, 'passwordTemporary', password_temporary, 'passwordChangedAt', password_changed_at),
      'grants', ${grantsOfHolders},
      'standsFor', (select coalesce(json_agg(id order by id), '[]') from absent),
      'factorRoles', ${settingInSql(secondFactorRoles)}
    ) as found from me`.execute(db)
  return rows[0] ? sessionOf(rows[0].found) : null
}

type Beginning = { personId: number; lasts: Temporal.Duration; source: string; agent: string; secondFactorAt: Temporal.Instant | null }

/** A new row and a new token: what a browser held before sign-in (or before a step up) is worth nothing after it. */
export async function beginSession(db: Db, { personId, lasts, source, agent, secondFactorAt }: Beginning): Promise<string> {
  const token = randomToken()
  const at = now()
  await db
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      person_id: personId,
      created_at: at,
      seen_at: at,
      rotated_at: at,
      expires_at: at.add(lasts),
      second_factor_at: secondFactorAt,
      source,
      agent: agent.slice(0, 300),
    })
    .execute()
  return token
}

/** A new token for the same session, or null when another request has just made one. */
export async function rotate(db: Db, session: Session, sent: string): Promise<string | null> {
  const token = randomToken()
  const at = now()
  const due = at.subtract(rotateAfter)
  const changed = await db
    .updateTable('sessions')
    .set((eb) => ({
      // From a lost answer the browser still holds the token before: that one stays the former, whatever was sent in between.
      previous_hash: session.newest ? eb.ref('token_hash') : sha256(sent),
      token_hash: sha256(token),
      rotated_at: at,
      seen_at: at,
      confirmed_at: null,
    }))
    .where('id', '=', session.id)
    .where((eb) =>
      session.newest
        ? eb.and([eb('token_hash', '=', sha256(sent)), eb('rotated_at', '<=', due)])
        : eb.and([
            eb('previous_hash', '=', sha256(sent)),
            eb('confirmed_at', 'is', null),
            eb('rotated_at', '<=', at.subtract({ seconds: 30 })),
          ]),
    )
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n ? token : null
}

/** Notes that the session is in use; at most once a minute, and once when a new token first comes back. */
export async function noteSeen(db: Db, session: Session) {
  const at = now()
  const first = session.newest && session.confirmedAt === null
  if (!first && Temporal.Instant.compare(session.seenAt.add({ minutes: 1 }), at) > 0) return
  await db
    .updateTable('sessions')
    .set({ seen_at: at, ...(first ? { confirmed_at: at } : {}) })
    .where('id', '=', session.id)
    .execute()
}

export async function endSession(db: Db, personId: number, id: number): Promise<boolean> {
  const ended = await db.deleteFrom('sessions').where('id', '=', id).where('person_id', '=', personId).executeTakeFirst()
  return ended.numDeletedRows > 0n
}

export const endSessions = (db: Db, personId: number, except?: number) =>
  db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .$if(except !== undefined, (q) => q.where('id', '<>', except!))
    .execute()

/** What the person may do has changed: each of their sessions gets a new token at its next request. */
export const makeRotate = (db: Db, personId: number) =>
  db
    .updateTable('sessions')
    .set({ rotated_at: Temporal.Instant.fromEpochMilliseconds(0) })
    .where('person_id', '=', personId)
    .execute()

export type SessionRow = { id: number; createdAt: Temporal.Instant; seenAt: Temporal.Instant; source: string; agent: string }

export const sessionsOf = (db: Db, personId: number): Promise<SessionRow[]> =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at as createdAt', 'seen_at as seenAt', 'source', 'agent'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now())
    .orderBy('seen_at', 'desc')
    .execute()

export const sweepSessions = (db: Db) => db.deleteFrom('sessions').where('expires_at', '<', now()).execute()

export type FoundGrant = Omit<Grant, 'of'> & { of: number | null }
export const grantFrom = ({ of, ...grant }: FoundGrant): Grant => (of === null ? grant : { ...grant, of })

type Found = Record<'createdAt' | 'seenAt' | 'rotatedAt' | 'expiresAt', string> & {
  id: number
  newest: boolean
  confirmedAt: string | null
  secondFactorAt: string | null
  person: Omit<Session['person'], 'passwordChangedAt'> & { lang: Lang; passwordChangedAt: string | null }
  grants: FoundGrant[]
  standsFor: number[]
  factorRoles: unknown
}

const instant = (text: string) => Temporal.Instant.from(text)
const instantOrNull = (text: string | null) => (text === null ? null : instant(text))

function sessionOf(found: Found): Session {
  return {
    ...found,
    createdAt: instant(found.createdAt),
    seenAt: instant(found.seenAt),
    rotatedAt: instant(found.rotatedAt),
    expiresAt: instant(found.expiresAt),
    confirmedAt: instantOrNull(found.confirmedAt),
    secondFactorAt: instantOrNull(found.secondFactorAt),
    person: { ...found.person, passwordChangedAt: instantOrNull(found.person.passwordChangedAt) },
    grants: found.grants.map(grantFrom),
    factorRoles: settingFrom(secondFactorRoles, found.factorRoles),
  }
}
