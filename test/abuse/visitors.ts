import { now } from '../../src/kernel/time.ts'
import { roles, type Role } from '../../src/modules/people/person.ts'
import { beginSession } from '../../src/modules/people/signin/sessions.ts'
import { actorOf } from '../cast.ts'
import { ask, sampleHouse } from '../house.ts'

/** One visitor of each role, signed in to the whole product, and one who is nobody. */
export const house = await sampleHouse()
const { deps, port } = house
const { db } = deps
const main = house.hostOf('cong')

/** Who holds an ability. Written by hand, not read from the code. */
export const holders: Record<string, string> = {
  public: 'anonymous contributor editor secretary chief leader accountant keeper admin',
  signedIn: 'contributor editor secretary chief leader accountant keeper admin',
  mine: 'contributor editor secretary chief leader accountant keeper admin',
  'articles.read': 'contributor editor secretary chief leader accountant keeper',
  'articles.write': 'contributor editor secretary chief',
  'articles.review': 'editor secretary chief',
  'articles.approve': 'chief',
  'articles.decide': 'editor secretary chief leader',
  'articles.arrange': 'chief keeper',
  'articles.feature': 'chief secretary keeper',
  'articles.bundle': 'chief secretary',
  'articles.share': 'chief secretary keeper',
  'coach.list': 'editor secretary chief keeper admin',
  'coach.rules': 'keeper admin',
  'media.read': 'contributor editor secretary chief keeper',
  'media.upload': 'contributor editor secretary chief keeper',
  'people.lend': 'contributor editor secretary chief leader accountant keeper admin',
  'people.authors': 'editor secretary chief keeper admin',
  'people.administer': 'admin',
  'rules.read': 'editor secretary chief leader accountant admin',
  'rules.confirm': 'chief admin',
  'sites.keep': 'secretary chief keeper admin',
  'sites.network': 'admin',
  'statistics.read': 'editor secretary chief leader accountant keeper admin',
  'statistics.open': 'secretary chief keeper admin',
  'imports.move': 'keeper admin',
  'upkeep.examine': 'admin',
  'upkeep.records': 'admin',
}
export type Visitor = Role | 'anonymous'
export const visitors: readonly Visitor[] = ['anonymous', ...roles]

const siteIds = Object.fromEntries(
  (await db.selectFrom('sites').select(['id', 'key']).execute()).map(({ id, key }) => [key, id]),
) as Record<string, number>
export const [cong, thuvien] = [siteIds.cong!, siteIds.thuvien!]
export const sectionOn = async (site: number) =>
  (await db.selectFrom('sections').select('id').where('site_id', '=', site).orderBy('id').limit(1).executeTakeFirstOrThrow()).id

/** One pure role each, on the portal's own site; the keeper keeps the library's, the administrator the whole house. */
const siteOf = (role: Role) => (role === 'admin' ? null : role === 'keeper' ? thuvien : cong)
export const actors = Object.fromEntries(
  await Promise.all(
    roles.map(
      async (role) => [role, await actorOf(db, { name: `Vai ${role}`, grants: [{ role, site: siteOf(role), sections: null }] })] as const,
    ),
  ),
)
export const other = await actorOf(db, { name: 'Người khác', grants: [{ role: 'contributor', site: null, sections: null }] })
export const whole = await actorOf(db, {
  name: 'Cả mạng',
  grants: (['editor', 'chief'] as const).map((role) => ({ role, site: null, sections: null })),
})
export const second = await actorOf(db, { name: 'Cả mạng hai', grants: [{ role: 'editor', site: null, sections: null }] })
// An administrator whose password nobody knows the age of is first asked for a new one.
await db.updateTable('people').set({ password_changed_at: now() }).where('id', '=', actors.admin!.id).execute()

const tokens = new Map<Visitor, string>()
for (const role of roles)
  tokens.set(
    role,
    await beginSession(db, {
      personId: actors[role]!.id,
      lasts: Temporal.Duration.from({ hours: 2 }),
      source: '192.0.2.1',
      agent: 'test',
      secondFactorAt: null,
    }),
  )

export function knock(
  visitor: Visitor,
  method: string,
  path: string,
  { host = main, body }: { host?: string; body?: Record<string, unknown> } = {},
) {
  const token = tokens.get(visitor)
  const headers: Record<string, string> = { accept: 'application/json', ...(token && { cookie: `phien=${token}` }) }
  if (method === 'GET') return ask(port, host, path, { headers })
  const isJson = /\/luu(\/|$)/.test(path)
  const sent = isJson ? JSON.stringify(body ?? {}) : new URLSearchParams(body as Record<string, string>).toString()
  const type =
    path === '/toa-soan/tu-lieu' || path === '/toa-soan/chuyen-du-lieu' || path.endsWith('/ban-word')
      ? 'multipart/form-data; boundary=x'
      : isJson
        ? 'application/json'
        : 'application/x-www-form-urlencoded'
  return ask(port, host, path, { method, headers: { ...headers, origin: `http://${host}`, 'content-type': type }, body: sent })
}
