import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { system } from '../../kernel/activity.ts'
import { formatTime, setClock, toLocal } from '../../kernel/time.ts'
import { change, exclude, gather, include } from './bundles/commands.ts'
import { bundleById } from './bundles/queries.ts'
import { release } from './bundles/release.ts'
import { embargo } from './commands/lasting.ts'
import { approve, stepOf } from './commands/publication.ts'
import { take } from './commands/steps.ts'
import { describe } from './commands/writing.ts'
import { articleWorld, base, later, ok, says, shown, status, text, typedHour } from './fixture.ts'
import { sweep } from './jobs.ts'

const world = await articleWorld()
after(async () => {
  setClock(null)
  await world.close()
})
const { deps, db, roundAt, cast, seen, article, cong, thuvien, sections } = world
const { secretary, chief, contributor } = cast
const path = '/toa-soan/bo-bai'

const bundle = async (name: string, { at = later(5), whole = false } = {}) =>
  ok(await gather(deps, secretary, cong, { name, at, whole })).id
const edited = (title: string) => world.edited(contributor, { text: text(title) })
const approveNow = async (id: number, sites: { siteId: number; sectionId: number }[] = []) =>
  ok(await approve(deps, chief, id, await seen(id), { at: null, sites }))
const statuses = async (id: number) => (await article(id)).publications.map((one) => one.status)
const readers = async () => shown((await world.signInAs(null).get('/van-hoa')).body)
const put = async (id: number, ...items: number[]) => {
  for (const item of items) ok(await include(deps, secretary, id, item))
}

test('what was approved for now waits for its bundle, and at the hour all are before readers of all their sites', async () => {
  const [one, two] = [await edited('Hội Hoa Ban khai mạc'), await edited('Đường lên hội')]
  const id = await bundle('Hội Hoa Ban')
  await put(id, one, two)
  await approveNow(one, [{ siteId: thuvien, sectionId: sections.sach }])
  await approveNow(two)
  await sweep(deps)
  assert.deepEqual([...(await statuses(one)), ...(await statuses(two))], ['scheduled', 'scheduled', 'scheduled'])
  await roundAt(later(4))
  assert.doesNotMatch(await readers(), /Hội Hoa Ban khai mạc|Đường lên hội/)
  await roundAt(later(6))
  assert.deepEqual([...(await statuses(one)), ...(await statuses(two))], ['live', 'live', 'live'])
  assert.match(await readers(), /Hội Hoa Ban khai mạc/)
  assert.match(await readers(), /Đường lên hội/)
  assert.equal((await bundleById(db, id)).state, 'released')
  const told = await db.selectFrom('activities').select('kind').where('subject', '=', 'article').where('subject_id', '=', two).execute()
  assert.equal(told.filter(({ kind }) => kind === 'article.published').length, 1, 'each item says that it was published')
  await roundAt(later(7))
  const again = await db.selectFrom('activities').select('id').where('kind', '=', 'bundle.released').where('subject_id', '=', id).execute()
  assert.equal(again.length, 1, 'a second round does nothing')
})

test('what is not ready stays behind with its reason, and goes out when that is mended', async () => {
  const [ready, late] = [await edited('Bài sẵn sàng'), await world.sent(contributor, { text: text('Bài chưa biên tập') })]
  const id = await bundle('Chuyên đề', { at: later(1) })
  await put(id, ready, late)
  await approveNow(ready)
  await roundAt(later(2))
  assert.deepEqual(await statuses(ready), ['live'])
  const page = await world.signInAs(chief).get(`${path}/${id}`)
  says(shown(page.body), /Còn bài chưa lên/)
  says(shown(page.body), /Bài chưa biên tập .*Chưa được duyệt/)
  ok(await take(deps, cast.editor, late, 'pass', await seen(late)))
  ok(await approve(deps, chief, late, await seen(late), { at: later(48), sites: [] }))
  const posted = await world.signInAs(chief).post(`${path}/${id}/dang`, {})
  assert.equal(posted.headers.location, `${path}/${id}?vua=released`)
  assert.deepEqual(await statuses(late), ['live'])
  assert.deepEqual(
    (await bundleById(db, id)).items.map(({ failure }) => failure),
    [null, null],
  )
})

