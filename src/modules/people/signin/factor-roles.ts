import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../kernel/db/db.ts'
import type { Setting } from '../../../kernel/settings.ts'
import { runsNow } from '../lending.ts'
import { roles, type Role } from '../person.ts'

/** The roles that sign in with a second factor. */
export const secondFactorRoles: Setting<readonly Role[]> = {
  key: 'people.second-factor-roles',
  schema: z.array(z.enum(roles)),
  initial: ['chief', 'accountant', 'admin'],
}

/** An open account with the roles it acts in, as signing in reads them: the own ones, and what an absent colleague has lent. */
export type ActingAccount = { id: number; hasFactor: boolean; roles: readonly Role[] }

export async function actingAccounts(db: Db): Promise<ActingAccount[]> {
  const { rows } = await sql<ActingAccount>`
    with lent as (
      select d.delegate_id as id, g.role from delegations d join people p on p.id = d.person_id join grants g on g.person_id = d.person_id
      where ${runsNow()} and p.disabled_at is null and g.role <> 'admin'
    ), held as (select person_id as id, role from grants union select id, role from lent)
    select p.id, p.totp_confirmed_at is not null as "hasFactor", array_agg(h.role) as roles
    from people p join held h on h.id = p.id where p.email is not null and p.disabled_at is null group by p.id`.execute(db)
  return rows
}

/** Those whom these roles lead to enrolment. */
export const mustEnrol = (all: readonly ActingAccount[], chosen: readonly Role[]) =>
  all.filter(({ hasFactor, roles: held }) => !hasFactor && held.some((role) => chosen.includes(role)))
