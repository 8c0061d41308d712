import { argon2, createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tooMany } from './errors.ts'

/** 256 random bits as text for a cookie or a link. Store only its `sha256`. */
export const randomToken = () => randomBytes(32).toString('base64url')

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest()

/** A digest that only this installation can make: for what is too short or too guessable to be stored under a plain hash. */
export const keyed = (key: Uint8Array, ...parts: readonly (string | number)[]) =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest()

/** Compares digests without telling where they differ. */
export const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b)

/** `length` letters that cannot be mistaken for each other when read aloud or copied by hand; almost 5 bits each. */
export const randomLetters = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]!).join('')

const letters = '23456789abcdefghjkmnpqrstuvwxyz'

/**
 * A secret of this installation: 32 bytes in `<dataDir>/keys/<name>`, readable by the program's user only, made when first asked for.
 * It stands outside the database, so that a copied database alone opens nothing. Several nodes need the same file.
 */
export async function installationKey(dataDir: string, name: string): Promise<Buffer> {
  const folder = join(dataDir, 'keys')
  const path = join(folder, name)
  const read = await readFile(path).catch(absent)
  if (read) return checked(read, path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true })
  // A link, unlike a rename, never replaces the key that another process has just made.
  await link(draft, path).catch(alreadyThere)
  await rm(draft)
  return checked(await readFile(path), path)
}

/**
 * AES-256-GCM with a fresh nonce: nonce, tag, cipher text. `context` (for example `totp:42`) is bound in, so that a sealed value
 * moved to another row does not open.
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The sealed bytes, or null when the key, the context or the bytes are not the ones that were sealed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer | null {
  if (sealed.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}

/** OWASP's first choice: Argon2id, 19 MiB, two passes, one lane. Each hash remembers its own figures. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
/** Two hashes at once use 38 MiB; a flood beyond the queue is told to come back instead of filling the memory. */
const atOnce = 2
const queueLimit = 100
let running = 0
const waiting: (() => void)[] = []

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Throws tooMany when a hundred others wait already. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return phc(cost, salt, await derive(password, salt, cost, 32))
}

/** One run of Argon2 whatever is asked; a hash that cannot be read fits no password. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const known = readPhc(hash)
  const { salt, tag, ...figures } = known ?? { ...cost, salt: randomBytes(16), tag: randomBytes(32) }
  const fits = same(await derive(password, salt, figures, tag.length), tag)
  return known !== null && fits
}

/** Was the hash made with figures weaker than today's? Then it is made anew at the next sign-in. */
export function isOutdated(hash: string): boolean {
  const known = readPhc(hash)
  return !known || known.memory < cost.memory || known.passes < cost.passes
}

type Cost = typeof cost

const phc = ({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare64(salt)}$${bare64(tag)}`

function readPhc(hash: string) {
  const found = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([\w+/]{16,64})\$([\w+/]{22,86})$/.exec(hash)
  if (!found) return null
  const [, memory, passes, parallelism, salt, tag] = found
  // A restored or tampered row must not make us reserve all the memory there is.
  if (Number(memory) > 262_144) return null
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt!, 'base64'),
    tag: Buffer.from(tag!, 'base64'),
  }
}

async function derive(password: string, nonce: Buffer, figures: Cost, tagLength: number): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= queueLimit) throw tooMany()
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await new Promise((resolve, reject) =>
      argon2('argon2id', { ...figures, message: password.normalize('NFC'), nonce, tagLength }, (error, tag) =>
        error ? reject(error) : resolve(tag),
      ),
    )
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const bare64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

function checked(key: Buffer, path: string) {
  if (key.length !== 32) throw new Error(`the key file ${path} does not hold 32 bytes`)
  return key
}

function absent(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error
  return null
}

function alreadyThere(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
