import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setClock } from '../../kernel/time.ts'
import { embargo, limit, pin } from './commands/lasting.ts'
import { approve, publishDue, stepOf } from './commands/publication.ts'
import { articleWorld, base, later, ok, says, shown, status, text, typedHour } from './fixture.ts'
import { listsOf } from './portal/queries.ts'

const world = await articleWorld()
after(async () => {
  setClock(null)
  await world.close()
})
const { deps, db, roundAt, cast, seen, article, cong } = world
const live = (title: string) => world.live({}, undefined, { text: text(title) })
const publication = async (id: number) => (await article(id)).publications[0]!
const leads = async () => (await listsOf(db, { lead: { siteId: cong, featuredFirst: true, limit: 5 } })).lead.map(({ title }) => title)

test('a keeper pins lead stories: the newest pin takes its place, the others move down, and a pin ends by itself', async () => {
  const [one, two, three] = [await live('Tin thứ nhất'), await live('Tin thứ hai'), await live('Tin thứ ba')]
  const keeper = world.signInAs(cast.keeper)
  const at = async (id: number) => `${base}/${id}/xuat-ban/${(await publication(id)).id}/ghim`
  const until = later(30)
  assert.equal((await keeper.post(await at(one), { rank: '1', ...typedHour(until) })).statusCode, 303)
  assert.equal((await keeper.post(await at(two), { rank: '1' })).statusCode, 303)
  assert.deepEqual(await leads(), ['Tin thứ hai', 'Tin thứ nhất', 'Tin thứ ba'])
  says(shown((await keeper.get(`${base}/${one}`)).body), /Tin chính số 2 đến \d\d\/\d\d \d\d:\d\d/)
  const wrong = await keeper.post(await at(three), { rank: '7', date: '31/2/2026', time: '7:00' })
  assert.equal(wrong.statusCode, 422)
  says(shown(wrong.body), /Chọn vị trí từ 1 đến 5/)
  says(wrong.body, /value="31\/2\/2026"/)
  await roundAt(until.add({ seconds: 61 }))
  assert.deepEqual(await leads(), ['Tin thứ hai', 'Tin thứ ba', 'Tin thứ nhất'])
  assert.ok(world.dropped.includes(`latest:${cong}`))
  assert.equal((await keeper.post(await at(two), { off: '1' })).statusCode, 303)
  assert.equal((await publication(two)).featured, null)
  await assert.rejects(pin(deps, cast.editor, one, (await publication(one)).id, { rank: 1, until: null }), status(403))
})

test('an item whose time is over is taken down by the worker with the reason, outside the corrections column', async () => {
  const id = await live('Lịch đến tối mai')
  const { id: place } = await publication(id)
  const secretary = world.signInAs(cast.secretary)
  const past = await secretary.post(`${base}/${id}/xuat-ban/${place}/han`, { date: '1/1/2020', time: '7:00' })
  assert.equal(past.statusCode, 422)
  const until = later(24)
  assert.equal((await secretary.post(`${base}/${id}/xuat-ban/${place}/han`, typedHour(until))).statusCode, 303)
  says(shown((await secretary.get(`${base}/${id}`)).body), /Tự gỡ lúc/)
  await roundAt(until.subtract({ minutes: 2 }))
  assert.equal((await publication(id)).status, 'live')
  await roundAt(until.add({ seconds: 61 }))
  assert.equal((await publication(id)).status, 'withdrawn')
  const page = await world.signInAs(null).get(`/van-hoa/lich-den-toi-mai-${id}`)
  assert.equal(page.statusCode, 410)
  says(shown(page.body), /Hết thời hạn đăng\. Bài đã hết thời hạn đăng\./)
  assert.ok(!(await world.signInAs(null).get('/dinh-chinh')).body.includes('Lịch đến tối mai'))
  const by = await db
    .selectFrom('activities')
    .select('actor_id')
    .where('kind', '=', 'article.withdrawn')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(by.actor_id, null)
  ok(await stepOf(deps, cast.chief, id, place, 'restore', { reason: 'Kéo dài thêm.' }))
  assert.equal((await publication(id)).expiresAt, null, 'what comes back stays')
  ok(await limit(deps, cast.chief, id, place, null))
})

test('under embargo nothing goes out early: not at once, not planned before, not by moving the hour', async () => {
  const id = await world.edited()
  const until = later(48)
  const hoa = world.signInAs(cast.editor)
  assert.equal((await hoa.post(`${base}/${id}/cong-bo`, typedHour(until))).statusCode, 303)
  says(shown((await hoa.get(`${base}/${id}`)).body), /Không đăng trước/)
  const plan = async (at: Temporal.Instant | null) => approve(deps, cast.chief, id, await seen(id), { at, sites: [] })
  assert.deepEqual(await plan(null), { ok: false, issues: { when: 'embargoed' } })
  assert.deepEqual(await plan(later(47)), { ok: false, issues: { when: 'embargoed' } })
  const page = await world.signInAs(cast.chief).post(`${base}/${id}/duyet`, { version: (await seen(id)).version, when: 'now' })
  assert.equal(page.statusCode, 422)
  says(shown(page.body), /Bài chưa được đăng trước giờ hẹn công bố/)
  ok(await plan(later(50)))
  const { id: place } = await publication(id)
  assert.deepEqual(await stepOf(deps, cast.chief, id, place, 'publish', {}), { ok: false, issues: { form: 'embargoed' } })
  assert.deepEqual(await stepOf(deps, cast.chief, id, place, 'reschedule', { at: later(1) }), { ok: false, issues: { at: 'embargoed' } })
  // Moved on after the item was planned: the hour of the plan passes, the item waits.
  ok(await embargo(deps, cast.chief, id, later(72)))
  await roundAt(later(51))
  assert.equal((await publication(id)).status, 'scheduled')
  await roundAt(later(73))
  assert.equal((await publication(id)).status, 'live')
  await assert.rejects(embargo(deps, cast.keeper, id, null), status(403))
})

test('two who pin the same place at once get places of their own', async () => {
  const ids = [await live('Ghim cùng lúc một'), await live('Ghim cùng lúc hai')]
  const places = await Promise.all(ids.map(publication))
  const both = await Promise.all(ids.map((id, at) => pin(deps, cast.chief, id, places[at]!.id, { rank: 1, until: null })))
  assert.ok(both.every(({ ok: done }) => done))
  const ranks = await Promise.all(ids.map(async (id) => (await publication(id)).featured))
  assert.deepEqual(
    ranks.map(Number).toSorted((a, b) => a - b),
    [1, 2],
  )
  await publishDue(deps, ids[0]!)
})
