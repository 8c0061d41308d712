import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Kind } from './medium.ts'
import { headBytes, promised } from './sniff.ts'

/** A file as it was sent, waiting on the disk to be judged. `given` is the name the sender gave it: never a path for us. */
export type Sent = { path: string; given: string; bytes: number; sha256: Buffer }

/** Megabytes by kind. */
export type Limits = Readonly<Record<Kind, number>>

/** Carries an issue key out of a stream. */
class Stopped extends Error {}

/**
 * Writes a stream to a temporary file, judging it while it comes: a first page of bytes nobody wants, or one byte over the limit of its kind,
 * ends it there and then. On issues and on errors nothing stays behind; else the caller removes `path`.
 */
export async function spool(folder: string, stream: Readable, given: string, limits: Limits): Promise<Outcome<Sent>> {
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  const gauge = gauging(limits)
  const judge = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const key = gauge.add(chunk)
      if (key) return next(new Stopped(key))
      hash.update(chunk)
      next(null, chunk)
    },
    flush: (next) => {
      const key = gauge.end()
      next(key ? new Stopped(key) : null)
    },
  })
  // A sender that breaks off before the file is open: the pipeline below says so, an unheard error would end the process.
  stream.on('error', () => {})
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await pipeline(stream, judge, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return done({ path, given, bytes: gauge.bytes(), sha256: hash.digest() })
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Stopped) return issues({ file: error.message })
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) return issues({ file: 'storageFull' })
    throw error
  }
}

export const discard = (sent: Sent) => rm(sent.path, { force: true })

/**
 * Why a file is refused by its first page and its size, whichever door it comes by; null when it may come. Which of the limits was passed is told by
 * the kind, since "at most 40 MB" helps and "too large" does not.
 */
export function refusalOf(head: Buffer, bytes: number, limits: Limits): string | null {
  const promise = promised(head)
  return promise.ok ? overLimit(promise.value, bytes, limits) : promise.issues.file!
}

const overLimit = (kind: Kind, bytes: number, limits: Limits) => (bytes > limits[kind] * 1024 * 1024 ? `tooLarge.${kind}` : null)

function gauging(limits: Limits) {
  let head: Buffer = Buffer.alloc(0)
  let judged = false
  let kind: Kind | null = null
  let bytes = 0
  const judge = (): string | null => {
    judged = true
    const promise = promised(head)
    if (promise.ok) kind = promise.value
    return refusalOf(head, bytes, limits)
  }
  return {
    bytes: () => bytes,
    add(chunk: Buffer): string | null {
      bytes += chunk.length
      if (kind !== null) return overLimit(kind, bytes, limits)
      head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)])
      return head.length < headBytes ? null : judge()
    },
    end: (): string | null => (judged ? null : judge()),
  }
}
