import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { people } from '../people/index.ts'
import { mediaWorld, photo } from './fixture.ts'
import { importMedium } from './import.ts'
import { media } from './index.ts'
import { renderMedia } from './queries.ts'

const world = await mediaWorld()
const { db, pool, store, files, cast, cong, thuvien, dataDir } = world
const elsewhere = await actorOf(db, { name: 'Chị Thư viện', grants: [{ role: 'chief', site: thuvien, sections: null }] })
const actors: Record<string, Actor> = { ...cast, elsewhere }
const host = { siteId: cong, key: 'cong', canonical: 'cong.test', main: true }
const deps = {
  ...store, pool, log: createLog('silent'), config: { dataDir, baseHost: 'cong.test' }, hosts: { current: new Map([['cong.test', host]]) },
  assets: { url: (name: string) => `/_tinh/${name}`, file: () => null }, pages: { serve: () => false }, modules: [people, media],
} as unknown as Deps
const app = await buildServer(deps, {
  record: { note: () => {}, flush: async () => {}, stop: async () => {} },
  identify: async (request) => actors[request.headers['x-person'] as string] ?? null,
  refused: async (_request, reply, status, key) => reply.code(status).send(key),
})
after(async () => {
  await app.close()
  await world.end()
})

const origin = { host: 'cong.test', origin: 'http://cong.test' }
const get = (url: string, as = '', headers = {}) => app.inject({ url, headers: { host: 'cong.test', 'x-person': as, ...headers } })
const post = (url: string, as: string, fields: Record<string, string>) =>
  app.inject({ method: 'POST', url, headers: { ...origin, 'x-person': as, 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })
type Part = { name: string; bytes: Buffer; field?: string }
const boundary = '----hoaban'
const json = { accept: 'application/json' }

function multipart(fields: Record<string, string>, parts: readonly Part[]) {
  const head = (disposition: string) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`)
  return Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => Buffer.concat([head(`name="${name}"`), Buffer.from(`\r\n${value}\r\n`)])),
    ...parts.map(({ name, bytes, field = 'file' }) =>
      Buffer.concat([head(`name="${field}"; filename="${name}"`), Buffer.from('Content-Type: image/jpeg\r\n\r\n'), bytes, Buffer.from('\r\n')])),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}
const upload = (as: string, fields: Record<string, string>, parts: readonly Part[], headers = {}) =>
  app.inject({ method: 'POST', url: '/toa-soan/tu-lieu', headers: { ...origin, 'x-person': as, 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers }, payload: multipart(fields, parts) })
const leftovers = async () => (await readdir(join(dataDir, 'uploads')).catch(() => [])).length

const jpeg = await photo(700, 500).jpeg().toBuffer()
const film = await readFile(new URL('../../../db/sample/img/clip-1.mp4', import.meta.url))
const kept = async (source: Buffer, name: string, more = {}) => {
  const outcome = await importMedium(store, { source, name, siteId: cong, ...more })
  assert.ok(outcome.ok)
  return (await renderMedia(db, [outcome.value.id])).get(outcome.value.id)!
}

test('a picture sent from a phone is answered with what the editor needs to show it', async () => {
  const sent = await upload('contributor', { site: String(cong), caption: 'Vòng xòe', credit: 'Lò Thị Mai' }, [{ name: 'Lễ hội.jpg', bytes: jpeg }], json)
  assert.equal(sent.statusCode, 200)
  const { item } = sent.json()
  assert.deepEqual(Object.keys(item).sort(), ['alt', 'caption', 'credit', 'decorative', 'height', 'id', 'kind', 'name', 'seconds', 'thumb', 'url', 'width'])
  assert.deepEqual([item.kind, item.name, item.width, item.height, item.caption, item.credit], ['image', 'Lễ hội.jpg', 700, 500, 'Vòng xòe', 'Lò Thị Mai'])
  const shown = await get(item.url)
  assert.deepEqual([shown.statusCode, shown.headers['content-type']], [200, 'image/webp'])
  assert.equal(await leftovers(), 0)
})

test('the same again is told to be there already', async () => {
  const { notes } = (await upload('editor', { site: String(cong) }, [{ name: 'b.jpg', bytes: jpeg }], json)).json()
  assert.match(notes[0], /đã có trong thư viện/)
})

test('without script a file goes to its page, several go to the library, a bad one is named and the good ones are kept', async () => {
  const one = await upload('contributor', {}, [{ name: 'một.jpg', bytes: await photo(60, 40).jpeg().toBuffer() }])
  assert.equal(one.statusCode, 303)
  assert.match(String(one.headers.location), /^\/toa-soan\/tu-lieu\/\d+\?vua=da-tai$/)
  const page = await get(String(one.headers.location), 'contributor')
  assert.match(page.body, /Đã tải lên\./)
  const two = await upload('contributor', { credit: 'Mai' }, [{ name: 'hỏng.jpg', bytes: Buffer.from('<svg><script>') }, { name: 'tốt.png', bytes: await photo(30, 30).png().toBuffer() }])
  assert.equal(two.statusCode, 422)
  assert.match(two.body, /hỏng\.jpg: Không nhận hình vẽ SVG/)
  assert.match(two.body, /value="Mai"/)
  assert.match((await get('/toa-soan/tu-lieu?q=tot', 'contributor')).body, /tốt\.png/)
})

test('what is missing is said beside its field: no file, no site of one’s own, too many words', async () => {
  const none = await upload('contributor', { site: String(cong) }, [{ name: '', bytes: Buffer.alloc(0) }], json)
  assert.deepEqual([none.statusCode, none.json()], [422, { issues: { file: 'Chưa chọn tệp nào.' } }])
  const foreign = await upload('contributor', { site: String(thuvien) }, [{ name: 'a.jpg', bytes: jpeg }], json)
  assert.deepEqual([foreign.statusCode, Object.keys(foreign.json().issues)], [422, ['site']])
  const long = await upload('contributor', { credit: 'x'.repeat(201) }, [{ name: 'a.jpg', bytes: jpeg }], json)
  assert.deepEqual([long.statusCode, Object.keys(long.json().issues)], [422, ['credit']])
  assert.equal(await leftovers(), 0)
})

test('a script in a name or in words is shown, never run', async () => {
  const words = { caption: '<script>alert(1)</script>', credit: '"><img src=x onerror=alert(1)>' }
  const { item } = (await upload('contributor', words, [{ name: '<img onerror=1>.jpg', bytes: await photo(20, 20).jpeg().toBuffer() }], json)).json()
  for (const url of ['/toa-soan/tu-lieu', `/toa-soan/tu-lieu/${item.id}`]) {
    const { body } = await get(url, 'editor')
    assert.doesNotMatch(body, /<script>alert|<img src=x|<img onerror/)
    assert.match(body, /&lt;script>alert/)
  }
})

test('only who may upload is let in, only from our own pages, only as a form with files', async () => {
  const parts = [{ name: 'a.jpg', bytes: jpeg }]
  assert.equal((await upload('', {}, parts)).statusCode, 401)
  assert.equal((await upload('accountant', {}, parts)).statusCode, 403)
  assert.equal((await upload('contributor', {}, parts, { origin: 'http://thuvien.cong.test' })).statusCode, 403)
  assert.equal((await post('/toa-soan/tu-lieu', 'contributor', {})).statusCode, 400)
  assert.equal((await app.inject({ method: 'POST', url: '/toa-soan/tu-lieu/1', headers: { ...origin, 'x-person': 'editor', 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: multipart({}, []) })).statusCode, 415)
  const broken = await app.inject({ method: 'POST', url: '/toa-soan/tu-lieu', headers: { ...origin, 'x-person': 'contributor', 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: multipart({}, parts).subarray(0, 3000) })
  assert.equal(broken.statusCode, 400)
  assert.equal(await leftovers(), 0)
})

test('five gigabytes of nothing are cut off after a breath, and a caller who goes away leaves nothing', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const start = () => {
    const headers = { ...origin, 'x-person': 'contributor', 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 5_000_000_000, ...json }
    const outgoing = request({ port, method: 'POST', path: '/toa-soan/tu-lieu', headers })
    outgoing.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`)
    return outgoing
  }
  const zeros = Buffer.alloc(256 * 1024)
  const flood = start()
  let sent = 0
  const more = () => {
    while (!flood.destroyed && sent < 5e9) {
      sent += zeros.length
      if (!flood.write(zeros)) return
    }
  }
  flood.on('drain', more)
  more()
  const status = await new Promise<number>((resolve) => {
    flood.on('response', (answer) => resolve(answer.resume().statusCode!))
    flood.on('error', () => resolve(0))
  })
  flood.destroy()
  assert.ok(status === 422 || status === 0, String(status))
  assert.ok(sent < 64 * 1024 * 1024, `${sent} bytes`)

  const half = start()
  half.on('error', () => {})
  half.write(jpeg.subarray(0, 20_000))
  for (let patience = 100; patience > 0 && (await leftovers()) === 0; patience--) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await leftovers(), 1)
  half.destroy()
  for (let patience = 100; patience > 0 && (await leftovers()) > 0; patience--) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await leftovers(), 0)
})

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
  for (const odd of ['bytes=9-3', 'bytes=0-1,5-9', 'bytes=a-b', 'lines=1-2', 'bytes=-']) assert.deepEqual(await part(odd), [200, undefined, size])
  assert.deepEqual(await part('bytes=0-9', { 'if-range': '"other"' }), [200, undefined, size])
  const { etag } = (await get(url)).headers
  assert.deepEqual(await part('bytes=0-9', { 'if-range': etag }), [206, `bytes 0-9/${size}`, 10])
  assert.equal((await get(url, '', { 'if-none-match': etag })).statusCode, 304)
  const head = await app.inject({ method: 'HEAD', url, headers: { host: 'cong.test' } })
  assert.deepEqual([head.statusCode, head.headers['content-length'], head.rawPayload.length], [200, String(size), 0])
})

