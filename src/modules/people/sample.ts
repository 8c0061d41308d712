import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { command } from '../../kernel/activity.ts'
import { hashPassword } from '../../kernel/crypto.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done } from '../../kernel/errors.ts'
import { Halt } from '../../kernel/halt.ts'
import type { Deps } from '../../kernel/module.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { fold } from '../../kernel/text.ts'
import { now } from '../../kernel/time.ts'
import { oneTimePassword } from './commands.ts'
import { roles, type Role } from './person.ts'
import { placesOf } from './places.ts'
import { minimumLength } from './signin/account.ts'
import { secondFactorRoles } from './signin/factor-roles.ts'
import { limitsAt } from './signin/limits.ts'
import { passwordFault } from './signin/password.ts'
import { issueText, text } from './text.ts'

const SampleGrant = z.object({ role: z.enum(roles), site: z.string().nullable(), section: z.string().nullable() })
const SamplePerson = z.object({
  key: z.string(),
  role: z.enum(roles),
  email: z.string(),
  name: z.string(),
  addressForm: z.string(),
  unit: z.string(),
  penName: z.string().nullable(),
  grants: z.array(SampleGrant),
})
const SampleAuthor = z.object({ key: z.string(), name: z.string(), penName: z.string(), addressForm: z.string() })
const People = z.object({ people: z.array(SamplePerson), authors: z.array(SampleAuthor) })
const Units = z.object({
  units: z.array(z.object({ key: z.string(), parent: z.string().nullable(), name: z.string(), shortName: z.string().default('') })),
})
type SamplePerson = z.infer<typeof SamplePerson>

export type SampleSignIns = { people: readonly { email: string; role: string; name: string }[]; password: string }
const made = new WeakMap<Deps['config'], SampleSignIns>()

/** Who may sign in to the sample network and with what; null unless this process has just made it. */
export const sampleSignIns = ({ config }: Pick<Deps, 'config'>): SampleSignIns | null => made.get(config) ?? null

/** Units, one person per role, authors from outside. Nobody is asked for a second factor, so that a visitor gets in at once. */
export async function samplePeople(deps: Deps, folder: string) {
  const { people, authors } = await read(folder)
  const { units } = Units.parse(JSON.parse(await readFile(join(folder, 'network.json'), 'utf8')))
  const password = await samplePassword(deps, people)
  const hash = await hashPassword(password)
  await command(deps, null, async (trx, tell) => {
    await insertUnits(trx, units)
    for (const person of people) await insertPerson(trx, person, hash)
    for (const author of authors) await insertAuthor(trx, author)
    await writeSetting(trx, secondFactorRoles, [])
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: secondFactorRoles.key, value: [] } })
    return done(null)
  })
  made.set(deps.config, { password, people: people.map(({ email, role, name }) => ({ email, name, role: text.vi.roles[role] })) })
}

/** The operator's own, held to the rules of passwords as everybody's is; or one made for this occasion. */
async function samplePassword({ db, config }: Deps, people: readonly SamplePerson[]) {
  const { demoPassword } = config
  if (demoPassword === undefined) return oneTimePassword()
  const minimum = minimumLength(await limitsAt(db), false)
  const fault = people.map((person) => passwordFault(demoPassword, person, minimum)).find((one) => one !== null)
  if (fault) throw new Halt(text.vi.samplePasswordWeak(issueText('vi', fault)!, minimum))
  return demoPassword
}

/** Gives the sample people their roles on sites, once those are there; run again it changes nothing. */
export async function sampleGrants(deps: Pick<Deps, 'db' | 'modules' | 'hosts'>, folder: string) {
  const { db } = deps
  const { people } = await read(folder)
  for (const { email, grants } of people)
    for (const { role, site, section } of grants) {
      const place = placeOf(deps, site, section)
      const person = await db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow()
      await db
        .insertInto('grants')
        .values({ person_id: person.id, role, ...place, granted_at: now() })
        .onConflict((on) => on.doNothing())
        .execute()
    }
}

/** Key → number of the sample's people: those with an account are known by their address, authors from outside by their name. */
export async function sampleNumbers({ db }: Pick<Deps, 'db'>, folder: string): Promise<Readonly<Record<string, number>>> {
  const { people, authors } = await read(folder)
  const rows = await db.selectFrom('people').select(['id', 'name', 'email']).execute()
  return Object.fromEntries([
    ...people.map(({ key, email }) => [key, rows.find((row) => row.email === email)!.id]),
    ...authors.map(({ key, name }) => [key, rows.find((row) => row.email === null && row.name === name)!.id]),
  ])
}

const read = async (folder: string) => People.parse(JSON.parse(await readFile(join(folder, 'people.json'), 'utf8')))

function placeOf(deps: Pick<Deps, 'modules' | 'hosts'>, site: string | null, section: string | null) {
  if (site === null) return { site_id: null, section_id: null }
  const place = placesOf(deps).find(({ key }) => key === site)!
  return { site_id: place.id, section_id: section === null ? null : place.sections.find(({ slug }) => slug === section)!.id }
}

async function insertUnits(trx: Db, units: z.infer<typeof Units>['units']) {
  for (const { key, parent, name, shortName } of units) {
    const above = parent === null ? null : await trx.selectFrom('units').select('id').where('key', '=', parent).executeTakeFirstOrThrow()
    await trx
      .insertInto('units')
      .values({ key, name, short_name: shortName, parent_id: above?.id ?? null })
      .onConflict((on) => on.column('key').doNothing())
      .execute()
  }
}

async function insertPerson(trx: Db, { email, name, addressForm, unit, penName, grants }: SamplePerson, hash: string) {
  const at = now()
  const { id: unitId } = await trx.selectFrom('units').select('id').where('key', '=', unit).executeTakeFirstOrThrow()
  // A run that was cut off made some of them: they get the password that is printed this time.
  const { id } = await trx
    .insertInto('people')
    .values({
      name,
      name_key: fold(name),
      address_form: addressForm,
      email,
      unit_id: unitId,
      password_hash: hash,
      password_changed_at: at,
      last_seen_at: at,
      created_at: at,
    })
    .onConflict((on) => on.column('email').doUpdateSet({ password_hash: hash }))
    .returning('id')
    .executeTakeFirstOrThrow()
  if (penName) await insertPenName(trx, id, penName)
  const everywhere = grants.filter(({ site }) => site === null).map(({ role }: { role: Role }) => ({ person_id: id, role, granted_at: at }))
  if (everywhere.length > 0)
    await trx
      .insertInto('grants')
      .values(everywhere)
      .onConflict((on) => on.doNothing())
      .execute()
}

async function insertAuthor(trx: Db, { name, addressForm, penName }: z.infer<typeof SampleAuthor>) {
  const known = await trx.selectFrom('people').select('id').where('name', '=', name).where('email', 'is', null).executeTakeFirst()
  if (known) return
  const { id } = await trx
    .insertInto('people')
    .values({ name, name_key: fold(name), address_form: addressForm, created_at: now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertPenName(trx, id, penName)
}

const insertPenName = (trx: Db, personId: number, name: string) =>
  trx
    .insertInto('pen_names')
    .values({ person_id: personId, name, name_key: fold(name) })
    .onConflict((on) => on.doNothing())
    .execute()
