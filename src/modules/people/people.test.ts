import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { now, setClock, today, formatDate } from '../../kernel/time.ts'
import { json } from '../../kernel/db/db.ts'
import { sessionByToken } from './signin/sessions.ts'
import { ensureFirstAdmin, addAccount, resetPassword, authorsMatching } from './index.ts'
import { peopleChecks } from './checks.ts'
import { goodPassword, openPeople, type Browser } from './people.test.kit.ts'

const house = await openPeople()
after(() => house.close())
afterEach(() => setClock(null))
const { db, deps } = house
let sources = 0
const visitor = () => house.browser(`10.4.0.${++sources}`)
const base = '/toa-soan/nguoi-dung'

const portal = await db.insertInto('sites').values({ key: 'cong', name: 'Cổng Sở', created_at: now(), theme: json({}) }).returning('id').executeTakeFirstOrThrow()
const section = async (slug: string, parent_id: number | null) =>
  (await db.insertInto('sections').values({ site_id: portal.id, slug, name: slug, parent_id }).returning('id').executeTakeFirstOrThrow()).id
const news = await section('tin-tuc', null)
const village = await section('tin-ban', news)
const hamlet = await section('tin-xom', village)

async function signedIn(name: string, roles: Parameters<typeof house.person>[1], more = {}): Promise<Browser & { id: number; email: string }> {
  const person = await house.person(name, roles, more)
  const browser = visitor()
  await browser.signIn(person.email)
  return Object.assign(browser, { id: person.id, email: person.email })
}
const admin = await signedIn('Khoàng Hừ Chà', ['admin'])
const grantsOf = (id: number) => db.selectFrom('grants').select(['role', 'site_id', 'section_id']).where('person_id', '=', id).orderBy('id').execute()
const kindsOf = async (id: number) => (await db.selectFrom('activities').select('kind').where('subject_id', '=', id).where('subject', '=', 'person').orderBy('id').execute()).map(({ kind }) => kind)

test('an administrator adds a person, who signs in with the one-time password and first sets an own one', async () => {
  const answer = await admin.post(`${base}/them`, { name: ' Lò  Thị Mới ', addressForm: 'chị', email: 'Moi.Lo@example.vn', unitId: '', language: 'vi' })
  assert.equal(answer.statusCode, 200)
  const password = /<code>([a-z0-9-]{19})<\/code>/.exec(answer.body)![1]!
  const { id, name } = await db.selectFrom('people').selectAll().where('email', '=', 'moi.lo@example.vn').executeTakeFirstOrThrow()
  assert.equal(name, 'Lò Thị Mới')
  const newcomer = visitor()
  assert.equal((await newcomer.signIn('moi.lo@example.vn', password)).headers.location, '/dang-nhap/mat-khau')
  assert.equal(await newcomer.isIn(), false)
  assert.equal((await newcomer.post('/dang-nhap/mat-khau', { password: 'ngắn quá', again: 'ngắn quá' })).statusCode, 422)
  assert.equal((await newcomer.post('/dang-nhap/mat-khau', { password, again: password })).statusCode, 422)
  assert.equal((await newcomer.post('/dang-nhap/mat-khau', { password: goodPassword, again: goodPassword })).headers.location, '/toa-soan')
  assert.ok(await newcomer.isIn())
  assert.deepEqual(await kindsOf(id), ['person.created', 'person.signedIn', 'person.passwordChanged'])
})

test('mistakes are told beside the field and the typed text stays', async () => {
  const answer = await admin.post(`${base}/them`, { name: '', addressForm: '', email: 'không phải thư', unitId: '999', language: 'vi' })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Điền vào ô này/)
  assert.match(answer.body, /Địa chỉ thư điện tử chưa đúng/)
  assert.match(answer.body, /value="không phải thư"/)
  assert.match((await admin.post(`${base}/them`, { name: 'Ai Đó', email: admin.email, unitId: '' })).body, /đã có người dùng/)
})

