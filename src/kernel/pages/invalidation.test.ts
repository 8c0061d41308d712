import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { testDb } from '../../../test/database.ts'
import { at, rendered, scratch, start, testPages } from './fixture.ts'
import { changesSince, notifyTags } from './invalidation.ts'
import { listen, type ListenOptions } from './listening.ts'

const { db, pool, connection, close } = await testDb()
after(close)
const quiet = { log: { warn: () => {} }, now: () => start }
const hour = 3_600_000

const insert = `insert into activities (at, kind, subject, subject_id, tags, hash) values (now(), 'article.published', 'article', 1, $1, '')`
/** What a command does, as far as pages are concerned. */
const tell = (tags: string[], notify = true) =>
  db.transaction().execute(async (trx) => {
    const row = { at: start, kind: 'article.published', subject: 'article', subject_id: 1, tags, hash: Buffer.alloc(0) }
    const { id } = await trx.insertInto('activities').values(row).returning('id').executeTakeFirstOrThrow()
    if (notify) await notifyTags(trx, tags, id)
  })

async function node(more: Partial<ListenOptions> = {}, dir: string | null = null) {
  const { pages } = testPages({ dir })
  const dropped: string[][] = []
  const listener = listen(connection, {
    lastPosition: pages.position(),
    catchUp: (since) => changesSince(db, since),
    onTags: (tags) => (dropped.push([...tags]), pages.drop(tags)),
    onPosition: pages.caughtUp,
    onLost: pages.dropAll,
    every: hour,
    ...quiet,
    ...more,
  })
  after(listener.close)
  await listener.started
  return { pages, listener, dropped }
}

async function until(true_: () => boolean | Promise<boolean>, patience = 500): Promise<void> {
  if (await true_()) return
  if (patience === 0) assert.fail('it never came')
  await new Promise((resolve) => setTimeout(resolve, 10))
  return until(true_, patience - 1)
}
const has = (pages: Awaited<ReturnType<typeof node>>['pages'], count: number) => () => pages.counters().memoryPages === count

test('a tag told by one node is dropped on two, and only there', async () => {
  const [one, two] = [await node(), await node()]
  for (const { pages } of [one, two]) {
    await pages.page(at('/a'), async () => rendered('a', ['article:42']))
    await pages.page(at('/b'), async () => rendered('b', ['article:43']))
  }
  await tell(['article:42'])
  for (const { pages } of [one, two]) await until(has(pages, 1))
  assert.equal(one.listener.away(), null)
})

test('nothing is told by a command that is rolled back', async () => {
  const { dropped } = await node()
  await assert.rejects(
    db.transaction().execute(async (trx) => {
      await notifyTags(trx, ['article:1'], 1)
      throw new Error('no')
    }),
  )
  await tell(['article:2'])
  await until(() => dropped.length > 0)
  assert.deepEqual(dropped, [['article:2']])
})

test('many long tags are told in several notifications, none lost; one beyond any size is a fault', async () => {
  const { dropped } = await node()
  const tags = Array.from({ length: 900 }, (_, i) => `list:chuyên-mục-rất-dài-"${i}"`)
  await tell(tags)
  await until(() => dropped.flat().length === 900)
  assert.ok(dropped.length > 3)
  assert.deepEqual(new Set(dropped.flat()), new Set(tags))
  await assert.rejects(notifyTags(db, ['x'.repeat(8_000)], 1), /fits no notification/)
})

test('what NOTIFY lost is found by asking, and what was heard is not dropped twice', async () => {
  const { pages, listener, dropped } = await node()
  await pages.page(at('/'), async () => rendered('a', ['site:7']))
  await tell(['site:7'], false)
  assert.equal(pages.counters().memoryPages, 1)
  assert.ok(await listener.catchUp())
  assert.equal(pages.counters().memoryPages, 0)
  await tell(['site:8'])
  await until(() => dropped.length === 2)
  assert.ok(await listener.catchUp())
  assert.ok(await listener.catchUp())
  assert.deepEqual(dropped, [['site:7'], ['site:8']])
})

test('a slow command that commits after a later one is still heard', async () => {
  const { listener, dropped } = await node()
  const slow = new pg.Client(connection)
  await slow.connect()
  await slow.query('begin')
  await slow.query(insert, [['article:slow']])
  await tell(['article:quick'], false)
  assert.ok(await listener.catchUp())
  assert.ok(await listener.catchUp())
  assert.deepEqual(dropped, [['article:quick']], 'once, though it is asked for again')
  await slow.query('commit')
  await slow.end()
  assert.ok(await listener.catchUp())
  assert.deepEqual(dropped, [['article:quick'], ['article:slow']])
})

test('a node that was off catches up from its files before it serves them', async () => {
  const dir = scratch()
  const first = await node({}, dir)
  await first.pages.page(at('/a'), async () => rendered('a', ['article:50']))
  await first.pages.page(at('/b'), async () => rendered('b', ['article:51']))
  await first.pages.idle()
  await first.listener.close()
  await tell(['article:50'])

  const { pages, dropped } = await node({}, dir)
  assert.deepEqual(dropped, [['article:50']])
  assert.equal(pages.counters().diskPages, 1)
  assert.ok(pages.position()! > 0)
})

test('a line that is cut is noticed, and healed without a change being missed', async () => {
  const { pages, listener, dropped } = await node()
  await pages.page(at('/'), async () => rendered('a', ['article:60']))
  const cut = () =>
    pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hoaban-pages' and datname = current_database()`,
    )
  await cut()
  await tell(['article:60'], false)
  await until(has(pages, 0))
  await until(() => listener.away() === null)
  await tell(['article:61'])
  await until(() => dropped.flat().includes('article:61'))
})

test('a node whose database cannot be reached says since when, keeps trying, and heals', async () => {
  let reachable = false
  let asked = 0
  const { listener, dropped } = await node({
    every: 20,
    catchUp: (since) => (asked++, reachable ? changesSince(db, since) : Promise.reject(new Error('away'))),
  })
  assert.equal(listener.away(), start)
  await until(() => asked > 2)
  reachable = true
  await until(() => listener.away() === null)
  await tell(['article:70'])
  await until(() => dropped.flat().includes('article:70'))
})

test('a database that knows less than the node empties the store', async () => {
  const dir = scratch()
  const first = testPages({ dir })
  await first.pages.caughtUp(Number.MAX_SAFE_INTEGER - 1)
  await first.pages.page(at('/'), async () => rendered('a'))
  await first.pages.idle()
  const { pages, listener } = await node({}, dir)
  assert.equal(pages.counters().diskPages, 0)
  assert.ok(pages.position()! < 1_000_000)
  assert.equal(listener.away(), null)
})

test('notifications of strangers are ignored', async () => {
  const { dropped, listener } = await node()
  for (const payload of ['', 'x', 'null', '[]', '{"id":1}', '{"id":1,"tags":[1]}', '{"tags":["a"]}'])
    await pool.query(`select pg_notify('hoaban_pages', $1)`, [payload])
  await tell(['article:80'])
  await until(() => dropped.length > 0)
  assert.deepEqual(dropped, [['article:80']])
  assert.equal(listener.away(), null)
})
