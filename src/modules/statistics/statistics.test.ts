import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { testDb } from '../../../test/database.ts'
import { connect } from '../../kernel/db/db.ts'
import { setClock, today } from '../../kernel/time.ts'
import { add, emptyTally, merge, visitorOf, type View } from './count.ts'
import { figuresOf, forgetVisitors, saltOf, writeTally } from './store.ts'

const { db, connection, close } = await testDb()
after(async () => {
  setClock(null)
  await close()
})

const noon = Temporal.Instant.from('2026-11-23T05:00:00Z')
const day = Temporal.PlainDate.from('2026-11-23')
setClock(() => noon)
const salt = randomBytes(32)
const person = (name: string) => visitorOf(salt, name, 'Mozilla')
const view = (visitor: string, given: Partial<View> = {}): View => ({
  siteId: 1,
  path: '/',
  subject: '',
  subjectId: 0,
  bot: false,
  visitor: person(visitor),
  ...given,
})
const counted = async (path: string) =>
  db.selectFrom('page_counts').select(['views', 'bot_views']).where('path', '=', path).executeTakeFirst()
const visits = async (siteId = 1) =>
  db.selectFrom('visit_counts').select(['visits', 'visitors']).where('site_id', '=', siteId).executeTakeFirst()

test('people and bots are counted apart, and a bot is no visitor', async () => {
  const tally = emptyTally()
  add(tally, view('Lan'), noon)
  add(tally, view('Lan'), noon)
  add(tally, view('quét', { bot: true }), noon)
  await writeTally(db, day, tally)
  assert.deepEqual(await counted('/'), { views: 2, bot_views: 1 })
  assert.deepEqual(await visits(), { visits: 1, visitors: 1 })
})

test('coming back within 30 minutes is the same visit, after them a new one', async () => {
  for (const minutes of [20, 49, 85]) {
    const tally = emptyTally()
    add(tally, view('Lan'), noon.add({ minutes }))
    await writeTally(db, day, tally)
  }
  assert.deepEqual(await visits(), { visits: 2, visitors: 1 })
})

test('the counters are right when twenty nodes flush the same pages at once', async () => {
  const nodes = await Promise.all(Array.from({ length: 20 }, async () => connect({ ...connection, max: 1 })))
  await Promise.all(
    nodes.map(({ db: node }, number) => {
      const tally = emptyTally()
      for (let page = 0; page < 30; page++)
        for (let times = 0; times < 5; times++)
          add(tally, view(`người ${number}`, { siteId: 7, path: `/trang-${(page * 7 + number) % 30}` }), noon)
      return writeTally(node, day, tally)
    }),
  )
  await Promise.all(nodes.map((node) => node.close()))
  const { total } = await db
    .selectFrom('page_counts')
    .select((eb) => eb.fn.sum<string>('views').as('total'))
    .where('site_id', '=', 7)
    .executeTakeFirstOrThrow()
  assert.equal(Number(total), 20 * 30 * 5)
  assert.deepEqual(await visits(7), { visits: 20, visitors: 20 })
})

test('online are the visitors of the last five minutes, each once', async () => {
  // Other files of the process may have given the clock back.
  setClock(() => noon)
  const tally = emptyTally()
  add(tally, view('An', { siteId: 3 }), noon)
  add(tally, view('Bình', { siteId: 3 }), noon.subtract({ minutes: 4 }))
  add(tally, view('Chi', { siteId: 3 }), noon.subtract({ minutes: 6 }))
  await writeTally(db, day, tally)
  assert.deepEqual(await figuresOf(db, 3), { visits: 3, online: 2 })
})

test('a tally that could not be written joins the next one, nothing twice and nothing lost', () => {
  const waiting = emptyTally()
  add(waiting, view('Lan', { path: '/a' }), noon)
  const fresh = emptyTally()
  add(fresh, view('Lan', { path: '/a' }), noon.add({ minutes: 1 }))
  add(fresh, view('Lan', { path: '/b', bot: true }), noon)
  merge(waiting, fresh)
  assert.equal(waiting.pages.get('1 /a')?.views, 2)
  assert.equal(waiting.pages.get('1 /b')?.botViews, 1)
  assert.equal(waiting.visitors.size, 1)
})

test('a flood of invented visitors and pages does not grow without end', () => {
  const tally = emptyTally()
  for (let at = 0; at < 60_000; at++) add(tally, view(String(at), { path: `/${at}` }), noon)
  assert.ok(tally.pages.size <= 50_001)
  assert.equal(tally.visitors.size, 50_000)
  assert.equal(
    [...tally.pages.values()].reduce((sum, { views }) => sum + views, 0),
    60_000,
  )
})

test('every node has the same salt for a day, and the next day another', async () => {
  const [one, two] = await Promise.all([saltOf(db, day), saltOf(db, day)])
  assert.deepEqual(one, two)
  assert.notDeepEqual(one, await saltOf(db, day.add({ days: 1 })))
})

test('after the day, nobody who came can be told apart any more, and the figures stay', async () => {
  setClock(() => noon.add({ hours: 48 }))
  assert.equal(today().toString(), '2026-11-25')
  const before = await visits(7)
  await forgetVisitors({ db, reactions: new Map(), dropped: () => {} } as never)
  assert.equal((await db.selectFrom('visitors_seen').select('visitor').execute()).length, 0)
  assert.equal((await db.selectFrom('visit_salts').select('day').where('day', '<=', day).execute()).length, 0)
  assert.deepEqual(await visits(7), before)
  setClock(() => noon)
})
