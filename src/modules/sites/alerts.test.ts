import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { json } from '../../kernel/db/db.ts'
import { setClock } from '../../kernel/time.ts'
import { turnAlerts } from './commands/alerts.ts'
import { sitesWorld } from './fixture.ts'

const { db, deps, cong, thuvien, get, read, post, end } = await sitesWorld()
after(async () => {
  setClock(null)
  await end()
})
const base = `/toa-soan/trang/${thuvien}/bao-tin`
// A Monday.
const morning = Temporal.Instant.from('2026-11-23T01:00:00Z')
const at = (days: number) => morning.add({ hours: days * 24 })
const alert = { kind: 'alert', words: 'Đường lên bản Na Vai sạt lở', hideDate: '25/11/2026', hideTime: '8:00' }
const outage = {
  kind: 'outage',
  words: 'Chuyển máy chủ; cần gấp xin gọi 0215 000 0002.',
  awayFromDate: '2/12/2026',
  awayFromTime: '22h',
  awayUntilDate: '3/12/2026',
  awayUntilTime: '2h',
}
const idOf = async (words: string) => (await db.selectFrom('alerts').select('id').where('words', '=', words).executeTakeFirstOrThrow()).id

test('an alert stands on top of every page at once, on its own site alone, and goes at its hour', async () => {
  setClock(() => morning)
  assert.ok(!(await read('/so-do')).body.includes('sạt lở'))
  assert.equal((await post(base, 'keeper', { ...alert, href: '/so-do' })).statusCode, 303)
  assert.match((await read('/so-do')).body, /class="thu v"[^]*sạt lở <a href="\/so-do">Xem thêm/)
  assert.ok(!(await read('/so-do', 'hoaban.test')).body.includes('sạt lở'))
  setClock(() => at(2).subtract({ seconds: 1 }))
  await turnAlerts(deps)
  assert.ok((await read('/so-do')).body.includes('sạt lở'))
  setClock(() => at(2))
  await turnAlerts(deps)
  assert.ok(!(await read('/so-do')).body.includes('sạt lở'))
  const kinds = await db.selectFrom('activities').select('kind').where('subject', '=', 'alert').orderBy('id').execute()
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['alert.announced', 'alert.ended'],
  )
})

test('what is planned comes at its hour, and what is taken back before never comes', async () => {
  setClock(() => morning)
  const later = { ...alert, showDate: '24/11/2026', showTime: '8:00' }
  assert.equal((await post(base, 'keeper', { ...later, words: 'Mai mới hiện' })).statusCode, 303)
  assert.equal((await post(base, 'keeper', { ...later, words: 'Đặt nhầm' })).statusCode, 303)
  assert.ok(!(await read('/so-do')).body.includes('Mai mới hiện'))
  const path = `${base}/${await idOf('Đặt nhầm')}/dung`
  assert.equal((await post(path, 'keeper')).statusCode, 303)
  assert.equal((await post(path, 'keeper')).statusCode, 409)
  setClock(() => at(1))
  await turnAlerts(deps)
  const { body } = await read('/so-do')
  assert.ok(body.includes('Mai mới hiện') && !body.includes('Đặt nhầm'))
})

test('an outage has to be told seven working days before, counted past weekends and the holidays of the rules; a sudden one says so', async () => {
  setClock(() => morning)
  const rules = [
    { key: 'outage.notice', value: json({ days: 7, unit: 'working-day' }), valid_from: '2026-07-01' },
    { key: 'holiday.date', value: json({ dates: ['2026-11-24'] }), valid_from: '2026-01-01' },
  ]
  const before = await db.selectFrom('rules').select('id').where('key', '=', 'outage.notice').execute()
  for (const rule of before.length > 0 ? rules.slice(1) : rules)
    await db
      .insertInto('rules')
      .values({ ...rule, valid_from: Temporal.PlainDate.from(rule.valid_from), legal_basis: 'x', created_at: morning })
      .execute()
  const early = await post(base, 'keeper', outage)
  assert.equal(early.statusCode, 422)
  assert.match(early.body, /Nghị định 224\/2026, Điều 13/)
  assert.ok(early.body.includes('Chuyển máy chủ'), 'what was typed is still there')
  assert.equal((await post(base, 'keeper', { ...outage, awayFromDate: '3/12/2026', awayUntilDate: '4/12/2026' })).statusCode, 303)
  assert.match(
    (await read('/so-do')).body,
    /Trang này tạm dừng để bảo trì từ 22:00 ngày 03\/12\/2026, dự kiến hoạt động lại lúc 02:00 ngày 04\/12\/2026/,
  )
  assert.equal((await post(base, 'keeper', { ...outage, sudden: '1', words: 'Đứt cáp' })).statusCode, 303)
  assert.match((await get(base, 'keeper')).body, /đột xuất/)
})

test('hours that end before they begin, are half filled in or unreadable are told beside their fields', async () => {
  setClock(() => morning)
  const said = async (fields: Record<string, string>) => (await post(base, 'keeper', fields)).body
  assert.match(await said({ ...alert, words: '' }), /<title>Lỗi: Báo tin – /)
  assert.match(await said({ ...alert, words: '' }), /Viết câu sẽ hiện ra cho người đọc/)
  assert.match(await said({ ...alert, hideDate: '22/11/2026' }), /Giờ kết thúc phải sau giờ bắt đầu/)
  assert.match(await said({ ...alert, hideTime: '' }), /Điền cả ngày và giờ/)
  assert.match(await said({ ...alert, showDate: '31/2/2026', showTime: '8:00' }), /Không đọc được/)
  assert.match(await said({ ...outage, awayUntilDate: '1/12/2026' }), /Giờ kết thúc phải sau giờ bắt đầu/)
  assert.match(await said({ ...alert, kind: 'party' }), /Chọn tin khẩn hoặc cổng tạm dừng/)
  assert.match(await said({ ...alert, href: 'javascript:alert(1)' }), /bắt đầu bằng \/ hoặc https/)
})

test('only who keeps the network speaks on every site, and nobody ends what is not theirs', async () => {
  setClock(() => morning)
  const everywhere = { ...alert, words: 'Tin cho cả mạng', everywhere: '1' }
  assert.equal((await post(base, 'keeper', everywhere)).statusCode, 403)
  assert.ok(!(await get(base, 'keeper')).body.includes('name="everywhere"'))
  assert.equal((await post(base, 'admin', everywhere)).statusCode, 303)
  for (const host of ['thuvien.hoaban.test', 'hoaban.test']) assert.ok((await read('/so-do', host)).body.includes('Tin cho cả mạng'), host)
  assert.equal((await post(`${base}/${await idOf('Tin cho cả mạng')}/dung`, 'keeper')).statusCode, 403)
  assert.equal((await post(`/toa-soan/trang/${cong}/bao-tin`, 'keeper', alert)).statusCode, 404)
  assert.equal((await post(base, 'admin', { ...alert, words: 'Của thư viện' })).statusCode, 303)
  assert.equal((await post(`/toa-soan/trang/${cong}/bao-tin/${await idOf('Của thư viện')}/dung`, 'admin')).statusCode, 404)
  assert.equal((await post(base, 'editor', alert)).statusCode, 403)
})
