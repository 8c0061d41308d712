import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { json } from '../../kernel/db/db.ts'
import { now } from '../../kernel/time.ts'
import { goodPassword, openPeople, type Browser } from './fixture.ts'
import { sessionByToken } from './signin/sessions.ts'

const house = await openPeople()
after(() => house.close())
const { db } = house
let sources = 0
const visitor = () => house.browser(`10.4.0.${++sources}`)
const base = '/toa-soan/nguoi-dung'

const portal = await db
  .insertInto('sites')
  .values({ key: 'cong', name: 'Cổng Sở', created_at: now(), theme: json({}) })
  .returning('id')
  .executeTakeFirstOrThrow()
const section = async (slug: string, parent_id: number | null) =>
  (await db.insertInto('sections').values({ site_id: portal.id, slug, name: slug, parent_id }).returning('id').executeTakeFirstOrThrow()).id
const news = await section('tin-tuc', null)
const village = await section('tin-ban', news)
const hamlet = await section('tin-xom', village)
await house.network()

async function signedIn(
  name: string,
  roles: Parameters<typeof house.person>[1],
  more = {},
): Promise<Browser & { id: number; email: string }> {
  const person = await house.person(name, roles, more)
  const browser = visitor()
  await browser.signIn(person.email)
  return Object.assign(browser, { id: person.id, email: person.email })
}
const admin = await signedIn('Khoàng Hừ Chà', ['admin'])
const grantsOf = (id: number) =>
  db.selectFrom('grants').select(['role', 'site_id', 'section_id']).where('person_id', '=', id).orderBy('id').execute()
const kindsOf = async (id: number) =>
  (
    await db.selectFrom('activities').select('kind').where('subject_id', '=', id).where('subject', '=', 'person').orderBy('id').execute()
  ).map(({ kind }) => kind)

