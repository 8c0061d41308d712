import { readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOf, metaOf, readFolders, readPage, removePage, writePage, type Filed } from './folder.ts'
import type { Stamp, Stored } from './stored.ts'
import { tagIndex, type Watch } from './tags.ts'

export type DiskOptions = {
  dir: string
  maxBytes: number
  release: string
  stamp: Stamp
  log: { warn: (fields: object, message: string) => void }
}

/**
 * Pages as files that a web server can send by itself. The index is in memory from the start, in the order in which pages came;
 * reading is synchronous (three small files, once per page); everything that changes files goes through one queue, so what is dropped
 * after it was written is removed after it was written.
 */
export type Disk = ReturnType<typeof emptyDisk>

/** More changes than this waiting for the disk, and new pages stay in memory only. */
const longestQueue = 500

/** @throws when the folder cannot be made or read. */
export function openDisk(options: DiskOptions): Disk {
  const disk = emptyDisk(options)
  const found = readFolders(options.dir, options.release)
  disk.position = readPosition(options.dir)
  for (const page of found) enter(disk, page)
  // Without a position nobody can tell which changes these pages have missed.
  if (disk.position === null) void removeAll(disk)
  else shrink(disk)
  return disk
}

export function readStored(disk: Disk, host: string, address: string): Stored | null {
  const key = keyOf({ host, address })
  const page = disk.pages.get(key)
  if (!page) return null
  const stored = readPage(page, disk.stamp)
  if (!stored) void remove(disk, [key])
  return stored
}

/** `watch` began before the page was rendered. Resolves when the page is on disk, or will not be. */
export async function writeStored(disk: Disk, host: string, address: string, stored: Stored, watch: Watch): Promise<void> {
  const folder = folderOf(disk.dir, host, address)
  if (!folder || disk.waiting > longestQueue) return
  await inOrder(disk, async () => {
    const page = { folder, meta: metaOf(host, address, stored, disk.release) }
    const wanted = () => !watch.touched(stored.tags)
    if (page.meta.bytes > disk.maxBytes / 8 || !wanted() || !(await writePage(disk.dir, page, stored, wanted))) return
    enter(disk, page)
    // Dropped between the last rename and this line: the drop did not find it in the index.
    if (!wanted()) void remove(disk, [keyOf(page.meta)])
    shrink(disk)
  })
}

export const removeTagged = (disk: Disk, tags: readonly string[]): Promise<unknown> => remove(disk, disk.tags.tagged(tags))

export const removeAll = (disk: Disk): Promise<unknown> => remove(disk, [...disk.pages.keys()])

/** After every removal asked for before, so that a node that dies in between asks for the changes again. */
export function keepPosition(disk: Disk, position: number): Promise<unknown> {
  if (position === disk.position) return disk.queue
  disk.position = position
  return inOrder(disk, async () => {
    const file = positionFile(disk.dir)
    await writeFile(`${file}.new`, JSON.stringify({ position }))
    await rename(`${file}.new`, file)
  })
}

const emptyDisk = (options: DiskOptions) => ({
  ...options,
  pages: new Map<string, Filed>(),
  tags: tagIndex<string>(),
  bytes: 0,
  evictions: 0,
  faults: 0,
  position: null as number | null,
  waiting: 0,
  queue: Promise.resolve() as Promise<unknown>,
})

function enter(disk: Disk, page: Filed) {
  const key = keyOf(page.meta)
  forget(disk, key)
  disk.pages.set(key, page)
  disk.tags.add(key, page.meta.tags)
  disk.bytes += page.meta.bytes
}

function forget(disk: Disk, key: string): Filed | undefined {
  const page = disk.pages.get(key)
  if (!page) return undefined
  disk.pages.delete(key)
  disk.tags.remove(key, page.meta.tags)
  disk.bytes -= page.meta.bytes
  return page
}

function remove(disk: Disk, keys: Iterable<string>): Promise<unknown> {
  const pages = [...keys].flatMap((key) => forget(disk, key) ?? [])
  if (pages.length === 0) return disk.queue
  return inOrder(disk, async () => {
    for (let at = 0; at < pages.length; at += 16) await Promise.all(pages.slice(at, at + 16).map((page) => removePage(disk.dir, page)))
  })
}

function shrink(disk: Disk) {
  const oldest: string[] = []
  let over = disk.bytes - disk.maxBytes
  for (const [key, page] of disk.pages) {
    if (over <= 0) break
    over -= page.meta.bytes
    oldest.push(key)
  }
  disk.evictions += oldest.length
  if (oldest.length > 0) void remove(disk, oldest)
}

function inOrder(disk: Disk, work: () => Promise<void>): Promise<unknown> {
  disk.waiting++
  disk.queue = disk.queue
    .then(work)
    .catch((error: unknown) => {
      disk.faults++
      disk.log.warn({ err: error }, 'page store: files of the disk tier could not be changed')
    })
    .finally(() => disk.waiting--)
  return disk.queue
}

const keyOf = ({ host, address }: { host: string; address: string }) => `${host} ${address}`
const positionFile = (dir: string) => join(dir, '.position.json')

function readPosition(dir: string): number | null {
  try {
    const { position } = JSON.parse(readFileSync(positionFile(dir), 'utf8')) as { position?: unknown }
    return typeof position === 'number' && Number.isSafeInteger(position) && position >= 0 ? position : null
  } catch {
    return null
  }
}