test('no odd address of a file reaches anything or breaks anything', async () => {
  const odd = ['', '/', '../package.json', '..%2f..%2fpackage.json', '%2e%2e/package.json', '.tam/a', 'a%00b', '%F6', 'tệp.jpg', encodeURIComponent('tệp.jpg'), 'A.JPG', '2026/11', 'a'.repeat(400)]
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
  const other = await buildServer({ ...broken, modules: [media] }, {
    record: { note: () => {}, flush: async () => {}, stop: async () => {} }, identify: async () => null, refused: async (_r, reply, status, key) => reply.code(status).send(key),
  })
  assert.equal((await other.inject({ url, headers: { host: 'cong.test' } })).statusCode, 200)
  away = true
  assert.equal((await other.inject({ url, headers: { host: 'cong.test' } })).statusCode, 200)
  await other.close()
})

test('another site’s medium is nowhere: not in list, picker, page, or any act on it', async () => {
  const { id } = await kept(await photo(40, 40).jpeg().toBuffer(), 'bí mật của cổng.jpg', { alt: 'BIMAT' })
  assert.doesNotMatch((await get('/toa-soan/tu-lieu', 'elsewhere')).body, /bí mật/)
  assert.deepEqual((await get('/toa-soan/tu-lieu.json?q=bi+mat', 'elsewhere')).json(), { items: [], more: false })
  assert.equal((await get('/toa-soan/tu-lieu.json?q=bi+mat', 'editor')).json().items.length, 1)
  assert.equal((await get(`/toa-soan/tu-lieu/${id}`, 'elsewhere')).statusCode, 404)
  for (const act of ['', '/tieu-diem', '/anh-bia', '/an', '/hien'])
    assert.equal((await post(`/toa-soan/tu-lieu/${id}${act}`, 'elsewhere', { focalX: '1', focalY: '1', poster: '' })).statusCode, 404, act)
  for (const bad of ['0', '-1', 'x', '99999999999', '1e3']) assert.equal((await get(`/toa-soan/tu-lieu/${bad}`, 'editor')).statusCode, 404)
})