test('of a bundle that goes as a whole nothing goes out while one item cannot; then a chief lets it out', async () => {
  const [ready, bound] = [await edited('Bài đã xong'), await edited('Bài còn cấm công bố')]
  const id = await bundle('Họp báo', { at: later(1), whole: true })
  await put(id, ready, bound)
  await approveNow(ready)
  await approveNow(bound)
  ok(await embargo(deps, chief, bound, later(30)))
  await roundAt(later(2))
  await roundAt(later(3))
  assert.deepEqual([...(await statuses(ready)), ...(await statuses(bound))], ['scheduled', 'scheduled'])
  const held = await bundleById(db, id)
  assert.ok(held.heldAt)
  assert.deepEqual(
    held.items.map(({ failure }) => failure),
    [null, 'embargoed'],
  )
  says(shown((await world.signInAs(secretary).get(`${path}/${id}`)).body), /cả bộ đang chờ/)
  ok(await embargo(deps, chief, bound, null))
  await release(deps, chief, id)
  assert.deepEqual([...(await statuses(ready)), ...(await statuses(bound))], ['live', 'live'])
})

test('a fault in one item takes back only that item', async () => {
  const [good, bad] = [await edited('Bài lành'), await edited('Bài hỏng')]
  const id = await bundle('Có lỗi', { at: later(1) })
  await put(id, good, bad)
  await approveNow(good)
  await approveNow(bad)
  await db
    .updateTable('publications')
    .set({ publish_at: later(1) })
    .where('article_id', '=', bad)
    .execute()
  // A body that cannot be drawn, as a restored file or a hand in the database may leave it.
  await db
    .updateTable('revisions')
    .set({ body: JSON.stringify({ type: 'doc', content: [{ type: 'khongCo' }] }) })
    .where('article_id', '=', bad)
    .execute()
  await roundAt(later(2))
  assert.deepEqual([...(await statuses(good)), ...(await statuses(bad))], ['live', 'scheduled'])
  assert.deepEqual(
    (await bundleById(db, id)).items.map(({ articleId, failure }) => [articleId, failure]),
    [
      [good, null],
      [bad, 'fault'],
    ],
  )
})

test('an item of a bundle is not published or planned on its own, until it is taken out', async () => {
  const item = await edited('Bài đi cùng')
  const id = await bundle('Đi cùng', { at: later(9) })
  await put(id, item)
  await approveNow(item)
  const [publication] = (await article(item)).publications
  assert.deepEqual(await stepOf(deps, chief, item, publication!.id, 'publish', {}), { ok: false, issues: { form: 'inBundle' } })
  const refused = await world.signInAs(chief).post(`${base}/${item}/xuat-ban/${publication!.id}/doi-gio`, typedHour(later(3)))
  assert.equal(refused.statusCode, 422)
  says(shown(refused.body), /đi cùng một bộ bài/)
  says(shown((await world.signInAs(chief).get(`${base}/${item}`)).body), /Bài đi cùng bộ “Đi cùng”/)
  ok(await change(deps, secretary, id, { name: 'Đi cùng', at: later(20), whole: false }))
  const moved = (await article(item)).publications[0]!.publishAt
  assert.equal(formatTime(toLocal(moved)), formatTime(toLocal((await bundleById(db, id)).releaseAt)))
  ok(await exclude(deps, secretary, id, item))
  ok(await stepOf(deps, chief, item, publication!.id, 'publish', {}))
  assert.deepEqual(await statuses(item), ['live'])
})

test('the desk gathers a bundle on the screen: name and hour are asked for, what was typed stays, items are found and put in', async () => {
  const item = await edited('Sách mới ở bản')
  const desk = world.signInAs(secretary)
  const wrong = await desk.post(`${path}/moi`, { name: '', site: cong, date: '31/2/2027', time: '7:00', whole: '1' })
  assert.equal(wrong.statusCode, 422)
  says(wrong.body, /value="31\/2\/2027"/)
  says(shown(wrong.body), /Ghi tên bộ bài/)
  const made = await desk.post(`${path}/moi`, { name: 'Tuần lễ sách', site: cong, ...typedHour(later(30)), whole: '0' })
  assert.equal(made.statusCode, 303)
  const at = made.headers.location!.split('?')[0]!
  says(shown((await desk.get(`${at}?q=sach`)).body), /Sách mới ở bản .*Thêm vào bộ/)
  assert.equal((await desk.post(`${at}/them`, { article: item })).statusCode, 303)
  const twice = await bundle('Bộ thứ hai')
  says(shown((await desk.post(`${path}/${twice}/them`, { article: item })).body), /đang ở trong một bộ bài khác/)
  says(shown((await desk.get(`${at}/xem-truoc/khung`)).body), /Sách mới ở bản/)
  const ended = await desk.post(`${at}/giai-tan`, {})
  assert.equal(ended.headers.location, `${path}?vua=dissolved`)
  assert.equal((await desk.post(`${at}/them`, { article: item })).statusCode, 409)
})