test('roles are given per site and section, reach the person at the next request, and are taken back', async () => {
  const writer = await signedIn('Vừ Thị Viết', [])
  const before = writer.jar.get('phien')
  assert.equal((await admin.post(`${base}/${writer.id}/vai-tro`, { role: 'contributor', place: `${portal.id}/${news}` })).statusCode, 303)
  assert.ok(await writer.isIn())
  assert.notEqual(writer.jar.get('phien'), before, 'a changed role changes the token')
  const session = await sessionByToken(db, writer.jar.get('phien')!)
  assert.deepEqual(session!.grants, [{ role: 'contributor', site: portal.id, sections: [news, village, hamlet].toSorted((a, b) => a - b) }])
  const row = await db.selectFrom('grants').select('id').where('person_id', '=', writer.id).executeTakeFirstOrThrow()
  assert.match((await admin.get(`${base}/${writer.id}/vai-tro/${row.id}/thu-hoi`)).body, /Thu hồi vai trò Cộng tác viên của Vừ Thị Viết/)
  assert.equal((await admin.post(`${base}/${writer.id}/vai-tro/${row.id}/thu-hoi`)).statusCode, 303)
  assert.deepEqual(await grantsOf(writer.id), [])
})

test('a role or place that does not exist, or belongs elsewhere, is refused', async () => {
  const { id } = await house.person('Tòng Thị Lạc')
  for (const form of [{ role: 'boss', place: '' }, { role: 'editor', place: '999' }, { role: 'editor', place: `${portal.id}/999` }, { role: 'admin', place: String(portal.id) }, { role: 'editor', place: '1; drop' }])
    assert.equal((await admin.post(`${base}/${id}/vai-tro`, form)).statusCode, 422)
  assert.deepEqual(await grantsOf(id), [])
})

test('nobody raises the own role: not by the form, not by fields that are not on a form', async () => {
  const writer = await signedIn('Lý A Leo', ['contributor'])
  assert.equal((await writer.post(`${base}/${writer.id}/vai-tro`, { role: 'admin', place: '' })).statusCode, 403)
  assert.equal((await admin.post(`${base}/${admin.id}/vai-tro`, { role: 'chief', place: '' })).statusCode, 403)
  const extra = { role: 'admin', roles: 'admin', grants: '[{"role":"admin"}]', 'grants[0][role]': 'admin', password_hash: 'x', disabled_at: '', id: String(admin.id), email: 'leo.thang@example.vn', name: 'Giả Danh' }
  await writer.post('/tai-khoan', { addressForm: 'anh', language: 'vi', ...extra })
  assert.deepEqual(await grantsOf(writer.id), [{ role: 'contributor', site_id: null, section_id: null }])
  assert.deepEqual(await db.selectFrom('people').select(['name', 'email']).where('id', '=', writer.id).executeTakeFirst(), { name: 'Lý A Leo', email: writer.email })
})

test('an account is closed and opened again; nobody closes the own one', async () => {
  const writer = await signedIn('Mùa Thị Đóng', ['contributor'])
  assert.match((await admin.get(`${base}/${writer.id}/khoa`)).body, /Khóa tài khoản của Mùa Thị Đóng/)
  assert.equal((await admin.post(`${base}/${writer.id}/khoa`)).statusCode, 303)
  assert.equal(await writer.isIn(), false)
  assert.equal((await writer.signIn(writer.email)).statusCode, 422)
  await admin.post(`${base}/${writer.id}/mo`)
  assert.equal((await writer.signIn(writer.email)).statusCode, 303)
  assert.equal((await admin.post(`${base}/${admin.id}/khoa`)).statusCode, 403)
})

test('a reset password ends every session, works once, and is not for oneself', async () => {
  const writer = await signedIn('Sùng Thị Quên', [])
  const answer = await admin.post(`${base}/${writer.id}/mat-khau`)
  const password = /<code>([a-z0-9-]{19})<\/code>/.exec(answer.body)![1]!
  assert.equal(await writer.isIn(), false)
  assert.equal((await writer.signIn(writer.email)).statusCode, 422)
  assert.equal((await writer.signIn(writer.email, password)).headers.location, '/dang-nhap/mat-khau')
  assert.equal((await admin.post(`${base}/${admin.id}/mat-khau`)).statusCode, 403)
})

