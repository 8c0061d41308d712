import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../test/cast.ts'
import { setClock, today } from '../../kernel/time.ts'
import { articleWorld, says, shown, text as written } from '../articles/fixture.ts'
import { forgetNames } from './commands.ts'
import { add, addNamed, emptyTally } from './count.ts'
import { statistics } from './index.ts'
import { namesOfDay, referrerName } from './names.ts'
import { periodOf, steps, sum, type DayFigures } from './period.ts'
import { writeTally } from './store.ts'

const world = await articleWorld(statistics)
after(async () => {
  setClock(null)
  await world.close()
})
const { deps, db, cast, cong, thuvien } = world
const noon = Temporal.Instant.from('2026-11-23T05:00:00Z')
const day = Temporal.PlainDate.from('2026-11-23')
const figures = (of: Partial<DayFigures>): DayFigures => ({ day, visits: 0, visitors: 0, views: 0, bots: 0, ...of })
const board = '/toa-soan/thong-ke'
const csv = (body: string) => body.replace('\uFEFF', '').trim().split('\r\n').slice(1)

/** `times` readers of a page, each once. */
async function readBy(times: number, page: { siteId?: number; path?: string; subject?: string; subjectId?: number }, on = day) {
  const tally = emptyTally()
  for (let reader = 0; reader < times; reader++)
    add(tally, { siteId: cong, path: '/', subject: '', subjectId: 0, bot: false, visitor: Buffer.from(`người ${reader}`), ...page }, noon)
  await writeTally(db, on, tally)
}

test('thirty days end today, the thirty before them end the day before, and twelve months begin on a first', () => {
  const month = periodOf('30', Temporal.PlainDate.from('2026-03-01'))
  assert.deepEqual([month.from, month.before.from, month.before.to].map(String), ['2026-01-31', '2026-01-01', '2026-01-30'])
  assert.equal(periodOf('12t', Temporal.PlainDate.from('2026-03-31')).from.toString(), '2025-04-01')
})

test('a day without readers is a nought and no gap, and months sum their days', () => {
  const week = periodOf('7', day)
  const rows = steps(week, [figures({ visits: 3 })])
  assert.deepEqual(
    rows.map(({ visits }) => visits),
    [0, 0, 0, 0, 0, 0, 3],
  )
  const year = steps(periodOf('12t', day), [figures({ visits: 3 }), figures({ visits: 4, day: day.with({ day: 1 }) })])
  assert.equal(year.length, 12)
  assert.equal(year.at(-1)?.visits, 7)
  assert.equal(sum(year).visits, 7)
})

test('readers see the visits of the day, the month and since the start, robots apart, and how it is counted', async () => {
  setClock(() => noon)
  await readBy(5, {})
  await readBy(2, {}, day.subtract({ days: 40 }))
  const reader = world.signInAs(null)
  const page = shown((await reader.get('/thong-ke')).body)
  says(page, /Hôm nay 5 5 lần xem trang 30 ngày qua 5 .* Từ đầu năm 7 .* Từ khi bắt đầu đếm 7/)
  says(page, /không cách nhau quá 30 phút/)
  const lines = csv((await reader.get('/thong-ke.csv?ky=90')).body)
  assert.equal(lines.length, 90)
  assert.equal(lines.at(-1), '2026-11-23,5,5,5,0')
  assert.equal(lines.at(-41), '2026-10-14,2,2,2,0')
  assert.equal((await reader.get('/thong-ke?ky=mai')).statusCode, 200)
})

test('what the former portal had counted stands apart with its day and source, and is added to nothing', async () => {
  setClock(() => noon)
  const keeper = world.signInAs(cast.keeper)
  const path = `${board}/so-dau-ky?site=${cong}`
  const typed = { measure: 'visits', value: '1.250.000', until: '31/12/2025', source: 'Biên bản bàn giao' }
  const wrong = await keeper.post(path, { ...typed, value: 'nhiều lắm', source: '' })
  assert.equal(wrong.statusCode, 422)
  says(shown(wrong.body), /Ghi một số nguyên/)
  assert.ok(wrong.body.includes('nhiều lắm'))
  says(shown((await keeper.post(path, { ...typed, until: '24/11/2026' })).body), /Ghi một ngày đã qua/)
  says(shown((await keeper.post(path, { ...typed, source: ' ' })).body), /Ghi con số này lấy ở đâu/)
  assert.equal((await keeper.post(path, typed)).statusCode, 303)
  const page = shown((await world.signInAs(null).get('/thong-ke')).body)
  says(page, /Lượt truy cập do cổng cũ đếm đến ngày 31\/12\/2025: 1\.250\.000 \(nguồn: Biên bản bàn giao\)/)
  says(page, /Từ khi bắt đầu đếm 7/)
  const [act] = await db.selectFrom('activities').select('detail').where('kind', '=', 'opening.kept').execute()
  assert.deepEqual(act?.detail, { measure: 'visits', value: 1_250_000, until: '2025-12-31' })
  assert.equal((await keeper.post(path, { ...typed, value: '' })).statusCode, 303)
  assert.ok(!shown((await world.signInAs(null).get('/thong-ke')).body).includes('cổng cũ'))
})

