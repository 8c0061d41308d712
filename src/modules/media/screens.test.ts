import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { film, json, mediaServer } from './fixture-server.ts'
import { photo } from './fixture.ts'
import { importMedium } from './import.ts'
import { renderMedia } from './queries.ts'

const { db, store, files, cast, thuvien, get, post, upload, kept, end } = await mediaServer()
after(end)

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
  assert.deepEqual(
    items.map((item: { id: number }) => item.id),
    [id],
  )
})

test('filters find what still lacks words, what is unused and what is one’s own', async () => {
  const fresh = await kept(await photo(42, 40).jpeg().toBuffer(), 'lọc.jpg', { uploadedBy: cast.keeper.id })
  const ids = async (query: string) =>
    (await get(`/toa-soan/tu-lieu.json?q=loc&${query}`, 'keeper')).json().items.map((item: { id: number }) => item.id)
  for (const query of ['missing=credit', 'missing=alt', 'unused=1', 'mine=1', 'kind=image'])
    assert.deepEqual(await ids(query), [fresh.id], query)
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
