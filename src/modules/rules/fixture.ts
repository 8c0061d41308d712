import { actorOf, castOf } from '../../../test/cast.ts'
import { testDb } from '../../../test/database.ts'
import type { Actor } from '../../kernel/access.ts'
import type { Spine } from '../../kernel/activity.ts'
import { json } from '../../kernel/db/db.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { people } from '../people/index.ts'
import { rules } from './index.ts'

const host = { siteId: 1, key: 'cong', canonical: 'hoaban.test', main: true }

export const day = (iso: string) => Temporal.PlainDate.from(iso)

/** A server of people and rules on a database of its own; who asks is named by the test: the cast, or `elsewhere`, a chief of one site. */
export async function openRules() {
  const { db, close } = await testDb()
  const spine: Spine = { db, reactions: new Map(), dropped: () => {} }
  const cast = await castOf(db)
  const elsewhere = await actorOf(db, { name: 'Trưởng ban một trang', grants: [{ role: 'chief', site: 7, sections: null }] })
  const actors: Record<string, Actor> = { ...cast, elsewhere }
  const deps = {
    ...spine,
    log: createLog('silent'),
    config: { baseHost: 'hoaban.test' },
    hosts: { current: new Map([['hoaban.test', host]]) },
    assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
    pages: { serve: () => false },
    modules: [people, rules],
  } as unknown as Deps
  const app = await buildServer(deps, {
    record: { note: () => {}, flush: async () => {}, stop: async () => {} },
    identify: async (request) => actors[request.headers['x-person'] as string] ?? null,
    refused: async (_request, reply, status, key) => reply.code(status).send(key),
  })
  return {
    db,
    spine,
    cast,
    deps,
    row: async (key: string, value: unknown, from: string, to: string | null = null) => {
      const days = { valid_from: day(from), valid_to: to === null ? null : day(to) }
      const made = await db
        .insertInto('rules')
        .values({ key, value: json(value), ...days, legal_basis: 'Quy chế', created_at: now() })
        .returning('id')
        .executeTakeFirstOrThrow()
      return made.id
    },
    get: (url: string, as: string) => app.inject({ url, headers: { host: 'hoaban.test', 'x-person': as } }),
    post: (url: string, as: string, fields: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url,
        headers: { host: 'hoaban.test', origin: 'http://hoaban.test', 'x-person': as, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      }),
    close: async () => {
      await app.close()
      await close()
    },
  }
}
