import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Halt } from '../halt.ts'
import { text } from './text.ts'

/**
 * Holds `folder` for this process; the returned function lets go. Node has no file lock of its own, but SQLite takes one on an
 * empty file, and the kernel drops it whenever and however the process ends: nothing is left to clean up after a `kill -9`.
 * @throws Halt when another process holds it, or the folder cannot be written.
 */
export function lockFolder(folder: string): () => void {
  const release = tryLock(folder)
  if (!release) throw new Halt(text.inUse(folder, holder(folder)))
  return release
}

/** The same, undefined when another process holds the folder. */
export function tryLock(folder: string): (() => void) | undefined {
  const file = open(folder)
  try {
    file.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === busy) return undefined
    throw new Halt(text.cannotWrite(folder), { cause: error })
  }
  writeFileSync(join(folder, 'pid'), `${process.pid}\n`)
  return () => file.isOpen && file.close()
}

const busy = 5

function open(folder: string) {
  try {
    // The account that runs PostgreSQL for root passes through, whatever the umask, but cannot list.
    if (mkdirSync(folder, { recursive: true })) chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
    const file = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
    chmodSync(join(folder, 'lock'), 0o600) // whoever may read it may also block it
    return file
  } catch (error) {
    throw new Halt(text.cannotWrite(folder), { cause: error })
  }
}

/** Only for the sentence; the lock itself never trusts a number in a file. */
function holder(folder: string) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