test('changing the password ends the other sessions and leaves this one with a new token', async () => {
  const phone = await signedIn('Hà Thị Đổi', [])
  const desktop = visitor()
  await desktop.signIn(phone.email)
  const before = phone.jar.get('phien')
  const fresh = 'mây trắng ngủ trên đèo'
  assert.equal((await phone.post('/tai-khoan/mat-khau', { old: goodPassword, password: fresh, again: 'mây trắng ngủ trên núi' })).statusCode, 422)
  assert.equal((await phone.post('/tai-khoan/mat-khau', { old: goodPassword, password: fresh, again: fresh })).statusCode, 303)
  assert.notEqual(phone.jar.get('phien'), before)
  assert.deepEqual([await phone.isIn(), await desktop.isIn()], [true, false])
  assert.equal((await visitor().signIn(phone.email)).statusCode, 422)
  assert.equal((await visitor().signIn(phone.email, fresh)).statusCode, 303)
})

test("an administrator's password is changed every 60 days", async () => {
  const old = await house.person('Đào Văn Hạn', ['admin'], { password_changed_at: now().subtract({ hours: 61 * 24 }) })
  const writer = await house.person('Đào Thị Thường', ['editor'], { password_changed_at: now().subtract({ hours: 61 * 24 }) })
  assert.equal((await visitor().signIn(old.email)).headers.location, '/dang-nhap/mat-khau')
  assert.equal((await visitor().signIn(writer.email)).headers.location, '/toa-soan')
})

test('of two administrators who remove each other at the same moment, one stays', async () => {
  await db.deleteFrom('grants').where('role', '=', 'admin').where('person_id', '<>', admin.id).execute()
  for (const how of ['revoke', 'disable'] as const) {
    const rival = await signedIn(`Đối Thủ ${how}`, ['admin'])
    const own = await db.selectFrom('grants').select(['id', 'person_id']).where('role', '=', 'admin').where('person_id', 'in', [admin.id, rival.id]).execute()
    const grantId = (id: number) => own.find(({ person_id: holder }) => holder === id)!.id
    const path = (id: number) => (how === 'revoke' ? `${base}/${id}/vai-tro/${grantId(id)}/thu-hoi` : `${base}/${id}/khoa`)
    const answers = await Promise.all([admin.post(path(rival.id)), rival.post(path(admin.id))])
    assert.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1, how)
    const left = await db.selectFrom('people').innerJoin('grants', 'grants.person_id', 'people.id').select('people.id').where('role', '=', 'admin').where('disabled_at', 'is', null).execute()
    assert.equal(left.length, 1)
    await db.updateTable('people').set({ disabled_at: null }).where('id', '=', admin.id).execute()
    await db.deleteFrom('grants').where('role', '=', 'admin').where('person_id', '<>', admin.id).execute()
    await db.insertInto('grants').values({ person_id: admin.id, role: 'admin', granted_at: now() }).onConflict((on) => on.doNothing()).execute()
    if (!(await admin.isIn())) await admin.signIn(admin.email)
  }
})

test('the list finds people without accents and by role, and keeps strange signs harmless', async () => {
  await house.person('Quàng Thị Hoa', ['editor'])
  assert.match((await admin.get(`${base}?q=quang%20thi%20hoa`)).body, /Quàng Thị Hoa/)
  assert.doesNotMatch((await admin.get(`${base}?q=quang%20thi%20hoa&role=chief`)).body, /Quàng Thị Hoa/)
  for (const query of ['q=%25', 'q=_', "q='%20or%201=1--", 'role=x', 'state=x', 'trang=-1', 'trang=99999999999', 'q=a&q=b', 'q=%00', '__proto__=1'])
    assert.equal((await admin.get(`${base}?${query}`)).statusCode, 200, query)
  for (const id of ['0', '-1', 'abc', '99999999999', '1e3']) assert.equal((await admin.get(`${base}/${id}`)).statusCode, 404, id)
})

