import { sql } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'
import type { Lang } from '../../kernel/text.ts'
import { runsNow } from './lending.ts'
import type { Role } from './person.ts'

export type Holder = { id: number; name: string; role: Role }

/**
 * Who holds one of the roles at a site in person, by name. `sections`: the section meant and those above it; a grant on one of them counts, none
 * given asks for the whole site. Closed accounts are not there.
 */
export async function holdersOf(db: Db, roles: readonly string[], siteId: number, sections: readonly number[] = []): Promise<Holder[]> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .select(['people.id', 'people.name', 'grants.role'])
    .distinct()
    .where('grants.role', 'in', [...roles])
    .where('people.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('grants.site_id', 'is', null), eb('grants.site_id', '=', siteId)]))
    .where((eb) => eb.or([eb('grants.section_id', 'is', null), eb('grants.section_id', '=', eb.fn.any(sql<number[]>`${sections}::int[]`))]))
    .orderBy('people.name')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Whose delegates these people have at this moment: absent and delegate, both with open accounts. */
export const delegatesOf = (db: Db, absent: readonly number[]): Promise<{ absent: number; delegate: number }[]> =>
  db
    .selectFrom('delegations as d')
    .innerJoin('people as lender', 'lender.id', 'd.person_id')
    .innerJoin('people as stand', 'stand.id', 'd.delegate_id')
    .select(['d.person_id as absent', 'd.delegate_id as delegate'])
    .where('d.person_id', 'in', absent.length > 0 ? [...absent] : [0])
    .where(runsNow())
    .where('lender.disabled_at', 'is', null)
    .where('stand.disabled_at', 'is', null)
    .orderBy('d.id')
    .execute()

export type Account = { id: number; name: string; addressForm: string; address: string; lang: Lang; open: boolean }

/** Which of these people have an account, and where letters reach them. */
export async function accountsAmong(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Account>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'address_form as addressForm', 'email', 'language', 'disabled_at'])
    .where('id', 'in', [...new Set(ids)])
    .where('email', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ email, language, disabled_at, ...row }) => [
      row.id,
      { ...row, address: email!, lang: language === 'en' ? 'en' : 'vi', open: disabled_at === null },
    ]),
  )
}
