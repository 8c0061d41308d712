import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { runMigrations } from 'graphile-worker'
import type { Actor } from '../src/kernel/access.ts'
import { spineOf } from '../src/kernel/house.ts'
import { localFiles } from '../src/kernel/files/local.ts'
import { publicHeaders } from '../src/kernel/http/headers.ts'
import { createAccessRecord } from '../src/kernel/http/record.ts'
import { buildServer } from '../src/kernel/http/server.ts'
import { createLog } from '../src/kernel/log.ts'
import { postFor } from '../src/kernel/mail/mail.ts'
import type { Deps, Module } from '../src/kernel/module.ts'
import { createPages } from '../src/kernel/pages/pages.ts'
import { now } from '../src/kernel/time.ts'
import { articles } from '../src/modules/articles/index.ts'
import { coach } from '../src/modules/coach/index.ts'
import { media } from '../src/modules/media/index.ts'
import { notices } from '../src/modules/notices/index.ts'
import { askToSignIn, people } from '../src/modules/people/index.ts'
import { rules } from '../src/modules/rules/index.ts'
import { refuse, sites } from '../src/modules/sites/index.ts'
import { testDb } from './database.ts'

const host = 'cong.test'

/** As far as the articles: what a test adds stands behind them, in the order of `app.ts`. */
const house = [people, rules, sites, notices, media, coach, articles]

/**
 * The real server of these modules and the given ones on a database of its own, without a socket. Instead of a session, whoever is signed in is
 * named by the test: `const mai = signInAs(actor); await mai.get('/toa-soan')`. Call `network()` after writing sites.
 */
export async function testApp(...more: readonly Module[]) {
  const modules = [...house, ...more]
  const { db, pool, close } = await testDb()
  await runMigrations({ pgPool: pool })
  const dataDir = mkdtempSync(join(tmpdir(), 'hoaban-app-'))
  const log = createLog('silent')
  const hosts: Deps['hosts'] = { current: new Map() }
  const dropped: string[] = []
  const pages = createPages({
    dir: null,
    maxMemoryBytes: 1 << 22,
    maxDiskBytes: 0,
    release: 'test',
    hosts: () => hosts.current,
    headers: publicHeaders,
    log,
    now,
  })
  const deps = {
    ...spineOf(db, modules, (tags) => {
      dropped.push(...tags)
      void pages.drop(tags)
    }),
    pool,
    log,
    hosts,
    pages,
    modules,
    files: localFiles(join(dataDir, 'files')),
    post: postFor({ dataDir, baseHost: host }),
    assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
    config: { port: 3000, host: '127.0.0.1', dataDir, baseHost: host, demo: false, logLevel: 'silent' },
  } as unknown as Deps
  for (const module of modules) await module.start?.(deps)
  const record = createAccessRecord(db, log)
  const signedIn = new Map<string, Actor>()
  const app = await buildServer(deps, {
    record,
    identify: async (request) => signedIn.get(String(request.headers['x-actor'] ?? '')) ?? null,
    refused: (request, reply, status, key) =>
      key === 'signInFirst' ? askToSignIn(deps, request, reply) : refuse(deps, request, reply, status, key),
  })
  await app.ready()
  return {
    app,
    deps,
    db,
    dropped,
    network: () => sites.start!(deps),
    signInAs: (actor: Actor | null) => clientOf(app, actor, signedIn),
    close: async () => {
      await app.close()
      await record.stop()
      await close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Headers = Record<string, string>

/** A browser of this person: forms as a page sends them, JSON as a script of the page does. */
function clientOf(app: FastifyInstance, actor: Actor | null, signedIn: Map<string, Actor>) {
  const key = actor ? String(actor.id) + JSON.stringify(actor.standsFor) : ''
  if (actor) signedIn.set(key, actor)
  const headers = { host, origin: `http://${host}`, 'x-actor': key }
  const json = (method: 'POST' | 'PUT', url: string, body: unknown, more: Headers = {}) =>
    app.inject({
      method,
      url,
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json', ...more },
      payload: JSON.stringify(body),
    })
  return {
    get: (url: string, more: Headers = {}) => app.inject({ method: 'GET', url, headers: { ...headers, ...more } }),
    post: (url: string, fields: Record<string, string | number> = {}, more: Headers = {}) =>
      app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', ...more },
        payload: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString(),
      }),
    put: (url: string, body: unknown, more: Headers = {}) => json('PUT', url, body, more),
    postJson: (url: string, body: unknown, more: Headers = {}) => json('POST', url, body, more),
  }
}

export type Client = ReturnType<typeof clientOf>
