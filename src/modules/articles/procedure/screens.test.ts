import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf, standingFor } from '../../../../test/cast.ts'
import type { Actor } from '../../../kernel/access.ts'
import { writeSetting } from '../../../kernel/settings.ts'
import { now, setClock, toLocal } from '../../../kernel/time.ts'
import { take } from '../commands/steps.ts'
import { articleWorld, base, ok, says, shown, text } from '../fixture.ts'
import { waitingFor } from '../newsroom/waiting.ts'
import { assign } from './assigning.ts'
import { hoursSetting, officeSetting, reasonsSetting, stagesSetting, type ChosenStages } from './settings.ts'
import { whoMay } from './who.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, seen, article, cong, thuvien } = world
const { contributor: mai, editor: hoa, secretary: hac, leader: thang, chief: son } = cast
const as = (actor: Actor) => world.signInAs(actor)
const choose = (chosen: ChosenStages) => writeSetting(db, stagesSetting, chosen)
const pass = async (actor: Actor, id: number, step: 'pass' | 'proof' | 'endorse') => ok(await take(deps, actor, id, step, await seen(id)))
const give = (actor: Actor, id: number, to: number | null, from: number | null = null) => assign(deps, actor, id, { from, to })
const told = async (id: number, kind: string) =>
  (
    await db
      .selectFrom('activities')
      .select('detail')
      .where('subject_id', '=', id)
      .where('kind', '=', `article.${kind}`)
      .orderBy('id')
      .execute()
  ).map(({ detail }) => detail)
/** Sent on a Monday morning at nine, when the office is open. */
const monday = Temporal.Instant.from('2026-11-16T09:00:00+07:00')
const at = async <T>(moment: Temporal.Instant, act: () => Promise<T>) => {
  setClock(() => moment)
  try {
    return await act()
  } finally {
    setClock(null)
  }
}
const local = (moment: Temporal.Instant | null) => moment && toLocal(moment).toString().slice(0, 16)

test('a delegate sees what waits for whoever is away, named as colleagues do, and what that person has taken', async () => {
  await db.updateTable('people').set({ address_form: 'chị' }).where('id', '=', hoa.id).execute()
  const cousin = await actorOf(db, { name: 'Cà Thị Thay', grants: [{ role: 'contributor', site: null, sections: null }] })
  const standin = standingFor(cousin, hoa)
  const id = await world.sent()
  ok(await give(hoa, id, hoa.id))
  const lines = await waitingFor(db, standin)
  assert.equal(lines.find(({ line }) => line.id === id)?.instead, 'chị Hoa')
  assert.equal((await waitingFor(db, hoa)).find(({ line }) => line.id === id)?.instead, undefined)
  says(shown((await as(standin).get('/toa-soan/viec-cua-toi')).body), /thay chị Hoa/)
  const queue = shown((await as(standin).get('/toa-soan/duyet?buoc=bien-tap&loc=cua-toi')).body)
  says(queue, /thay chị Hoa chị Hoa đang làm/)
  await pass(standin, id, 'pass')
  const step = await db
    .selectFrom('transitions')
    .select('on_behalf_of')
    .where('article_id', '=', id)
    .where('step', '=', 'pass')
    .executeTakeFirstOrThrow()
  assert.equal(step.on_behalf_of, hoa.id)
  // Whoever edits with a right of their own stands in for nobody, unless the absent one has taken it.
  const editor = standingFor(await actorOf(db, { name: 'Biên tập ba', grants: [{ role: 'editor', site: null, sections: null }] }), hoa)
  const free = await world.sent()
  assert.equal((await waitingFor(db, editor)).find(({ line }) => line.id === free)?.instead, undefined)
})

