import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf, standingFor } from '../../../../test/cast.ts'
import type { Actor } from '../../../kernel/access.ts'
import { writeSetting } from '../../../kernel/settings.ts'
import { now, setClock, toLocal } from '../../../kernel/time.ts'
import type { Stage } from '../article.ts'
import { approve } from '../commands/publication.ts'
import { take } from '../commands/steps.ts'
import { saveWorking } from '../commands/saving.ts'
import { create, describe } from '../commands/writing.ts'
import { articleWorld, base, ok, says, shown, status, text } from '../fixture.ts'
import { sweep } from '../jobs.ts'
import { waitingFor } from '../newsroom/waiting.ts'
import { assign } from './assigning.ts'
import { remind } from './reminding.ts'
import { hoursSetting, officeSetting, reasonsSetting, stagesSetting, type ChosenStages } from './settings.ts'
import { whoMay } from './who.ts'

const world = await articleWorld()
after(world.close)
const { deps, db, cast, seen, article, cong, thuvien, sections } = world
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

test('an item goes through as many stages as its genre has on its site, else its site, else everybody', async () => {
  await choose({ all: 3, [cong]: 1, [`${cong}:feature`]: 4, [`${thuvien}:feature`]: 2 })
  const sentTo = async (id: number) => [(await article(id)).status, (await article(id)).stages]
  assert.deepEqual(await sentTo(await world.sent()), ['submitted', 4])
  const news = ok(await create(deps, mai, { siteId: cong, sectionId: sections.vanHoa, genre: 'news', ...text() })).id
  ok(await take(deps, mai, news, 'submit', await seen(news)))
  assert.deepEqual(await sentTo(news), ['edited', 1])
  assert.deepEqual(await sentTo(await world.sent(mai, { site: thuvien, section: sections.sach })), ['submitted', 2])
  const note = ok(await create(deps, mai, { siteId: thuvien, sectionId: sections.sach, genre: 'note', ...text() })).id
  assert.equal((await article(note)).stages, 3, 'a draft shows what it would go through')
  await choose({})
})

test('an item goes its whole way through four stages, each by whose it is, and out to its readers', async () => {
  await choose({ [cong]: 4 })
  const id = await world.sent()
  await assert.rejects(take(deps, hac, id, 'proof', await seen(id)), status(409))
  await pass(hoa, id, 'pass')
  await assert.rejects(take(deps, hoa, id, 'proof', await seen(id)), status(403))
  await pass(hac, id, 'proof')
  await assert.rejects(take(deps, hac, id, 'endorse', await seen(id)), status(403))
  await assert.rejects(saveWorking(deps, thang, id, (await seen(id)).version, text('Lãnh đạo tự sửa')), status(403))
  await pass(thang, id, 'endorse')
  await assert.rejects(approve(deps, thang, id, await seen(id), { at: null, sites: [] }), status(403))
  ok(await approve(deps, son, id, await seen(id), { at: null, sites: [] }))
  assert.equal((await article(id)).status, 'approved')
  assert.deepEqual(
    [(await told(id, 'edited')).length, (await told(id, 'proofread')).length, (await told(id, 'endorsed')).length],
    [1, 1, 1],
  )
  await choose({})
})

test('a changed setting leaves an item on its way alone, and holds when it is sent again', async () => {
  await choose({ [cong]: 3 })
  const id = await world.sent()
  await choose({ [cong]: 1 })
  await pass(hoa, id, 'pass')
  assert.equal((await article(id)).status, 'proofing')
  ok(await take(deps, hac, id, 'return', { ...(await seen(id)), reason: 'Thiếu nguồn' }))
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  assert.deepEqual([(await article(id)).status, (await article(id)).stages], ['edited', 1])
  await choose({})
})

test('when two take the same item, one has it and the other hears who was faster', async () => {
  const id = await world.sent()
  const second = await actorOf(db, { name: 'Lò Văn Ước', grants: [{ role: 'editor', site: null, sections: null }] })
  const both = await Promise.allSettled([give(hoa, id, hoa.id), give(second, id, second.id)])
  assert.equal(both.filter((one) => one.status === 'fulfilled' && one.value.ok).length, 1)
  const { assigneeId } = await article(id)
  const [first, late] = assigneeId === hoa.id ? [hoa, second] : [second, hoa]
  assert.equal((await told(id, 'assigned')).length, 1)
  const page = await as(late).post(`${base}/${id}/nhan`, { from: '', to: late.id })
  assert.equal(page.statusCode, 409)
  says(shown(page.body), new RegExp(`Có người nhanh hơn.*${first.name.split(' ').at(-1)} vừa nhận bài này`))
  assert.equal((await article(id)).assigneeId, first.id)
  await pass(late, id, 'pass')
  assert.equal((await article(id)).assigneeId, null, 'the next stage begins with nobody')
})

