import type { Db } from '../../kernel/db/db.ts'
import type { Deps, Finding } from '../../kernel/module.ts'
import { ruleAt } from '../../kernel/rules.ts'
import { unseal } from '../../kernel/crypto.ts'
import { settingOf } from '../../kernel/settings.ts'
import { actingAccounts, mustEnrol, secondFactorRoles } from './signin/factor-roles.ts'
import { peopleKey } from './signin/keys.ts'
import { limitKeys } from './signin/limits.ts'
import { text } from './text.ts'

type Words = typeof text.vi.checks

/** What `doctor` says about signing in: rules there, an administrator there, second factors on, key fitting. */
export async function peopleChecks(deps: Deps): Promise<Finding[]> {
  const found = (await Promise.all([rulesThere(deps.db), adminThere(deps.db), factorsOn(deps.db), keyFits(deps)])).flat()
  return found.length > 0 ? found : [{ level: 'good', what: both((t) => t.good) }]
}

const both = (words: (t: Words) => string) => ({ vi: words(text.vi.checks), en: words(text.en.checks) })

async function rulesThere(db: Db): Promise<Finding[]> {
  const values = await Promise.all(limitKeys.map((key) => ruleAt(db, key)))
  const missing = limitKeys.filter((_, index) => values[index] === null).join(', ')
  return missing ? [{ level: 'bad', what: both((t) => t.rules(missing)), todo: both((t) => t.rulesTodo) }] : []
}

async function adminThere(db: Db): Promise<Finding[]> {
  const admin = await db
    .selectFrom('people')
    .innerJoin('grants', 'grants.person_id', 'people.id')
    .select('people.id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return admin ? [] : [{ level: 'bad', what: both((t) => t.noAdmin), todo: both((t) => t.noAdminTodo) }]
}

async function factorsOn(db: Db): Promise<Finding[]> {
  const roles = await settingOf(db, secondFactorRoles)
  if (roles.length === 0) return [{ level: 'warn', what: both((t) => t.factorOff), todo: both((t) => t.factorOffTodo) }]
  const { length } = mustEnrol(await actingAccounts(db), roles)
  return length > 0 ? [{ level: 'warn', what: both((t) => t.factor(length)), todo: both((t) => t.factorTodo) }] : []
}

async function keyFits(deps: Deps): Promise<Finding[]> {
  const row = await deps.db
    .selectFrom('people')
    .select(['id', 'totp_secret'])
    .where('totp_secret', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (!row || unseal(await peopleKey(deps), row.totp_secret!, `totp:${row.id}`)) return []
  return [{ level: 'bad', what: both((t) => t.key), todo: both((t) => t.keyTodo) }]
}