test('the queue of a stage is narrowed to mine, nobody’s and what is late, and goes on behind its thirtieth line without losing any', async () => {
  await db.updateTable('articles').set({ hidden_at: now() }).execute()
  await db.deleteFrom('article_faces').execute()
  const ids: number[] = []
  for (let n = 0; n < 33; n++) ids.push(await at(monday.add({ minutes: n % 3 }), () => world.sent(mai, { text: text(`Bài số ${n}`) })))
  ok(await give(hoa, ids[5]!, hoa.id))
  const page = async (rest: string) => (await as(hoa).get(`/toa-soan/duyet?buoc=bien-tap${rest}`)).body
  const listed = (body: string) => [...body.matchAll(/<a href="\/toa-soan\/bai-viet\/(\d+)">/g)].map(([, id]) => Number(id))
  const first = await page('')
  says(shown(first), /Tất cả 33 Của tôi 1 Chưa ai nhận 32 Quá hạn 33/)
  const [, next] = /href="\/toa-soan\/duyet\?buoc=bien-tap(&amp;sau=[^"]+)"/.exec(first)!
  const second = await page(next!.replaceAll('&amp;', '&'))
  assert.deepEqual([listed(first).length, listed(second).length], [30, 3])
  assert.deepEqual(
    [...listed(first), ...listed(second)].toSorted((a, b) => a - b),
    ids,
  )
  says(shown(second), /Về đầu hàng chờ/)
  assert.deepEqual(listed(await page('&loc=cua-toi')), [ids[5]])
  assert.equal(listed(await page('&loc=chua-nhan')).length, 30)
  says(await page('&loc=qua-han'), /Quá hạn 17\/11 09:3/)
  for (const bad of ['&sau=x', '&sau=2026-99-99T00:00:00Z_1', '&loc=%00', '&sau=2026-11-16T02:00:00Z_99999999999'])
    assert.equal((await as(hoa).get(`/toa-soan/duyet?buoc=bien-tap${bad}`)).statusCode, 200, bad)
  const taken = await as(hoa).post(`${base}/${ids[0]}/nhan`, { from: '', to: hoa.id, ve: 'bien-tap' })
  assert.equal(taken.headers.location, '/toa-soan/duyet?buoc=bien-tap&vua=nhan')
  assert.equal((await as(thang).get('/toa-soan/duyet')).statusCode, 200)
})

test('a leader of the unit reads, agrees or sends back from the own desk', async () => {
  await choose({ [cong]: 4 })
  const id = await world.edited()
  await pass(hac, id, 'proof')
  says(shown((await as(thang).get('/toa-soan/viec-cua-toi')).body), /Xem, đồng ý/)
  says(shown((await as(thang).get(`${base}/${id}`)).body), /Chuyển Ban duyệt.*Đang chờ Lãnh đạo đơn vị.*Tôi nhận bài này/)
  const { version } = await seen(id)
  assert.equal((await as(thang).post(`${base}/${id}/dong-y`, { version })).headers.location, `${base}/${id}?vua=chuyen-duyet`)
  await choose({})
})

test('the screen says who does what, from the table itself, and what is chosen there holds for what is sent next', async () => {
  const path = `/toa-soan/quy-trinh/${cong}`
  const page = shown((await as(son).get(path)).body)
  says(page, /Đổi ở đây không đụng đến bài đang đi/)
  says(page, /Biên tập viên, thư ký hoặc Trưởng Ban Biên tập làm bước này, rồi chuyển Ban Biên tập duyệt\./)
  const saved = await as(son).post(path, { all: '3', 'genre-brief': '1' })
  assert.equal(saved.headers.location, `${path}?vua=da-luu`)
  const after = shown((await as(son).get(path)).body)
  says(after, /3 bước: biên tập, thư ký đọc, Ban Biên tập duyệt\. Áp dụng cho: mọi thể loại còn lại\./)
  says(after, /1 bước: Ban Biên tập duyệt\. Áp dụng cho: Tin vắn\./)
  says(after, /Thư ký hoặc Trưởng Ban Biên tập làm bước này, rồi chuyển Ban Biên tập duyệt\..*trả về bước trước \(Biên tập\)/)
  assert.equal((await article(await world.sent())).stages, 3)
  const wrong = await as(son).post(path, { all: '5', 'genre-brief': '1' })
  assert.equal(wrong.statusCode, 422)
  says(shown(wrong.body), /Chọn từ một đến bốn bước/)
  ok({ ok: true, value: await as(son).post(path, { all: '' }) })
  assert.equal((await article(await world.sent())).stages, 2)
})

