import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { modules } from '../../app.ts'
import { add, confirm } from './commands.ts'
import { day, openRules } from './fixture.ts'
import { holidays, ruleAt } from './index.ts'
import { formsRead } from './read.ts'

const { db, spine, cast, row, get, post, close } = await openRules()
after(close)
beforeEach(async () => {
  await db.deleteFrom('rules').execute()
})

const path = '/toa-soan/quy-dinh/them'
const rest = { validFrom: '1/1/2027', validTo: '', legalBasis: 'Quy chế số 9' }
const rows = () => db.selectFrom('rules').select(['key', 'value', 'confirmed_at', 'source_mark']).orderBy('id').execute()

test('a new key gets its row, which waits for confirmation, holds from its first day, and is told of once', async () => {
  const asked = await get(`${path}?key=retention.letters&form=duration`, 'chief')
  assert.equal(asked.statusCode, 200)
  assert.match(asked.body, /chờ xác nhận cho đến khi cán bộ pháp chế/)
  const sent = await post(path, 'chief', { key: 'retention.letters', form: 'duration', amount: '18', unit: 'month', ...rest })
  assert.equal(sent.statusCode, 303)
  assert.deepEqual(await rows(), [{ key: 'retention.letters', value: { months: 18 }, confirmed_at: null, source_mark: '' }])
  assert.deepEqual(await ruleAt(db, 'retention.letters', day('2026-12-31')), null)
  assert.deepEqual(await ruleAt(db, 'retention.letters', day('2027-01-01')), { months: 18 })
  const { kind, actor_id, detail } = await db.selectFrom('activities').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  assert.deepEqual([kind, actor_id, detail], ['rule.added', cast.chief.id, { key: 'retention.letters' }])
  const page = (await get(String(sent.headers.location), 'chief')).body
  for (const words of ['Đã thêm', 'Chờ xác nhận', '18 tháng', 'Cơ quan tự nhập', 'Chưa có mô-đun nào dùng', 'xac-nhan'])
    assert.ok(page.includes(words), words)
})

test('each kind of value is written as the program reads it', async () => {
  for (const [form, fields, value] of [
    ['number', { amount: '0' }, 0],
    ['duration', { amount: '5', unit: 'working-day' }, { days: 5, unit: 'working-day' }],
    ['duration', { amount: '24', unit: 'hour' }, { hours: 24, unit: 'hour' }],
    ['fixedDay', { name: 'Ngày thành lập', day: '10', month: '10' }, { month: 10, day: 10, name: 'Ngày thành lập' }],
    ['datedDays', { name: 'Lễ', dates: '2/1/2027' }, { name: 'Lễ', dates: ['2027-01-02'], date: '2027-01-02', days: 1 }],
    ['data', { data: '{"for":["admin"]}' }, { for: ['admin'] }],
  ] as const) {
    await db.deleteFrom('rules').execute()
    assert.equal((await post(path, 'admin', { key: 'own.rule', form, ...fields, ...rest })).statusCode, 303, form)
    assert.deepEqual((await rows())[0]!.value, value)
  }
})

test('the holidays of another year can be added beside those that are there, and count as free days', async () => {
  await row('holiday.date', { name: 'Tết', dates: ['2027-02-05'], date: '2027-02-05', days: 1 }, '2027-01-01', '2027-12-31')
  const fields = { key: 'holiday.date', form: 'datedDays', name: 'Tết', dates: '12/2/2029, 13/2/2029', ...rest, validFrom: '1/1/2029' }
  assert.equal((await post(path, 'admin', fields)).statusCode, 303)
  assert.ok((await holidays(db, day('2029-01-01'), day('2029-12-31'))).has('2029-02-13'))
  const again = await post(path, 'admin', fields)
  assert.equal(again.statusCode, 422)
  assert.match(again.body, /Đã có dòng giống hệt/)
})

test('a key that has a row is replaced, not added: the page leads to it, and of two who add at once one is told', async () => {
  const id = await row('own.rule', 5, '2026-01-01')
  const asked = await get(`${path}?key=own.rule&form=number`, 'admin')
  assert.equal(asked.statusCode, 422)
  assert.match(asked.body, /Mã này đã có dòng/)
  assert.ok(asked.body.includes(`href="/toa-soan/quy-dinh/${id}"`))
  const fields = { key: 'own.other', value: 5, validFrom: day('2027-01-01'), validTo: null, legalBasis: 'Quy chế' }
  const both = await Promise.all([add(spine, cast.admin, fields), add(spine, cast.chief, { ...fields, value: 6 })])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  assert.equal((await rows()).filter(({ key }) => key === 'own.other').length, 1)
})

