import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import { now } from '../time.ts'
import { isUnsafe } from './guard.ts'

export type Accessed = { source: string; account: number | null; action: string; outcome: string }

export type AccessRecord = { note: (access: Accessed) => void; flush: () => Promise<void>; stop: () => Promise<void> }

/**
 * The access record: time, source, account, action of whoever works in the newsroom (what a level-2 system must log).
 * Written in batches once a second, so that a request never waits for it; a crash loses at most that second.
 */
export function createAccessRecord(db: Db, log: Log): AccessRecord {
  let waiting: (Accessed & { at: Temporal.Instant })[] = []
  const flush = async () => {
    if (waiting.length === 0) return
    const batch = waiting.splice(0, 1_000)
    const rows = batch.map(({ account, ...rest }) => ({ ...rest, account_id: account }))
    await db.insertInto('access_records').values(rows).execute()
  }
  const timer = setInterval(() => flush().catch((error) => log.warn({ err: error }, 'access record not written')), 1_000)
  timer.unref()
  return {
    note: (access) => {
      if (waiting.length >= 20_000) waiting = waiting.slice(-10_000)
      waiting.push({ ...access, at: now() })
    },
    flush,
    stop: async () => {
      clearInterval(timer)
      while (waiting.length > 0) await flush()
    },
  }
}

/** Deletes what was noted before this moment; returns how many lines went. */
export async function forgetAccessed(trx: Db, before: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('access_records').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Notes every unsafe request of the newsroom, and every one that was refused. */
export function recordAccess(app: FastifyInstance, record: AccessRecord) {
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.face !== 'newsroom') return
    const refused = reply.statusCode === 401 || reply.statusCode === 403
    if (!isUnsafe(request.method) && !refused) return
    record.note({
      source: request.ip,
      account: request.actor?.id ?? null,
      action: `${request.method} ${request.routeOptions.url}${idOf(request.params)}`,
      outcome: String(reply.statusCode),
    })
  })
}

/** As the routes read it: `0x2f` and ` 47` are 47 there too, and must not leave the record without a number. */
function idOf(params: unknown) {
  const id = Number((params as Record<string, string> | undefined)?.id)
  return Number.isSafeInteger(id) && id > 0 ? ` ${id}` : ''
}
