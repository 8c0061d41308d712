import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { after, afterEach, test } from 'node:test'
import { now, setClock } from '../../../kernel/time.ts'
import { goodPassword, openPeople } from '../fixture.ts'

const house = await openPeople()
after(() => house.close())
afterEach(() => setClock(null))

/** Moves the one clock on by so many minutes from where it is. */
function later(minutes: number) {
  const at = now().add({ seconds: Math.round(minutes * 60) })
  setClock(() => at)
}
let sources = 0
const visitor = (tls = false) => house.browser(`10.1.${Math.floor(++sources / 250)}.${sources % 250}`, tls)

test('a person signs in, works, and signs out', async () => {
  const { email } = await house.person('Lò Thị Mai', ['contributor'])
  const browser = visitor()
  const page = await browser.get('/dang-nhap')
  assert.match(page.body, /Đăng nhập/)
  const answer = await browser.signIn(` ${email.toUpperCase()} `)
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/toa-soan')
  assert.ok(await browser.isIn())
  await browser.post('/dang-xuat')
  assert.equal(await browser.isIn(), false)
})

test('the session cookie is kept from scripts, other sites and, under TLS, other hosts', async () => {
  const { email } = await house.person('Vàng A Sáng')
  const plain = (await visitor().signIn(email)).cookies.find(({ name }) => name === 'phien')!
  assert.deepEqual([plain.httpOnly, plain.sameSite, plain.path, plain.domain, plain.secure], [true, 'Lax', '/', undefined, undefined])
  const secure = (await visitor(true).signIn(email)).cookies.find(({ name }) => name === '__Host-phien')!
  assert.deepEqual([secure.httpOnly, secure.sameSite, secure.path, secure.domain, secure.secure], [true, 'Lax', '/', undefined, true])
})

test('under TLS a session planted under the plain name by a member site is not looked at', async () => {
  const { email } = await house.person('Tòng Văn Bóng')
  const thief = visitor()
  await thief.signIn(email)
  const victim = visitor(true)
  victim.jar.set('phien', thief.jar.get('phien')!)
  assert.equal(await victim.isIn(), false)
})

test('the database never holds a token that opens anything', async () => {
  const { email } = await house.person('Cà Thị Hồng')
  const browser = visitor()
  await browser.signIn(email)
  const rows = JSON.stringify(await house.db.selectFrom('sessions').selectAll().execute())
  assert.ok(!rows.includes(browser.jar.get('phien')!))
})

test('a wrong password, an unknown account and a closed account read the same and cost the same', async (t) => {
  const { email } = await house.person('Quàng Thị Hạnh')
  const closed = await house.person('Lường Văn Khóa', [], { disabled_at: now() })
  const runs = t.mock.method(crypto, 'argon2')
  syncBuiltinESMExports()
  const bodies: string[] = []
  for (const [account, password] of [
    [email, 'sai hẳn mật khẩu này'],
    ['khong.co@example.vn', goodPassword],
    [closed.email, goodPassword],
  ] as const) {
    runs.mock.resetCalls()
    const answer = await visitor().signIn(account, password)
    assert.equal(runs.mock.callCount(), 1)
    assert.equal(answer.statusCode, 422)
    bodies.push(answer.body.replaceAll(account, 'EMAIL'))
  }
  runs.mock.restore()
  syncBuiltinESMExports()
  assert.match(bodies[0]!, /Địa chỉ thư hoặc mật khẩu chưa đúng/)
  assert.equal(new Set(bodies).size, 1)
})

test('the typed address comes back after a mistake, the password never', async () => {
  const answer = await visitor().signIn('ai.do@example.vn', 'bí mật riêng của tôi')
  assert.match(answer.body, /value="ai\.do@example\.vn"/)
  assert.ok(!answer.body.includes('bí mật riêng'))
})

