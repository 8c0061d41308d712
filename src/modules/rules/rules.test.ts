import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { addWorkingDays, setClock } from '../../kernel/time.ts'
import { checkRules } from './checks.ts'
import { confirm, replace } from './commands.ts'
import { day, openRules } from './fixture.ts'
import { holidays, ruleAt } from './index.ts'
import { plantShippedRules } from './shipped.ts'

const { db, spine, cast, deps, row, get, post, close } = await openRules()
after(close)
beforeEach(async () => {
  await db.deleteFrom('rules').execute()
})

test('a rule holds on its first and its last day and on no day outside them', async () => {
  await row('x', 5, '2026-07-01', '2026-12-31')
  const at = (iso: string) => ruleAt(db, 'x', day(iso))
  assert.deepEqual([await at('2026-06-30'), await at('2026-07-01'), await at('2026-12-31'), await at('2027-01-01')], [null, 5, 5, null])
})

test('of two rows that hold on one day the later start wins, whichever was written first', async () => {
  await row('x', 'new', '2026-09-01')
  await row('x', 'old', '2026-01-01')
  assert.deepEqual([await ruleAt(db, 'x', day('2026-08-31')), await ruleAt(db, 'x', day('2026-09-01'))], ['old', 'new'])
  const said = (await checkRules(deps)).map(({ what }) => what.vi)
  assert.ok(
    said.some((line) => /“x” có hai dòng cùng hiệu lực/.test(line)),
    said.join('\n'),
  )
})

test('working days run around Tết 2027 as the shipped rows name it', async () => {
  await plantShippedRules(deps)
  const days = await holidays(db, day('2027-01-01'), day('2027-12-31'))
  assert.ok(
    ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-09', '2027-04-16', '2027-04-30', '2027-05-01', '2027-09-02', '2027-11-24'].every(
      (iso) => days.has(iso),
    ),
  )
  assert.ok(!days.has('2027-02-04') && !days.has('2027-02-10'))
  // Thursday before Tết: Friday to Tuesday are free, so the first working day after it is Wednesday.
  assert.equal(addWorkingDays(day('2027-02-04'), 1, days).toString(), '2027-02-10')
  assert.equal(addWorkingDays(day('2027-02-03'), 5, days).toString(), '2027-02-15')
  assert.equal(addWorkingDays(day('2027-02-10'), -1, days).toString(), '2027-02-04')
  // The day of culture has been a day of rest only since 2026-07-01.
  assert.ok(!(await holidays(db, day('2025-11-01'), day('2025-11-30'))).has('2025-11-24'))
})

test('shipped rows come once; what the agency has confirmed or replaced is left alone by the next start', async () => {
  await plantShippedRules(deps)
  const { length } = await db.selectFrom('rules').select('id').execute()
  const { id } = await db.selectFrom('rules').select('id').where('key', '=', 'outage.notice').executeTakeFirstOrThrow()
  await confirm(spine, cast.chief, id, 'Nghị định số 224/2026/NĐ-CP, Điều 13 khoản 2')
  const idle = await db.selectFrom('rules').select('id').where('key', '=', 'session.idle-minutes').executeTakeFirstOrThrow()
  await replace(spine, cast.admin, idle.id, { value: 10, validFrom: day('2027-01-01'), validTo: null, legalBasis: 'Quy chế số 5' })
  await plantShippedRules(deps)
  assert.equal((await db.selectFrom('rules').select('id').execute()).length, length + 1)
  assert.equal(
    (await db.selectFrom('rules').select('legal_basis').where('id', '=', id).executeTakeFirstOrThrow()).legal_basis,
    'Nghị định số 224/2026/NĐ-CP, Điều 13 khoản 2',
  )
})

