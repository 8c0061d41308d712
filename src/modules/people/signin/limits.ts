import type { Db } from '../../../kernel/db/db.ts'
import { requiredRule, ruleAt, type RuleForm } from '../../../kernel/rules.ts'
import { now } from '../../../kernel/time.ts'

/** What the rules say about passwords, sessions and guessing. */
export type Limits = {
  passwordLength: number
  passwordLengthWithFactor: number
  /** Days after which an administrator's password is changed; null = never. */
  adminPasswordDays: number | null
  /** An account not used for so many days is opened again by an administrator. */
  idleDays: number
  idleMinutes: number
  idleMinutesAdmin: number
  sessionHours: number
  failures: Record<Counter, number>
  longestWaitMinutes: number
}
/** pair = one account from one source, or from one known device. */
export type Counter = 'pair' | 'source' | 'account'

/** The rule rows without which nobody can be signed in or out rightly. */
export const limitKeys = [
  'password.min-length',
  'password.min-length.with-mfa',
  'account.idle-days',
  'session.idle-minutes',
  'session.idle-minutes.admin',
  'session.absolute-hours',
  'sign-in.failures',
  'sign-in.failures.source',
  'sign-in.failures.account',
  'sign-in.longest-wait-minutes',
] as const

/** Every rule that signing in goes by. */
export const signInRules: Readonly<Record<string, RuleForm>> = {
  ...Object.fromEntries(limitKeys.map((key) => [key, 'number' as const])),
  'password.max-age-days.admin': 'number',
  'mfa.required': 'data',
}

const kept = new WeakMap<Db, { until: number; limits: Promise<Limits> }>()

/** Read at most once a minute and process, since every request asks. Pass the plain database, not a transaction. */
export function limitsAt(db: Db): Promise<Limits> {
  const at = now().epochMilliseconds
  const known = kept.get(db)
  if (known && at < known.until && at > known.until - 120_000) return known.limits
  const limits = read(db)
  kept.set(db, { until: at + 60_000, limits })
  limits.catch(() => kept.delete(db))
  return limits
}

async function read(db: Db): Promise<Limits> {
  const [values, adminPasswordDays] = await Promise.all([
    Promise.all(limitKeys.map((key) => requiredRule<number>(db, key))),
    ruleAt<number>(db, 'password.max-age-days.admin'),
  ])
  const [
    passwordLength,
    passwordLengthWithFactor,
    idleDays,
    idleMinutes,
    idleMinutesAdmin,
    sessionHours,
    pair,
    source,
    account,
    longestWaitMinutes,
  ] = values as [number, number, number, number, number, number, number, number, number, number]
  return {
    passwordLength,
    passwordLengthWithFactor,
    adminPasswordDays,
    idleDays,
    idleMinutes,
    idleMinutesAdmin,
    sessionHours,
    failures: { pair, source, account },
    longestWaitMinutes,
  }
}
