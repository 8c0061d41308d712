import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { writeSetting } from '../../../kernel/settings.ts'
import { now, setClock } from '../../../kernel/time.ts'
import { codeOf, enrolled, goodPassword, openPeople } from '../fixture.ts'
import type { Role } from '../person.ts'
import { secondFactorRoles } from './factor-roles.ts'

const house = await openPeople()
after(() => house.close())
afterEach(async () => {
  setClock(null)
  await demand([])
})

const later = (seconds: number) => {
  const at = now().add({ seconds })
  setClock(() => at)
}
const demand = (roles: Role[]) => writeSetting(house.db, secondFactorRoles, roles)
let sources = 0
const visitor = () => house.browser(`10.3.0.${++sources}`)

async function withFactor(name: string) {
  const person = await house.person(name, ['editor'])
  const browser = visitor()
  await browser.signIn(person.email)
  return { ...person, browser, ...(await enrolled(browser)) }
}

test('turning on the second step shows a scannable code, the key in words, and ten recovery codes once', async () => {
  const { email } = await house.person('Lò Thị Quét')
  const browser = visitor()
  await browser.signIn(email)
  const page = await browser.get('/dang-nhap/hai-buoc')
  assert.match(page.body, /<svg class="ma-vuong"/)
  assert.ok(!/style=|data:image/.test(page.body))
  const { codes, answer } = await enrolled(browser)
  assert.equal(answer.statusCode, 200)
  assert.equal(new Set(codes).size, 10)
  assert.ok(await browser.isIn())
  assert.equal((await browser.get('/dang-nhap/hai-buoc')).statusCode, 303, 'and is not offered again')
})

test('the secret lies sealed in the database, recovery codes as digests', async () => {
  const { id, secret, codes } = await withFactor('Tòng Văn Kín')
  const person = await house.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const stored = await house.db.selectFrom('recovery_codes').selectAll().where('person_id', '=', id).execute()
  const all = Buffer.concat([person.totp_secret!, ...stored.map(({ code_hash: hash }) => hash)]).toString('latin1')
  for (const word of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))]) assert.ok(!all.includes(word))
})

test('in a session left open the second step is turned on only with the password again', async () => {
  const { email } = await house.person('Quàng Văn Ngỏ')
  const browser = visitor()
  await browser.signIn(email)
  later(14 * 60)
  await browser.get('/tai-khoan')
  later(10 * 60)
  const page = await browser.get('/dang-nhap/hai-buoc')
  assert.match(page.body, /name="old"/)
  const secret = /cv-khoa">([A-Z2-7 ]+)</.exec(page.body)![1]!.replaceAll(' ', '')
  assert.equal((await browser.post('/dang-nhap/hai-buoc', { code: codeOf(secret) })).statusCode, 422)
  assert.equal((await browser.post('/dang-nhap/hai-buoc', { code: codeOf(secret), old: goodPassword })).statusCode, 200)
})

test('a wrong code turns nothing on', async () => {
  const { email } = await house.person('Lường Thị Nhầm')
  const browser = visitor()
  await browser.signIn(email)
  const answer = await browser.post('/dang-nhap/hai-buoc', { code: '123456' })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Mã chưa đúng/)
})

test('a code opens once: seen over a shoulder it is worth nothing, and neither are the ones before it', async () => {
  const { email, secret } = await withFactor('Quàng Thị Vai')
  later(60)
  const before = codeOf(secret)
  later(30)
  const code = codeOf(secret)
  const owner = visitor()
  await owner.signIn(email)
  assert.equal((await owner.post('/dang-nhap/ma', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).statusCode, 303)
  assert.ok(await owner.isIn())
  const thief = visitor()
  await thief.signIn(email)
  assert.equal((await thief.post('/dang-nhap/ma', { code })).statusCode, 422)
  assert.equal((await thief.post('/dang-nhap/ma', { code: before })).statusCode, 422)
})

test('of two simultaneous uses of one code, or of one recovery code, one gets in', async () => {
  const { email, secret, codes } = await withFactor('Hạng A Đua')
  for (const code of [() => codeOf(secret), () => codes[0]!]) {
    later(90)
    const browsers = [visitor(), visitor()]
    for (const browser of browsers) await browser.signIn(email)
    const answers = await Promise.all(browsers.map((browser) => browser.post('/dang-nhap/ma', { code: code() })))
    assert.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1)
    assert.equal(answers.filter(({ statusCode }) => statusCode === 422).length, 1)
  }
})

