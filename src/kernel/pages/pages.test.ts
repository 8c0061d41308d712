import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { at, html, rendered, serving, start, testPages } from './fixture.ts'
import type { Rendered } from './stored.ts'

const never = () => Promise.reject(new Error('rendered again'))

test('a page made once is served to everybody before the router', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  assert.ok((await get('/van-hoa')).routed)
  await pages.page(at('/van-hoa'), async () => rendered('Lễ hội'))
  const page = await get('/van-hoa')
  assert.equal(page.status, 200)
  assert.equal(page.text, html('Lễ hội'))
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['content-length'], String(page.bytes.length))
  assert.equal(page.headers['cache-control'], 'public, max-age=0, must-revalidate')
  assert.equal(page.headers.vary, 'Accept-Encoding, Cookie')
  assert.equal(page.headers['content-security-policy'], "default-src 'none'")
  assert.equal(page.headers.age, undefined)
})

test('each encoding has its bytes and its own ETag', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('Hoa ban nở trắng núi rừng. '.repeat(200)))
  const first = await get('/', { 'accept-encoding': 'gzip, deflate, br' })
  assert.ok(first.headers['content-encoding'] === 'gzip' || first.headers['content-encoding'] === 'br')
  await pages.idle()
  const plain = await get('/')
  const gzip = await get('/', { 'accept-encoding': 'gzip;q=1, br;q=0' })
  const br = await get('/', { 'accept-encoding': 'gzip, deflate, br, zstd' })
  assert.deepEqual(
    [plain, gzip, br].map((page) => page.headers['content-encoding']),
    [undefined, 'gzip', 'br'],
  )
  assert.equal(gunzipSync(gzip.bytes).toString(), plain.text)
  assert.equal(brotliDecompressSync(br.bytes).toString(), plain.text)
  assert.equal(new Set([plain, gzip, br].map((page) => page.headers.etag)).size, 3)
})

test('who holds the page gets 304, in every spelling of If-None-Match', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a'))
  await pages.idle()
  const gzip = await get('/', { 'accept-encoding': 'gzip' })
  const etag = gzip.headers.etag!
  for (const held of [etag, `W/${etag}`, `"khac", ${etag}`, '*']) {
    const again = await get('/', { 'accept-encoding': 'gzip', 'if-none-match': held })
    assert.equal(again.status, 304, held)
    assert.equal(again.bytes.length, 0)
    assert.equal(again.headers.etag, etag)
    assert.equal(again.headers.vary, 'Accept-Encoding, Cookie')
  }
  assert.equal((await get('/', { 'accept-encoding': 'gzip', 'if-none-match': '"khac"' })).status, 200)
  assert.equal((await get('/', { 'if-none-match': etag })).status, 200, 'the ETag of another encoding is not this page')
  const sinceBrotli = await get('/', { 'accept-encoding': 'gzip, br', 'if-none-match': etag })
  assert.deepEqual([sinceBrotli.status, sinceBrotli.headers.etag], [304, etag])
})

test('a browser that holds the page under an older policy gets it anew', async () => {
  const etags = []
  for (const policy of ["default-src 'none'", "default-src 'self'"]) {
    const { pages } = testPages({ headers: { 'content-security-policy': policy } })
    await pages.page(at('/'), async () => rendered('a'))
    etags.push((await (await serving(pages))('/')).headers.etag)
  }
  assert.notEqual(etags[0], etags[1])
})

test("HEAD tells what GET would send, and sends nothing; other methods are the router's", async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a'))
  const head = await get('/', {}, 'HEAD')
  assert.deepEqual([head.status, head.bytes.length, head.headers['content-length']], [200, 0, String(Buffer.byteLength(html('a')))])
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) assert.ok((await get('/', {}, method)).routed)
})

test('readers who come while a page is being made wait for that one rendering', async () => {
  const { pages } = testPages()
  const { promise, resolve } = Promise.withResolvers<Rendered>()
  let renders = 0
  const all = Array.from({ length: 50 }, () => pages.page(at('/'), () => (renders++, promise)))
  resolve(rendered('một'))
  for (const stored of await Promise.all(all)) assert.equal(stored.identity.body.toString(), html('một'))
  assert.equal(renders, 1)
  await pages.page(at('/'), never)
})

test('a rendering that fails fails for those who waited, and the next reader tries again', async () => {
  const { pages } = testPages()
  const failing = () =>
    pages.page(at('/'), async () => {
      throw new Error('no database')
    })
  for (const outcome of await Promise.allSettled([failing(), failing()])) assert.equal(outcome.status, 'rejected')
  await pages.page(at('/'), async () => rendered('a'))
  await pages.page(at('/'), never)
})