test('markup in a name is shown as letters', async () => {
  const { id } = await house.person('Tên <script>alert(1)</script>')
  const page = await admin.get(`${base}/${id}`)
  assert.ok(!page.body.includes('<script>alert'))
  assert.match(page.body, /Tên &lt;script>alert/)
})

test('screens of people are for the administrator only', async () => {
  const editor = await signedIn('Bùi Văn Biên', ['editor', 'keeper', 'chief'])
  for (const url of [base, `${base}/them`, `${base}/${admin.id}`, `${base}/${admin.id}/khoa`]) assert.equal((await editor.get(url)).statusCode, 403)
  for (const url of [`${base}/them`, `${base}/${admin.id}`, `${base}/${admin.id}/khoa`, `${base}/${admin.id}/mat-khau`, `${base}/${admin.id}/hai-buoc`])
    assert.equal((await editor.post(url)).statusCode, 403)
})

test('editors keep authors from outside with their pen names; accounts are not reached that way', async () => {
  const editor = await signedIn('Lương Thị Sửa', ['editor'])
  const made = await editor.post('/toa-soan/tac-gia/them', { name: 'Sùng A Vảng', addressForm: 'anh' })
  const path = /^\/toa-soan\/tac-gia\/\d+/.exec(String(made.headers.location))![0]
  await editor.post(`${path}/but-danh`, { penName: 'Sùng Vảng' })
  assert.equal((await editor.post(`${path}/but-danh`, { penName: 'Sùng Vảng' })).statusCode, 422)
  assert.match((await editor.get('/toa-soan/tac-gia?q=sung%20vang')).body, /Sùng A Vảng/)
  assert.deepEqual((await authorsMatching(db, 'sung vang')).map(({ name, account }) => [name, account]), [['Sùng A Vảng', false]])
  assert.equal((await editor.get(`/toa-soan/tac-gia/${admin.id}`)).statusCode, 404)
  assert.equal((await editor.post(`/toa-soan/tac-gia/${admin.id}`, { name: 'Đổi Tên' })).statusCode, 404)
  assert.equal((await editor.post(`/toa-soan/tac-gia/${admin.id}/but-danh`, { penName: 'Giả' })).statusCode, 404)
  const contributor = await signedIn('Lò Thị Cộng', ['contributor'])
  assert.equal((await contributor.get('/toa-soan/tac-gia')).statusCode, 403)
})

test('an absent chief lends the own rights, except those of the administrator, for the days named', async () => {
  const chief = await signedIn('Nguyễn Văn Sơn', ['chief', 'admin'])
  const editor = await signedIn('Trần Thu Hòa', ['editor'])
  const first = today().add({ days: 1 })
  const answer = await chief.post('/toa-soan/uy-quyen', { delegate: String(editor.id), from: 'mai', to: formatDate(first.add({ days: 2 })), reason: 'Đi công tác Hà Nội' })
  assert.equal(answer.statusCode, 303)
  const grants = async () => {
    const browser = visitor()
    await browser.signIn(editor.email)
    return sessionByToken(db, browser.jar.get('phien')!)
  }
  assert.deepEqual((await grants())!.standsFor, [])
  const start = now().add({ hours: 36 })
  setClock(() => start)
  const running = await grants()
  assert.deepEqual(running!.standsFor, [chief.id])
  assert.deepEqual(running!.grants.map(({ role, of }) => [role, of]), [['editor', undefined], ['chief', chief.id]])
  assert.match((await (await signedAgain(editor)).get('/toa-soan/uy-quyen')).body, /Đi công tác Hà Nội/)
  const { id } = await db.selectFrom('delegations').select('id').where('person_id', '=', chief.id).executeTakeFirstOrThrow()
  const other = await signedIn('Người Ngoài Cuộc', ['editor'])
  assert.equal((await other.post(`/toa-soan/uy-quyen/${id}/thu-hoi`)).statusCode, 404)
  assert.equal((await (await signedAgain(chief)).post(`/toa-soan/uy-quyen/${id}/thu-hoi`)).statusCode, 303)
  assert.deepEqual((await grants())!.standsFor, [])
})

