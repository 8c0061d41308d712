import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '../config.ts'
import { Halt } from '../halt.ts'
import { localFiles } from './local.ts'

/** Both ends included, as in HTTP. */
export type Range = { start: number; end: number }
export type Stored = { key: string; bytes: number }

/**
 * Bytes outside the database, behind one interface. Keys are lower-case ASCII words parted by `/` and `.`; a key is written once and never changed.
 * `put` answers only when the bytes are on the disk (fsync of file and folder), since an upload is acknowledged after it.
 */
export type Files = {
  /** The same bytes under the same key again are no error (a job that runs twice), other bytes are. Throws `StorageFull` when the disk is full. */
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

/** @throws Halt when the environment asks for a store this version does not have. */
export function filesFor(config: Pick<Config, 'dataDir' | 'storageUrl'>): Files {
  if (config.storageUrl) throw new Halt('STORAGE_URL: bản này chưa hỗ trợ kho S3. Hãy bỏ STORAGE_URL để tệp nằm trong HOABAN_DATA.')
  return localFiles(join(config.dataDir, 'files'))
}
