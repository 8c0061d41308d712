import assert from 'node:assert/strict'
import { readdir, stat, utimes } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { now, setClock } from '../../kernel/time.ts'
import { json, mediaServer, origin } from './fixture-server.ts'
import { photo } from './fixture.ts'
import { pieceFolder, sweepUploads } from './resumable.ts'

const { app, db, deps, dataDir, cong, thuvien, get, end } = await mediaServer()
after(end)
afterEach(() => setClock(null))

const base = '/toa-soan/tu-lieu/tai-dan'
const jpeg = await photo(900, 600).jpeg().toBuffer()
const tus = { 'tus-resumable': '1.0.0' }
const pieces = () => readdir(pieceFolder({ dataDir })).catch(() => [])

type Send = { as?: string; headers?: Record<string, string>; payload?: Buffer | string }
const ask = (method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE', url: string, { as = 'contributor', headers = {}, payload }: Send = {}) =>
  app.inject({ method, url, headers: { ...origin, ...tus, 'x-person': as, ...headers }, payload })
const encoded = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
const begin = (bytes: number, name = 'Lễ hội.jpg', as = 'contributor', site = cong) =>
  ask('POST', base, { as, headers: { 'upload-length': String(bytes), 'upload-metadata': encoded({ filename: name, site: String(site) }) } })
const begun = async (bytes: number, name?: string, as?: string) => {
  const answer = await begin(bytes, name, as)
  assert.equal(answer.statusCode, 201, answer.body)
  return String(answer.headers.location)
}
const patch = (url: string, offset: number, payload: Buffer, more: Send = {}) =>
  ask('PATCH', url, {
    ...more,
    payload,
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...more.headers },
  })
const offsetOf = async (url: string, as = 'contributor') => (await ask('HEAD', url, { as })).headers['upload-offset']
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const conclude = (url: string, words: Record<string, string> = {}, as = 'contributor') =>
  ask('POST', `${url}/xong`, { as, headers: { ...form, ...json }, payload: new URLSearchParams(words).toString() })

test('a file comes in two pieces, goes on where the server stands, and is one medium with the words typed meanwhile', async () => {
  const url = await begun(jpeg.length)
  assert.match(url, /^\/toa-soan\/tu-lieu\/tai-dan\/[\w-]{24}$/)
  const first = await patch(url, 0, jpeg.subarray(0, 10_000))
  assert.deepEqual([first.statusCode, first.headers['upload-offset'], first.headers['tus-resumable']], [204, '10000', '1.0.0'])
  assert.match(String(first.headers['upload-expires']), /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/)
  const words = new URLSearchParams({ caption: 'Vòng xòe', alt: 'Đêm hội' }).toString()
  assert.equal((await ask('POST', `${url}/chu-thich`, { headers: form, payload: words })).statusCode, 204)
  assert.match((await get('/toa-soan/tu-lieu', 'contributor')).body, /Đang tải dở[^]*Lễ hội\.jpg/)
  const head = await ask('HEAD', url)
  assert.deepEqual([head.headers['upload-offset'], head.headers['upload-length']], ['10000', String(jpeg.length)])
  assert.equal((await conclude(url)).statusCode, 409)
  assert.equal((await patch(url, 10_000, jpeg.subarray(10_000))).statusCode, 204)
  const [one, other] = await Promise.all([conclude(url, { credit: 'Lò Thị Mai' }), conclude(url, { credit: 'Lò Thị Mai' })])
  assert.deepEqual([one.statusCode, other.statusCode], [200, 200])
  const { item } = one.json()
  assert.equal(other.json().item.id, item.id)
  assert.deepEqual([item.name, item.width, item.caption, item.credit, item.alt], ['Lễ hội.jpg', 900, 'Vòng xòe', 'Lò Thị Mai', 'Đêm hội'])
  assert.equal((await conclude(url)).json().item.id, item.id)
  assert.deepEqual(await pieces(), [])
})

