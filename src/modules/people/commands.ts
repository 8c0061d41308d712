import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import { hashPassword, randomLetters } from '../../kernel/crypto.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, forbidden, issues, notFound, type Issues, type Outcome } from '../../kernel/errors.ts'
import { fold, nfc, stripControl } from '../../kernel/text.ts'
import { now } from '../../kernel/time.ts'
import type { Person } from './person.ts'
import { personById } from './queries.ts'
import { clearFactor } from './signin/factor.ts'
import { endSessions } from './signin/sessions.ts'
import { normalEmail } from './signin/signin.ts'

const line = (max: number) =>
  z
    .string()
    .transform((typed) => stripControl(nfc(typed)).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, 'tooLong'))
const name = line(120).pipe(z.string().min(1, 'blank'))
const addressForm = line(30).default('')
const unitId = z.preprocess(
  (typed) => typed || null,
  z.coerce.number('unknownUnit').int('unknownUnit').positive('unknownUnit').max(2_147_483_647, 'unknownUnit').nullable(),
)

export const AuthorForm = z.object({ name, addressForm })
export const PersonForm = AuthorForm.extend({
  email: z.string().transform(normalEmail).pipe(z.email('emailBad').max(254, 'emailBad')),
  unitId,
  language: z.enum(['vi', 'en']).catch('vi'),
})
export const PenNameForm = z.object({ penName: name })
export type PersonFields = z.infer<typeof PersonForm>
export type AuthorFields = z.infer<typeof AuthorForm>

/** Sixteen letters in groups of four: 79 bits, easy to read out. */
export const oneTimePassword = () => Array.from({ length: 4 }, () => randomLetters(4)).join('-')

/** An account with a one-time password, which is returned and never readable again. */
export async function createAccount(
  spine: Spine,
  actor: Actor | null,
  fields: PersonFields,
): Promise<Outcome<{ id: number; password: string }>> {
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  return command(spine, actor, async (trx, tell) => {
    const found = await accountIssues(trx, fields)
    if (found) return issues(found)
    const at = now()
    const row = { ...rowOf(fields), password_hash: hash, password_temporary: true, password_changed_at: at, created_at: at }
    const made = await trx
      .insertInto('people')
      .values(row)
      .onConflict((on) => on.column('email').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return issues({ email: 'emailTaken' })
    tell({ kind: 'person.created', subject: 'person', subjectId: made.id, detail: { account: true } })
    return done({ id: made.id, password })
  })
}

/** An author from outside, who never signs in. */
export const createAuthor = (spine: Spine, actor: Actor | null, fields: AuthorFields): Promise<Outcome<number>> =>
  command(spine, actor, async (trx, tell) => {
    const { id } = await trx
      .insertInto('people')
      .values({ ...nameRow(fields), created_at: now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    tell({ kind: 'person.created', subject: 'person', subjectId: id, detail: { account: false } })
    return done(id)
  })

export const changeAccount = (spine: Spine, actor: Actor, id: number, fields: PersonFields): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const person = await accountById(trx, actor, id)
    const found = await accountIssues(trx, fields, id)
    if (found) return issues(found)
    await trx.updateTable('people').set(rowOf(fields)).where('id', '=', id).execute()
    tell({ kind: 'person.changed', subject: 'person', subjectId: id, detail: { fields: changed(person, fields) }, tags: tagsOf(id) })
    return done(null)
  })

export const changeAuthor = (spine: Spine, actor: Actor, id: number, fields: AuthorFields): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const person = await authorById(trx, actor, id)
    await trx.updateTable('people').set(nameRow(fields)).where('id', '=', id).execute()
    tell({ kind: 'person.changed', subject: 'person', subjectId: id, detail: { fields: changed(person, fields) }, tags: tagsOf(id) })
    return done(null)
  })

/** Only language, keys and form of address: name, e-mail and unit are the administrator's. */
export const changeOwn = (
  spine: Spine,
  actor: Actor,
  fields: { addressForm: string; language: string; keys: boolean },
): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await trx
      .updateTable('people')
      .set({ address_form: fields.addressForm, language: fields.language, keys: fields.keys })
      .where('id', '=', actor.id)
      .execute()
    tell({ kind: 'person.changed', subject: 'person', subjectId: actor.id, detail: { fields: Object.keys(fields) } })
    return done(null)
  })

/** From this moment the account opens nothing: open sessions end, a delegation it gave is void. */
export const disable = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const person = await accountById(trx, actor, id)
    if (person.id === actor.id) throw forbidden()
    await lockAdmins(trx)
    if (!(await othersAdminister(trx, id))) return issues({ form: 'lastAdmin' })
    await trx.updateTable('people').set({ disabled_at: now() }).where('id', '=', id).where('disabled_at', 'is', null).execute()
    await endSessions(trx, id)
    tell({ kind: 'person.disabled', subject: 'person', subjectId: id, detail: {} })
    return done(null)
  })

