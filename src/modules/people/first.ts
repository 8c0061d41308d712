import { command } from '../../kernel/activity.ts'
import { hashPassword } from '../../kernel/crypto.ts'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { fold } from '../../kernel/text.ts'
import { now } from '../../kernel/time.ts'
import { createAccount, oneTimePassword, PersonForm, resetPasswordOf } from './commands.ts'
import { grant } from './grants.ts'
import { isRole } from './person.ts'
import { minimumLength } from './signin/account.ts'
import { limitsAt } from './signin/limits.ts'
import { passwordFault } from './signin/password.ts'
import { normalEmail } from './signin/signin.ts'
import { issueText, text } from './text.ts'

/** Addresses of the sample people end in this; an operator's own first administrator is made beside them. */
const sampleDomain = '@hoaban.local'

/**
 * Makes the first administrator when nobody else administers: with the address and password of the environment, or with a random one-time
 * password, returned so that the program prints it once. Null when there is one already, or when the sample network is about to bring one.
 */
export async function ensureFirstAdmin(deps: Deps): Promise<{ email: string; password?: string } | null> {
  const { adminEmail, adminPassword, demo } = deps.config
  const admins = await deps.db
    .selectFrom('people')
    .innerJoin('grants', 'grants.person_id', 'people.id')
    .select('email')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .execute()
  if (admins.some(({ email }) => !adminEmail || !email?.endsWith(sampleDomain))) return null
  const nobody = (await deps.db.selectFrom('people').select('id').limit(1).executeTakeFirst()) === undefined
  if (!adminEmail && demo && nobody) return null
  const email = normalEmail(adminEmail ?? `quantri@${deps.config.baseHost.split(':')[0]}`)
  const password = adminPassword ?? oneTimePassword()
  const weak = passwordFault(password, { name: text.vi.roles.admin, email }, minimumLength(await limitsAt(deps.db), false)) !== null
  await insertAdmin(deps, { email, hash: await hashPassword(password), temporary: weak || !adminPassword })
  return adminPassword ? { email } : { email, password }
}

/** For the program's `user add`: sentences, not keys, because a person at a terminal reads them. */
export async function addAccount(deps: Deps, typed: { email: string; name: string; role: string }): Promise<Outcome<{ password: string }>> {
  const fields = PersonForm.safeParse({ ...typed, addressForm: '', unitId: null, language: 'vi' })
  if (!fields.success) return issues({ form: sentence(fields.error.issues[0]!.message) })
  if (!isRole(typed.role)) return issues({ role: sentence('unknownRole') })
  const made = await createAccount(deps, null, fields.data)
  if (!made.ok) return issues({ form: sentence(Object.values(made.issues)[0]!) })
  await grant(deps, null, made.value.id, { role: typed.role, place: { site: null, section: null } })
  return done({ password: made.value.password })
}

/** For the program's `user password`. */
export async function resetPassword(deps: Deps, email: string): Promise<Outcome<{ password: string }>> {
  const person = await deps.db.selectFrom('people').select('id').where('email', '=', normalEmail(email)).executeTakeFirst()
  return person ? resetPasswordOf(deps, null, person.id) : issues({ email: text.vi.noSuchAccount })
}

/** An address that exists already gets the role and the password: whoever sets the environment owns the machine. */
const insertAdmin = (deps: Deps, { email, hash, temporary }: { email: string; hash: string; temporary: boolean }) =>
  command(deps, null, async (trx, tell) => {
    const at = now()
    const access = { password_hash: hash, password_temporary: temporary, password_changed_at: at, last_seen_at: at, disabled_at: null }
    const { id } = await trx
      .insertInto('people')
      .values({ name: text.vi.roles.admin, name_key: fold(text.vi.roles.admin), email, created_at: at, ...access })
      .onConflict((on) => on.column('email').doUpdateSet(access))
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('grants')
      .values({ person_id: id, role: 'admin', granted_at: at })
      .onConflict((on) => on.doNothing())
      .execute()
    tell({ kind: 'person.created', subject: 'person', subjectId: id, detail: { account: true } })
    return done(null)
  })

const sentence = (key: string) => issueText('vi', key)!
