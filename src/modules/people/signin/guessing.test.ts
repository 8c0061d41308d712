import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { now, setClock } from '../../../kernel/time.ts'
import { codeOf, enrolled, goodPassword, openPeople } from '../fixture.ts'

const house = await openPeople()
after(() => house.close())
afterEach(() => setClock(null))

function later(minutes: number) {
  const at = now().add({ seconds: Math.round(minutes * 60) })
  setClock(() => at)
}
let sources = 0
const visitor = () => house.browser(`10.2.${Math.floor(++sources / 250)}.${sources % 250}`)

test('after a few wrong passwords the same source waits, ever longer, and is told until when', async () => {
  const { email } = await house.person('Lò Thị Chậm')
  const guesser = visitor()
  const answers = []
  for (let attempt = 0; attempt < 6; attempt++) answers.push(await guesser.signIn(email, `đoán lần ${attempt} thử xem`))
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [422, 422, 422, 422, 422, 429],
  )
  const told = answers.at(-1)!
  assert.match(told.body, /Thử lại lúc \d\d:\d\d:\d\d/)
  assert.ok(Number(told.headers['retry-after']) >= 1)
  const waits: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const refused = await guesser.signIn(email, goodPassword)
    assert.equal(refused.statusCode, 429)
    waits.push(Number(refused.headers['retry-after']))
    later(waits.at(-1)! / 60 + 0.02)
    assert.equal((await guesser.signIn(email, 'sai nữa rồi bạn ơi')).statusCode, 422)
  }
  assert.deepEqual(
    waits.toSorted((a, b) => a - b),
    waits,
  )
  assert.ok(Math.max(...waits) <= 15 * 60, 'nobody waits longer than the rule says')
})

test('waiting is enough: the owner gets in with the right password', async () => {
  const { email } = await house.person('Tòng Thị Đợi')
  const owner = visitor()
  for (let attempt = 0; attempt < 6; attempt++) await owner.signIn(email, 'quên mất mật khẩu rồi')
  later(16)
  assert.equal((await owner.signIn(email)).statusCode, 303)
  await owner.post('/dang-xuat')
  assert.equal((await owner.signIn(email, 'lại sai một lần')).statusCode, 422, 'and the count begins anew')
})

test('a hundred guesses at once are a hundred guesses', async () => {
  const { email } = await house.person('Mùa Thị Song')
  const guesser = visitor()
  const answers = await Promise.all(Array.from({ length: 30 }, (_, attempt) => guesser.signIn(email, `đoán song song ${attempt}`)))
  assert.equal(answers.filter(({ statusCode }) => statusCode === 422).length, 5)
  assert.equal(answers.filter(({ statusCode }) => statusCode === 429).length, 25)
})

test('guesses from many sources slow strangers, and the owner gets in from a browser that has signed in before', async () => {
  const { email } = await house.person('Lường Thị Chủ')
  const owner = visitor()
  await owner.signIn(email)
  await owner.post('/dang-xuat')
  const codes: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) codes.push((await visitor().signIn(email, 'mỗi lần một máy khác')).statusCode)
  assert.equal(codes.at(-1), 429)
  assert.equal((await visitor().signIn(email)).statusCode, 429, 'an unknown browser waits even with the right password')
  assert.equal((await owner.signIn(email)).statusCode, 303)
})

test('the mark of a known browser is worth nothing for another account, or when made up', async () => {
  const victim = await house.person('Hà Văn Đích')
  const own = await house.person('Hà Thị Gian')
  const attacker = visitor()
  await attacker.signIn(own.email)
  for (let attempt = 0; attempt < 10; attempt++) await visitor().signIn(victim.email, 'nhiều máy cùng đoán')
  assert.equal((await attacker.signIn(victim.email, 'đoán tiếp xem sao')).statusCode, 429)
  attacker.jar.set('may', `${'A'.repeat(43)}.${'B'.repeat(22)}`)
  assert.equal((await attacker.signIn(victim.email, 'đoán tiếp xem sao')).statusCode, 429)
})

test('signing in to an own account does not wash away the guesses of a source', async () => {
  const own = await house.person('Cứ A Rửa')
  const guesser = visitor()
  for (let attempt = 0; attempt < 29; attempt++) {
    const victim = await house.person(`Nạn Nhân Số ${attempt}`)
    await guesser.signIn(victim.email, 'một lần cho mỗi người')
    guesser.jar.delete('may')
    if (attempt % 5 === 0) await guesser.signIn(own.email)
  }
  const last = await house.person('Nạn Nhân Cuối')
  await guesser.signIn(last.email, 'lần thứ ba mươi')
  assert.equal((await guesser.signIn(last.email, 'lần thứ ba mốt')).statusCode, 429)
})

test('codes of the second step are slowed too, and the former step opens nothing by itself', async () => {
  const { email } = await house.person('Sùng A Mã')
  const owner = visitor()
  await owner.signIn(email)
  const { secret } = await enrolled(owner)
  const thief = visitor()
  const first = await thief.signIn(email)
  assert.equal(first.headers.location, '/dang-nhap/ma')
  assert.equal(await thief.isIn(), false)
  assert.equal((await thief.get('/toa-soan')).headers.location, '/dang-nhap?ve=%2Ftoa-soan&tin=het-han')
  const answers = []
  for (let attempt = 0; attempt < 6; attempt++) answers.push((await thief.post('/dang-nhap/ma', { code: '000000' })).statusCode)
  assert.deepEqual(answers, [422, 422, 422, 422, 422, 429])
  later(1)
  assert.equal((await visitor().signIn(email)).statusCode, 303)
  assert.equal((await thief.post('/dang-nhap/ma', { code: codeOf(secret) })).statusCode, 303, 'after the wait the right code works')
})

test('giving the password again does not make fresh counters for guessing codes', async () => {
  const { email } = await house.person('Sùng A Lặp')
  const owner = visitor()
  await owner.signIn(email)
  await enrolled(owner)
  const thief = visitor()
  const answers: number[] = []
  for (let attempt = 0; attempt < 8; attempt++) {
    thief.jar.clear()
    await thief.signIn(email)
    answers.push((await thief.post('/dang-nhap/ma', { code: '111111' })).statusCode)
  }
  assert.equal(answers.at(-1), 429)
})

test('the old password in the own account is slowed like a sign-in', async () => {
  const { email } = await house.person('Lò Văn Cũ')
  const browser = visitor()
  await browser.signIn(email)
  const codes = []
  for (let attempt = 0; attempt < 6; attempt++)
    codes.push(
      (
        await browser.post('/tai-khoan/mat-khau', {
          old: 'không phải thế này',
          password: 'một câu thật dài và lạ',
          again: 'một câu thật dài và lạ',
        })
      ).statusCode,
    )
  assert.deepEqual(codes, [422, 422, 422, 422, 422, 429])
})

test('the table of attempts names nobody', async () => {
  const { email } = await house.person('Vi Thị Kín')
  await visitor().signIn(email, 'sai mật khẩu mất rồi')
  const rows = await house.db.selectFrom('sign_in_attempts').selectAll().execute()
  const all = Buffer.concat(rows.map(({ key }) => key)).toString('latin1')
  assert.ok(rows.every(({ key }) => key.length === 32))
  assert.ok(!all.includes(email))
})