/** Opens a closed account, also one that was not used for long: its days count from now. */
export const enable = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await accountById(trx, actor, id)
    await trx.updateTable('people').set({ disabled_at: null, last_seen_at: now() }).where('id', '=', id).execute()
    await endSessions(trx, id)
    tell({ kind: 'person.enabled', subject: 'person', subjectId: id, detail: {} })
    return done(null)
  })

/** A one-time password for somebody who forgot the own; every session of that person ends. */
export async function resetPasswordOf(spine: Spine, actor: Actor | null, id: number): Promise<Outcome<{ password: string }>> {
  if (actor?.id === id) throw forbidden()
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  return command(spine, actor, async (trx, tell) => {
    if (actor) await accountById(trx, actor, id)
    await trx
      .updateTable('people')
      .set({ password_hash: hash, password_changed_at: now(), password_temporary: true, last_seen_at: now() })
      .where('id', '=', id)
      .execute()
    await endSessions(trx, id)
    tell({ kind: 'person.passwordReset', subject: 'person', subjectId: id, detail: {} })
    return done({ password })
  })
}

/** For somebody who lost telephone and recovery codes. The own one is taken off in the own account, with both proofs. */
export const resetFactor = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    await accountById(trx, actor, id)
    if (actor.id === id) throw forbidden()
    await clearFactor(trx, id)
    await endSessions(trx, id)
    tell({ kind: 'person.secondFactorReset', subject: 'person', subjectId: id, detail: {} })
    return done(null)
  })

/** Own pen names, or those of an author from outside. */
export const addPenName = (spine: Spine, actor: Actor, id: number, penName: string): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const person = await named(trx, actor, id)
    const made = await trx
      .insertInto('pen_names')
      .values({ person_id: person.id, name: penName, name_key: fold(penName) })
      .onConflict((on) => on.columns(['person_id', 'name']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return issues({ penName: 'nameTaken' })
    tell({ kind: 'person.penNameAdded', subject: 'person', subjectId: id, detail: { penName: made.id }, tags: tagsOf(id) })
    return done(null)
  })

export const removePenName = (spine: Spine, actor: Actor, id: number, penName: number): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    const person = await named(trx, actor, id)
    const gone = await trx.deleteFrom('pen_names').where('id', '=', penName).where('person_id', '=', person.id).executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound()
    tell({ kind: 'person.penNameRemoved', subject: 'person', subjectId: id, detail: { penName }, tags: tagsOf(id) })
    return done(null)
  })

/** One after the other, so that two administrators cannot remove each other at once. */
export const lockAdmins = (trx: Db) => sql`select pg_advisory_xact_lock(hashtext('people.admins'))`.execute(trx)

/** Is there an administrator besides this person who can sign in? */
export async function othersAdminister(trx: Db, id: number): Promise<boolean> {
  const other = await trx
    .selectFrom('people')
    .innerJoin('grants', 'grants.person_id', 'people.id')
    .select('people.id')
    .where('role', '=', 'admin')
    .where('people.id', '<>', id)
    .where('disabled_at', 'is', null)
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** A person with an account; an author without one is kept on another screen. */
export async function accountById(trx: Db, actor: Actor, id: number): Promise<Person> {
  const person = await personById(trx, actor, id)
  if (person.email === null) throw notFound()
  return person
}

async function authorById(trx: Db, actor: Actor, id: number): Promise<Person> {
  const person = await personById(trx, actor, id)
  if (person.email !== null) throw notFound()
  return person
}

const named = (trx: Db, actor: Actor, id: number) => (id === actor.id ? personById(trx, actor, id) : authorById(trx, actor, id))

const nameRow = (fields: AuthorFields) => ({ name: fields.name, name_key: fold(fields.name), address_form: fields.addressForm })
const rowOf = (fields: PersonFields) => ({ ...nameRow(fields), email: fields.email, unit_id: fields.unitId, language: fields.language })

async function accountIssues(trx: Db, { email, unitId: unit }: PersonFields, id = 0): Promise<Issues | null> {
  const taken = await trx.selectFrom('people').select('id').where('email', '=', email).where('id', '<>', id).executeTakeFirst()
  if (taken) return { email: 'emailTaken' }
  if (unit === null) return null
  return (await trx.selectFrom('units').select('id').where('id', '=', unit).executeTakeFirst()) ? null : { unitId: 'unknownUnit' }
}

const changed = (person: Person, fields: Partial<PersonFields>) =>
  (Object.keys(fields) as (keyof PersonFields)[]).filter((field) => fields[field] !== person[field])

/** Pages that print the person's name. */
const tagsOf = (id: number) => [`person:${id}`]