test('another’s upload, a guessed one and one that is gone do not exist, whatever is tried', async () => {
  const url = await begun(jpeg.length)
  for (const [as, address] of [
    ['editor', url],
    ['elsewhere', url],
    ['contributor', `${base}/${'A'.repeat(24)}`],
    ['contributor', `${base}/..%2f..%2fkeys`],
    ['contributor', `${base}/%00`],
  ] as const) {
    assert.equal((await ask('HEAD', address, { as })).statusCode, 404)
    assert.equal((await patch(address, 0, jpeg, { as })).statusCode, 404)
    assert.equal((await ask('DELETE', address, { as })).statusCode, 404)
    for (const act of ['xong', 'chu-thich', 'bo'])
      assert.equal((await ask('POST', `${address}/${act}`, { as, headers: form, payload: '' })).statusCode, 404, act)
  }
  assert.equal((await ask('HEAD', url, { as: 'accountant' })).statusCode, 403)
  assert.equal((await begin(10, 'a.jpg', 'contributor', thuvien)).statusCode, 422)
  assert.equal((await patch(url, 0, jpeg, { headers: { origin: 'http://thuvien.cong.test' } })).statusCode, 403)
  assert.equal((await ask('DELETE', url)).statusCode, 204)
  assert.equal((await ask('HEAD', url)).statusCode, 404)
  assert.deepEqual(await pieces(), [])
})

test('a wrong place, more than was announced, a wrong type or version are refused, and what came before stays', async () => {
  const url = await begun(jpeg.length)
  await patch(url, 0, jpeg.subarray(0, 5_000))
  for (const wrong of ['4999', '5001', '0']) assert.equal((await patch(url, Number(wrong), jpeg.subarray(0, 10))).statusCode, 409)
  assert.equal((await patch(url, 5_000, Buffer.concat([jpeg.subarray(5_000), Buffer.from('more')]))).statusCode, 413)
  assert.equal((await patch(url, 5_000, jpeg, { headers: { 'content-type': 'application/x-www-form-urlencoded' } })).statusCode, 415)
  assert.equal((await patch(url, 5_000, jpeg, { headers: { 'tus-resumable': '0.2.2' } })).statusCode, 412)
  assert.equal((await patch(url, 5_000, jpeg, { headers: { 'upload-offset': '-1' } })).statusCode, 400)
  assert.equal(await offsetOf(url), '5000')
  await ask('DELETE', url)
  for (const length of ['', '-1', 'x', '1e3', '99999999999999999'])
    assert.equal((await ask('POST', base, { headers: { 'upload-length': length } })).statusCode, 400, length)
})

test('a file that nobody wants goes with its first piece, with the sentence the form says', async () => {
  const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'.padEnd(9_000))
  const hostile: [Buffer, RegExp][] = [
    [svg, /SVG/],
    [Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), /trang web/],
    [Buffer.from('MZ\x90\0\x03\0\0\0'.padEnd(9_000, '\0'), 'latin1'), /Loại tệp này chưa nhận/],
  ]
  for (const [bytes, sentence] of hostile) {
    const url = await begun(bytes.length, 'anh.jpg')
    const answer = await patch(url, 0, bytes)
    assert.equal(answer.statusCode, 422)
    assert.match(answer.json().issues.file, sentence)
    assert.equal((await ask('HEAD', url)).statusCode, 404)
  }
  // What its first page promises is not yet true: the whole is judged at the end.
  const cut = await begun(20_000, 'anh.jpg')
  assert.equal((await patch(cut, 0, Buffer.concat([jpeg.subarray(0, 6_000), Buffer.alloc(14_000)]))).statusCode, 204)
  assert.match((await conclude(cut)).json().issues.file, /hỏng/)
  assert.deepEqual(await pieces(), [])
})

test('more than any kind may have is refused before a byte of it comes, and a picture at its own limit', async () => {
  const huge = await begin(5_000_000_000, 'phim.mp4')
  assert.equal(huge.statusCode, 413)
  assert.match(huge.json().issues.file, /500 MB/)
  assert.equal(huge.headers['tus-max-size'], String(500 * 1024 * 1024))
  const url = await begun(60 * 1024 * 1024, 'ảnh.jpg')
  const answer = await patch(url, 0, jpeg)
  assert.equal(answer.statusCode, 413)
  assert.match(answer.json().issues.file, /Ảnh nặng quá 40 MB/)
  for (let i = 0; i < 40; i++) await begin(100, `${i}.jpg`, 'keeper')
  assert.match((await begin(100, 'x.jpg', 'keeper')).body, /dở quá nhiều/)
})

