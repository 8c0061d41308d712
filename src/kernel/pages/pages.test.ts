import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { at, html, rendered, serving, start, testPages } from './fixture.ts'
import { lookFrom } from './look.ts'
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

test('the Host header alone names the site, and an unknown one gets nothing', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('Cổng'))
  await pages.page(at('/', { host: 'thuvien.test' }), async () => rendered('Thư viện'))
  assert.equal((await get('/', { host: 'www.cong.test' })).text, html('Cổng'))
  assert.equal((await get('/', { host: 'CONG.test:3000' })).text, html('Cổng'))
  assert.equal((await get('/', { host: 'thuvien.test' })).text, html('Thư viện'))
  for (const host of ['evil.test', 'cong.test.evil.test', 'cong.test:81', 'cong.test.', 'cong.test tu-dong.100 /', '__proto__'])
    assert.ok((await get('/', { host })).routed, host)
  const forged = {
    'x-forwarded-host': 'thuvien.test',
    'x-forwarded-proto': 'https',
    'x-host': 'evil.test',
    forwarded: 'host=evil.test',
    'x-original-url': '/khac',
    'x-rewrite-url': '/khac',
  }
  assert.equal((await get('/', forged)).text, html('Cổng'))
  assert.ok((await get('http://thuvien.test/')).routed, 'an absolute target is not a path')
})

test('a page for a host nobody is served under is shown but not kept', async () => {
  const { pages } = testPages()
  const stored = await pages.page(at('/', { host: 'evil.test' }), async () => rendered('a'))
  assert.equal(stored.identity.body.toString(), html('a'))
  assert.equal(pages.counters().memoryPages, 0)
})

test('capital letters make another address; another spelling of the same address does not', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/văn-hóa'), async () => rendered('a'))
  for (const same of [
    encodeURI('/văn-hóa'),
    encodeURI('/văn-hóa').toLowerCase(),
    encodeURI('/văn-hóa'.normalize('NFD')),
    '/%76%C4%83n-h%C3%B3a',
    '/v%C4%83n-h%C3%B3a?',
  ])
    assert.equal((await get(same)).text, html('a'), same)
  for (const other of [
    '/V%C4%83n-h%C3%B3a',
    '/v%C4%83n-h%C3%B3a/',
    '/v%25C4%2583n-h%25C3%25B3a',
    '/v%C4%83n-h%C3%B3a%00',
    '//v%C4%83n-h%C3%B3a',
    '/./v%C4%83n-h%C3%B3a',
    '/x/../v%C4%83n-h%C3%B3a',
    '/v%F6n',
    '/%',
  ])
    assert.ok((await get(other)).routed, other)
})

test("an address that spells another one's encoding is not that page", async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/a%20b'), async () => rendered('percent'))
  await pages.page(at('/a?b=1'), async () => rendered('mark'))
  assert.ok((await get('/a%20b')).routed)
  assert.ok((await get('/a?b=1')).routed)
  assert.equal((await get('/a%2520b')).text, html('percent'))
  assert.equal((await get('/a%3Fb=1')).text, html('mark'))
})

test('only the parameters a route named belong to a page, in any order', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('first'))
  await pages.page(at('/', { query: { trang: 2, loai: 'ảnh', bo: undefined } }), async () => rendered('second'))
  for (const same of ['/?loai=%E1%BA%A3nh&trang=2', '/?trang=2&loai=%e1%ba%a3nh', '/?trang=2&&loai=%E1%BA%A3nh&'])
    assert.equal((await get(same)).text, html('second'), same)
  for (const other of [
    '/?trang=2',
    '/?trang=2&loai=%E1%BA%A3nh&utm_source=x',
    '/?trang=1&trang=2&loai=%E1%BA%A3nh',
    '/?trang=02&loai=%E1%BA%A3nh',
    '/?TRANG=2&loai=%E1%BA%A3nh',
    '/?trang[]=2&loai=%E1%BA%A3nh',
    '/?__proto__=1',
    '/?constructor',
    '/?%F6',
    '/?trang=2%00&loai=%E1%BA%A3nh',
    `/?q=${'a'.repeat(5_000)}`,
    '/?trang=2;loai=%E1%BA%A3nh',
  ])
    assert.ok((await get(other)).routed, other)
})

test('each look has its page, and no other cookie is part of any', async () => {
  const { pages } = testPages()
  const get = await serving(pages)
  await pages.page(at('/'), async () => rendered('thường'))
  await pages.page(at('/', { look: lookFrom('dark', 125) }), async () => rendered('tối'))
  assert.equal((await get('/', { cookie: '__Host-phien=bi-mat; giao-dien=toi.125' })).text, html('tối'))
  assert.equal((await get('/', { cookie: '__Host-phien=bi-mat; giao-dien=toi.9' })).text, html('thường'))
  assert.ok((await get('/', { cookie: 'giao-dien=sang.100' })).routed)
  const signedIn = await get('/', { cookie: '__Host-phien=bi-mat', authorization: 'Bearer x' })
  assert.equal(signedIn.text, html('thường'))
  assert.equal(signedIn.headers['set-cookie'], undefined)
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
