import { Secret, TOTP } from 'otpauth'
import { keyed, randomLetters, seal, unseal } from '../../../kernel/crypto.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { now } from '../../../kernel/time.ts'
import { peopleKey } from './keys.ts'
import type { Session } from './session.ts'

const period = 30
const recoveryCount = 10

/** What the telephone is told: the same in every reading of the page, another in every session, stored nowhere until a code has proved it. */
export async function offeredSecret(deps: Deps, session: Session) {
  const bytes = keyed(await peopleKey(deps), 'totp', session.id, session.createdAt.epochMilliseconds, session.person.id).subarray(0, 20)
  const totp = totpOf(bytes, { issuer: `Hoa Ban (${deps.config.baseHost})`, label: session.person.email ?? session.person.name })
  return { bytes, text: totp.secret.base32, address: totp.toString() }
}

/** Keeps the offered secret when the code fits it; returns the recovery codes, or null when it does not fit. */
export async function setFactor(deps: Deps, trx: Db, session: Session, code: string): Promise<string[] | null> {
  const { bytes } = await offeredSecret(deps, session)
  const step = stepOfCode(bytes, code)
  if (step === null) return null
  const key = await peopleKey(deps)
  const { id } = session.person
  const set = await trx
    .updateTable('people')
    .set({ totp_secret: seal(key, bytes, `totp:${id}`), totp_confirmed_at: now(), totp_last_step: step })
    .where('id', '=', id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  if (set.numUpdatedRows === 0n) throw conflict()
  return newRecoveryCodes(trx, key, id)
}

/** Is this a code of the person's telephone that was not used before, or an unused recovery code? Using it up is part of the answer. */
export async function useCode(deps: Deps, trx: Db, personId: number, typed: string): Promise<'totp' | 'recovery' | null> {
  const key = await peopleKey(deps)
  if (/^\d{6}$/.test(compact(typed))) return (await useTotp(trx, key, personId, compact(typed))) ? 'totp' : null
  const used = await trx
    .updateTable('recovery_codes')
    .set({ used_at: now() })
    .where('person_id', '=', personId)
    .where('code_hash', '=', recoveryDigest(key, personId, typed))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n ? 'recovery' : null
}

/** Replaces all former ones. */
export async function newRecoveryCodes(trx: Db, key: Uint8Array, personId: number): Promise<string[]> {
  const codes = Array.from({ length: recoveryCount }, () => `${randomLetters(5)}-${randomLetters(5)}`)
  await trx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
  await trx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ person_id: personId, code_hash: recoveryDigest(key, personId, code) })))
    .execute()
  return codes
}

export async function clearFactor(trx: Db, personId: number) {
  await trx
    .updateTable('people')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', personId)
    .execute()
  await trx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
}

export async function recoveryCodesLeft(db: Db, personId: number): Promise<number> {
  const row = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}

async function useTotp(trx: Db, key: Uint8Array, personId: number, code: string): Promise<boolean> {
  const row = await trx
    .selectFrom('people')
    .select(['totp_secret'])
    .where('id', '=', personId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (!row?.totp_secret) return false
  const bytes = unseal(key, row.totp_secret, `totp:${personId}`)
  if (!bytes) throw new Error('a second-factor secret does not open: is keys/people the file it was sealed with?')
  const step = stepOfCode(bytes, code)
  if (step === null) return false
  // The row decides which of two simultaneous uses is the first.
  const used = await trx
    .updateTable('people')
    .set({ totp_last_step: step })
    .where('id', '=', personId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** The 30-second step whose code this is: now, the one before or the one after; null for none. */
function stepOfCode(bytes: Uint8Array, typed: string): number | null {
  const code = compact(typed)
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now().epochMilliseconds
  const delta = totpOf(bytes).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

const totpOf = (bytes: Uint8Array, names: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...names, secret: new Secret({ buffer: Uint8Array.from(bytes).buffer }), algorithm: 'SHA1', digits: 6, period })

const compact = (typed: string) => typed.replace(/[\s-]/g, '').toLowerCase()
const recoveryDigest = (key: Uint8Array, personId: number, code: string) => keyed(key, 'recovery', personId, compact(code))
