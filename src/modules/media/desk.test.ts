import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import sharp from 'sharp'
import { writeSetting } from '../../kernel/settings.ts'
import { setClock, today } from '../../kernel/time.ts'
import { captionAll } from './captions.ts'
import { setPoster } from './commands.ts'
import { film, mediaServer } from './fixture-server.ts'
import { photo, withIptc } from './fixture.ts'
import { importMedium } from './import.ts'
import { compare, compareForgotten, twinGroups } from './likeness.ts'
import { library, libraryCounts, perPage } from './library.ts'
import { licenceState } from './medium.ts'
import { clear, endingLicences, tellLicences } from './rights.ts'
import { licenceNotice } from './settings.ts'
import { setUses } from './uses.ts'

const { db, store, deps, cast, cong, thuvien, get, post, kept, end } = await mediaServer()
after(end)
afterEach(() => setClock(null))

const base = '/toa-soan/tu-lieu'
let size = 60
/** Another picture each time. */
const fresh = async (name: string, more = {}) =>
  kept(
    await photo((size += 3), 40)
      .jpeg()
      .toBuffer(),
    name,
    more,
  )
const row = (id: number) => db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const told = (kind: string) =>
  db.selectFrom('activities').select(['subject_id', 'detail', 'actor_id']).where('kind', '=', kind).orderBy('id').execute()

test('every filter says how many there are, and leads to just those', async () => {
  await fresh('đủ cả.jpg', { credit: 'Mai', alt: 'Một cành ban' })
  const bare = await fresh('trống.jpg')
  const wide = await kept(await photo(1300, 700).jpeg().toBuffer(), 'rộng.jpg', { credit: 'Mai', alt: 'x' })
  await clear(deps, cast.editor, bare.id, { owner: '', licence: '', origin: '', permission: '', licenceUntil: today().add({ days: 5 }) })
  const counts = await libraryCounts(db, cast.editor, {})
  assert.deepEqual([counts.all, counts.credit, counts.alt, counts.small, counts.licence, counts.unused], [3, 1, 1, 2, 1, 3])
  for (const [filter, wanted] of [
    [{ missing: 'credit' }, [bare.id]],
    [{ missing: 'alt' }, [bare.id]],
    [{ licence: true }, [bare.id]],
    [{ small: true, q: 'trong' }, [bare.id]],
    [{ q: 'rong mai' }, [wide.id]],
    [{ q: 'khong co' }, []],
  ] as const) {
    const { items } = await library(db, cast.editor, filter)
    assert.deepEqual(
      items.map(({ id }) => id),
      wanted,
      JSON.stringify(filter),
    )
    assert.equal((await libraryCounts(db, cast.editor, filter)).shown, wanted.length)
  }
  const page = await get(`${base}?missing=credit&view=list`, 'editor')
  assert.match(page.body, /Thiếu nguồn <span class="num">1<\/span>/)
  assert.match(page.body, /<table/)
  assert.match(page.body, /href="\/toa-soan\/tu-lieu\?view=list"[^>]*>(?:(?!<\/a>).)*Thiếu nguồn/)
  assert.doesNotMatch(page.body, /đủ cả/)
})

test('counts and lists speak of what the person may see, and of nothing else', async () => {
  const other = await importMedium(store, { source: await photo(61, 41).jpeg().toBuffer(), name: 'của thư viện.jpg', siteId: thuvien })
  assert.ok(other.ok)
  const seen = await library(db, cast.contributor, {})
  const counts = await libraryCounts(db, cast.contributor, {})
  assert.equal(counts.all, seen.items.length)
  assert.equal(counts.hidden, 0)
  const page = await get(`${base}/chu-thich?chon=${other.value.id}`, 'editor')
  assert.match(page.body, /Chưa chọn mục nào/)
  assert.doesNotMatch(page.body, /của thư viện/)
})

