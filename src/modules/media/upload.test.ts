import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { json, mediaServer, multipart, multipartType, origin, boundary } from './fixture-server.ts'
import { photo } from './fixture.ts'

const { app, get, post, upload, leftovers, cong, thuvien, end } = await mediaServer()
after(end)

const jpeg = await photo(700, 500).jpeg().toBuffer()

test('a picture sent from a phone is answered with what the editor needs to show it', async () => {
  const sent = await upload(
    'contributor',
    { site: String(cong), caption: 'Vòng xòe', credit: 'Lò Thị Mai' },
    [{ name: 'Lễ hội.jpg', bytes: jpeg }],
    json,
  )
  assert.equal(sent.statusCode, 200)
  const { item } = sent.json()
  assert.deepEqual(Object.keys(item).sort(), [
    'alt',
    'caption',
    'credit',
    'decorative',
    'height',
    'id',
    'kind',
    'name',
    'seconds',
    'thumb',
    'url',
    'width',
  ])
  assert.deepEqual(
    [item.kind, item.name, item.width, item.height, item.caption, item.credit],
    ['image', 'Lễ hội.jpg', 700, 500, 'Vòng xòe', 'Lò Thị Mai'],
  )
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
  const two = await upload('contributor', { credit: 'Mai' }, [
    { name: 'hỏng.jpg', bytes: Buffer.from('<svg><script>') },
    { name: 'tốt.png', bytes: await photo(30, 30).png().toBuffer() },
  ])
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
  const { item } = (
    await upload('contributor', words, [{ name: '<img onerror=1>.jpg', bytes: await photo(20, 20).jpeg().toBuffer() }], json)
  ).json()
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
  assert.equal(
    (
      await app.inject({
        method: 'POST',
        url: '/toa-soan/tu-lieu/1',
        headers: { ...origin, 'x-person': 'editor', ...multipartType },
        payload: multipart({}, []),
      })
    ).statusCode,
    415,
  )
  const broken = await app.inject({
    method: 'POST',
    url: '/toa-soan/tu-lieu',
    headers: { ...origin, 'x-person': 'contributor', ...multipartType },
    payload: multipart({}, parts).subarray(0, 3000),
  })
  assert.equal(broken.statusCode, 400)
  assert.equal(await leftovers(), 0)
})

test('five gigabytes of nothing are cut off after a breath, and a caller who goes away leaves nothing', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const start = () => {
    const headers = {
      ...origin,
      'x-person': 'contributor',
      ...multipartType,
      'content-length': 5_000_000_000,
      ...json,
    }
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
