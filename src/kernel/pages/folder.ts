import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { storedFrom, type Stamp, type Stored } from './stored.ts'

const hostName = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/
const segment = /^[a-z0-9_-](?:[a-z0-9._-]{0,118}[a-z0-9_-])?$/
/** Names Windows keeps for devices, and our own files. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\.|$)/
const metaName = '.page.json'
const workName = '.work'

const Meta = z.object({
  release: z.string(),
  host: z.string(),
  address: z.string(),
  type: z.string(),
  tags: z.array(z.string()),
  storedAt: z.string(),
  bytes: z.number(),
  hashes: z.tuple([z.string(), z.string(), z.string()]),
})
export type Meta = z.infer<typeof Meta>

/**
 * The folder of a page under `root`, or null when the page has none: only lower-case ASCII addresses without a query go to disk, so
 * that no file system can confuse two of them and none leads outside. The colon of a port becomes `_`, which no host name contains.
 */
export function folderOf(root: string, host: string, address: string): string | null {
  if (!hostName.test(host) || host.includes('..') || address.length > 600) return null
  const base = join(root, host.replace(':', '_'))
  if (address === '/') return base
  const segments = address.slice(1).split('/')
  const fits = address.startsWith('/') && segments.every((part) => segment.test(part) && !reserved.test(part))
  return fits ? join(base, ...segments) : null
}

export type Filed = { folder: string; meta: Meta }

/** Every whole page under `root`, oldest first. What is no page of this release, or only half of one, is removed. */
export function readFolders(root: string, release: string): Filed[] {
  mkdirSync(root, { recursive: true })
  rmSync(join(root, workName), { recursive: true, force: true })
  const found: Filed[] = []
  const folders = [root]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true })
    for (const entry of entries) if (entry.isDirectory()) folders.push(join(folder, entry.name))
    const files = entries.filter((entry) => entry.isFile() && (entry.name === metaName || entry.name.startsWith('index.')))
    const meta = files.length > 0 ? readMeta(root, folder, release) : null
    if (meta) found.push({ folder, meta })
    else for (const file of files) rmSync(join(folder, file.name), { force: true })
  }
  return found.sort((a, b) => (a.meta.storedAt < b.meta.storedAt ? -1 : 1))
}

/**
 * Bytes first into a working folder; then, in one go without yielding: old files out, `.page.json` in, new files in. So a page that
 * nginx can see always has its tags on record, even after a crash between two renames. False when `wanted` said no at the last moment.
 */
export async function writePage(root: string, { folder, meta }: Filed, stored: Stored, wanted: () => boolean): Promise<boolean> {
  const work = join(root, workName)
  for (const path of [work, folder]) mkdirSync(path, { recursive: true })
  const files: [string, string | Buffer][] = [[metaName, JSON.stringify(meta)]]
  for (const [at, name] of bodyNames(meta.type).entries()) files.push([name, bodies(stored)[at]!])
  await Promise.all(files.map(([name, bytes]) => writeFile(join(work, name), bytes)))
  if (!wanted()) return false
  for (const name of allNames) rmSync(join(folder, name), { force: true })
  for (const [name] of files) renameSync(join(work, name), join(folder, name))
  return true
}

/** Null when anything is missing or not the bytes that were written. */
export function readPage({ folder, meta }: Filed, stamp: Stamp): Stored | null {
  try {
    const [identity, gzip, br] = bodyNames(meta.type).map((name) => readFileSync(join(folder, name))) as [Buffer, Buffer, Buffer]
    if ([identity, gzip, br].some((bytes, at) => hashOf(bytes) !== meta.hashes[at])) return null
    const { type, tags } = meta
    return storedFrom(
      { status: 200, type, tags, storedAt: Temporal.Instant.from(meta.storedAt), expires: 0, fromDisk: true, identity, gzip, br },
      stamp,
    )
  } catch {
    return null
  }
}

/** The record goes last, so that a page half removed is still known. Folders left empty go too. */
export async function removePage(root: string, { folder, meta }: Filed): Promise<void> {
  await Promise.all(bodyNames(meta.type).map((name) => rm(join(folder, name), { force: true })))
  await rm(join(folder, metaName), { force: true })
  try {
    for (let empty = folder; empty !== root; empty = dirname(empty)) await rmdir(empty)
  } catch {
    // Something else lies there, as it mostly does.
  }
}

export function metaOf(host: string, address: string, stored: Stored, release: string): Meta {
  const parts = bodies(stored)
  const bytes = parts.reduce((sum, part) => sum + Math.ceil(part.length / 4_096) * 4_096, 4_096)
  const { type, tags, storedAt } = stored
  return {
    release,
    host,
    address,
    type,
    tags: [...tags],
    storedAt: storedAt.toString(),
    bytes,
    hashes: parts.map(hashOf) as Meta['hashes'],
  }
}

function readMeta(root: string, folder: string, release: string): Meta | null {
  try {
    const meta = Meta.parse(JSON.parse(readFileSync(join(folder, metaName), 'utf8')))
    const whole = bodyNames(meta.type).every((name) => statSync(join(folder, name)).isFile())
    const place = folderOf(root, meta.host, meta.address)
    return whole && meta.release === release && place !== null && relative(place, folder) === '' ? meta : null
  } catch {
    return null
  }
}

const bodies = ({ identity, gzip, br }: Stored) => [identity.body, gzip!.body, br!.body]
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url')
/** Feeds and the like get a name that no web server takes for the folder's page, since it would send them as HTML. */
const bodyNames = (type: string) =>
  ['', '.gz', '.br'].map((ending) => (type.startsWith('text/html') ? 'index.html' : 'index.page') + ending)
const allNames = [...bodyNames('text/html'), ...bodyNames(''), metaName]