test('pages are turned by the medium they end with, so that new uploads push nothing out of sight', async () => {
  for (let i = 0; i < perPage; i++) await fresh(`lật ${i}.jpg`)
  const first = await library(db, cast.editor, { q: 'lat' })
  assert.deepEqual([first.items.length, first.more, first.newer], [perPage, false, false])
  const all = await library(db, cast.editor, {})
  assert.equal(all.more, true)
  await fresh('mới.jpg')
  const second = await library(db, cast.editor, { before: all.items.at(-1)!.id })
  assert.ok(second.items.every(({ id }) => id < all.items.at(-1)!.id))
  const back = await library(db, cast.editor, { after: second.items[0]!.id })
  assert.deepEqual(
    back.items.map(({ id }) => id),
    all.items.map(({ id }) => id),
  )
  assert.match((await get(base, 'editor')).body, /rel="next"/)
})

test('rights are kept with their end as a day, a bad day is said beside its field with what was typed', async () => {
  const { id } = await fresh('xin phép.jpg')
  const good = { owner: 'Bảo tàng tỉnh', licence: 'Dùng trên cổng', origin: 'Kho ảnh', permission: 'Số 12/CV', licenceUntil: '31/12/2027' }
  assert.equal((await post(`${base}/${id}/quyen`, 'editor', good)).statusCode, 303)
  const medium = await row(id)
  assert.deepEqual([medium.owner, medium.licence_until?.toString()], ['Bảo tàng tỉnh', '2027-12-31'])
  const bad = await post(`${base}/${id}/quyen`, 'editor', { ...good, licenceUntil: '31/02/2027' })
  assert.equal(bad.statusCode, 422)
  assert.match(bad.body, /value="31\/02\/2027"/)
  assert.match(bad.body, /Hãy gõ ngày dạng/)
  assert.equal((await post(`${base}/${id}/quyen`, 'contributor', good)).statusCode, 403)
  assert.equal((await post(`${base}/${id}/quyen`, 'elsewhere', good)).statusCode, 404)
  assert.match((await get(`${base}/${id}`, 'contributor')).body, /Bảo tàng tỉnh/)
  const { detail } = (await told('media.cleared')).at(-1)!
  assert.deepEqual(detail, { fields: ['owner', 'licence', 'origin', 'permission', 'licenceUntil'], until: '2027-12-31' })
})

test('the desk is told once of each licence that ends, as many days before as it chose', async () => {
  const { id } = await fresh('sắp hết.jpg')
  const rights = { owner: '', licence: '', origin: '', permission: '' }
  await clear(deps, cast.editor, id, { ...rights, licenceUntil: today().add({ days: 40 }) })
  const about = async () => (await told('media.licenceEnding')).filter(({ subject_id }) => subject_id === id)
  await tellLicences(deps)
  assert.equal((await about()).length, 0)
  await writeSetting(db, licenceNotice, { days: 45 })
  await Promise.all([tellLicences(deps), tellLicences(deps)])
  assert.deepEqual(
    (await about()).map(({ detail, actor_id }) => [detail, actor_id]),
    [[{ until: today().add({ days: 40 }).toString(), uses: 0 }, null]],
  )
  await clear(deps, cast.editor, id, { ...rights, licenceUntil: today().subtract({ days: 1 }) })
  await tellLicences(deps)
  assert.equal((await about()).length, 2)
  assert.match((await get(`${base}/${id}`, 'editor')).body, /Hết phép từ ngày/)
  assert.deepEqual(
    (await endingLicences(db, [id])).map(({ state }) => state),
    ['ended'],
  )
  await writeSetting(db, licenceNotice, licenceNotice.initial)
})

test('the last day of a licence still counts', () => {
  const day = Temporal.PlainDate.from('2026-11-28')
  assert.equal(licenceState(day, day, 30), 'ending')
  assert.equal(licenceState(day.subtract({ days: 1 }), day, 30), 'ended')
  assert.equal(licenceState(day.add({ days: 31 }), day, 30), null)
  assert.equal(licenceState(null, day, 30), null)
})

