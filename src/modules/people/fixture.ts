import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { TOTP } from 'otpauth'
import { testDb } from '../../../test/database.ts'
import { hashPassword } from '../../kernel/crypto.ts'
import { publicHeaders } from '../../kernel/http/headers.ts'
import { createAccessRecord } from '../../kernel/http/record.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { createPages } from '../../kernel/pages/pages.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { fold } from '../../kernel/text.ts'
import { now } from '../../kernel/time.ts'
import { rules } from '../rules/index.ts'
import { sites } from '../sites/index.ts'
import { askToSignIn, identify, people } from './index.ts'
import type { Role } from './person.ts'
import { secondFactorRoles } from './signin/factor-roles.ts'

const host = 'localhost:3000'
export const goodPassword = 'ruộng bậc thang mùa nước'
let goodHash: Promise<string> | undefined

/** A whole server with people, its rules, and the sites at which roles are given, on a database of its own. Call `network()` after writing sites. */
export async function openPeople() {
  const { db, pool, close } = await testDb()
  const dataDir = mkdtempSync(join(tmpdir(), 'hoaban-people-'))
  const log = createLog('silent')
  const hosts = { current: new Map([[host, { siteId: 1, key: 'cong', canonical: host, main: true }]]) }
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
  const deps = {
    db,
    pool,
    log,
    hosts,
    pages,
    reactions: new Map(),
    dropped: () => {},
    modules: [people, rules, sites],
    assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
    config: { port: 3000, host: '127.0.0.1', dataDir, baseHost: host, demo: false, logLevel: 'silent' },
  } as unknown as Deps
  await rules.start!(deps)
  await writeSetting(db, secondFactorRoles, [])
  const record = createAccessRecord(db, log)
  const app = await buildServer(deps, {
    record,
    identify: (request) => identify(deps, request),
    refused: async (request, reply, status, key) =>
      key === 'signInFirst' ? askToSignIn(deps, request, reply) : reply.code(status).send(key),
  })
  await app.ready()
  return {
    deps,
    db,
    app,
    record,
    network: () => sites.start!(deps),
    browser: (source = '10.0.0.1', tls = false) => browser(app, source, tls),
    person: (name: string, roles: readonly Role[] = [], more: object = {}) => person(deps, name, roles, more),
    close: async () => {
      await app.close()
      await record.stop()
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof openPeople>>
export type Browser = ReturnType<typeof browser>

/** One browser: keeps cookies as a browser does, sends the Origin of its own page with every form. */
function browser(app: FastifyInstance, source: string, tls: boolean) {
  const jar = new Map<string, string>()
  const scheme = tls ? 'https' : 'http'
  const send = async (options: InjectOptions & { cookies?: never }) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      remoteAddress: tls ? '127.0.0.1' : source,
      ...options,
      headers: {
        host,
        'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/150.0',
        ...(cookie ? { cookie } : {}),
        ...(tls ? { 'x-forwarded-proto': 'https', 'x-forwarded-for': source } : {}),
        ...options.headers,
      },
    })
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const get = (url: string, headers = {}) => send({ url, headers })
  const post = (url: string, form: Record<string, string> = {}, headers = {}) =>
    send({
      method: 'POST',
      url,
      payload: new URLSearchParams(form).toString(),
      headers: { origin: `${scheme}://${host}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  return {
    jar,
    get,
    post,
    signIn: (email: string, password = goodPassword, more = {}) => post('/dang-nhap', { email, password, ...more }),
    isIn: async () => (await get('/tai-khoan')).statusCode === 200,
  }
}

async function person({ db }: Deps, name: string, roles: readonly Role[], more: object) {
  goodHash ??= hashPassword(goodPassword)
  const email = `${fold(name).replaceAll(' ', '.')}@example.vn`
  const { id } = await db
    .insertInto('people')
    .values({
      name,
      name_key: fold(name),
      email,
      password_hash: await goodHash,
      password_changed_at: now(),
      last_seen_at: now(),
      created_at: now(),
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (roles.length > 0)
    await db
      .insertInto('grants')
      .values(roles.map((role) => ({ person_id: id, role, granted_at: now() })))
      .execute()
  return { id, email, name }
}

/** What the telephone of this secret shows at the moment of the one clock. */
export const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: now().epochMilliseconds })

/** Goes through enrolment with this signed-in browser; returns the secret and the recovery codes. */
export async function enrolled(visitor: Pick<Browser, 'get' | 'post'>, address = '/dang-nhap/hai-buoc') {
  const page = await visitor.get(address)
  const secret = /cv-khoa">([A-Z2-7 ]+)</.exec(page.body)![1]!.replaceAll(' ', '')
  const answer = await visitor.post(address, { code: codeOf(secret) })
  return { secret, answer, codes: [...answer.body.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((found) => found[1]!) }
}