test('an administrator adds a person, who signs in with the one-time password and first sets an own one', async () => {
  const answer = await admin.post(`${base}/them`, {
    name: ' Lò  Thị Mới ',
    addressForm: 'chị',
    email: 'Moi.Lo@example.vn',
    unitId: '',
    language: 'vi',
  })
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

test('somebody without a role is told kindly what is the matter and whom to ask, until the role is there', async () => {
  await house.person('Khoàng Thị Nghỉ', ['admin'], { disabled_at: now() })
  const newcomer = await signedIn('Sùng Thị Đợi', [])
  assert.equal((await newcomer.get('/toa-soan')).headers.location, '/tai-khoan')
  const page = (await newcomer.get('/tai-khoan')).body
  assert.match(page, /Tài khoản đang chờ được giao vai trò/)
  assert.match(page, /<b>Khoàng Hừ Chà<\/b>, <a href="mailto:khoang\.hu\.cha@example\.vn">/)
  assert.doesNotMatch(page, /Khoàng Thị Nghỉ/)
  assert.match(page, /<form method="post" novalidate[^>]*action="\/dang-xuat"/)
  assert.equal((await admin.post(`${base}/${newcomer.id}/vai-tro`, { role: 'contributor', place: '' })).statusCode, 303)
  const after = (await newcomer.get('/tai-khoan')).body
  assert.doesNotMatch(after, /chờ được giao vai trò|mailto:/)
})

test('a role or place that does not exist, or belongs elsewhere, is refused', async () => {
  const { id } = await house.person('Tòng Thị Lạc')
  for (const form of [
    { role: 'boss', place: '' },
    { role: 'editor', place: '999' },
    { role: 'editor', place: `${portal.id}/999` },
    { role: 'admin', place: String(portal.id) },
    { role: 'editor', place: '1; drop' },
  ])
    assert.equal((await admin.post(`${base}/${id}/vai-tro`, form)).statusCode, 422)
  assert.deepEqual(await grantsOf(id), [])
})

test('nobody raises the own role: not by the form, not by fields that are not on a form', async () => {
  const writer = await signedIn('Lý A Leo', ['contributor'])
  assert.equal((await writer.post(`${base}/${writer.id}/vai-tro`, { role: 'admin', place: '' })).statusCode, 403)
  assert.equal((await admin.post(`${base}/${admin.id}/vai-tro`, { role: 'chief', place: '' })).statusCode, 403)
  const extra = {
    role: 'admin',
    roles: 'admin',
    grants: '[{"role":"admin"}]',
    'grants[0][role]': 'admin',
    password_hash: 'x',
    disabled_at: '',
    id: String(admin.id),
    email: 'leo.thang@example.vn',
    name: 'Giả Danh',
  }
  await writer.post('/tai-khoan', { addressForm: 'anh', language: 'vi', ...extra })
  assert.deepEqual(await grantsOf(writer.id), [{ role: 'contributor', site_id: null, section_id: null }])
  assert.deepEqual(await db.selectFrom('people').select(['name', 'email']).where('id', '=', writer.id).executeTakeFirst(), {
    name: 'Lý A Leo',
    email: writer.email,
  })
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
  assert.equal(
    (await phone.post('/tai-khoan/mat-khau', { old: goodPassword, password: fresh, again: 'mây trắng ngủ trên núi' })).statusCode,
    422,
  )
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
    const own = await db
      .selectFrom('grants')
      .select(['id', 'person_id'])
      .where('role', '=', 'admin')
      .where('person_id', 'in', [admin.id, rival.id])
      .execute()
    const grantId = (id: number) => own.find(({ person_id: holder }) => holder === id)!.id
    const path = (id: number) => (how === 'revoke' ? `${base}/${id}/vai-tro/${grantId(id)}/thu-hoi` : `${base}/${id}/khoa`)
    const answers = await Promise.all([admin.post(path(rival.id)), rival.post(path(admin.id))])
    assert.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1, how)
    const left = await db
      .selectFrom('people')
      .innerJoin('grants', 'grants.person_id', 'people.id')
      .select('people.id')
      .where('role', '=', 'admin')
      .where('disabled_at', 'is', null)
      .execute()
    assert.equal(left.length, 1)
    await db.updateTable('people').set({ disabled_at: null }).where('id', '=', admin.id).execute()
    await db.deleteFrom('grants').where('role', '=', 'admin').where('person_id', '<>', admin.id).execute()
    await db
      .insertInto('grants')
      .values({ person_id: admin.id, role: 'admin', granted_at: now() })
      .onConflict((on) => on.doNothing())
      .execute()
    if (!(await admin.isIn())) await admin.signIn(admin.email)
  }
})

test('the list finds people without accents and by role, and keeps strange signs harmless', async () => {
  await house.person('Quàng Thị Hoa', ['editor'])
  assert.match((await admin.get(`${base}?q=quang%20thi%20hoa`)).body, /Quàng Thị Hoa/)
  assert.doesNotMatch((await admin.get(`${base}?q=quang%20thi%20hoa&role=chief`)).body, /Quàng Thị Hoa/)
  for (const query of [
    'q=%25',
    'q=_',
    "q='%20or%201=1--",
    'role=x',
    'state=x',
    'trang=-1',
    'trang=99999999999',
    'q=a&q=b',
    'q=%00',
    '__proto__=1',
  ])
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
  for (const url of [base, `${base}/them`, `${base}/${admin.id}`, `${base}/${admin.id}/khoa`])
    assert.equal((await editor.get(url)).statusCode, 403)
  for (const url of [
    `${base}/them`,
    `${base}/${admin.id}`,
    `${base}/${admin.id}/khoa`,
    `${base}/${admin.id}/mat-khau`,
    `${base}/${admin.id}/hai-buoc`,
  ])
    assert.equal((await editor.post(url)).statusCode, 403)
})

test('no activity carries a name, an address or a secret', async () => {
  const details = JSON.stringify(await db.selectFrom('activities').select(['kind', 'detail']).execute())
  const people = await db.selectFrom('people').select(['name', 'email']).execute()
  for (const { name, email } of people) for (const word of [name, email]) assert.ok(!word || !details.includes(word), word ?? '')
})
