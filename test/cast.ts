import type { Actor, Grant } from '../src/kernel/access.ts'
import type { Db } from '../src/kernel/db/db.ts'
import { now } from '../src/kernel/time.ts'
import { roles, type Role } from '../src/modules/people/person.ts'

const names: Record<Role, string> = {
  contributor: 'Lò Thị Mai',
  editor: 'Trần Thu Hoa',
  secretary: 'Quàng Văn Hặc',
  chief: 'Nguyễn Hồng Sơn',
  leader: 'Lường Văn Thắng',
  accountant: 'Bùi Thị Ngân',
  keeper: 'Vàng A Dơ',
  admin: 'Phạm Đức Quản',
}
let casts = 0

export type Cast = Record<Role, Actor> & { stranger: Actor }

/**
 * The cast of characters: one person per role, each with a grant on every given site (null = the whole network), and a stranger with
 * an account and no grant. Rows in `people` and `grants` are real, so foreign keys hold; the administrator's grant is network-wide.
 */
export async function castOf(db: Db, { sites = [null] }: { sites?: readonly (number | null)[] } = {}): Promise<Cast> {
  casts++
  const cast = { stranger: await person(db, 'Khách Lạ', 'stranger', []) } as Cast
  for (const role of roles) cast[role] = await person(db, names[role], role, grantsOf(role, sites))
  return cast
}

/** One more person: `actorOf(db, { name: 'Lan', grants: [{ role: 'editor', site: 1, sections: [4] }] })`. A section grant is stored once per section. */
export function actorOf(db: Db, { name, grants }: { name: string; grants: readonly Grant[] }): Promise<Actor> {
  casts++
  return person(db, name, `extra${casts}`, grants)
}

/** The same person standing in for `absent`, as `identify` would describe the two while a delegation runs. */
export const standingFor = (delegate: Actor, absent: Actor): Actor => ({
  ...delegate,
  grants: [...delegate.grants, ...absent.grants.filter(({ role }) => role !== 'admin').map((grant) => ({ ...grant, of: absent.id }))],
  standsFor: [...delegate.standsFor, absent.id],
})

const grantsOf = (role: Role, sites: readonly (number | null)[]): Grant[] =>
  (role === 'admin' ? [null] : sites).map((site) => ({ role, site, sections: null }))

async function person(db: Db, name: string, mail: string, grants: readonly Grant[]): Promise<Actor> {
  const at = now()
  const { id } = await db
    .insertInto('people')
    .values({ name, email: `${mail}.${casts}@example.vn`, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = grants.flatMap(({ role, site, sections }) =>
    (sections ?? [null]).map((section_id) => ({ person_id: id, role, site_id: site, section_id, granted_at: at })),
  )
  if (rows.length > 0) await db.insertInto('grants').values(rows).execute()
  return { id, name, lang: 'vi', grants, standsFor: [] }
}
