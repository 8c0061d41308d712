import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, html, rendered, serving, testPages } from './fixture.ts'
import { lookFrom } from './look.ts'

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
