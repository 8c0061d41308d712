import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { samplePassword } from '../house.ts'
import { fromElsewhere, get, house, isIn, post, signIn } from './browser.ts'

/** The abuse cases of who one is: roles that are not given, sessions, guesses. */
after(house.close)
const { deps } = house

test('5 and 18 the own account gives nobody a role, an address or another person’s row', async () => {
  const { cookie } = await signIn('contributor')
  const rows = () => deps.db.selectFrom('grants').select(['person_id', 'role', 'site_id', 'section_id']).orderBy('id').execute()
  const before = await rows()
  const extra = {
    role: 'admin',
    roles: 'admin',
    'grants[0][role]': 'admin',
    email: 'toi@evil.vn',
    id: '1',
    personId: '1',
    disabled_at: '',
    __proto__: 'x',
    name: 'Người khác',
  }
  assert.equal((await post('/tai-khoan', { addressForm: 'chị', language: 'vi', ...extra }, { cookie })).status, 303)
  await post('/toa-soan/uy-quyen', { delegate: '1', from: '', to: '', reason: 'x', ...extra }, { cookie })
  for (const path of ['/toa-soan/nguoi-dung/1/vai-tro', '/toa-soan/nguoi-dung/them', '/toa-soan/nguoi-dung/1'])
    assert.equal((await post(path, { place: '', ...extra }, { cookie })).status, 403, path)
  assert.deepEqual(await rows(), before)
  const own = await deps.db
    .selectFrom('people')
    .select(['name', 'email'])
    .where('email', '=', 'contributor@hoaban.local')
    .executeTakeFirst()
  assert.notEqual(own?.name, 'Người khác')
  const { cookie: admin } = await signIn('admin')
  const { id } = await deps.db.selectFrom('people').select('id').where('email', '=', 'admin@hoaban.local').executeTakeFirstOrThrow()
  assert.equal(
    (await post(`/toa-soan/nguoi-dung/${id}/vai-tro`, { role: 'chief', place: '' }, { cookie: admin })).status,
    403,
    'not even the own roles',
  )
})

test('7 a session fixed before signing in, or copied before signing out, opens nothing afterwards', async () => {
  const fixed = `phien=${'A'.repeat(43)}`
  const { cookie } = await signIn('leader', samplePassword, { cookie: fixed })
  assert.equal(await isIn(fixed), false)
  assert.equal(await isIn(cookie), true)
  await post('/dang-xuat', {}, { cookie })
  assert.equal(await isIn(cookie), false)
  assert.equal(await isIn(cookie.replace('phien=', '__Host-phien=')), false)
})

test('7 and 20 who loses an account or a role loses it at the next request, whatever stands in a cookie', async () => {
  const { cookie } = await signIn('accountant')
  assert.equal(await isIn(cookie), true)
  const { cookie: admin } = await signIn('admin')
  const { id } = await deps.db.selectFrom('people').select('id').where('email', '=', 'accountant@hoaban.local').executeTakeFirstOrThrow()
  assert.equal((await post(`/toa-soan/nguoi-dung/${id}/khoa`, {}, { cookie: admin })).status, 303)
  assert.equal(await isIn(cookie), false)
  assert.equal((await signIn('accountant')).answer.status, 422)
  await post(`/toa-soan/nguoi-dung/${id}/mo`, {}, { cookie: admin })

  const keeper = await signIn('keeper')
  const { id: keeperId } = await deps.db
    .selectFrom('people')
    .select('id')
    .where('email', '=', 'keeper@hoaban.local')
    .executeTakeFirstOrThrow()
  const held = await deps.db
    .selectFrom('grants')
    .selectAll()
    .where('person_id', '=', keeperId)
    .where('role', '=', 'keeper')
    .executeTakeFirstOrThrow()
  assert.equal((await get(`/toa-soan/trang/${held.site_id}`, { cookie: keeper.cookie })).status, 200)
  assert.equal((await post(`/toa-soan/nguoi-dung/${keeperId}/vai-tro/${held.id}/thu-hoi`, {}, { cookie: admin })).status, 303)
  assert.equal((await get(`/toa-soan/trang/${held.site_id}`, { cookie: keeper.cookie })).status, 403)
  await post(`/toa-soan/nguoi-dung/${keeperId}/vai-tro`, { role: 'keeper', place: String(held.site_id) }, { cookie: admin })
})

test('8 an unknown account, a wrong password and a hostile one read the same, and guessing is slowed', async () => {
  const at = fromElsewhere()
  const wrong = (email: string, password: string) => post('/dang-nhap', { email, password }, at)
  const [unknown, known] = [
    await wrong('khong-co@hoaban.local', 'sai-mat-khau-roi'),
    await wrong('secretary@hoaban.local', 'sai-mat-khau-roi'),
  ]
  assert.deepEqual([unknown.status, known.status], [422, 422])
  assert.equal(unknown.body.replace('khong-co@', 'secretary@'), known.body)
  const statuses: number[] = []
  for (let round = 0; round < 12; round++) statuses.push((await wrong('secretary@hoaban.local', `doan-${round}`)).status)
  assert.ok(statuses.includes(429))
  assert.equal((await wrong('secretary@hoaban.local', samplePassword)).status, 429, 'the right one waits too')
  const long = await post('/dang-nhap', { email: 'x'.repeat(100_000), password: 'y'.repeat(200_000) }, fromElsewhere())
  assert.equal(long.status, 422)
})

test('a refusal in the newsroom keeps its menu and says the same of what is hidden and of what is not there', async () => {
  const { cookie } = await signIn('contributor')
  const hidden = await deps.db
    .selectFrom('articles')
    .innerJoin('people', 'people.id', 'articles.created_by')
    .select('articles.id')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('publications').select('id').whereRef('article_id', '=', 'articles.id'))))
    .where('people.email', 'is distinct from', 'contributor@hoaban.local')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contributions')
            .select('id')
            .whereRef('article_id', '=', 'articles.id')
            .where('person_id', 'in', eb.selectFrom('people').select('id').where('email', '=', 'contributor@hoaban.local')),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  const [secret, absent, unknown] = await Promise.all(
    [`/toa-soan/bai-viet/${hidden.id}`, '/toa-soan/bai-viet/999999', '/toa-soan/khong-co'].map((path) => get(path, { cookie })),
  )
  for (const page of [secret!, absent!, unknown!]) {
    assert.equal(page.status, 404)
    assert.match(page.body, /href="\/toa-soan\/viec-cua-toi"/)
    assert.match(page.body, /Về Tòa soạn/)
  }
  const text = (body: string) => body.replaceAll(/%2F\d+/g, '')
  assert.equal(text(secret!.body), text(absent!.body))
  const forbidden = await get('/toa-soan/nguoi-dung', { cookie })
  assert.equal(forbidden.status, 403)
  assert.match(forbidden.body, /Bạn chưa được giao việc này[\s\S]*Về Tòa soạn/)
  assert.ok(!(await get('/toa-soan/khong-co')).body.includes('Về Tòa soạn'), 'nobody signed in: the site’s own page')
})
