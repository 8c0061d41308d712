import { installationKey, keyed, randomToken } from '../../../kernel/crypto.ts'
import type { Deps } from '../../../kernel/module.ts'

const keys = new Map<string, Promise<Buffer>>()

/** The key of this module: seals second-factor secrets, digests attempts, signs known devices. Lost, everyone enrols again. */
export function peopleKey({ config }: Pick<Deps, 'config'>): Promise<Buffer> {
  const known = keys.get(config.dataDir) ?? installationKey(config.dataDir, 'people')
  keys.set(config.dataDir, known)
  known.catch(() => keys.delete(config.dataDir))
  return known
}

/**
 * A browser that has signed in before carries `<nonce>.<mark>.<mark>…`, one mark per account (OWASP: device cookies). It opens nothing; it only gives
 * the account's owner a counter of wrong guesses apart from everybody else's.
 */
export function deviceOf(key: Uint8Array, cookie: string | undefined, email: string): string | null {
  const [nonce = '', ...marks] = (cookie ?? '').split('.')
  return nonce.length === 43 && marks.includes(mark(key, nonce, email)) ? nonce : null
}

export function deviceCookie(key: Uint8Array, cookie: string | undefined, email: string): string {
  const [given = '', ...marks] = (cookie ?? '').split('.')
  const nonce = /^[\w-]{43}$/.test(given) ? given : randomToken()
  const own = mark(key, nonce, email)
  const others = given === nonce ? marks.filter((other) => other !== own && /^[\w-]{22}$/.test(other)) : []
  return [nonce, own, ...others].slice(0, 9).join('.')
}

const mark = (key: Uint8Array, nonce: string, email: string) => keyed(key, 'device', nonce, email).subarray(0, 16).toString('base64url')