test('who keeps one site arranges that one; hours, reasons and what holds for all are for who keeps all', async () => {
  const keeper = await actorOf(db, { name: 'Phụ trách', grants: [{ role: 'keeper', site: thuvien, sections: null }] })
  const own = `/toa-soan/quy-trinh/${thuvien}`
  assert.equal((await as(keeper).post(own, { all: '1' })).statusCode, 303)
  assert.equal((await as(keeper).get(`/toa-soan/quy-trinh/${cong}`)).statusCode, 404)
  assert.equal((await as(keeper).post(`/toa-soan/quy-trinh/${cong}`, { all: '1' })).statusCode, 404)
  assert.equal((await as(keeper).post('/toa-soan/quy-trinh', { phan: 'buoc', all: '1' })).statusCode, 404)
  assert.ok(!(await as(keeper).get('/toa-soan/quy-trinh')).body.includes('name="phan"'))
  assert.equal((await as(hoa).get('/toa-soan/quy-trinh')).statusCode, 403)
  await choose({})
})

test('office hours and hours of a stage are read as people write them; what cannot be read comes back with what was typed', async () => {
  const hours = { 'hours-submitted': '4', 'hours-proofing': '2', 'hours-endorsing': '0', 'hours-edited': '8' }
  const day = { 'morning-from': '7h30', 'morning-to': '11:30', 'afternoon-from': '13 giờ', 'afternoon-to': '16h30' }
  const post = (fields: Record<string, string>) => as(son).post('/toa-soan/quy-trinh', { phan: 'gio', ...hours, ...day, ...fields })
  assert.equal((await post({})).statusCode, 303)
  const id = await at(monday, () => world.sent())
  assert.equal(local((await article(id)).dueAt), '2026-11-16T14:30')
  for (const [field, value, sentence] of [
    ['hours-proofing', '201', /Ghi số giờ làm việc từ 0 đến 200/],
    ['hours-edited', 'tám', /Ghi số giờ làm việc từ 0 đến 200/],
    ['morning-to', 'trưa', /Ghi giờ như 7:30/],
    ['afternoon-from', '10:00', /Ghi giờ như 7:30/],
  ] as const) {
    const answer = await post({ [field]: value })
    assert.equal(answer.statusCode, 422, field)
    says(shown(answer.body), sentence)
    assert.ok(answer.body.includes(`value="${value}"`), field)
  }
  await writeSetting(db, hoursSetting, hoursSetting.initial)
  await writeSetting(db, officeSetting, officeSetting.initial)
})

test('the agency words its own reasons; what it drops stays known, and one reason at least stays', async () => {
  const used = Object.fromEntries(reasonsSetting.initial.map(({ key }) => [`used-${key}`, '1']))
  const post = (fields: Record<string, string>) => as(son).post('/toa-soan/quy-trinh', { phan: 'ly-do', ...fields })
  assert.equal((await post({ ...used, 'used-long': '', 'words-source': 'Thiếu nguồn', 'new-0': 'Chưa có ý kiến cơ sở' })).statusCode, 303)
  const id = await world.sent()
  const form = shown((await as(hoa).get(`${base}/${id}/tra-lai?ban=${(await seen(id)).version}`)).body)
  says(form, /Thiếu nguồn .*Chưa có ý kiến cơ sở/)
  assert.ok(!form.includes('Bài dài, cần rút gọn'))
  await as(hoa).post(`${base}/${id}/tra-lai`, { ...(await seen(id)), reason: '', 'ly-do-chua-co-y-kien-co-so': '1', 'ly-do-long': '1' })
  assert.deepEqual(((await told(id, 'returned'))[0] as { reasons: string[] }).reasons, ['chua-co-y-kien-co-so'])
  const none = await post({})
  assert.equal(none.statusCode, 422)
  says(shown(none.body), /Giữ lại ít nhất một lý do/)
})

test('who may do what, told of each table', () => {
  const rows = whoMay(4).map(({ stage, does, to, back, writes, retracts }) => [stage, does.join(' '), to, back, writes.join(' '), retracts])
  assert.deepEqual(rows, [
    ['submitted', 'editor secretary chief', 'proofing', null, 'editor secretary chief', true],
    ['proofing', 'secretary chief', 'endorsing', 'submitted', 'secretary chief', false],
    ['endorsing', 'leader chief', 'edited', 'proofing', 'chief', false],
    ['edited', 'chief', 'approved', 'endorsing', 'chief', false],
  ])
  assert.deepEqual(
    whoMay(1).map(({ stage, retracts, back }) => [stage, retracts, back]),
    [['edited', true, null]],
  )
})
