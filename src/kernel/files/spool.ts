import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StorageFull } from './failure.ts'

/** Bytes that can be read more than once, of known size and digest. */
export type Body = { bytes: number; sha256: Buffer; read: () => Readable }

/** Writes a new file whole, down to the disk (fsync), and tells its size and digest. */
export async function write(path: string, source: Readable | Uint8Array) {
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  // `flush` makes the stream fsync before it closes: a rename must not overtake the bytes.
  await pipeline(asStream(source), count, createWriteStream(path, { flags: 'wx', mode: 0o640, flush: true }))
  return { bytes, sha256: hash.digest() }
}

/** Lends the bytes to `work` as a body; a stream waits on the disk meanwhile. */
export async function withBody<T>(folder: string, source: Readable | Uint8Array, work: (body: Body) => Promise<T>): Promise<T> {
  if (source instanceof Uint8Array)
    return work({ bytes: source.length, sha256: createHash('sha256').update(source).digest(), read: () => asStream(source) })
  const path = join(folder, randomUUID())
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 })
    const written = await write(path, source)
    return await work({ ...written, read: () => createReadStream(path) })
  } catch (error) {
    throw isFull(error) ? new StorageFull('storageFull', { cause: error }) : error
  } finally {
    await rm(path, { force: true })
  }
}

/** No room on a disk of ours, or (53100) on that of the database. */
export const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT', '53100'].includes((error as NodeJS.ErrnoException)?.code ?? '')

const asStream = (source: Readable | Uint8Array) => (source instanceof Uint8Array ? Readable.from([source]) : source)
