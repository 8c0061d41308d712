import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { at, html, rendered, scratch, serving, start, testPages } from './fixture.ts'

test('while the database is away pages are served with their age, and with a line once the outage is long', async () => {
  let time = start
  let away: Temporal.Instant | null = null
  const { pages } = testPages({ now: () => time, databaseAway: () => away })
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('Hoa ban'))
  await pages.page(at('/en'), async () => rendered('', [], { body: '<!doctype html><html lang="en"><body><p>Ban flower' }))
  await pages.page(at('/rss.xml'), async () => rendered('', [], { body: '<rss/>', type: 'application/rss+xml' }))
  const fresh = await get('/')

  away = time = start.add({ hours: 3 })
  const short = await get('/')
  assert.deepEqual([short.headers.age, short.text, short.headers.etag], ['10800', fresh.text, fresh.headers.etag])

  time = time.add({ minutes: 5 })
  const long = await get('/', { 'accept-encoding': 'gzip, br' })
  const line = '<main id="chinh"><p class="trang-cu" role="status">Trang này được lưu lúc 09:20 ngày 23/11/2026.'
  assert.equal(long.headers.age, '11100')
  assert.ok(gunzipSync(long.bytes).toString().includes(line))
  assert.ok(gunzipSync(long.bytes).toString().endsWith('Hoa ban</main></body></html>'))
  assert.notEqual(long.headers.etag, fresh.headers.etag)
  assert.equal((await get('/', { 'accept-encoding': 'gzip', 'if-none-match': long.headers.etag! })).status, 304)
  assert.match((await get('/en')).text, /<body><p class="trang-cu" role="status">This page was saved at 09:20 on 23 November 2026\./)
  assert.equal((await get('/rss.xml')).text, '<rss/>')

  away = null
  const back = await get('/')
  assert.deepEqual([back.text, back.headers.age, back.headers.etag], [fresh.text, undefined, fresh.headers.etag])
})

test('the pages with the line are made once, and let go when the database is back', async () => {
  let away: Temporal.Instant | null = null
  let time = start
  const { pages } = testPages({ now: () => time, databaseAway: () => away })
  const get = await serving(pages)
  const stored = await pages.page(at('/'), async () => rendered('a'))
  await pages.idle()
  const before = pages.counters().memoryBytes
  away = start
  time = start.add({ hours: 1 })
  await get('/')
  const made = stored.old
  await get('/')
  assert.ok(made && stored.old === made)
  assert.ok(pages.counters().memoryBytes! > before!)
  away = null
  await get('/')
  assert.equal(stored.old, null)
  assert.equal(pages.counters().memoryBytes, before)
})

test('a page past its term is better than none while the database is away', async () => {
  let away: Temporal.Instant | null = null
  let time = start
  const { pages } = testPages({ now: () => time, databaseAway: () => away })
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a', [], { maxAge: 10 }))
  away = time = start.add({ minutes: 1 })
  assert.equal((await get('/')).text, html('a'))
})

test('a node that starts while the database is away serves its files, and says at once how old they are', async () => {
  const dir = scratch()
  const one = testPages({ dir })
  await one.pages.caughtUp(7)
  await one.pages.page(at('/van-hoa'), async () => rendered('Lễ hội'))
  await one.pages.idle()

  const later = start.add({ hours: 2 })
  const { pages } = testPages({ dir, now: () => later, databaseAway: () => later })
  const get = await serving(pages)
  const page = await get('/van-hoa')
  assert.equal(page.headers.age, '7200')
  assert.match(page.text, /Trang này được lưu lúc 09:20 ngày 23\/11\/2026/)
  await pages.caughtUp(9)
  assert.doesNotMatch((await get('/van-hoa')).text, /Trang này được lưu/)
})