test('many captions are saved as one, what is said for all fills only what is empty', async () => {
  const [one, two] = [await fresh('một.jpg', { credit: 'Đã có' }), await fresh('hai.jpg')]
  const page = await get(`${base}/chu-thich?chon=${one.id}&chon=${two.id}`, 'editor')
  assert.match(page.body, /2 mục đã chọn/)
  const fields = {
    [`chon-${one.id}`]: '1',
    [`chon-${two.id}`]: '1',
    credit: 'Lò Thị Mai',
    [`caption-${one.id}`]: 'Mùa ban',
    [`alt-${two.id}`]: 'Cánh đồng',
  }
  const before = (await told('media.captioned')).length
  const saved = await post(`${base}/chu-thich`, 'editor', { ...fields, [`credit-${one.id}`]: 'Đã có', [`credit-${two.id}`]: ' ' })
  assert.equal(saved.statusCode, 303)
  const [first, second] = [await row(one.id), await row(two.id)]
  assert.deepEqual([first.caption, first.credit, second.credit, second.alt], ['Mùa ban', 'Đã có', 'Lò Thị Mai', 'Cánh đồng'])
  const activities = await told('media.captioned')
  assert.equal(activities.length, before + 1)
  assert.deepEqual(activities.at(-1)!.detail, { media: [two.id, one.id] })
  assert.equal((await library(db, cast.editor, { q: 'canh dong' })).items[0]!.id, two.id)
})

test('one caption that is too long stops all of them, is named, and every word stays', async () => {
  const [one, two] = [await fresh('ba.jpg'), await fresh('bốn.jpg')]
  const typed = {
    [`chon-${one.id}`]: '1',
    [`chon-${two.id}`]: '1',
    [`caption-${one.id}`]: 'Giữ nguyên',
    [`credit-${two.id}`]: 'x'.repeat(201),
  }
  const answer = await post(`${base}/chu-thich`, 'editor', typed)
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, new RegExp(`href="#credit-${two.id}">bốn\\.jpg: Dài quá`))
  assert.match(answer.body, /Giữ nguyên/)
  assert.equal((await row(one.id)).caption, '')
})

test('nobody captions what they do not tend, not even beside what they do', async () => {
  const own = await fresh('của em.jpg', { uploadedBy: cast.contributor.id })
  const other = await fresh('của chị.jpg')
  await post(`${base}/chu-thich`, 'contributor', { [`chon-${own.id}`]: '1', [`chon-${other.id}`]: '1', caption: 'Chiếm' })
  assert.deepEqual([(await row(own.id)).caption, (await row(other.id)).caption], ['Chiếm', ''])
  const caption = { caption: 'x', credit: '', alt: '' }
  await assert.rejects(
    captionAll(deps, cast.contributor, [
      { id: own.id, ...caption },
      { id: other.id, ...caption },
    ]),
    /forbidden/,
  )
  assert.equal((await row(own.id)).caption, 'Chiếm')
})

test('the same picture in another size is found, another picture is not, and groups show what one may see', async () => {
  // Hills and sky: broad fields of light and dark, as photographs have.
  const fields = Buffer.from(Array.from({ length: 12 * 8 }, (_, i) => 128 + 110 * Math.sin(i * i * 1.7)))
  const scene = await sharp(fields, { raw: { width: 12, height: 8, channels: 1 } })
    .resize(900, 600)
    .toColourspace('srgb')
    .jpeg()
    .toBuffer()
  const big = await kept(scene, 'to.jpg')
  const small = await kept(await sharp(scene).resize(600).jpeg({ quality: 70 }).toBuffer(), 'nhỏ.jpg')
  const other = await kept(await sharp(scene).flop().jpeg().toBuffer(), 'khác.jpg')
  const foreign = await importMedium(store, {
    source: await sharp(scene).resize(500).jpeg().toBuffer(),
    name: 'bí mật.jpg',
    siteId: thuvien,
  })
  assert.ok(foreign.ok)
  await Promise.all([big.id, small.id, other.id, foreign.value.id].map((id) => compare(deps, { id })))
  await compare(deps, { id: small.id })
  const { groups } = await twinGroups(db, cast.editor)
  const group = groups.find(({ items }) => items.some(({ id }) => id === big.id))!
  assert.deepEqual(
    group.items.map(({ id }) => id),
    [big.id, small.id],
  )
  assert.equal(group.exact, false)
  const page = await get(`${base}/trung`, 'editor')
  assert.match(page.body, /Ảnh giống nhau/)
  assert.doesNotMatch(page.body, /bí mật|khác\.jpg/)
  assert.match((await get(`${base}/${small.id}`, 'editor')).body, /Trong thư viện đã có[^]*to\.jpg/)
  assert.equal((await twinGroups(db, cast.accountant)).groups.length, 0)
  assert.equal((await libraryCounts(db, cast.editor, { q: 'to' })).twins, 1)
})