test('the secretary deals out work to whoever may do it, never to an author; others only take or let go', async () => {
  const id = await world.sent()
  assert.deepEqual(await give(hac, id, mai.id), { ok: false, issues: { to: 'notForThem' } })
  assert.deepEqual(await give(hac, id, cast.accountant.id), { ok: false, issues: { to: 'notForThem' } })
  ok(await give(hac, id, hoa.id))
  const other = await actorOf(db, { name: 'Biên tập hai', grants: [{ role: 'editor', site: null, sections: null }] })
  await assert.rejects(give(other, id, null, hoa.id), status(403))
  await assert.rejects(give(other, id, hac.id, hoa.id), status(403))
  await assert.rejects(give(mai, id, mai.id, hoa.id), status(403))
  await assert.rejects(give(cast.accountant, id, null, hoa.id), status(404))
  ok(await give(hoa, id, null, hoa.id))
  const own = await world.sent(hac)
  await assert.rejects(give(hac, own, hoa.id), status(403), 'nobody deals out the own item')
  const draft = await world.begin()
  await assert.rejects(give(mai, draft, mai.id), status(409))
  const form = await as(hac).post(`${base}/${id}/nhan`, { from: '', to: mai.id })
  assert.equal(form.statusCode, 422)
  says(shown(form.body), /Người này không làm được việc của bước này/)
  assert.equal((await as(hac).post(`${base}/${id}/nhan`, { from: '', to: 'x' })).statusCode, 400)
  const given = await as(hac).post(`${base}/${id}/nhan`, { from: '', to: hoa.id })
  assert.equal(given.headers.location, `${base}/${id}?vua=giao`)
  says(shown((await as(hoa).get(`${base}/${id}`)).body), /Người nhận Hoa.*Để người khác nhận/)
})

test('an item is due after its hours of office time, and a change of them holds for what comes next', async () => {
  const id = await at(monday, () => world.sent())
  assert.deepEqual([local((await article(id)).dueAt), local((await article(id)).remindAt)], ['2026-11-17T09:30', '2026-11-16T15:00'])
  await writeSetting(db, hoursSetting, { submitted: 2, proofing: 0, endorsing: 1, edited: 0 })
  await writeSetting(db, officeSetting, [{ from: '08:00', to: '10:00' }])
  const short = await at(monday, () => world.sent())
  assert.equal(local((await article(short)).dueAt), '2026-11-17T09:00')
  assert.equal(local((await article(id)).dueAt), '2026-11-17T09:30')
  await pass(hoa, short, 'pass')
  assert.deepEqual([(await article(short)).dueAt, (await article(short)).remindAt], [null, null], 'no hours, no hour')
  await writeSetting(db, hoursSetting, hoursSetting.initial)
  await writeSetting(db, officeSetting, officeSetting.initial)
})

test('one reminder halfway, one when the time is over, however often the worker comes by', async () => {
  const id = await at(monday, () => world.sent())
  ok(await at(monday, () => give(hoa, id, hoa.id)))
  const half = monday.add({ hours: 6 })
  await at(monday.add({ hours: 1 }), () => sweep(deps))
  assert.deepEqual(await told(id, 'reminded'), [])
  await at(half, () => Promise.all([sweep(deps), remind(deps, id), remind(deps, id)]))
  await at(half, () => sweep(deps))
  assert.deepEqual(await told(id, 'reminded'), [{ stage: 'submitted', assignee: hoa.id, overdue: false }])
  const over = monday.add({ hours: 25 })
  await at(over, () => Promise.all([sweep(deps), remind(deps, id)]))
  await at(over.add({ hours: 240 }), () => sweep(deps))
  assert.deepEqual((await told(id, 'reminded'))[1], { stage: 'submitted', assignee: hoa.id, overdue: true })
  assert.equal((await told(id, 'reminded')).length, 2)
  // A worker that was away all the time says only that it is over.
  const late = await at(monday, () => world.sent())
  await at(over, () => sweep(deps))
  assert.deepEqual(await told(late, 'reminded'), [{ stage: 'submitted', assignee: null, overdue: true }])
  const done = await at(monday, () => world.edited())
  ok(await take(deps, son, done, 'return', { ...(await seen(done)), reason: 'Thiếu nguồn' }))
  await at(over, () => sweep(deps))
  assert.deepEqual(await told(done, 'reminded'), [], 'what waits for nobody is not reminded of')
})