test('names are names: folders, tags and bad bytes in them reach no disk and no page', async () => {
  const url = await begun(jpeg.length, '../../<img src=x onerror=alert(1)>\0.jpg')
  assert.doesNotMatch((await get('/toa-soan/tu-lieu', 'contributor')).body, /<img src=x/)
  await patch(url, 0, jpeg)
  const { item, twin } = (await conclude(url)).json()
  assert.doesNotMatch(item.name, /\.\.|\//)
  assert.ok(twin > 0, 'the same bytes are there already')
  const odd = await ask('POST', base, {
    headers: {
      'upload-length': '5',
      'upload-metadata': `filename !!!,,site ${Buffer.from(String(cong)).toString('base64')},__proto__ eA==`,
    },
  })
  assert.equal(odd.statusCode, 201)
  await ask('DELETE', String(odd.headers.location))
})

test('after a day without a piece it is swept away, and bytes without a row too', async () => {
  const url = await begun(jpeg.length)
  await patch(url, 0, jpeg.subarray(0, 100))
  await sweepUploads(deps)
  assert.equal(await offsetOf(url), '100')
  const later = now().add({ hours: 25 })
  setClock(() => later)
  await sweepUploads(deps)
  setClock(null)
  assert.equal((await ask('HEAD', url)).statusCode, 404)
  assert.deepEqual(await pieces(), [])
  const other = await begun(jpeg.length)
  await db.deleteFrom('uploads').execute()
  const path = join(pieceFolder({ dataDir }), other.split('/').at(-1)!)
  await utimes(path, 1, 1)
  await sweepUploads(deps)
  assert.deepEqual(await pieces(), [])
})

test('a line that is cut in the middle of a piece keeps what came, and a new line takes over from the dead one', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const url = await begun(jpeg.length)
  const half = request({
    port,
    method: 'PATCH',
    path: url,
    headers: {
      ...origin,
      ...tus,
      'x-person': 'contributor',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': 0,
      'content-length': jpeg.length,
    },
  })
  half.on('error', () => {})
  half.write(jpeg.subarray(0, 30_000))
  // Still open: whoever asks now ends it first.
  let here = 0
  for (let patience = 200; patience > 0 && here === 0; patience--) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    here = (await stat(join(pieceFolder({ dataDir }), url.split('/').at(-1)!))).size
  }
  assert.ok(here > 0)
  half.destroy()
  const offset = Number(await offsetOf(url))
  assert.ok(offset > 0 && offset <= 30_000, String(offset))
  assert.equal((await patch(url, offset, jpeg.subarray(offset))).statusCode, 204)
  assert.equal((await conclude(url)).json().item.width, 900)
})

test('a line that is still open and says nothing holds nobody up: whoever asks where the file stands ends it', async () => {
  const { port } = app.server.address() as AddressInfo
  const url = await begun(jpeg.length)
  const headers = { ...origin, ...tus, 'x-person': 'contributor', 'content-type': 'application/offset+octet-stream', 'upload-offset': 0 }
  const silent = request({ port, method: 'PATCH', path: url, headers: { ...headers, 'content-length': jpeg.length } })
  const answered = new Promise<number>((resolve) => silent.on('error', () => {}).on('response', (answer) => resolve(answer.statusCode!)))
  silent.write(jpeg.subarray(0, 30_000))
  const path = join(pieceFolder({ dataDir }), url.split('/').at(-1)!)
  while ((await stat(path)).size === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const offset = Number(await offsetOf(url))
  assert.equal(await answered, 409)
  silent.destroy()
  // Of two that go on at once the later one ends the other; what is there is whole, and one goes on from it.
  const codes = (await Promise.all([1, 2].map(() => patch(url, offset, jpeg.subarray(offset))))).map(({ statusCode }) => statusCode)
  assert.ok(codes.filter((code) => code === 204).length < 2, codes.join(' '))
  const here = Number(await offsetOf(url))
  if (here < jpeg.length) assert.equal((await patch(url, here, jpeg.subarray(here))).statusCode, 204)
  assert.equal((await conclude(url)).json().item.width, 900)
})

test('of many files announced at once no more are let in than one after the other', async () => {
  await db.deleteFrom('uploads').execute()
  const codes = (await Promise.all(Array.from({ length: 50 }, () => begin(5_000)))).map(({ statusCode }) => statusCode)
  assert.equal(codes.filter((code) => code === 201).length, 40)
  await db.deleteFrom('uploads').execute()
})