test('a delegation to oneself, into the past, backwards or twice is refused with a sentence', async () => {
  const chief = await signedIn('Lường Văn Ín', ['secretary'])
  const { id } = await house.person('Cà Văn Nhận')
  const ask = (form: Record<string, string>) => chief.post('/toa-soan/uy-quyen', { delegate: String(id), from: 'hôm nay', to: 'mai', reason: 'nghỉ phép', ...form })
  const wrong: Record<string, string>[] = [{ delegate: String(chief.id) }, { delegate: '' }, { delegate: '999999' }, { from: '1/1/2020' }, { from: '31/2/2027' }, { to: 'hôm qua' }, { to: '1/1/2099' }, { reason: ' ' }]
  for (const form of wrong) assert.equal((await ask(form)).statusCode, 422, JSON.stringify(form))
  assert.equal((await ask({})).statusCode, 303)
  assert.match((await ask({})).body, /đã được ủy quyền trong thời gian đó/)
})

test('the first administrator comes from the environment, or with a password that is printed once', async () => {
  const fresh = await openPeople()
  const config = fresh.deps.config as { -readonly [Key in keyof typeof fresh.deps.config]: (typeof fresh.deps.config)[Key] }
  const made = (await ensureFirstAdmin(fresh.deps))!
  assert.equal(made.email, 'quantri@localhost')
  assert.equal((await fresh.browser().signIn(made.email, made.password!)).headers.location, '/dang-nhap/mat-khau')
  assert.equal(await ensureFirstAdmin(fresh.deps), null)
  await fresh.db.deleteFrom('grants').execute()
  Object.assign(config, { adminEmail: 'Sep@example.vn', adminPassword: 'chiếu cói bay qua suối' })
  assert.deepEqual(await ensureFirstAdmin(fresh.deps), { email: 'sep@example.vn' })
  assert.equal((await fresh.browser().signIn('sep@example.vn', 'chiếu cói bay qua suối')).headers.location, '/toa-soan')
  await fresh.close()
})

test('an administrator at the terminal adds accounts and resets passwords, and reads sentences', async () => {
  const made = await addAccount(deps, { email: 'may.chu@example.vn', name: 'Người Máy Chủ', role: 'editor' })
  assert.ok(made.ok && made.value.password)
  assert.deepEqual(await addAccount(deps, { email: 'may.chu@example.vn', name: 'Người Khác', role: 'editor' }), { ok: false, issues: { form: 'Địa chỉ thư này đã có người dùng.' } })
  assert.equal((await addAccount(deps, { email: 'x@example.vn', name: 'Người Khác', role: 'boss' })).ok, false)
  assert.equal((await resetPassword(deps, 'khong.co@example.vn')).ok, false)
  assert.ok((await resetPassword(deps, 'MAY.CHU@example.vn')).ok)
})

test('the health page tells what is wrong with signing in', async () => {
  assert.ok((await peopleChecks(deps)).every(({ level }) => level !== 'bad'))
  await db.deleteFrom('rules').where('key', '=', 'account.idle-days').execute()
  const findings = await peopleChecks(deps)
  assert.ok(findings.some(({ level, what }) => level === 'bad' && what.vi.includes('account.idle-days')))
})

test('no activity carries a name, an address or a secret', async () => {
  const details = JSON.stringify(await db.selectFrom('activities').select(['kind', 'detail']).execute())
  const people = await db.selectFrom('people').select(['name', 'email']).execute()
  for (const { name, email } of people) for (const word of [name, email]) assert.ok(!word || !details.includes(word), word ?? '')
})

async function signedAgain({ email }: { email: string }) {
  const browser = visitor()
  await browser.signIn(email)
  return browser
}