test('an item sent back one stage is with whoever did that stage, with its reasons in words and as keys to count', async () => {
  const id = await world.edited()
  const { version } = await seen(id)
  const form = (await as(son).get(`${base}/${id}/tra-lai?ban=${version}`)).body
  says(shown(form), /Trả về đâu Người viết.*Bước trước: Biên tập/)
  const sent = await as(son).post(`${base}/${id}/tra-lai`, {
    version,
    den: 'back',
    'ly-do-source': '1',
    'ly-do-spelling': '1',
    reason: 'Đoạn hai.',
  })
  assert.equal(sent.headers.location, `${base}/${id}?vua=tra-buoc-truoc`)
  const back = await article(id)
  assert.deepEqual([back.status, back.assigneeId], ['submitted', hoa.id])
  assert.ok(back.dueAt)
  const step = await db
    .selectFrom('transitions')
    .select(['id', 'reason'])
    .where('article_id', '=', id)
    .where('step', '=', 'back')
    .executeTakeFirstOrThrow()
  assert.equal(step.reason, 'Cần ghi nguồn cho số liệu; Lỗi chính tả, viết hoa\nĐoạn hai.')
  const keys = await db.selectFrom('return_reasons').select('reason').where('transition_id', '=', step.id).orderBy('reason').execute()
  assert.deepEqual(
    keys.map(({ reason }) => reason),
    ['source', 'spelling'],
  )
  const detail = (await told(id, 'sentBack'))[0] as { to: Stage; reasons: string[] }
  assert.deepEqual([detail.to, detail.reasons], ['submitted', ['source', 'spelling']])
  says(shown((await as(hoa).get(`${base}/${id}`)).body), /trả về bước trước/)
})

test('a ticked reason alone is enough, none at all is asked for beside the field, and one that is not in the list counts for nothing', async () => {
  const id = await world.sent()
  const { version } = await seen(id)
  const none = await as(hoa).post(`${base}/${id}/tra-lai`, { version, reason: ' ', 'ly-do-made-up': '1' })
  assert.equal(none.statusCode, 422)
  says(none.body, /id="reason-loi"[^>]*>.*Hãy ghi lý do/s)
  assert.equal((await article(id)).status, 'submitted')
  const ticked = await as(hoa).post(`${base}/${id}/tra-lai`, { version, reason: '', 'ly-do-picture': '1' })
  assert.equal(ticked.statusCode, 303)
  assert.deepEqual(((await told(id, 'returned'))[0] as { reasons: string[] }).reasons, ['picture'])
  const other = await world.sent()
  ok(await take(deps, hoa, other, 'return', { ...(await seen(other)), reason: 'Lời riêng', reasons: ['made-up', "' or 1=1"] }))
  assert.deepEqual(((await told(other, 'returned'))[0] as { reasons: string[] }).reasons, [])
  assert.equal((await article(await world.sent())).status, 'submitted')
})

test('an approval is of exactly the text that was seen, whichever table holds', async () => {
  for (const count of [1, 2, 3, 4] as const) {
    await choose({ [cong]: count })
    const id = await world.sent()
    for (const [step, actor] of [
      ['pass', hoa],
      ['proof', hac],
      ['endorse', thang],
    ] as const)
      if ((await article(id)).status !== 'edited') await pass(actor, id, step)
    const { version } = await seen(id)
    await saveWorking(deps, son, id, version, text('Đổi sau khi xem'))
    await assert.rejects(approve(deps, son, id, { version }, { at: null, sites: [] }), status(409), `${count}`)
    ok(await approve(deps, son, id, await seen(id), { at: null, sites: [] }))
    const { approvedRevisionId, title } = await article(id)
    const revision = await db.selectFrom('revisions').select('title').where('id', '=', approvedRevisionId!).executeTakeFirstOrThrow()
    assert.deepEqual([revision.title, title], ['Đổi sau khi xem', 'Đổi sau khi xem'])
  }
  await choose({})
})

test('a delegate sees what waits for whoever is away, named as colleagues do, and what that person has taken', async () => {
  await db.updateTable('people').set({ address_form: 'chị' }).where('id', '=', hoa.id).execute()
  const helper = await actorOf(db, { name: 'Cà Thị Thay', grants: [{ role: 'contributor', site: null, sections: null }] })
  const standin = standingFor(helper, hoa)
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

test('an item that changes its genre before it is sent goes the way of the new one', async () => {
  await choose({ [`${cong}:brief`]: 1 })
  const id = await world.begin()
  ok(await describe(deps, mai, id, { genre: 'brief', sectionId: sections.vanHoa, coverId: null, tags: [], source: '' }))
  ok(await take(deps, mai, id, 'submit', await seen(id)))
  assert.equal((await article(id)).status, 'edited')
  assert.equal((await as(mai).post(`${base}/${id}/rut-lai`, await seen(id))).statusCode, 303)
  assert.equal((await article(id)).status, 'draft')
  await choose({})
})
