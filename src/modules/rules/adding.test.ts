import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, db, get, post } from './fixture.ts'
import { holidays, ruleAt } from './index.ts'

test('next year’s Tết is added as it was announced, waits to be confirmed, and working days heed it at once', async () => {
  const form = {
    name: 'Nghỉ bù Quốc khánh',
    dates: '30/08/2027, 31/08/2027',
    validFrom: '01/01/2027',
    validTo: '31/12/2027',
    legalBasis: 'Thông báo nghỉ lễ',
  }
  const sent = await post('/toa-soan/quy-dinh/them?loai=holiday', 'admin', form)
  assert.equal(sent.statusCode, 303, sent.body)
  const page = await get(String(sent.headers.location), 'admin')
  assert.match(page.body, /Nghỉ bù Quốc khánh/)
  assert.match(page.body, /Chờ xác nhận/)
  assert.ok((await holidays(db, day('2027-01-01'), day('2027-12-31'))).has('2027-08-31'))
})

test('a rule of a new key is added with its shape; a key that is there is not added twice, also by two at once', async () => {
  const fields = { key: 'deadline.festival-report', amount: '10', validFrom: '01/01/2027', validTo: '', legalBasis: 'Quy chế số 7' }
  const both = await Promise.all([1, 2].map(() => post('/toa-soan/quy-dinh/them?loai=working-days', 'admin', fields)))
  assert.deepEqual(
    both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b),
    [303, 422],
  )
  assert.deepEqual(await ruleAt(db, 'deadline.festival-report', day('2027-05-01')), { days: 10, unit: 'working-day' })
  assert.match(both.find(({ statusCode }) => statusCode === 422)!.body, /Đã có dòng của mã này/)
  const page = await get(String(both.find(({ statusCode }) => statusCode === 303)!.headers.location), 'admin')
  assert.match(page.body, /Chưa có phần nào của phần mềm dùng dòng này/)
})

test('what is wrong with a new rule is said beside its field, and what was typed stays', async () => {
  const sent = await post('/toa-soan/quy-dinh/them?loai=days', 'admin', {
    key: 'Hạn nộp',
    amount: 'mười',
    validFrom: '31/02/2027',
    legalBasis: '',
  })
  assert.equal(sent.statusCode, 422)
  for (const words of [
    'Mã gồm chữ thường không dấu',
    'Điền một số nguyên',
    'Ngày chưa đúng',
    'Điền vào ô này',
    'value="Hạn nộp"',
    'value="mười"',
  ])
    assert.ok(sent.body.includes(words), words)
  assert.equal(
    (await post('/toa-soan/quy-dinh/them?loai=days', 'elsewhere', { key: 'a.b', amount: '1', validFrom: '1/1/2027', legalBasis: 'x' }))
      .statusCode,
    403,
  )
  assert.equal((await post('/toa-soan/quy-dinh/them?loai=__proto__', 'admin', {})).statusCode, 404)
})