test('a confirmation records who and when, once', async () => {
  const id = await row('outage.notice', { days: 7, unit: 'working-day' }, '2026-07-01')
  const at = Temporal.Instant.from('2026-11-23T02:00:00Z')
  setClock(() => at)
  assert.ok((await confirm(spine, cast.chief, id, 'Nghị định')).ok)
  setClock(null)
  const stored = await db.selectFrom('rules').select(['confirmed_by', 'confirmed_at']).where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([stored.confirmed_by, stored.confirmed_at!.toString()], [cast.chief.id, at.toString()])
  const { kind, detail } = await db
    .selectFrom('activities')
    .select(['kind', 'detail'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  assert.deepEqual([kind, detail], ['rule.confirmed', { key: 'outage.notice' }])
  await assert.rejects(confirm(spine, cast.admin, id, 'Nghị định'), { status: 409 })
})

test('a new rule begins the day after the old one ends; the past keeps its value', async () => {
  const id = await row('retention.corrections', { months: 3 }, '2026-07-01')
  const sent = await post(`/toa-soan/quy-dinh/${id}/thay`, 'admin', {
    amount: '6',
    validFrom: '1/1/2027',
    validTo: '',
    legalBasis: 'Quy chế số 9',
  })
  assert.equal(sent.statusCode, 303)
  assert.deepEqual(await ruleAt(db, 'retention.corrections', day('2026-12-31')), { months: 3 })
  assert.deepEqual(await ruleAt(db, 'retention.corrections', day('2027-01-01')), { months: 6 })
  const { valid_to } = await db.selectFrom('rules').select('valid_to').where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal(valid_to!.toString(), '2026-12-31')
})

test('a row that had already ended keeps its end', async () => {
  const id = await row('x', 5, '2026-01-01', '2026-06-30')
  await replace(spine, cast.admin, id, { value: 6, validFrom: day('2027-01-01'), validTo: null, legalBasis: 'Quy chế' })
  assert.equal(
    (await db.selectFrom('rules').select('valid_to').where('id', '=', id).executeTakeFirstOrThrow()).valid_to!.toString(),
    '2026-06-30',
  )
})

test('dates and values that cannot be are said beside their field, with what was typed', async () => {
  const number = await row('session.idle-minutes', 15, '2026-08-19')
  const bad = await post(`/toa-soan/quy-dinh/${number}/thay`, 'admin', {
    amount: '0',
    validFrom: '19/8/2026',
    validTo: '1/1/2020',
    legalBasis: '',
  })
  assert.equal(bad.statusCode, 422)
  for (const words of ['số nguyên trong khoảng', 'Ngày cuối phải sau', 'Hãy ghi căn cứ pháp lý', 'value="19/8/2026"'])
    assert.ok(bad.body.includes(words), words)
  const early = await post(`/toa-soan/quy-dinh/${number}/thay`, 'admin', { amount: '10', validFrom: '19/8/2026', legalBasis: 'Quy chế' })
  assert.match(early.body, /phải sau ngày bắt đầu của dòng cũ/)
  const free = await row('mfa.required', { for: ['admin'] }, '2026-08-19')
  const data = await post(`/toa-soan/quy-dinh/${free}/thay`, 'admin', {
    data: '{"for": [admin]}',
    validFrom: '1/1/2027',
    legalBasis: 'Quy chế',
  })
  assert.match(data.body, /JSON viết chưa đúng/)
  assert.match(data.body, /\[admin\]/)
  const tet = await row('holiday.date', { name: 'Tết', dates: ['2027-02-05'], date: '2027-02-05', days: 1 }, '2027-01-01', '2027-12-31')
  assert.match(
    (
      await post(`/toa-soan/quy-dinh/${tet}/thay`, 'admin', {
        name: 'Tết',
        dates: '5/2/2027, 31/2/2027',
        validFrom: '2/1/2027',
        legalBasis: 'x',
      })
    ).body,
    /Có ngày viết chưa đúng/,
  )
  assert.equal(
    (
      await post(`/toa-soan/quy-dinh/${tet}/thay`, 'admin', {
        name: 'Tết',
        dates: '6/2/2027, 5/2/2027',
        validFrom: '2/1/2027',
        validTo: '31/12/2027',
        legalBasis: 'x',
      })
    ).statusCode,
    303,
  )
  assert.deepEqual(await ruleAt(db, 'holiday.date', day('2027-02-05')), {
    name: 'Tết',
    dates: ['2027-02-05', '2027-02-06'],
    date: '2027-02-05',
    days: 2,
  })
})

test('the list says each value in words and filters by day and by what waits', async () => {
  await plantShippedRules(deps)
  const all = (await get('/toa-soan/quy-dinh', 'editor')).body
  for (const words of [
    '7 ngày làm việc',
    '12 tháng',
    '24 giờ',
    '15 phút',
    '14 ký tự',
    'ngay lập tức',
    '05/02/2027 – 09/02/2027',
    'Quốc khánh',
    '02/09 hằng năm',
    'quản trị hệ thống, truy cập từ ngoài cơ quan',
  ])
    assert.ok(all.includes(words), words)
  const waiting = await db.selectFrom('rules').select('id').where('confirmed_at', 'is', null).execute()
  assert.match((await get('/toa-soan/quy-dinh?state=waiting', 'editor')).body, new RegExp(`>${waiting.length} dòng<`))
  assert.match((await get('/toa-soan/quy-dinh?on=1/1/2020', 'editor')).body, />0 dòng</)
  assert.match((await get('/toa-soan/quy-dinh?on=ng%C3%A0y+kia+x', 'editor')).body, /Ngày chưa đúng/)
})

test('who reads, who confirms: a chief of one site only reads what holds for the whole house', async () => {
  const id = await row('x', 5, '2026-01-01')
  const asked = async (name: string) => [
    (await get(`/toa-soan/quy-dinh/${id}`, name)).statusCode,
    (await post(`/toa-soan/quy-dinh/${id}/xac-nhan`, name, { legalBasis: '' })).statusCode,
  ]
  assert.deepEqual(await asked('contributor'), [403, 403])
  assert.deepEqual(await asked('editor'), [200, 403])
  assert.deepEqual(await asked('chief'), [200, 422])
  assert.equal((await post(`/toa-soan/quy-dinh/${id}/xac-nhan`, 'elsewhere', { legalBasis: 'x' })).statusCode, 403)
  assert.doesNotMatch((await get(`/toa-soan/quy-dinh/${id}`, 'elsewhere')).body, /xac-nhan/)
  assert.equal((await get('/toa-soan/quy-dinh/999999', 'editor')).statusCode, 404)
})

test('the doctor tells of rows that wait, of a rule that is about to end, and of a year without holidays', async () => {
  setClock(() => Temporal.Instant.from('2026-11-23T02:00:00Z'))
  await row('x', 5, '2026-01-01', '2026-12-15')
  const said = (await checkRules(deps)).map(({ what }) => what.vi).join('\n')
  setClock(null)
  assert.match(said, /1 dòng quy định còn chờ/)
  assert.match(said, /“x” hết hiệu lực ngày 15\/12\/2026/)
  assert.match(said, /ngày nghỉ lễ, Tết của năm 2027/)
})
