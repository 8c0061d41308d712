import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../../kernel/config.ts'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import { bring, OutgoingError } from '../../kernel/outgoing.ts'

/** Ten years of a large portal, without its pictures. */
export const largest = 2 * 1024 ** 3
const patience = 30 * 60_000

type Place = { config: Pick<Config, 'dataDir' | 'outgoing'> }
/** A source as it lies in the folder of imports, under its digest. */
export type Kept = { digest: string; bytes: number }

export const sourceFolder = ({ config }: Place) => join(config.dataDir, 'imports')
export const sourcePath = (place: Place, digest: string) => join(sourceFolder(place), digest)
export const isThere = (place: Place, digest: string) => existsSync(sourcePath(place, digest))
export const forgetSource = (place: Place, digest: string) => rm(sourcePath(place, digest), { force: true })

class TooLarge extends Error {}

/** Streams a source into the folder. On issues nothing stays. */
export async function keepSource(place: Place, stream: Readable, most = largest): Promise<Outcome<Kept>> {
  const draft = join(sourceFolder(place), `${randomUUID()}.part`)
  const hash = createHash('sha256')
  let bytes = 0
  const gauge = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      if (bytes > most) return next(new TooLarge())
      hash.update(chunk)
      next(null, chunk)
    },
  })
  stream.on('error', () => {})
  try {
    await mkdir(sourceFolder(place), { recursive: true, mode: 0o700 })
    await pipeline(stream, gauge, createWriteStream(draft, { flags: 'wx', mode: 0o600 }))
    const digest = hash.digest('hex')
    if (bytes > 0) await rename(draft, sourcePath(place, digest))
    return bytes > 0 ? done({ digest, bytes }) : issues({ file: 'empty' })
  } catch (error) {
    if (error instanceof TooLarge) return issues({ file: 'tooLarge' })
    if (error instanceof OutgoingError) return issues({ address: error.fault })
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) return issues({ file: 'storageFull' })
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** A source that stands at an address, through the guard. */
export async function fetchSource(place: Place, address: string, within = patience): Promise<Outcome<Kept>> {
  try {
    const { body } = await bring(address, { most: largest, within, allowed: place.config.outgoing })
    return await keepSource(place, body)
  } catch (error) {
    if (error instanceof OutgoingError) return issues({ address: error.fault })
    throw error
  }
}