test('a contributor tends own uploads and only looks at others’', async () => {
  const { id } = await kept(await photo(40, 40).jpeg().toBuffer(), 'của cổng.jpg')
  const page = await get(`/toa-soan/tu-lieu/${id}`, 'contributor')
  assert.equal(page.statusCode, 200)
  assert.doesNotMatch(page.body, /tieu-diem|\/an"/)
  assert.equal((await post(`/toa-soan/tu-lieu/${id}`, 'contributor', { caption: 'x' })).statusCode, 403)
  assert.equal((await post(`/toa-soan/tu-lieu/${id}/an`, 'contributor', {})).statusCode, 403)
  const { item } = (await upload('contributor', {}, [{ name: 'a.jpg', bytes: await photo(41, 40).jpeg().toBuffer() }], json)).json()
  assert.equal((await post(`/toa-soan/tu-lieu/${item.id}`, 'contributor', { caption: 'Của tôi' })).statusCode, 303)
})

test('words are kept as typed when one is too long, and found without accents when saved', async () => {
  const { id } = await kept(await photo(40, 40).jpeg().toBuffer(), 'a.jpg')
  const long = await post(`/toa-soan/tu-lieu/${id}`, 'editor', { caption: 'Đã gõ', credit: 'x'.repeat(300), alt: '' })
  assert.equal(long.statusCode, 422)
  assert.match(long.body, /Đã gõ/)
  assert.match(long.body, /Dài quá/)
  await post(`/toa-soan/tu-lieu/${id}`, 'editor', { caption: 'Thủy điện Lai Châu', credit: 'Quàng Văn Hặc', alt: 'Đập nước' })
  const { items } = (await get('/toa-soan/tu-lieu.json?q=thuy+dien+hac', 'editor')).json()
  assert.deepEqual(items.map((item: { id: number }) => item.id), [id])
})

test('filters find what still lacks words, what is unused and what is one’s own', async () => {
  const fresh = await kept(await photo(42, 40).jpeg().toBuffer(), 'lọc.jpg', { uploadedBy: cast.keeper.id })
  const ids = async (query: string) => (await get(`/toa-soan/tu-lieu.json?q=loc&${query}`, 'keeper')).json().items.map((item: { id: number }) => item.id)
  for (const query of ['missing=credit', 'missing=alt', 'unused=1', 'mine=1', 'kind=image']) assert.deepEqual(await ids(query), [fresh.id], query)
  await post(`/toa-soan/tu-lieu/${fresh.id}`, 'keeper', { credit: 'Tôi', decorative: '1' })
  for (const query of ['missing=credit', 'missing=alt', 'kind=video']) assert.deepEqual(await ids(query), [], query)
  assert.deepEqual(await ids("kind='--&missing=<script>&page=zzz&unknown=1"), [fresh.id])
})

test('the focal point is set in percent, with a comma too, and a bad number is said beside its field', async () => {
  const { id } = await kept(await photo(60, 40).jpeg().toBuffer(), 'a.jpg')
  assert.equal((await post(`/toa-soan/tu-lieu/${id}/tieu-diem`, 'editor', { focalX: '12,5', focalY: '100' })).statusCode, 303)
  assert.deepEqual((await renderMedia(db, [id])).get(id)!.focal, { x: 0.125, y: 1 })
  const bad = await post(`/toa-soan/tu-lieu/${id}/tieu-diem`, 'editor', { focalX: '101', focalY: 'giữa' })
  assert.equal(bad.statusCode, 422)
  assert.match(bad.body, /Hãy gõ một số từ 0 đến 100/)
  assert.match(bad.body, /value="giữa"/)
})

test('a film takes a picture of the library for its poster, never a stranger’s', async () => {
  const [clip, cover] = [await kept(film, 'phim.mp4'), await kept(await photo(1000, 600).jpeg().toBuffer(), 'bìa.jpg')]
  const foreign = await importMedium(store, { source: await photo(44, 40).jpeg().toBuffer(), name: 'x.jpg', siteId: thuvien })
  assert.ok(foreign.ok)
  assert.equal((await post(`/toa-soan/tu-lieu/${clip.id}/anh-bia`, 'editor', { poster: String(foreign.value.id) })).statusCode, 422)
  assert.equal((await post(`/toa-soan/tu-lieu/${clip.id}/anh-bia`, 'editor', { poster: String(cover.id) })).statusCode, 303)
  assert.match((await renderMedia(db, [clip.id])).get(clip.id)!.posterUrl!, /-bia-w960-/)
  assert.match((await get(`/toa-soan/tu-lieu/${cover.id}`, 'editor')).body, /Ảnh bìa của video phim\.mp4/)
  assert.equal((await files.stat(clip.key))!.bytes, film.length)
})
