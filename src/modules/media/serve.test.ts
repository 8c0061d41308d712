import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Deps } from '../../kernel/module.ts'
import { film, mediaServer, serverOf } from './fixture-server.ts'
import { photo } from './fixture.ts'
import { media } from './index.ts'

const { app, db, deps, get, post, kept, end } = await mediaServer()
after(end)

test('a file is served for good, with its true type, and nothing it holds can act', async () => {
  const pdf = await kept(Buffer.from('%PDF-1.7\n<script>alert(1)</script>'), 'Báo cáo “quý 3”.pdf')
  const answer = await get(pdf.url)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/pdf')
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.match(String(answer.headers['content-security-policy']), /default-src 'none'.*sandbox/)
  assert.match(String(answer.headers['content-disposition']), /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''B%C3%A1o%20c%C3%A1o/)
  assert.match(String(answer.headers['cache-control']), /immutable/)
  assert.match(String((await get((await kept(film, 'phim.mp4')).url)).headers['content-disposition']), /^inline/)
})

test('a player may ask for any part of a film', async () => {
  const { url } = await kept(film, 'phim.mp4')
  const part = async (range: string, more = {}) => {
    const answer = await get(url, '', { range, ...more })
    return [answer.statusCode, answer.headers['content-range'], answer.rawPayload.length]
  }
  const size = film.length
  assert.deepEqual(await part('bytes=0-99'), [206, `bytes 0-99/${size}`, 100])
  assert.deepEqual(await part(`bytes=${size - 10}-`), [206, `bytes ${size - 10}-${size - 1}/${size}`, 10])
  assert.deepEqual(await part('bytes=-10'), [206, `bytes ${size - 10}-${size - 1}/${size}`, 10])
  assert.deepEqual(await part('bytes=10-9999999'), [206, `bytes 10-${size - 1}/${size}`, size - 10])
  assert.deepEqual(await part(`bytes=${size}-`), [416, `bytes */${size}`, 0])
  assert.deepEqual(await part('bytes=-0'), [416, `bytes */${size}`, 0])
  for (const odd of ['bytes=9-3', 'bytes=0-1,5-9', 'bytes=a-b', 'lines=1-2', 'bytes=-'])
    assert.deepEqual(await part(odd), [200, undefined, size])
  assert.deepEqual(await part('bytes=0-9', { 'if-range': '"other"' }), [200, undefined, size])
  const { etag } = (await get(url)).headers
  assert.deepEqual(await part('bytes=0-9', { 'if-range': etag }), [206, `bytes 0-9/${size}`, 10])
  assert.equal((await get(url, '', { 'if-none-match': etag })).statusCode, 304)
  const head = await app.inject({ method: 'HEAD', url, headers: { host: 'cong.test' } })
  assert.deepEqual([head.statusCode, head.headers['content-length'], head.rawPayload.length], [200, String(size), 0])
})

test('no odd address of a file reaches anything or breaks anything', async () => {
  const odd = [
    '',
    '/',
    '../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e/package.json',
    '.tam/a',
    'a%00b',
    '%F6',
    'tệp.jpg',
    encodeURIComponent('tệp.jpg'),
    'A.JPG',
    '2026/11',
    'a'.repeat(400),
  ]
  for (const key of odd) {
    const { statusCode } = await get(`/tep/${key}`)
    assert.ok([400, 404, 414].includes(statusCode), `${key}: ${statusCode}`)
  }
  assert.equal((await get('/tep/phim.svg')).statusCode, 200)
})

test('a hidden file is 404 at once, for everybody, with all its twins, until it is shown again', async () => {
  const picture = await kept(await photo(520, 300).jpeg().toBuffer(), 'kín.jpg')
  const urls = [picture.url, ...picture.variants.map(({ url }) => url)]
  for (const url of urls) assert.equal((await get(url)).statusCode, 200)
  const hidden = await post(`/toa-soan/tu-lieu/${picture.id}/an`, 'editor', { reason: 'Chưa xin phép' })
  assert.equal(hidden.statusCode, 303)
  for (const url of urls) assert.equal((await get(url, 'editor')).statusCode, 404)
  const page = await get(String(hidden.headers.location), 'editor')
  assert.match(page.body, /Chưa xin phép/)
  assert.match(page.body, new RegExp(`action="/toa-soan/tu-lieu/${picture.id}/hien"`))
  assert.equal((await get(`/toa-soan/tu-lieu/${picture.id}`, 'contributor')).statusCode, 404)
  await post(`/toa-soan/tu-lieu/${picture.id}/hien`, 'editor', {})
  for (const url of urls) assert.equal((await get(url)).statusCode, 200)
})

test('files seen before are served while the database is away', async () => {
  const { url } = await kept(await photo(30, 30).jpeg().toBuffer(), 'a.jpg')
  let away = false
  const selectFrom = (...all: unknown[]) => {
    if (away) throw new Error('the database is away')
    return db.selectFrom(...(all as ['media']))
  }
  const broken = { ...deps, db: { selectFrom } } as unknown as Deps
  const other = await serverOf({ ...broken, modules: [media] })
  assert.equal((await other.inject({ url, headers: { host: 'cong.test' } })).statusCode, 200)
  away = true
  assert.equal((await other.inject({ url, headers: { host: 'cong.test' } })).statusCode, 200)
  await other.close()
})