test('a session known before sign-in is worth nothing after it', async () => {
  const { email } = await house.person('Lầu A Cố')
  const browser = visitor()
  browser.jar.set('phien', 'A'.repeat(43))
  await browser.signIn(email)
  const first = browser.jar.get('phien')!
  assert.notEqual(first, 'A'.repeat(43))
  await browser.signIn(email)
  assert.notEqual(browser.jar.get('phien'), first)
  const thief = visitor()
  thief.jar.set('phien', first)
  assert.equal(await thief.isIn(), false)
})

test('a token copied before signing out opens nothing after it', async () => {
  const { email } = await house.person('Hạng Thị Dế')
  const browser = visitor()
  await browser.signIn(email)
  const thief = visitor()
  thief.jar.set('phien', browser.jar.get('phien')!)
  assert.ok(await thief.isIn())
  await browser.post('/dang-xuat')
  assert.equal(await thief.isIn(), false)
})

test('signing out everywhere and revoking one device end exactly those sessions', async () => {
  const { id, email } = await house.person('Lý Thị Thu')
  const [phone, desktop, tablet] = [visitor(), visitor(), visitor()]
  for (const browser of [phone, desktop, tablet]) await browser.signIn(email)
  const rows = await house.db.selectFrom('sessions').select('id').where('person_id', '=', id).orderBy('id').execute()
  await phone.post(`/tai-khoan/phien/${rows[1]!.id}/thoat`)
  assert.deepEqual([await phone.isIn(), await desktop.isIn(), await tablet.isIn()], [true, false, true])
  await tablet.post('/tai-khoan/phien/thoat-het')
  assert.deepEqual([await phone.isIn(), await tablet.isIn()], [false, false])
})

test("somebody else's session cannot be ended by its number", async () => {
  const { email } = await house.person('Giàng Thị Mảy')
  const { id, email: other } = await house.person('Giàng A Páo')
  const victim = visitor()
  await victim.signIn(other)
  const row = await house.db.selectFrom('sessions').select('id').where('person_id', '=', id).executeTakeFirstOrThrow()
  const attacker = visitor()
  await attacker.signIn(email)
  assert.equal((await attacker.post(`/tai-khoan/phien/${row.id}/thoat`)).statusCode, 404)
  assert.ok(await victim.isIn())
})

test('the token changes while one works, and the former one dies a minute after the new one is used', async () => {
  const { email } = await house.person('Chang A Vừ')
  const browser = visitor()
  await browser.signIn(email)
  const first = browser.jar.get('phien')!
  for (let minutes = 0; minutes < 30; minutes += 10) {
    later(10)
    assert.ok(await browser.isIn())
  }
  assert.notEqual(browser.jar.get('phien'), first)
  assert.ok(await browser.isIn())
  const slow = visitor()
  slow.jar.set('phien', first)
  assert.equal((await slow.get('/tai-khoan')).statusCode, 200, 'a request on its way with the former token still arrives')
  later(1.5)
  assert.ok(await browser.isIn())
  slow.jar.set('phien', first)
  assert.equal(await slow.isIn(), false)
})

test('a browser that never got the new token goes on with the one it has', async () => {
  const { email } = await house.person('Vừ Thị Dợ')
  const browser = visitor()
  await browser.signIn(email)
  const held = browser.jar.get('phien')!
  later(10)
  await browser.get('/tai-khoan')
  later(12)
  const lost = await browser.get('/tai-khoan')
  assert.ok(
    lost.cookies.some(({ name }) => name === 'phien'),
    'a new token was sent',
  )
  browser.jar.set('phien', held)
  later(2)
  assert.ok(await browser.isIn())
  assert.notEqual(browser.jar.get('phien'), held)
})

