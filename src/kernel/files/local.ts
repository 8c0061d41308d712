import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs, unlink } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StorageFull } from './failure.ts'
import type { Files, Range, Stored } from './files.ts'
import { demandKey, isKey } from './key.ts'
import { isFull, write } from './spool.ts'
import { sweep } from './sweep.ts'

const waiting = '.tam'

/** Files in a folder of this machine. The folder is made when it is first needed. */
export function localFiles(dir: string): Files {
  const temporary = join(dir, waiting)
  void sweep(temporary)
  return {
    async put(key, bytes) {
      const path = join(dir, demandKey(key))
      const temp = join(temporary, randomUUID())
      try {
        await makeFolder(temporary)
        const written = await write(temp, bytes)
        if (!(await isSame(path, written.sha256))) await moveIn(temp, path)
        return { key, ...written }
      } catch (error) {
        throw isFull(error) ? new StorageFull('storageFull', { cause: error }) : error
      } finally {
        await rm(temp, { force: true })
      }
    },
    open: (key, range) => (isKey(key) ? openAt(join(dir, key), range) : Promise.resolve(null)),
    async stat(key) {
      const found = isKey(key) ? await stat(join(dir, key)).catch(ignoreMissing) : null
      return found?.isFile() ? { key, bytes: found.size } : null
    },
    async remove(key) {
      const path = join(dir, demandKey(key))
      await rm(path, { force: true })
      await syncFolder(dirname(path)).catch(ignoreMissing)
    },
    list: () => walk(dir),
    async check() {
      await makeFolder(temporary)
      const temp = join(temporary, randomUUID())
      await write(temp, Buffer.from('ok'))
      await unlink(temp)
    },
    async free() {
      await makeFolder(dir)
      const { bavail, bsize } = await statfs(dir)
      return bavail * bsize
    },
  }
}

/** A rename is on the disk only when its folder is. */
async function moveIn(temp: string, path: string) {
  await makeFolder(dirname(path))
  await rename(temp, path)
  await syncFolder(dirname(path))
}

async function isSame(path: string, sha256: Buffer): Promise<boolean> {
  if (!(await access(path).then(() => true, ignoreMissing))) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  if (!hash.digest().equals(sha256)) throw new Error('a key of the file store is written once')
  return true
}

/** Each folder that is new must be on the disk in its parent, or a crash takes the file with it. */
async function makeFolder(path: string) {
  const first = await mkdir(path, { recursive: true, mode: 0o750 })
  for (let made = path; first !== undefined && made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

async function syncFolder(path: string) {
  // Windows cannot open a folder, and keeps its own journal.
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  await folder.sync().finally(() => folder.close())
}

async function openAt(path: string, range?: Range) {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(ignoreMissing)
  if (!file) return null
  const found = await file.stat()
  if (found.isFile()) return { stream: file.createReadStream({ start: range?.start, end: range?.end }), bytes: found.size }
  await file.close()
  return null
}

async function* walk(dir: string): AsyncGenerator<Stored> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(ignoreMissing)
  for (const entry of entries ?? []) {
    const path = join(entry.parentPath, entry.name)
    const key = relative(dir, path).split(sep).join('/')
    if (!entry.isFile() || key.startsWith(`${waiting}/`)) continue
    const found = await stat(path).catch(ignoreMissing)
    if (found) yield { key, bytes: found.size }
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.code ?? '')) return null
  throw error
}
