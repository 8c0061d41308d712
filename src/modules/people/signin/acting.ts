import { sql } from 'kysely'
import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import type { Lang } from '../../../kernel/text.ts'
import { runsNow } from '../lending.ts'
import { grantFrom, grantsOfHolders, type FoundGrant } from './sessions.ts'

/**
 * A person as they may act at this moment without being signed in, with or without an account; null when there is no such person or the account
 * is closed. `lender`: somebody whose own rights are lent for this one act, as in a delegation; a closed lender lends nothing.
 */
export async function actorById(db: Db, id: number, lender?: number): Promise<Actor | null> {
  const { rows } = await sql<Found>`
    with absent as (
      select p.id from people p where p.disabled_at is null and p.id <> ${id} and (p.id = ${lender ?? null}::int or exists (
        select from delegations d where d.delegate_id = ${id} and d.person_id = p.id and ${runsNow()}))
    ), holders as (select ${id}::int as id, null::int as stands_for union all select id, id from absent)
    select p.id, p.name, p.language as lang, ${grantsOfHolders} as grants, (select coalesce(json_agg(id order by id), '[]') from absent) as "standsFor"
    from people p where p.id = ${id} and p.disabled_at is null`.execute(db)
  const found = rows[0]
  return found ? { ...found, lang: found.lang === 'en' ? 'en' : 'vi', grants: found.grants.map(grantFrom) } : null
}

type Found = { id: number; name: string; lang: Lang; grants: FoundGrant[]; standsFor: number[] }