test('a session ends when nobody uses it, sooner for an administrator, and in the end for everybody', async () => {
  const editor = await house.person('Khoàng Thị Nga', ['editor'])
  const admin = await house.person('Phạm Đức Quản', ['admin'])
  const [one, two] = [visitor(), visitor()]
  await one.signIn(editor.email)
  await two.signIn(admin.email)
  later(6)
  assert.deepEqual([await one.isIn(), await two.isIn()], [true, false])
  later(16)
  assert.equal(await one.isIn(), false)
  const busy = visitor()
  await busy.signIn(editor.email)
  for (let hours = 0; hours < 12; hours += 0.2) {
    later(12)
    await busy.get('/tai-khoan')
  }
  later(1)
  assert.equal(await busy.isIn(), false)
})

test('somebody who is disabled is out at the very next request', async () => {
  const { id, email } = await house.person('Đèo Văn Bỏ')
  const browser = visitor()
  await browser.signIn(email)
  await house.db.updateTable('people').set({ disabled_at: now() }).where('id', '=', id).execute()
  assert.equal(await browser.isIn(), false)
})

test('an account nobody used for 45 days waits for an administrator', async () => {
  const { email } = await house.person('Mùa A Quên', [], { last_seen_at: now().subtract({ hours: 46 * 24 }) })
  const answer = await visitor().signIn(email)
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /lâu không dùng/)
})

test('the way back after signing in stays on this host', async () => {
  const { email } = await house.person('Sùng Thị Về')
  const cases: Record<string, string> = {
    '/toa-soan/bai-viet/7?sua=1': '/toa-soan/bai-viet/7?sua=1',
    '/toa-soan/tìm': '/toa-soan/t%C3%ACm',
    'https://evil.vn/': '/toa-soan',
    '//evil.vn': '/toa-soan',
    '/\\evil.vn': '/toa-soan',
    '/\t/evil.vn': '/toa-soan',
    'javascript:alert(1)': '/toa-soan',
    '/.//evil.vn': '/toa-soan',
    '/dang-xuat': '/toa-soan',
    '': '/toa-soan',
  }
  for (const [ve, location] of Object.entries(cases)) {
    const answer = await visitor().signIn(email, goodPassword, { ve })
    assert.equal(answer.headers.location, location, `ve = ${ve}`)
  }
})

test('a page asked for without a session leads to sign-in and back; a program is answered in JSON', async () => {
  assert.equal((await visitor().get('/toa-soan')).headers.location, '/dang-nhap?ve=%2Ftoa-soan')
  const browser = visitor()
  browser.jar.set('phien', 'A'.repeat(43))
  const answer = await browser.get('/toa-soan/nguoi-dung?trang=2')
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/dang-nhap?ve=%2Ftoa-soan%2Fnguoi-dung%3Ftrang%3D2&tin=het-han')
  assert.match((await visitor().get(String(answer.headers.location))).body, /Phiên làm việc đã hết hạn/)
  const program = await visitor().get('/tai-khoan', { accept: 'application/json' })
  assert.equal(program.statusCode, 401)
  assert.equal(program.json().signIn, '/dang-nhap?ve=%2Ftai-khoan')
})

test('a form sent after the session ended is told that it was not kept', async () => {
  const answer = await visitor().post('/tai-khoan', { language: 'en' }, { referer: 'http://localhost:3000/tai-khoan' })
  assert.equal(answer.statusCode, 401)
  assert.match(answer.body, /chưa được lưu/)
  assert.match(answer.body, /href="\/dang-nhap\?ve=%2Ftai-khoan"/)
})

test('a form from another origin, or from a member site, signs nobody in', async () => {
  const { email } = await house.person('Lò Văn Nguồn')
  for (const headers of [
    { origin: 'https://evil.vn' },
    { origin: 'http://thuvien.localhost:3000' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ])
    assert.equal((await visitor().post('/dang-nhap', { email, password: goodPassword }, headers)).statusCode, 403)
})

test('the same password typed in decomposed letters fits', async () => {
  const { email } = await house.person('Bạc Cầm Nhật')
  assert.equal((await visitor().signIn(email, goodPassword.normalize('NFD'))).statusCode, 303)
})
