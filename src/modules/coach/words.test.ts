import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf, castOf } from '../../../test/cast.ts'
import { testApp } from '../../../test/app.ts'
import { now } from '../../kernel/time.ts'
import { findingsOf } from './checking.ts'
import { modelOfText } from './model.ts'
import { houseOf } from './queries.ts'

const world = await testApp()
after(world.close)
const { db } = world
const siteOf = async (key: string, name: string) =>
  (await db.insertInto('sites').values({ key, name, created_at: now() }).returning('id').executeTakeFirstOrThrow()).id
const [cong, thuvien] = [await siteOf('cong', 'Cổng Sở'), await siteOf('thuvien', 'Thư viện')]
await world.network()
const cast = await castOf(db)
const path = '/toa-soan/tu-ngu'
const editorOf = (site: number) => actorOf(db, { name: `Biên tập ${site}`, grants: [{ role: 'editor', site, sections: null }] })
const editor = world.signInAs(await editorOf(cong))
const other = world.signInAs(await editorOf(thuvien))
const allowed = (wrong: string, site: number | '' = cong) => ({ kind: 'allowed', wrong, right: '', site: String(site) })
const doubts = async (site: number, words: string) =>
  findingsOf(modelOfText(words), await houseOf(db, site)).flatMap(({ quote, change }) =>
    change === undefined ? [] : [`${quote} → ${change}`],
  )
const idOf = async (wrong: string) =>
  (await db.selectFrom('house_words').select('id').where('wrong', '=', wrong).executeTakeFirst())?.id ?? 0

test('a word on a site’s list is right there and nowhere else; one of the network is right everywhere', async () => {
  assert.deepEqual(await doubts(cong, 'Đội xuất xắc.'), ['xuất xắc → xuất sắc'])
  assert.equal((await editor.post(path, allowed('Xuất  xắc'))).statusCode, 303)
  assert.deepEqual(await doubts(cong, 'Đội xuất xắc.'), [])
  assert.deepEqual(await doubts(thuvien, 'Đội xuất xắc.'), ['xuất xắc → xuất sắc'])
  const admin = world.signInAs(cast.admin)
  assert.equal((await admin.post(path, { kind: 'pair', wrong: 'xe khách', right: 'ô tô khách', site: '' })).statusCode, 303)
  assert.deepEqual(await doubts(thuvien, 'Đi xe khách.'), ['xe khách → ô tô khách'])
  await admin.post(`${path}/${await idOf('xe khách')}/bo`, {})
  assert.deepEqual(await doubts(thuvien, 'Đi xe khách.'), [])
})

test('what is wrong with a line is said beside it, and what was typed stays', async () => {
  const wrong = async (form: Record<string, string>, words: RegExp) => {
    const page = await editor.post(path, { site: String(cong), kind: 'pair', wrong: 'a', right: 'b', ...form })
    assert.equal(page.statusCode, 422, JSON.stringify(form))
    assert.match(page.body, words)
    return page.body
  }
  await wrong({ wrong: ' ! ' }, /có ít nhất một chữ/)
  await wrong({ right: '' }, /Ghi cách viết đúng/)
  await wrong({ wrong: 'xe (khách)' }, /chỉ gồm chữ và khoảng trắng/)
  await wrong({ wrong: 'Xe', right: 'xe' }, /Hai cách viết này như nhau/)
  await wrong({ wrong: 'x'.repeat(81) }, /dài quá 80/)
  assert.match(await wrong({ wrong: 'xuất xắc', right: 'xuất sắc' }, /đã có trong danh sách/), /value="xuất xắc"/)
  assert.equal((await editor.post(path, { ...allowed('x'), site: 'abc' })).statusCode, 422)
})

test('nobody writes on the list of another site or of the network, nor learns what stands there', async () => {
  assert.equal((await other.post(path, allowed('Pú Nhung', cong))).statusCode, 403)
  assert.equal((await other.post(path, allowed('Pú Nhung', ''))).statusCode, 403)
  assert.equal((await other.post(path, allowed('Pú Nhung', 99_999))).statusCode, 403)
  assert.ok(!(await other.get(path)).body.includes('Xuất xắc'))
  assert.equal((await other.post(`${path}/${await idOf('Xuất xắc')}/bo`, {})).statusCode, 404)
  assert.equal((await editor.post(`${path}/999999/bo`, {})).statusCode, 404)
  assert.equal((await editor.post(`${path}/x/bo`, {})).statusCode, 404)
  const writer = world.signInAs(await actorOf(db, { name: 'Người viết', grants: [{ role: 'contributor', site: cong, sections: null }] }))
  assert.equal((await writer.post(path, allowed('Pú Nhung'))).statusCode, 403)
})

test('of two who add the same word at once one is told that it is there', async () => {
  const answers = await Promise.all([editor.post(path, allowed('Si Pa Phìn')), editor.post(path, allowed('si pa phìn'))])
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b),
    [303, 422],
  )
})

test('script and patterns in a line are words like any other', async () => {
  for (const hostile of ['<script>alert(1)</script>', '(a+)+$ b', '"><img src=x onerror=alert(1)>', '%_\\'])
    assert.ok([303, 422].includes((await editor.post(path, allowed(hostile))).statusCode), hostile)
  const { body } = await editor.get(path)
  assert.ok(!body.includes('<script>alert') && !body.includes('<img src=x'))
  assert.ok(body.includes('&lt;script>alert(1)') || body.includes('&lt;script&gt;alert(1)'))
  assert.deepEqual(await doubts(cong, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b'), [])
  const found = await editor.get(`${path}?q=${encodeURIComponent('%')}`)
  assert.ok(!found.body.includes('Si Pa Phìn'))
  for (const q of ['%00', 'a&q=b', '%F0%9F%8C%B8', 'x'.repeat(500)]) assert.equal((await editor.get(`${path}?q=${q}`)).statusCode, 200, q)
})
