import { createHmac, timingSafeEqual } from 'node:crypto'
import { installationKey } from './crypto.ts'
import type { Deps } from './module.ts'

const keys = new Map<string, Promise<Buffer>>()

/**
 * The stamp under a page that was really drawn: a counter takes only addresses that carry theirs, so nobody can fill it with invented
 * ones. It is the same for every reader of the page. Every node needs the same key file.
 */
export async function pageStamp(deps: Pick<Deps, 'config'>, siteId: number, path: string, subject: string): Promise<string> {
  const { dataDir } = deps.config
  if (!keys.has(dataDir)) keys.set(dataDir, installationKey(dataDir, 'count'))
  return stampWith(await keys.get(dataDir)!, siteId, path, subject)
}

/** Stamps that were right once: a page that is read is read often. Wrong ones are never kept, so nobody can fill this. */
const right = new WeakMap<Buffer, Set<string>>()
const mostKept = 20_000

export function isStamp(key: Buffer, stamp: string, siteId: number, path: string, subject: string): boolean {
  const known = right.get(key) ?? new Set()
  right.set(key, known)
  const whole = `${stamp} ${siteId}\n${path}\n${subject}`
  if (known.has(whole)) return true
  if (!isEqual(stamp, stampWith(key, siteId, path, subject))) return false
  if (known.size >= mostKept) known.clear()
  known.add(whole)
  return true
}

function isEqual(given: string, wanted: string) {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const stampWith = (key: Buffer, siteId: number, path: string, subject: string) =>
  createHmac('sha256', key).update(`${siteId}\n${path}\n${subject}`).digest('base64url').slice(0, 16)
