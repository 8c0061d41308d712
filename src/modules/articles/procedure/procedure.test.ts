import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { actorOf } from '../../../../test/cast.ts'
import type { Actor } from '../../../kernel/access.ts'
import { writeSetting } from '../../../kernel/settings.ts'
import { setClock, toLocal } from '../../../kernel/time.ts'
import type { Stage } from '../article.ts'
import { approve } from '../commands/publication.ts'
import { take } from '../commands/steps.ts'
import { saveWorking } from '../commands/saving.ts'
import { create, describe } from '../commands/writing.ts'
import { articleWorld, base, ok, says, shown, status, text } from '../fixture.ts'
import { sweep } from '../jobs.ts'
import { assign } from './assigning.ts'
import { remind } from './reminding.ts'
import { hoursSetting, officeSetting, stagesSetting, type ChosenStages } from './settings.ts'

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
  const nothing = await world.sent()
  const made = await take(deps, hoa, nothing, 'return', { ...(await seen(nothing)), reason: '', reasons: ['made-up'] })
  assert.deepEqual(made, { ok: false, issues: { reason: 'reasonMissing' } })
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

test('what is sent back does not wait for somebody who has left the desk meanwhile: the whole desk has it', async () => {
  await choose({ [cong]: 3 })
  const id = await world.sent()
  const gone = await actorOf(db, { name: 'Biên tập đã chuyển', grants: [{ role: 'editor', site: null, sections: null }] })
  await pass(gone, id, 'pass')
  await db.deleteFrom('grants').where('person_id', '=', gone.id).execute()
  ok(await take(deps, hac, id, 'back', { ...(await seen(id)), reason: 'Thiếu nguồn' }))
  assert.deepEqual([(await article(id)).status, (await article(id)).assigneeId], ['submitted', null])
  await choose({})
})
