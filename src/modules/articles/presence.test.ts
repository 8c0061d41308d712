import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { now, setClock } from '../../kernel/time.ts'
import { articleWorld, base, text } from './fixture.ts'

const world = await articleWorld()
after(async () => {
  setClock(null)
  await world.close()
})
const { signInAs, seen, article } = world
const { contributor, editor, secretary, chief, leader } = world.cast
const [mai, hoa, an, son, lan] = [contributor, editor, secretary, chief, leader].map(signInAs)

type Told = { others: { name: string; doing: string; block: string; own: boolean }[]; taken: { by: string } | null; version: number }
const tell = async (who: typeof hoa, id: number, session: string, doing = 'writing', more: object = {}) => {
  const answer = await who!.postJson(`${base}/${id}/co-mat`, { session, doing, ...more })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json<Told>()
}
const save = async (who: typeof hoa, id: number, title: string) =>
  who!.put(`${base}/${id}/luu`, { version: (await seen(id)).version, session: 'trang1111', ...text(title) })

test('two who have an article open see each other by name and paragraph, and no more once a page is closed or silent', async () => {
  const id = await world.sent()
  assert.deepEqual((await tell(hoa, id, 'trangcuahoa')).others, [])
  const told = await tell(an, id, 'trangcuaan', 'writing', { block: 'doan1111' })
  assert.deepEqual(told.others, [{ name: editor.name, doing: 'writing', block: '', own: false }])
  assert.deepEqual((await tell(hoa, id, 'trangcuahoa')).others, [{ name: secretary.name, doing: 'writing', block: 'doan1111', own: false }])
  await an!.postJson(`${base}/${id}/co-mat`, { session: 'trangcuaan', doing: 'writing', leaving: true })
  assert.deepEqual((await tell(hoa, id, 'trangcuahoa')).others, [])
  await tell(an, id, 'trangcuaan')
  const later = now().add({ seconds: 31 })
  setClock(() => later)
  assert.deepEqual((await tell(hoa, id, 'trangcuahoa')).others, [])
  setClock(null)
})

test('a wording that waits and has no page any more stands on the review page and in the editor, and there it is chosen', async () => {
  const id = await world.sent()
  const { version } = await seen(id)
  await hoa!.put(`${base}/${id}/luu`, { version, session: 'trangcuahoa', ...text('Tên của Hoa') })
  const asked = await an!.put(`${base}/${id}/luu`, { version, session: 'trangcuaan', ...text('Tên của Ín & bạn') })
  assert.equal(asked.json<{ wordings: unknown[] }>().wordings.length, 1)
  const review = await son!.get(`${base}/${id}`)
  assert.match(review.body, /Còn 1 chỗ có hai lời chưa chọn/)
  assert.match(review.body, new RegExp(`${secretary.name}: <q>Tên của Ín &amp; bạn</q>`))
  const page = await hoa!.get(`${base}/${id}/viet`)
  const { left } = JSON.parse(/id="ed-du-lieu"[^>]*>([^<]*)</.exec(page.body)![1]!) as { left: { id: number; wording: string }[] }
  assert.deepEqual(
    left.map(({ wording }) => wording),
    ['Tên của Ín & bạn'],
  )
  const now = await seen(id)
  const other = await world.sent()
  const elsewhere = {
    version: (await seen(other)).version,
    session: 'trangcuahoa2',
    left: [{ id: left[0]!.id, choice: 'theirs' }],
    ...text('Khác'),
  }
  await hoa!.put(`${base}/${other}/luu`, elsewhere)
  assert.match((await son!.get(`${base}/${id}`)).body, /Còn 1 chỗ/, 'an answer given under another item counts for nothing')
  const answer = { version: now.version, session: 'trangcuahoa2', left: [{ id: left[0]!.id, choice: 'mine' }], ...text('Tên của Ín & bạn') }
  assert.equal((await hoa!.put(`${base}/${id}/luu`, answer)).statusCode, 200)
  assert.doesNotMatch((await son!.get(`${base}/${id}`)).body, /hai lời chưa chọn/)
  assert.doesNotMatch((await mai!.get(`${base}/${id}`)).body, /hai lời chưa chọn/)
})

test('who decides holds the text by name; a writer takes it over, and the decider is told by whom', async () => {
  const id = await world.sent()
  await tell(an, id, 'trangcuaan', 'deciding')
  const held = await save(hoa, id, 'Sửa lúc đang duyệt')
  assert.equal(held.statusCode, 423)
  assert.equal(held.json<{ by: string }>().by, secretary.name)
  assert.equal((await hoa!.postJson(`${base}/${id}/co-mat/lay-quyen`, {})).statusCode, 204)
  assert.equal((await tell(an, id, 'trangcuaan', 'deciding')).taken?.by, editor.name)
  assert.equal((await save(hoa, id, 'Sửa sau khi lấy quyền')).statusCode, 200)
  assert.equal((await article(id)).title, 'Sửa sau khi lấy quyền')
})

test('nobody hears of an article that they may not read, and nobody takes over what they may not write', async () => {
  const draft = await world.begin()
  assert.equal((await hoa!.postJson(`${base}/${draft}/co-mat`, { session: 'trangcuahoa', doing: 'reading' })).statusCode, 404)
  const id = await world.sent()
  assert.equal((await mai!.postJson(`${base}/${id}/co-mat/lay-quyen`, {})).statusCode, 403)
  assert.equal((await lan!.postJson(`${base}/${id}/co-mat/lay-quyen`, {})).statusCode, 403)
  assert.equal((await son!.postJson(`${base}/${id}/co-mat`, { session: "x'; drop", doing: 'reading' })).statusCode, 400)
})

test('a name that a page gave itself cannot be used by another person', async () => {
  const id = await world.sent()
  await tell(hoa, id, 'trangcuahoa', 'writing')
  await tell(an, id, 'trangcuahoa', 'deciding')
  assert.equal((await save(hoa, id, 'Vẫn ghi được')).statusCode, 200)
})

test('whoever cannot decide about a text does not hold it from others by saying so', async () => {
  const id = await world.sent()
  for (const [who, session] of [
    [mai, 'trangcuamai'],
    [lan, 'trangcualan'],
  ] as const)
    await tell(who, id, session, 'deciding')
  const told = await tell(hoa, id, 'trangcuahoa')
  assert.deepEqual(new Set(told.others.map(({ doing }) => doing)), new Set(['reading']))
  assert.equal((await save(hoa, id, 'Sửa tiếp')).statusCode, 200)
})
