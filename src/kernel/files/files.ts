import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '../config.ts'
import { storeAt } from './address.ts'
import { localFiles } from './local.ts'
import { s3Files } from './s3.ts'

/** Both ends included, as in HTTP. */
export type Range = { start: number; end: number }
export type Stored = { key: string; bytes: number }

/**
 * Bytes outside the database, behind one interface. Keys are lower-case ASCII words parted by `/` and `.`; a key is written once and never changed.
 * `put` answers only when the bytes are on the disk (fsync of file and folder) or the object store has them safe, since an upload is acknowledged
 * after it. Whatever speaks to an object store may throw `StorageAway`.
 */
export type Files = {
  /** The same bytes under the same key again are no error (a job that runs twice), other bytes are. Throws `StorageFull` when there is no room. */
  put: (key: string, bytes: Readable | Uint8Array) => Promise<Stored & { sha256: Buffer }>
  /** `bytes` is the size of the whole file, whatever the range. Null when there is no such file. The caller reads the stream or destroys it. */
  open: (key: string, range?: Range) => Promise<{ stream: Readable; bytes: number } | null>
  stat: (key: string) => Promise<Stored | null>
  remove: (key: string) => Promise<void>
  list: () => AsyncIterable<Stored>
  /** For /readyz: throws when the store cannot be written. */
  check: () => Promise<void>
  /** Bytes still free; null when the store does not say. */
  free: () => Promise<number | null>
}

/** The store the settings name: a folder of HOABAN_DATA, or the bucket of STORAGE_URL. Nothing is asked of it yet. */
export function filesFor({ dataDir, storageUrl }: Pick<Config, 'dataDir' | 'storageUrl'>): Files {
  const folder = join(dataDir, 'files')
  return storageUrl ? s3Files(storeAt(storageUrl)!, join(folder, '.tam')) : localFiles(folder)
}
