import { openDisk, type Disk } from './disk.ts'
import { openMemory, type Memory } from './memory.ts'
import { stampOf, type Stamp, type Stored } from './stored.ts'
import { dropLog } from './tags.ts'

export type PagesOptions = {
  /** The folder of the disk tier, of this process alone; null = memory only (the worker, the program). */
  dir: string | null
  maxMemoryBytes: number
  maxDiskBytes: number
  /** Names the code and assets that pages refer to: pages of another release are not served. */
  release: string
  /** Host header (lower case, with its port) → canonical host, or what carries it. Asked at each request, so it must be at hand. */
  hosts: () => ReadonlyMap<string, string | { readonly canonical: string }>
  /** The constant headers of every public page: policy and the like. */
  headers: Readonly<Record<string, string>>
  /** Since when changes may have been missed; null while all is well. Asked at each request. */
  databaseAway?: () => Temporal.Instant | null
  log: { warn: (fields: object, message: string) => void }
  now: () => Temporal.Instant
}

/** What the functions of this folder share. */
export type Store = {
  readonly options: PagesOptions
  readonly away: () => Temporal.Instant | null
  readonly stamp: Stamp
  readonly memory: Memory
  readonly disk: Disk | null
  readonly drops: ReturnType<typeof dropLog>
  readonly renderings: Map<string, Promise<Stored>>
  readonly finishing: Set<Promise<void>>
  readonly count: { hits: number; misses: number; notModified: number; aged: number; stores: number; drops: number }
  /** Every change up to some position has been heard since the start. */
  heard: boolean
  /** Some page in memory carries the variants for an outage. */
  oldShown: boolean
}

export function openStore(options: PagesOptions): Store {
  const stamp = stampOf(options.headers, options.release)
  return {
    options,
    away: options.databaseAway ?? (() => null),
    stamp,
    memory: openMemory(options.maxMemoryBytes),
    disk: diskOf(options, stamp),
    drops: dropLog(),
    renderings: new Map(),
    finishing: new Set(),
    count: { hits: 0, misses: 0, notModified: 0, aged: 0, stores: 0, drops: 0 },
    heard: false,
    oldShown: false,
  }
}

/** A folder that cannot be used costs the disk tier, never the start. */
function diskOf({ dir, maxDiskBytes, release, log }: PagesOptions, stamp: Stamp): Disk | null {
  if (dir === null) return null
  try {
    return openDisk({ dir, maxBytes: maxDiskBytes, release, stamp, log })
  } catch (error) {
    log.warn({ err: error, dir }, 'page store: no disk tier')
    return null
  }
}
