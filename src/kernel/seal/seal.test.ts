import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { testDb } from '../../../test/database.ts'
import { command, type Spine } from '../activity.ts'
import { done, issues } from '../errors.ts'
import { now, setClock } from '../time.ts'
import { sealActivities, verifyChain } from './seal.ts'

const { db, close } = await testDb()
after(close)
const key = randomBytes(32)
const spine: Spine = { db, reactions: new Map(), dropped: () => {} }

const change = (name: string) =>
  command(spine, null, async (trx, tell) => {
    await trx.insertInto('settings').values({ key: name, value: '1', changed_at: now() }).execute()
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: name } })
    return done(null)
  })

test('a command that finds issues leaves neither its writes nor an activity', async () => {
  const outcome = await command(spine, null, async (trx) => {
    await trx.insertInto('settings').values({ key: 'lost', value: '1', changed_at: now() }).execute()
    return issues({ key: 'wrong' })
  })
  assert.deepEqual(outcome, { ok: false, issues: { key: 'wrong' } })
  assert.equal((await db.selectFrom('settings').selectAll().execute()).length, 0)
  assert.equal((await db.selectFrom('activities').selectAll().execute()).length, 0)
})

test('a command that tells nothing is a fault and changes nothing', async () => {
  await assert.rejects(
    command(spine, null, async (trx) => {
      await trx.insertInto('settings').values({ key: 'silent', value: '1', changed_at: now() }).execute()
      return done(null)
    }),
  )
  assert.equal((await db.selectFrom('settings').selectAll().execute()).length, 0)
})

test('activities written by many at once are sealed into one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => change(`many ${index}`)))
  const [first, second] = await Promise.all([sealActivities(db, key), sealActivities(db, key)])
  assert.equal(Math.max(first?.position ?? 0, second?.position ?? 0), 40)
  assert.deepEqual(await verifyChain(db, key), [])
})

test('a changed row shows', async () => {
  await db.updateTable('activities').set({ subject_id: 7 }).where('id', '=', 3).execute()
  assert.deepEqual(
    (await verifyChain(db, key)).map(({ kind }) => kind),
    ['changed'],
  )
  await db.updateTable('activities').set({ subject_id: 0 }).where('id', '=', 3).execute()
  assert.deepEqual(await verifyChain(db, key), [])
})

test('a row changed together with its hash shows too, since the key is not in the database', async () => {
  const { hash } = await db.selectFrom('activities').select('hash').where('id', '=', 5).executeTakeFirstOrThrow()
  await db
    .updateTable('activities')
    .set({ hash: randomBytes(32) })
    .where('id', '=', 5)
    .execute()
  assert.ok((await verifyChain(db, key)).some(({ kind }) => kind === 'broken'))
  await db.updateTable('activities').set({ hash }).where('id', '=', 5).execute()
})

test('another key does not verify', async () => {
  assert.ok((await verifyChain(db, randomBytes(32))).length > 0)
})

test('a chain cut at its end shows against the head that was kept', async () => {
  const head = (await sealActivities(db, key))!
  await db.deleteFrom('seals').where('position', '=', head.position).execute()
  await db.deleteFrom('activities').where('id', '=', head.position).execute()
  assert.deepEqual(await verifyChain(db, key), [])
  assert.deepEqual(await verifyChain(db, key, head), [{ kind: 'cut', at: head.position }])
})

test('a deleted row in the middle shows', async () => {
  await db.deleteFrom('activities').where('id', '=', 10).execute()
  assert.ok((await verifyChain(db, key)).some(({ kind, at }) => kind === 'missing' && at === 10))
})

test('a row that nobody links shows after a minute', async () => {
  await change('forgotten')
  assert.ok(!(await verifyChain(db, key)).some(({ kind }) => kind === 'unlinked'))
  const real = now()
  setClock(() => real.add({ minutes: 2 }))
  assert.ok((await verifyChain(db, key)).some(({ kind }) => kind === 'unlinked'))
  setClock(null)
})