test('a recovery code opens once, in any spacing, and only for its owner', async () => {
  const { email, codes } = await withFactor('Giàng Thị Dự')
  const other = await withFactor('Giàng Thị Phòng')
  const [one, two, three] = [visitor(), visitor(), visitor()]
  await one.signIn(email)
  assert.equal((await one.post('/dang-nhap/ma', { code: codes[3]!.toUpperCase().replace('-', ' ') })).statusCode, 303)
  assert.match((await one.get('/tai-khoan')).body, /Còn 9 mã dự phòng/)
  await two.signIn(email)
  assert.equal((await two.post('/dang-nhap/ma', { code: codes[3]! })).statusCode, 422)
  await three.signIn(other.email)
  assert.equal((await three.post('/dang-nhap/ma', { code: codes[4]! })).statusCode, 422)
})

test('the token changes at the second step, and the one from before it is dead', async () => {
  const { email, codes } = await withFactor('Vàng Thị Đổi')
  const browser = visitor()
  await browser.signIn(email)
  const half = browser.jar.get('phien')!
  await browser.post('/dang-nhap/ma', { code: codes[0]! })
  assert.notEqual(browser.jar.get('phien'), half)
  const thief = visitor()
  thief.jar.set('phien', half)
  assert.equal((await thief.get('/dang-nhap/ma')).headers.location, '/dang-nhap')
})

test('a half-finished sign-in ends after a quarter of an hour', async () => {
  const { email, secret } = await withFactor('Chang Thị Nửa')
  const browser = visitor()
  await browser.signIn(email)
  later(14 * 60)
  assert.equal((await browser.get('/dang-nhap/ma')).statusCode, 200)
  later(2 * 60)
  assert.equal((await browser.post('/dang-nhap/ma', { code: codeOf(secret) })).headers.location, '/dang-nhap')
})

test('whose role asks for it is led to enrolment after the password and can do nothing else before', async () => {
  const { email } = await house.person('Nguyễn Văn Trưởng', ['chief'])
  const browser = visitor()
  await demand(['chief'])
  const answer = await browser.signIn(email, goodPassword, { ve: '/tai-khoan' })
  assert.equal(answer.headers.location, '/dang-nhap/hai-buoc?ve=%2Ftai-khoan')
  for (const url of ['/toa-soan', '/tai-khoan', '/toa-soan/uy-quyen']) assert.equal((await browser.get(url)).statusCode, 303)
  assert.equal((await browser.post('/toa-soan/uy-quyen', {})).statusCode, 401)
  assert.match((await browser.get('/dang-nhap/hai-buoc')).body, /Vai trò của bạn phải đăng nhập bằng hai bước/)
  const { answer: done } = await enrolled(browser)
  assert.equal(done.statusCode, 200)
  assert.ok(await browser.isIn())
})

test('an open session is led there too, as soon as the setting names its role', async () => {
  const { email } = await house.person('Bùi Thị Ngân', ['accountant'])
  const browser = visitor()
  await browser.signIn(email)
  assert.ok(await browser.isIn())
  await demand(['accountant'])
  assert.equal((await browser.get('/tai-khoan')).headers.location, '/dang-nhap?ve=%2Ftai-khoan&tin=het-han')
  assert.equal((await browser.get('/dang-nhap?ve=%2Ftai-khoan')).headers.location, '/dang-nhap/hai-buoc?ve=%2Ftai-khoan')
})

test('without the setting, administrators, chiefs and accountants are asked', async () => {
  await house.db.deleteFrom('settings').where('key', '=', secondFactorRoles.key).execute()
  const locations: unknown[] = []
  for (const role of ['admin', 'chief', 'accountant', 'editor'] as const)
    locations.push((await visitor().signIn((await house.person(`Vai ${role}`, [role])).email)).headers.location)
  assert.deepEqual(locations, ['/dang-nhap/hai-buoc', '/dang-nhap/hai-buoc', '/dang-nhap/hai-buoc', '/toa-soan'])
})

test('taking the second step away asks for the password and a code, and ends the other sessions', async () => {
  const { email, browser, codes } = await withFactor('Mào Văn Tắt')
  const other = visitor()
  await other.signIn(email)
  await other.post('/dang-nhap/ma', { code: codes[0]! })
  assert.equal((await browser.post('/tai-khoan/tat-hai-buoc', { old: goodPassword, code: '000000' })).statusCode, 422)
  assert.equal((await browser.post('/tai-khoan/tat-hai-buoc', { old: 'không phải', code: codes[1]! })).statusCode, 422)
  assert.equal((await browser.post('/tai-khoan/tat-hai-buoc', { old: goodPassword, code: codes[1]! })).statusCode, 303)
  assert.deepEqual([await browser.isIn(), await other.isIn()], [true, false])
})

test('new recovery codes make the former ones worthless', async () => {
  const { email, browser, codes } = await withFactor('Lò Văn Mới')
  const page = await browser.post('/tai-khoan/ma-moi', { old: goodPassword })
  assert.equal([...page.body.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].length, 10)
  const thief = visitor()
  await thief.signIn(email)
  assert.equal((await thief.post('/dang-nhap/ma', { code: codes[0]! })).statusCode, 422)
})
