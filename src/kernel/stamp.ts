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

export const isStamp = (key: Buffer, stamp: string, siteId: number, path: string, subject: string) => {
  const right = Buffer.from(stampWith(key, siteId, path, subject))
  const given = Buffer.from(stamp)
  return given.length === right.length && timingSafeEqual(given, right)
}

const stampWith = (key: Buffer, siteId: number, path: string, subject: string) =>
  createHmac('sha256', key).update(`${siteId}\n${path}\n${subject}`).digest('base64url').slice(0, 16)