test('the newsroom sees what was read, by item, section and author, and may take the list along', async () => {
  setClock(() => noon)
  const id = await world.live({}, undefined, { text: written('=HYPERLINK Hội xòe') })
  await readBy(9, { path: `/van-hoa/hoi-xoe-${id}`, subject: 'article', subjectId: id })
  const chief = world.signInAs(cast.chief)
  says(shown((await chief.get(`${board}?ky=7`)).body), /HYPERLINK Hội xòe 9/)
  says(shown((await chief.get(`${board}?xem=muc`)).body), /Văn hóa 9/)
  says(shown((await chief.get(`${board}?xem=tac-gia`)).body), /Lò Thị Mai 9/)
  assert.deepEqual(csv((await chief.get(`${board}.csv?xem=bai`)).body), ["'=HYPERLINK Hội xòe,9"], 'a formula is no formula any more')
})

test('a figure of a site is for those who work there, and another site does not exist for them', async () => {
  const librarian = world.signInAs(await actorOf(db, { name: 'Thủ thư', grants: [{ role: 'editor', site: thuvien, sections: null }] }))
  assert.equal((await librarian.get(`${board}?site=${cong}`)).statusCode, 404)
  assert.ok(!shown((await librarian.get(board)).body).includes('Hội xòe'))
  assert.equal((await librarian.get(`${board}/so-dau-ky?site=${thuvien}`)).statusCode, 403)
  const keeper = world.signInAs(await actorOf(db, { name: 'Giữ trang', grants: [{ role: 'keeper', site: thuvien, sections: null }] }))
  const typed = { measure: 'visits', value: '1', until: '31/12/2025', source: 'x' }
  assert.equal((await keeper.post(`${board}/so-dau-ky?site=${cong}`, typed)).statusCode, 404)
  assert.equal((await world.signInAs(cast.contributor).get(board)).statusCode, 403)
})

test('hosts that readers came from are names and nothing else, and who invents names fills one line', () => {
  assert.equal(referrerName('www.Bao-Dien-Bien.vn'), 'bao-dien-bien.vn')
  for (const wrong of ['localhost', 'a b.vn', 'https://x.vn/y', '<b>.vn', 'x'.repeat(101), 7, undefined])
    assert.equal(referrerName(wrong), null)
  const bounded = namesOfDay()
  for (let name = 0; name < 1_000; name++) bounded(1, 'referrer', `n${name}.vn`)
  assert.equal(bounded(1, 'referrer', 'one-more.vn'), '*')
  assert.equal(bounded(1, 'referrer', 'n5.vn'), 'n5.vn')
  assert.equal(bounded(2, 'referrer', 'one-more.vn'), 'one-more.vn')
})

test('words that one person alone searched for are not shown', async () => {
  setClock(() => noon)
  await readBy(3, { path: '/tim-kiem?q=lễ hội', subject: 'search', subjectId: 12 })
  await readBy(1, { path: '/tim-kiem?q=tên của tôi', subject: 'search', subjectId: 0 })
  const page = shown((await world.signInAs(cast.chief).get(`${board}?xem=tim`)).body)
  says(page, /lễ hội 12 3/)
  assert.ok(!page.includes('tên của tôi'))
})

test('names are forgotten when their rule says so, the figures of the days never', async () => {
  setClock(() => noon)
  const old = emptyTally()
  addNamed(old, { siteId: cong, kind: 'missing', name: '/cu' })
  await writeTally(db, day.subtract({ months: 14 }), old)
  const fresh = emptyTally()
  addNamed(fresh, { siteId: cong, kind: 'missing', name: '/moi' }, 2)
  await writeTally(db, day, fresh)
  const before = await db.selectFrom('visit_counts').selectAll().execute()
  await forgetNames(deps)
  assert.deepEqual(await db.selectFrom('visit_counts').selectAll().execute(), before)
  const page = shown((await world.signInAs(cast.chief).get(`${board}?xem=loi&ky=12t`)).body)
  says(page, /\/moi 2/)
  assert.ok(!page.includes('/cu '))
  assert.deepEqual(
    (await db.selectFrom('named_counts').select('name').execute()).map(({ name }) => name),
    ['/moi'],
  )
  assert.equal(today().toString(), '2026-11-23')
})