test('a file that is there already is named to whoever may see it, and the new one is kept', async () => {
  const bytes = await photo(64, 44).jpeg().toBuffer()
  const foreign = await importMedium(store, { source: bytes, name: 'kín.jpg', siteId: thuvien })
  const mine = await importMedium(store, { source: bytes, name: 'a.jpg', siteId: cong, actor: cast.contributor })
  assert.ok(foreign.ok && mine.ok)
  assert.equal(mine.value.twin, null)
  const again = await importMedium(store, { source: bytes, name: 'b.jpg', siteId: cong, actor: cast.editor })
  assert.ok(again.ok)
  assert.equal(again.value.twin, mine.value.id)
  assert.match((await get(`${base}/${again.value.id}`, 'editor')).body, /Trong thư viện đã có[^]*a\.jpg/)
})

test('an even picture is like no other even one, and what was never compared is compared by and by', async () => {
  const flat = (colour: string) =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: colour } })
      .png()
      .toBuffer()
  const [white, black] = [await kept(await flat('white'), 'trắng.png'), await kept(await flat('black'), 'đen.png')]
  for (const { id } of [white, black]) await compare(deps, { id })
  assert.deepEqual([(await row(white.id)).like_id, (await row(black.id)).dhash], [null, null])
  await db.updateTable('media').set({ compared_at: null }).where('id', '=', white.id).execute()
  await compareForgotten(deps)
  const jobs = await db
    .selectFrom('graphile_worker.jobs' as never)
    .selectAll()
    .execute()
  assert.ok(JSON.stringify(jobs).includes(`media.compare:${white.id}`))
})

test('author, town and day that a photographer wrote into the file are shown, a street is not', async () => {
  const jpeg = withIptc(await photo(70, 50).jpeg().toBuffer(), {
    55: '20261120',
    80: 'Lò Văn An',
    90: 'Mường Ảng',
    92: 'Ngõ 5 nhà bà Lả',
    95: 'Điện Biên',
  })
  const { id } = await kept(jpeg, 'ghi sẵn.jpg', { credit: 'Báo tỉnh' })
  const { body } = await get(`${base}/${id}`, 'editor')
  for (const words of ['Lò Văn An', 'Mường Ảng, Điện Biên', '20/11/2026', 'Báo tỉnh']) assert.ok(body.includes(words), words)
  assert.doesNotMatch(body, /Ngõ 5/)
})

test('two texts that let go of the same picture at once leave it unused, and the poster of a film is in use', async () => {
  const picture = await fresh('dùng chung.jpg')
  const unused = async () => (await row(picture.id)).unused
  const uses = (subjectId: number, ids: number[]) => db.transaction().execute((trx) => setUses(trx, 'article', subjectId, ids))
  await Promise.all([uses(901, [picture.id]), uses(902, [picture.id])])
  assert.equal(await unused(), false)
  await Promise.all([uses(901, []), uses(902, [])])
  assert.equal(await unused(), true)
  const clip = await kept(film, 'phim.mp4', { posterId: picture.id })
  assert.equal(await unused(), false)
  await setPoster(deps, cast.editor, clip.id, null)
  assert.equal(await unused(), true)
})
