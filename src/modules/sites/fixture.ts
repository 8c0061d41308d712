import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { castOf } from '../../../test/cast.ts'
import { testDb } from '../../../test/database.ts'
import type { Actor } from '../../kernel/access.ts'
import { spineOf } from '../../kernel/house.ts'
import { publicHeaders } from '../../kernel/http/headers.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { createPages } from '../../kernel/pages/pages.ts'
import { now } from '../../kernel/time.ts'
import { articles } from '../articles/index.ts'
import { coach } from '../coach/index.ts'
import { media } from '../media/index.ts'
import { people } from '../people/index.ts'
import { sites } from './index.ts'

/** For tests: the portal and one member site in a whole server, with the modules that keep pictures and items on them, with a cast on the member site. `x-person` says who asks. */
export async function sitesWorld() {
  const { db, pool, close } = await testDb()
  const dataDir = await mkdtemp(join(tmpdir(), 'sites-'))
  const rows = [
    ['cong', 'Cổng'],
    ['thuvien', 'Thư viện'],
  ].map(([key, name]) => ({ key: key!, name: name!, created_at: now() }))
  const [cong, thuvien] = (await db.insertInto('sites').values(rows).returning('id').execute()).map(({ id }) => id) as [number, number]
  const cast = await castOf(db, { sites: [thuvien] })
  const modules = [people, sites, media, coach, articles]
  const log = createLog('silent')
  const hosts: Deps['hosts'] = { current: new Map() }
  const pages = createPages({
    dir: null,
    maxMemoryBytes: 1 << 20,
    maxDiskBytes: 0,
    release: 'test',
    hosts: () => hosts.current,
    headers: publicHeaders,
    log,
    now,
  })
  const settled: Promise<unknown>[] = []
  const deps = {
    ...spineOf(db, modules, (tags) => void settled.push(Promise.all([pages.drop(tags), sites.dropped!(deps, tags)]))),
    pool,
    log,
    hosts,
    pages,
    modules,
    assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
    config: { port: 3000, host: '127.0.0.1', dataDir, baseHost: 'hoaban.test', demo: false, logLevel: 'silent' },
  } as unknown as Deps
  await sites.start!(deps)
  const actors: Record<string, Actor> = cast
  const app = await buildServer(deps, {
    record: { note: () => {}, flush: async () => {}, stop: async () => {} },
    identify: async (request) => actors[request.headers['x-person'] as string] ?? null,
    refused: async (_request, reply, status, key) => reply.code(status).send(key),
  })
  const get = (url: string, as = '', host = 'hoaban.test') => app.inject({ url, headers: { host, 'x-person': as } })
  /** What a reader sees once every node has heard. */
  const read = async (url: string, host = 'thuvien.hoaban.test') => {
    await Promise.all(settled)
    return get(url, '', host)
  }
  const post = (url: string, as: string, fields: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url,
      headers: { host: 'hoaban.test', origin: 'http://hoaban.test', 'x-person': as, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  const end = async () => {
    await app.close()
    await Promise.allSettled(settled)
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { db, deps, cast, cong, thuvien, get, read, post, end }
}
