import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { people } from '../people/index.ts'
import { mediaWorld } from './fixture.ts'
import { importMedium } from './import.ts'
import { media } from './index.ts'
import { renderMedia } from './queries.ts'

export const boundary = '----hoaban'
export const origin = { host: 'cong.test', origin: 'http://cong.test' }
/** For somebody who wants an answer for a program. */
export const json = { accept: 'application/json' }
/** The sample's film: a real one of 31 KB. */
export const film = await readFile(new URL('../../../db/sample/img/clip-1.mp4', import.meta.url))

export type Part = { name: string; bytes: Buffer }

/** For tests: the world of the library behind its real server. Who asks is named by a header. */
export async function mediaServer() {
  const world = await mediaWorld()
  const { db, pool, store, hosts, cast, cong, thuvien, dataDir } = world
  const elsewhere = await actorOf(db, { name: 'Chị Thư viện', grants: [{ role: 'chief', site: thuvien, sections: null }] })
  const actors: Record<string, Actor> = { ...cast, elsewhere }
  const deps = {
    ...store,
    pool,
    log: createLog('silent'),
    config: { dataDir, baseHost: 'cong.test' },
    hosts,
    assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
    pages: { serve: () => false },
    modules: [people, media],
  } as unknown as Deps
  const app = await serverOf(deps, actors)
  const get = (url: string, as = '', headers = {}) => app.inject({ url, headers: { host: 'cong.test', 'x-person': as, ...headers } })
  const post = (url: string, as: string, fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url,
      headers: { ...origin, ...formType, 'x-person': as },
      payload: new URLSearchParams(fields).toString(),
    })
  const upload = (as: string, fields: Record<string, string>, parts: readonly Part[], headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/toa-soan/tu-lieu',
      headers: { ...origin, ...multipartType, 'x-person': as, ...headers },
      payload: multipart(fields, parts),
    })
  const leftovers = async () => (await readdir(join(dataDir, 'uploads')).catch(() => [])).length
  const kept = async (source: Buffer, name: string, more = {}) => {
    const outcome = await importMedium(store, { source, name, siteId: cong, ...more })
    assert.ok(outcome.ok)
    return (await renderMedia(db, [outcome.value.id])).get(outcome.value.id)!
  }
  const end = async () => {
    await app.close()
    await world.end()
  }
  return { ...world, deps, app, get, post, upload, leftovers, kept, end }
}

export const serverOf = (deps: Deps, actors: Record<string, Actor> = {}) =>
  buildServer(deps, {
    record: { note: () => {}, flush: async () => {}, stop: async () => {} },
    identify: async (request) => actors[request.headers['x-person'] as string] ?? null,
    refused: async (_request, reply, status, key) => reply.code(status).send(key),
  })

const formType = { 'content-type': 'application/x-www-form-urlencoded' }
export const multipartType = { 'content-type': `multipart/form-data; boundary=${boundary}` }

export function multipart(fields: Record<string, string>, parts: readonly Part[]) {
  const part = (disposition: string, body: Buffer | string) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(body as string),
    Buffer.from('\r\n'),
  ]
  return Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, value)),
    ...parts.flatMap(({ name, bytes }) => part(`name="file"; filename="${name}"`, bytes)),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}