test('keys that cannot be keys, and kinds that are none, are said beside their field with what was typed', async () => {
  for (const key of [
    '',
    'alone',
    'Own.Rule',
    'own.',
    '.own',
    'own..rule',
    'nội.quy',
    'own.rule-',
    '__proto__',
    'own.rule; drop',
    `own.${'a'.repeat(90)}`,
  ]) {
    const answer = await get(`${path}?${new URLSearchParams({ key, form: 'number' }).toString()}`, 'admin')
    assert.equal(answer.statusCode, 422, key)
  }
  const odd = await get(`${path}?key=Own.Rule&form=poem`, 'admin')
  assert.match(odd.body, /value="Own.Rule"/)
  for (const words of ['Mã chỉ gồm chữ thường', 'Chọn kiểu giá trị.']) assert.ok(odd.body.includes(words), words)
})

test('a key that the program reads takes only the form in which it is read, and never nought', async () => {
  const other = await get(`${path}?key=session.idle-minutes&form=data`, 'admin')
  assert.equal(other.statusCode, 422)
  assert.match(other.body, /đọc mã này theo kiểu khác/)
  assert.match(other.body, /value="number" checked/)
  assert.equal((await post(path, 'admin', { key: 'holiday.date', form: 'number', amount: '5', ...rest })).statusCode, 422)
  const nought = await post(path, 'admin', { key: 'session.idle-minutes', form: 'number', amount: '0', ...rest })
  assert.match(nought.body, /số nguyên trong khoảng/)
  assert.deepEqual(await rows(), [])
})

test('a wrong value, day or basis keeps the form as it was typed', async () => {
  const sent = { key: 'own.rule', form: 'duration', amount: 'năm', unit: '', validFrom: '31/2/2027', validTo: '', legalBasis: '' }
  const answer = await post(path, 'admin', sent)
  assert.equal(answer.statusCode, 422)
  for (const words of [
    'Chọn khoảng thời gian tính theo gì',
    'Ngày chưa đúng',
    'Hãy ghi căn cứ pháp lý',
    'value="năm"',
    'value="31/2/2027"',
  ])
    assert.ok(answer.body.includes(words), words)
  const order = await post(path, 'admin', {
    ...sent,
    unit: 'day',
    amount: '5',
    validFrom: '2/1/2027',
    validTo: '1/1/2027',
    legalBasis: 'x',
  })
  assert.match(order.body, /Ngày cuối phải sau/)
  const nothing = await post(path, 'admin', { key: 'own.rule', form: 'data', data: 'null', ...rest })
  assert.equal(nothing.statusCode, 422)
  assert.deepEqual(await rows(), [])
})

test('only whoever may confirm for the whole house adds; an added row is confirmed like a shipped one', async () => {
  const fields = { key: 'own.rule', form: 'number', amount: '5', ...rest }
  for (const name of ['contributor', 'editor', 'keeper', 'elsewhere']) {
    assert.equal((await get(path, name)).statusCode, 403, name)
    assert.equal((await post(path, name, fields)).statusCode, 403, name)
  }
  assert.doesNotMatch((await get('/toa-soan/quy-dinh', 'elsewhere')).body, /quy-dinh\/them/)
  assert.match((await get('/toa-soan/quy-dinh', 'chief')).body, /quy-dinh\/them/)
  await post(path, 'admin', fields)
  const { id } = await db.selectFrom('rules').select('id').executeTakeFirstOrThrow()
  assert.ok((await confirm(spine, cast.chief, id, 'Quy chế số 9, Điều 2')).ok)
})

test('the list says of a key that nobody goes by, and keeps quiet about the others', async () => {
  await row('session.idle-minutes', 15, '2026-01-01')
  assert.doesNotMatch((await get('/toa-soan/quy-dinh', 'editor')).body, /Chưa có mô-đun nào dùng/)
  await row('own.rule', 5, '2026-01-01')
  assert.equal((await get('/toa-soan/quy-dinh', 'editor')).body.split('Chưa có mô-đun nào dùng').length, 2)
})

test('what the program says it goes by is what its source asks for', () => {
  const root = join(import.meta.dirname, '../../..')
  const asked = globSync('src/modules/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.|fixture/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:ruleAt|requiredRule|keptFor)(?:<[^(]*>)?\([^,()]+, '([^']+)'/g),
    ])
    .map(([, key]) => key!)
  const declared = formsRead({ modules })
  assert.ok(asked.length >= 3)
  assert.deepEqual(
    asked.filter((key) => !declared.has(key)),
    [],
  )
})
