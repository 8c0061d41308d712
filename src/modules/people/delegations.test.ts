import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { formatDate, now, setClock, today } from '../../kernel/time.ts'
import { authorsMatching } from './index.ts'
import { openPeople, type Browser } from './fixture.ts'
import { sessionByToken } from './signin/sessions.ts'

const house = await openPeople()
after(() => house.close())
afterEach(() => setClock(null))
const { db } = house
let sources = 0
const visitor = () => house.browser(`10.5.0.${++sources}`)
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

test('editors keep authors from outside with their pen names; accounts are not reached that way', async () => {
  const editor = await signedIn('Lương Thị Sửa', ['editor'])
  const made = await editor.post('/toa-soan/tac-gia/them', { name: 'Sùng A Vảng', addressForm: 'anh' })
  const path = /^\/toa-soan\/tac-gia\/\d+/.exec(String(made.headers.location))![0]
  await editor.post(`${path}/but-danh`, { penName: 'Sùng Vảng' })
  assert.equal((await editor.post(`${path}/but-danh`, { penName: 'Sùng Vảng' })).statusCode, 422)
  assert.match((await editor.get('/toa-soan/tac-gia?q=sung%20vang')).body, /Sùng A Vảng/)
  assert.deepEqual(
    (await authorsMatching(db, 'sung vang')).map(({ name, account }) => [name, account]),
    [['Sùng A Vảng', false]],
  )
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
  const answer = await chief.post('/toa-soan/uy-quyen', {
    delegate: String(editor.id),
    from: 'mai',
    to: formatDate(first.add({ days: 2 })),
    reason: 'Đi công tác Hà Nội',
  })
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
  assert.deepEqual(
    running!.grants.map(({ role, of }) => [role, of]),
    [
      ['editor', undefined],
      ['chief', chief.id],
    ],
  )
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
  const ask = (form: Record<string, string>) =>
    chief.post('/toa-soan/uy-quyen', { delegate: String(id), from: 'hôm nay', to: 'mai', reason: 'nghỉ phép', ...form })
  const wrong: Record<string, string>[] = [
    { delegate: String(chief.id) },
    { delegate: '' },
    { delegate: '999999' },
    { from: '1/1/2020' },
    { from: '31/2/2027' },
    { to: 'hôm qua' },
    { to: '1/1/2099' },
    { reason: ' ' },
  ]
  for (const form of wrong) assert.equal((await ask(form)).statusCode, 422, JSON.stringify(form))
  assert.equal((await ask({})).statusCode, 303)
  assert.match((await ask({})).body, /đã được ủy quyền trong thời gian đó/)
})

test('the newsroom opens at a person’s work, or else at what they look after; the menu shows only what they may use', async () => {
  const editor = await signedIn('Điêu Thị Mục', ['editor'])
  assert.equal((await editor.get('/toa-soan')).headers.location, '/toa-soan/quy-dinh')
  const page = (await editor.get('/toa-soan/tac-gia')).body
  assert.match(page, /href="\/toa-soan\/uy-quyen"/)
  assert.doesNotMatch(page, /href="\/toa-soan\/nguoi-dung"/)
  const nobody = await signedIn('Điêu Văn Không', [])
  assert.equal((await nobody.get('/toa-soan')).headers.location, '/tai-khoan')
})

async function signedAgain({ email }: { email: string }) {
  const browser = visitor()
  await browser.signIn(email)
  return browser
}
