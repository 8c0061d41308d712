import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { standingFor } from '../../../test/cast.ts'
import type { Actor } from '../../kernel/access.ts'
import { now } from '../../kernel/time.ts'
import { articleWorld, ok, says, shown, text, type World } from '../articles/fixture.ts'
import { react } from '../articles/notices/fixture.ts'
import { take } from '../articles/commands/steps.ts'

let world: World
before(async () => void (world = await articleWorld()))
after(() => world.close())

const inbox = '/toa-soan/thong-bao'
const own = '/tai-khoan/thong-bao'
const rowsOf = (person: Actor) =>
  world.db.selectFrom('notices').selectAll().where('person_id', '=', person.id).orderBy('id', 'desc').execute()

async function sent(title: string) {
  const id = await world.sent(world.cast.contributor, { text: text(title) })
  await react(world.deps)
  return id
}

test('the inbox says who did what and when, the newest first, and leads there; opening one makes it seen', async () => {
  const { editor } = world.cast
  const hoa = world.signInAs(editor)
  says((await hoa.get(inbox)).body, /Không có thông báo mới\./)
  const first = await sent('Đêm Xòe ở Na Vai')
  const second = await sent('Chợ đêm')
  const page = await hoa.get(inbox)
  says(shown(page.body), /2 thông báo chưa xem[^]*Lò Thị Mai gửi “Chợ đêm” để biên tập\.[^]*vừa xong[^]*“Đêm Xòe ở Na Vai”/)
  says(page.body, /<span class="dem num">2/)
  const [latest] = await rowsOf(editor)
  const opened = await hoa.get(`${inbox}/${latest!.id}`)
  assert.deepEqual([opened.statusCode, opened.headers.location], [303, `/toa-soan/bai-viet/${second}`])
  says(shown((await hoa.get(`/toa-soan/bai-viet/${first}`)).body), /Thông báo 1 chưa xem/)
  says(shown((await hoa.get(inbox)).body), /1 thông báo chưa xem/)
})

test('marking all as seen leaves what has come since', async () => {
  const { editor } = world.cast
  const hoa = world.signInAs(editor)
  const upTo = (await rowsOf(editor))[0]!.id
  await sent('Vừa đến')
  const marked = await hoa.post(`${inbox}/da-xem`, { den: upTo })
  assert.deepEqual([marked.statusCode, marked.headers.location], [303, `${inbox}?xong=da-xem`])
  const page = shown((await hoa.get(`${inbox}?xong=da-xem`)).body)
  says(page, /Đã đánh dấu xem tất cả[^]*1 thông báo chưa xem/)
})

test('another person’s notice does not exist, and nobody else makes it seen', async () => {
  const [notice] = await rowsOf(world.cast.editor)
  const before = (await rowsOf(world.cast.editor)).filter(({ seen_at }) => seen_at === null).length
  for (const other of [world.cast.chief, world.cast.contributor, world.cast.admin, world.cast.stranger]) {
    const client = world.signInAs(other)
    assert.equal((await client.get(`${inbox}/${notice!.id}`)).statusCode, 404)
    await client.post(`${inbox}/da-xem`, { den: notice!.id })
  }
  assert.equal((await rowsOf(world.cast.editor)).filter(({ seen_at }) => seen_at === null).length, before)
  for (const bad of ['0', 'x', '99999999999', '%00'])
    assert.equal((await world.signInAs(world.cast.editor).get(`${inbox}/${bad}`)).statusCode, 404)
})

test('without a session nothing is opened, and nothing is taken from another origin', async () => {
  const nobody = world.signInAs(null)
  for (const path of [inbox, `${inbox}/1`, own]) assert.equal((await nobody.get(path)).statusCode, 303)
  for (const path of [`${inbox}/da-xem`, own, `${own}/gui-thu`]) {
    assert.equal((await nobody.post(path)).statusCode, 401)
    const foreign = await world.signInAs(world.cast.editor).post(path, {}, { origin: 'http://thuvien.cong.test' })
    assert.equal(foreign.statusCode, 403)
  }
})

