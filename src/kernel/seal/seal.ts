import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { activityHash, type HashedActivity } from '../activity.ts'
import type { Db } from '../db/db.ts'
import { now } from '../time.ts'

export type Head = { position: number; mac: string }

const lock = 7_402_531
const batch = 1_000

/**
 * Links the activities that are not sealed yet, in order, under an HMAC key that lies outside the database. One sealer at a time in the
 * whole installation (advisory lock); writers never wait for it. Rows of transactions that may still be running are left for the next
 * round, so that a row that commits late cannot be skipped. Answers the head of the chain, or null while the chain is empty.
 */
export async function sealActivities(db: Db, key: Buffer): Promise<Head | null> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${lock}) as mine`.execute(trx)
    if (!rows[0]!.mine) return headOf(trx)
    let head = await headOf(trx)
    for (let waiting = await unsealed(trx); waiting.length > 0; waiting = waiting.length < batch ? [] : await unsealed(trx)) {
      const seals = waiting.map(({ id, hash }) => {
        head = { position: (head?.position ?? 0) + 1, mac: macOf(key, head?.mac ?? '', id, hash) }
        return { position: head.position, activity_id: id, mac: Buffer.from(head.mac, 'hex'), at: now() }
      })
      await trx.insertInto('seals').values(seals).execute()
    }
    return head
  })
}

async function headOf(db: Db): Promise<Head | null> {
  const last = await db.selectFrom('seals').select(['position', 'mac']).orderBy('position', 'desc').limit(1).executeTakeFirst()
  return last ? { position: last.position, mac: last.mac.toString('hex') } : null
}

const unsealed = (db: Db) =>
  db
    .selectFrom('activities')
    .select(['id', 'hash'])
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('seals').select('position').whereRef('activity_id', '=', 'activities.id'))),
    )
    .orderBy('id')
    .limit(batch)
    .execute()

const macOf = (key: Buffer, previous: string, id: number, hash: Buffer) =>
  createHmac('sha256', key).update(`${previous}\n${id}\n`).update(hash).digest('hex')

/** What is wrong with the chain. `at` is the position (or the activity's id, for a row that was never linked). */
export type Flaw = { kind: 'changed' | 'missing' | 'broken' | 'unlinked' | 'cut'; at: number }

/**
 * Walks the whole chain: a changed row, a row that is gone, a link that does not fit, a row left unlinked for more than a minute, and a
 * chain that ends before the `known` head of a backup or of the key folder. Stops after 20 flaws.
 */
export async function verifyChain(db: Db, key: Buffer, known: Head | null = null): Promise<Flaw[]> {
  const flaws: Flaw[] = []
  let previous = ''
  let position = 0
  for (let page = await linked(db, 0); page.length > 0 && flaws.length < 20; page = await linked(db, position)) {
    for (const link of page) {
      if (link.position !== position + 1) flaws.push({ kind: 'missing', at: position + 1 })
      if (link.hash === null) flaws.push({ kind: 'missing', at: link.position })
      else if (!activityHash(link as HashedActivity).equals(link.hash)) flaws.push({ kind: 'changed', at: link.position })
      if (link.hash !== null && macOf(key, previous, link.activity_id, link.hash) !== link.mac.toString('hex'))
        flaws.push({ kind: 'broken', at: link.position })
      if (known?.position === link.position && known.mac !== link.mac.toString('hex')) flaws.push({ kind: 'broken', at: link.position })
      previous = link.mac.toString('hex')
      position = link.position
    }
  }
  if (known && known.position > position) flaws.push({ kind: 'cut', at: known.position })
  return [...flaws, ...(await leftOut(db))]
}

const linked = (db: Db, after: number) =>
  db
    .selectFrom('seals')
    .leftJoin('activities', 'activities.id', 'seals.activity_id')
    .select([
      'position',
      'activity_id',
      'mac',
      'activities.at',
      'actor_id',
      'kind',
      'subject',
      'subject_id',
      'site_id',
      'detail',
      'tags',
      'request_id',
      'hash',
    ])
    .where('position', '>', after)
    .orderBy('position')
    .limit(5_000)
    .execute()

async function leftOut(db: Db): Promise<Flaw[]> {
  const rows = await db
    .selectFrom('activities')
    .select('id')
    .where('at', '<', now().subtract({ minutes: 1 }))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('seals').select('position').whereRef('activity_id', '=', 'activities.id'))),
    )
    .limit(5)
    .execute()
  return rows.map(({ id }) => ({ kind: 'unlinked', at: id }))
}
