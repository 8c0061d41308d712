import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { json } from '../../../../kernel/db/db.ts'
import { writeSetting, settingOf } from '../../../../kernel/settings.ts'
import { now } from '../../../../kernel/time.ts'
import { enrolled, openPeople } from '../../fixture.ts'
import { secondFactorRoles } from '../../signin/factor-roles.ts'

const house = await openPeople()
after(() => house.close())
const { db } = house
const base = '/toa-soan/nguoi-dung/hai-buoc'
afterEach(() => writeSetting(db, secondFactorRoles, []))

let sources = 0
async function signedIn(name: string, roles: Parameters<typeof house.person>[1], withFactor = false) {
  const person = await house.person(name, roles)
  const browser = house.browser(`10.6.0.${++sources}`)
  await browser.signIn(person.email)
  if (withFactor) await enrolled(browser)
  return { ...browser, ...person }
}
const admin = await signedIn('Khoàng Hừ Quản', ['admin'], true)
const inForce = () => settingOf(db, secondFactorRoles)
const changes = () =>
  db.selectFrom('activities').select(['actor_id', 'detail']).where('kind', '=', 'settings.changed').orderBy('id').execute()

test('the effect is said in numbers, nothing changes before the second yes, and one activity tells who chose what', async () => {
  await house.person('Lường Thị Một', ['accountant'])
  await house.person('Lường Thị Hai', ['accountant', 'chief'])
  await house.person('Lường Thị Khóa', ['accountant'], { disabled_at: now() })
  await signedIn('Lường Thị Ba', ['accountant'], true)
  const form = (await admin.get(base)).body
  assert.match(form, /Kế toán<small>3 người, 2 người chưa bật/)
  assert.match(form, /Trưởng Ban Biên tập<small>1 người, 1 người chưa bật/)
  assert.match(form, /Lãnh đạo<small>Chưa ai giữ vai trò này/)
  assert.match(form, /Quản trị hệ thống<small>1 người, đều đã bật/)
  const asked = await admin.get(`${base}/luu?roles=admin&roles=accountant&roles=chief`)
  assert.match(asked.body, /Từ nay phải xác thực hai bước: Trưởng Ban Biên tập, Kế toán, Quản trị hệ thống\./)
  assert.match(asked.body, /2 người sẽ phải bật xác thực hai bước ở lần đăng nhập tới/)
  assert.doesNotMatch(asked.body, /có bạn/)
  assert.deepEqual(await inForce(), [])
  const told = (await changes()).length
  const saved = await admin.post(`${base}/luu`, { from: '', to: 'chief accountant admin' })
  assert.equal(saved.headers.location, `${base}?xong=da-luu`)
  assert.deepEqual(await inForce(), ['chief', 'accountant', 'admin'])
  assert.deepEqual((await changes()).slice(told), [
    { actor_id: admin.id, detail: { key: 'people.second-factor-roles', value: ['chief', 'accountant', 'admin'] } },
  ])
  assert.match((await admin.get(`${base}/luu?roles=admin`)).body, /2 người chưa bật thì không còn phải bật nữa/)
})

test('whoever holds a chosen role is led to enrolment at the next sign-in, and so is the delegate of one', async () => {
  const secretary = await house.person('Vừ Thị Thư', ['secretary'])
  const stand = await house.person('Vừ A Thay', ['contributor'])
  await db
    .insertInto('delegations')
    .values({
      person_id: secretary.id,
      delegate_id: stand.id,
      valid_from: now().subtract({ hours: 1 }),
      valid_to: now().add({ hours: 1 }),
      reason: 'x',
    })
    .execute()
  assert.match((await admin.get(`${base}/luu?roles=secretary`)).body, /2 người sẽ phải bật/)
  await admin.post(`${base}/luu`, { from: '', to: 'secretary' })
  for (const { email } of [secretary, stand])
    assert.equal((await house.browser(`10.6.1.${++sources}`).signIn(email)).headers.location, '/dang-nhap/hai-buoc')
})

test('an administrator without a second factor is told what comes next, enrols, and is back where the choice was made', async () => {
  const late = await signedIn('Khoàng Thị Muộn', ['admin'])
  assert.match((await late.get(`${base}/luu?roles=admin`)).body, /Trong số đó có bạn\. Lưu xong, màn hình kế tiếp hướng dẫn bạn bật/)
  let next = String((await late.post(`${base}/luu`, { from: '', to: 'admin' })).headers.location)
  const way: string[] = []
  while (!next.startsWith('/dang-nhap/hai-buoc')) {
    way.push(next)
    assert.ok(way.length < 5, way.join(' → '))
    next = String((await late.get(next)).headers.location)
  }
  assert.match((await late.get(next)).body, /Vai trò của bạn phải đăng nhập bằng hai bước/)
  const { answer } = await enrolled(late, next)
  assert.match(answer.body, /href="\/toa-soan\/nguoi-dung\/hai-buoc\?xong=da-luu"/)
  assert.match((await late.get(base)).body, /Vai trò phải xác thực hai bước/)
})

test('a choice made on an old page does not undo what a colleague has chosen since', async () => {
  await writeSetting(db, secondFactorRoles, ['editor'])
  assert.equal((await admin.post(`${base}/luu`, { from: '', to: 'admin' })).statusCode, 409)
  assert.deepEqual(await inForce(), ['editor'])
})

test('choosing what holds already changes and tells nothing', async () => {
  await writeSetting(db, secondFactorRoles, ['admin', 'chief'])
  const told = (await changes()).length
  assert.equal((await admin.get(`${base}/luu?roles=chief&roles=admin`)).headers.location, `${base}?xong=khong-doi`)
  assert.equal((await changes()).length, told)
})

test('leaving administrators out against a rule in force is said before it is saved', async () => {
  assert.match((await admin.get(`${base}/luu?roles=chief`)).body, /Quy định đang có hiệu lực đòi quản trị hệ thống/)
  assert.doesNotMatch((await admin.get(`${base}/luu?roles=admin`)).body, /Quy định đang có hiệu lực/)
  await db
    .updateTable('rules')
    .set({ value: json({ for: [] }) })
    .where('key', '=', 'mfa.required')
    .execute()
  assert.doesNotMatch((await admin.get(`${base}/luu?roles=chief`)).body, /Quy định đang có hiệu lực/)
})

test('a role that does not exist is no choice, and nobody but an administrator chooses', async () => {
  assert.equal((await admin.get(`${base}/luu?roles=emperor`)).statusCode, 422)
  assert.equal((await admin.post(`${base}/luu`, { from: '', to: 'emperor' })).statusCode, 400)
  assert.equal((await admin.post(`${base}/luu`, { to: 'admin' })).statusCode, 400)
  const chief = await signedIn('Trần Thị Trưởng', ['chief'])
  assert.equal((await chief.get(base)).statusCode, 403)
  assert.equal((await chief.get(`${base}/luu?roles=editor`)).statusCode, 403)
  assert.equal((await chief.post(`${base}/luu`, { from: '', to: 'editor' })).statusCode, 403)
  assert.deepEqual(await inForce(), [])
})