test('who has lost access to an article sees that something was told, and no word of it', async () => {
  const { editor } = world.cast
  await sent('Tên bài kín')
  const without = { ...editor, grants: [] }
  const page = await world.signInAs({ ...without, id: editor.id }).get(inbox)
  says(shown(page.body), /Một việc mà bạn không còn quyền xem\./)
  assert.ok(!page.body.includes('Tên bài kín'))
  assert.ok(!page.body.includes(`href="${inbox}/`))
})

test('a delegate reads in whose place they are told, as long as they stand for that person', async () => {
  const { contributor: mai, editor: hoa, stranger, accountant } = world.cast
  await world.db
    .insertInto('delegations')
    .values({ person_id: mai.id, delegate_id: stranger.id, valid_from: now().subtract({ hours: 1 }), valid_to: now().add({ hours: 1 }) })
    .execute()
  const id = await sent('Bài của Mai')
  ok(await take(world.deps, hoa, id, 'return', { ...(await world.seen(id)), reason: 'Thiếu nguồn' }))
  await react(world.deps)
  const during = shown((await world.signInAs(standingFor(stranger, mai)).get(inbox)).body)
  says(during, /trả lại “Bài của Mai”: Thiếu nguồn[^]*Bạn nhận thay Lò Thị Mai\./)
  const later = await world.signInAs(stranger).get(inbox)
  assert.ok(!later.body.includes('Bài của Mai') && !later.body.includes('Thiếu nguồn'))
  assert.equal((await rowsOf(accountant)).length, 0)
})

test('choices are kept; a bad hour is said with what was typed, and nothing is kept', async () => {
  const client = world.signInAs(world.cast.leader)
  const first = await client.get(own)
  says(first.body, /value="21:00"/)
  says(first.body, /value="06:30"/)
  says(first.body, /leader\.\d+@example\.vn/)
  const wrong = await client.post(own, { quietFrom: '25 giờ', quietTo: '6h', digestAt: '7h30', 'way-articles.sharing': 'inbox' })
  assert.equal(wrong.statusCode, 422)
  says(wrong.body, /value="25 giờ"/)
  says(shown(wrong.body), /Từ: Giờ chưa đúng, ví dụ 21:00 hoặc 6h30\./)
  says(wrong.body, /value="inbox"[^>]*checked/)
  assert.equal((await world.db.selectFrom('notice_hours').selectAll().where('person_id', '=', world.cast.leader.id).execute()).length, 0)
  const fields = { quietFrom: '22h', quietTo: '5:45', digestAt: '7h30', 'way-articles.sharing': 'inbox', 'way-articles.nothing': 'once' }
  assert.equal((await client.post(own, fields)).headers.location, `${own}?xong=da-luu`)
  const after = await client.get(`${own}?xong=da-luu`)
  says(shown(after.body), /Đã lưu cách nhận thông báo\./)
  for (const value of ['22:00', '05:45', '07:30']) says(after.body, new RegExp(`value="${value}"`))
  const ways = await world.db
    .selectFrom('notice_choices')
    .select(['kind_group', 'way'])
    .where('person_id', '=', world.cast.leader.id)
    .execute()
  assert.deepEqual(ways, [{ kind_group: 'articles.sharing', way: 'inbox' }])
})

test('a letter on trial is asked for once in five minutes', async () => {
  const client = world.signInAs(world.cast.secretary)
  assert.equal((await client.post(`${own}/gui-thu`)).headers.location, `${own}?xong=da-gui-thu`)
  const again = await client.post(`${own}/gui-thu`)
  assert.equal(again.statusCode, 429)
  says(shown(again.body), /Bạn vừa gửi thử một thư\. Đợi năm phút rồi gửi lại\./)
})

test('the account leads to the choices, also of somebody without a role', async () => {
  assert.equal((await world.signInAs(world.cast.stranger).get(own)).statusCode, 200)
  assert.equal((await world.signInAs(world.cast.stranger).get(inbox)).statusCode, 200)
})