test('a page whose tag is dropped while it is made is shown to who waited, not kept, and not joined by who comes later', async () => {
  const { pages } = testPages()
  const slow = Promise.withResolvers<Rendered>()
  const before = pages.page(at('/'), () => slow.promise)
  await pages.drop(['article:42'])
  const later = pages.page(at('/'), async () => rendered('mới', ['article:42']))
  assert.equal((await later).identity.body.toString(), html('mới'))
  slow.resolve(rendered('cũ', ['site:1', 'article:42']))
  assert.equal((await before).identity.body.toString(), html('cũ'))
  assert.equal((await pages.page(at('/'), never)).identity.body.toString(), html('mới'))
})

test('a drop of other tags does not keep a page out', async () => {
  const { pages } = testPages()
  const slow = Promise.withResolvers<Rendered>()
  const waiting = pages.page(at('/'), () => slow.promise)
  await pages.drop(['article:1'])
  slow.resolve(rendered('a', ['article:2']))
  await waiting
  await pages.page(at('/'), never)
})

test('everything dropped while a page is made means that page too', async () => {
  const { pages } = testPages()
  const slow = Promise.withResolvers<Rendered>()
  const waiting = pages.page(at('/'), () => slow.promise)
  await pages.dropAll()
  slow.resolve(rendered('a', []))
  await waiting
  assert.equal(pages.counters().memoryPages, 0)
})

test('dropping a tag takes all its pages and no others', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a', ['site:1', 'list:van-hoa']))
  await pages.page(at('/van-hoa'), async () => rendered('b', ['site:1', 'list:van-hoa']))
  await pages.page(at('/the-thao'), async () => rendered('c', ['site:1', 'list:the-thao']))
  await pages.drop(['list:van-hoa', 'list:khong-co'])
  assert.deepEqual(await Promise.all(['/', '/van-hoa', '/the-thao'].map(async (path) => (await get(path)).routed)), [true, true, false])
  await pages.dropAll()
  assert.ok((await get('/the-thao')).routed)
  assert.equal(pages.counters().memoryBytes, 0)
})

test('only pages that were found are kept', async () => {
  const { pages } = testPages()
  for (const status of [301, 404, 410, 500]) {
    const stored = await pages.page(at(`/${status}`), async () => rendered('a', [], { status }))
    assert.equal(pages.answer(stored, { headers: { 'if-none-match': '*' } }).head.status, status)
  }
  assert.equal(pages.counters().memoryPages, 0)
})

test('a page with a term is made again after it', async () => {
  let time = start
  const { pages } = testPages({ now: () => time })
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a', [], { maxAge: 60 }))
  time = start.add({ seconds: 59 })
  assert.equal((await get('/')).text, html('a'))
  time = start.add({ seconds: 60 })
  assert.ok((await get('/')).routed)
  assert.equal((await pages.page(at('/'), async () => rendered('b', [], { maxAge: 60 }))).identity.body.toString(), html('b'))
  assert.equal((await get('/')).text, html('b'))
})

test('memory stays within its bound, and what is read stays longer than what is not', async () => {
  const { pages } = testPages({ maxMemoryBytes: 300_000 })
  const get = await serving(pages)
  const noise = (seed: number) => Array.from({ length: 400 }, (_, i) => Math.imul(seed + 1, i + 7) >>> 0).join(' ')
  for (let i = 0; i < 200; i++) {
    await pages.page(at(`/p-${i}`), async () => rendered(noise(i), [`article:${i}`]))
    assert.ok(!(await get('/p-0')).routed, `still there after ${i}`)
  }
  await pages.idle()
  const { memoryBytes, memoryPages, memoryEvictions } = pages.counters()
  assert.ok(memoryBytes! <= 300_000 && memoryPages! > 5 && memoryPages! + memoryEvictions! === 200)
  assert.ok((await get('/p-1')).routed)
  await pages.page(at('/lon'), async () => rendered('x'.repeat(60_000)))
  assert.ok((await get('/lon')).routed, 'one page may not push out all others')
})

test('the counters tell hits, misses, 304s and drops', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('a'))
  const { headers } = await get('/')
  await get('/', { 'if-none-match': headers.etag! })
  await get('/khong-co')
  await pages.drop(['site:1'])
  const { hits, misses, notModified, stores, drops } = pages.counters()
  assert.deepEqual({ hits, misses, notModified, stores, drops }, { hits: 2, misses: 1, notModified: 1, stores: 1, drops: 1 })
})

test('a header that could not be sent stops the start, and a content type that could not fails its rendering only', async () => {
  assert.throws(() => testPages({ headers: { 'x-a': 'Điện Biên' } }))
  const { pages } = testPages()
  await assert.rejects(pages.page(at('/'), async () => rendered('a', [], { type: 'text/html\r\nX: y' })))
})