test('a bundle belongs to its site: others do not find it, a secretary does not let it out, an author not his own item', async () => {
  const item = await edited('Bài của cổng')
  const id = await bundle('Của cổng')
  await put(id, item)
  await approveNow(item)
  const elsewhere = await actorOf(db, { name: 'Thư ký thư viện', grants: [{ role: 'secretary', site: thuvien, sections: null }] })
  const there = world.signInAs(elsewhere)
  for (const rest of ['', '/sua', '/xem-truoc', '/xem-truoc/khung']) assert.equal((await there.get(`${path}/${id}${rest}`)).statusCode, 404)
  assert.equal((await there.post(`${path}/${id}/them`, { article: item })).statusCode, 404)
  assert.doesNotMatch((await there.get(path)).body, /Của cổng/)
  await assert.rejects(include(deps, elsewhere, id, item), status(404))
  await assert.rejects(release(deps, secretary, id), status(403))
  const both = await actorOf(db, { name: 'Vừa viết vừa duyệt', grants: [{ role: 'chief', site: null, sections: null }] })
  await world.share(item, contributor, { personId: both.id, penName: '', role: 'text', share: 10_000 }).catch(() => {})
  await db
    .insertInto('contributions')
    .values({ article_id: item, person_id: both.id, pen_name: '', role: 'photo', share: 10_000, position: 9 })
    .execute()
  assert.deepEqual(
    (await release(deps, both, id)).failed.map(({ failure }) => failure),
    ['own'],
  )
})

test('nobody brings the own item before readers sooner by a bundle: not by putting it in, not by moving the hour', async () => {
  const item = await edited('Bài của người lập bộ')
  const writer = await actorOf(db, { name: 'Thư ký viết bài', grants: [{ role: 'secretary', site: null, sections: null }] })
  ok(await approve(deps, chief, item, await seen(item), { at: later(48), sites: [] }))
  await db
    .insertInto('contributions')
    .values({ article_id: item, person_id: writer.id, pen_name: '', role: 'photo', share: 10_000, position: 9 })
    .execute()
  const planned = (await article(item)).publications[0]!.publishAt.toString()
  const id = ok(await gather(deps, writer, cong, { name: 'Lên sớm', at: later(1), whole: false })).id
  assert.deepEqual(await include(deps, writer, id, item), { ok: false, issues: { article: 'bundleOwn' } })
  assert.equal((await article(item)).publications[0]!.publishAt.toString(), planned)
  const late = await bundle('Cùng lên', { at: later(48) })
  await put(late, item)
  const sooner = { name: 'Cùng lên', at: later(1), whole: false }
  assert.deepEqual(await change(deps, writer, late, sooner), { ok: false, issues: { time: 'bundleOwn' } })
  ok(await change(deps, writer, late, { ...sooner, name: 'Tên khác', at: (await bundleById(db, late)).releaseAt }))
  ok(await change(deps, secretary, late, sooner))
})

test('an item that waits in a bundle stays on the bundle’s site', async () => {
  const draft = await world.sent(contributor)
  const id = await bundle('Của cổng, chưa xong')
  await put(id, draft)
  ok(await take(deps, cast.editor, draft, 'return', { ...(await seen(draft)), reason: 'Thiếu ảnh.' }))
  const away = { sectionId: sections.sach }
  assert.deepEqual(await describe(deps, contributor, draft, away), { ok: false, issues: { section: 'bundleOtherSite' } })
  ok(await exclude(deps, secretary, id, draft))
  ok(await describe(deps, contributor, draft, away))
})

test('two who let the same bundle out at once publish it once', async () => {
  const item = await edited('Bài hai người bấm')
  const id = await bundle('Hai người bấm', { at: later(1) })
  await put(id, item)
  await approveNow(item)
  const at = later(2)
  setClock(() => at)
  await Promise.allSettled([release(deps, system, id), release(deps, system, id), release(deps, chief, id)])
  setClock(null)
  const told = await db
    .selectFrom('activities')
    .select('id')
    .where('kind', '=', 'article.published')
    .where('subject_id', '=', item)
    .execute()
  assert.equal(told.length, 1)
})
