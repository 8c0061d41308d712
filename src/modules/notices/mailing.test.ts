import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { mailServer, type Received } from '../../kernel/mail/fixture.ts'
import { postFor } from '../../kernel/mail/mail.ts'
import type { Deps, NoticeWay } from '../../kernel/module.ts'
import { now, setClock, zone } from '../../kernel/time.ts'
import { articleWorld, ok, text, type World } from '../articles/fixture.ts'
import { react } from '../articles/notices/fixture.ts'
import { take } from '../articles/commands/steps.ts'
import { mailCheck } from './checks.ts'
import { choose, tryMail } from './choices.ts'
import { initialHours, type Hours } from './hours.ts'
import { forget, mail, sweep, trial } from './mailing.ts'
import { unseenCount } from './queries.ts'

let world: World
let server: Awaited<ReturnType<typeof mailServer>>
let deps: Deps
/** The first activity of the test that runs. */
let first = 0
before(async () => {
  world = await articleWorld()
  await world.db.updateTable('people').set({ address_form: 'chị Mai' }).where('id', '=', world.cast.contributor.id).execute()
})
beforeEach(async () => {
  server = await mailServer()
  const config = { ...world.deps.config, smtpUrl: `smtp://127.0.0.1:${server.port}`, baseHost: 'toasoan.example.gov.vn' }
  deps = { ...world.deps, config, post: postFor(config) }
  const last = await world.db.selectFrom('activities').select('id').orderBy('id', 'desc').executeTakeFirst()
  first = (last?.id ?? 0) + 1
  await world.db.deleteFrom('notices').execute()
  await world.db.deleteFrom('notice_choices').execute()
  await world.db.deleteFrom('notice_hours').execute()
})
afterEach(async () => {
  setClock(null)
  await server.close()
})
after(() => world.close())

const at = (local: string) => setClock(() => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant())
const monday = '2026-11-16T09:00:00'

/** Mai sends an article and Hoa returns it at this hour; who is told, is told at once. */
async function returned(local: string, title = 'Đêm Xòe') {
  const { contributor: mai, editor: hoa } = world.cast
  at(local)
  const id = await world.sent(mai, { text: text(title) })
  ok(await take(deps, hoa, id, 'return', { ...(await world.seen(id)), reason: 'Thiếu ảnh' }))
  await react(deps, first)
  return id
}
/** What the worker does at this hour: the sweep, then the letters that wait. */
async function worked(local: string) {
  at(local)
  await sweep(deps)
  const { rows } = await deps.pool.query<{ payload: { person: number } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'notices.mail'`,
  )
  await deps.pool.query(
    `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier = 'notices.mail'))`,
  )
  for (const { payload } of rows) await mail(deps, payload)
  return server.received.splice(0)
}
const toMai = (letters: readonly Received[]) => letters.filter(({ to }) => to[0]!.startsWith('contributor'))
const words = (raw: string) =>
  Buffer.from(
    raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
const mine = (hours: Partial<Hours> = {}, ways: Record<string, NoticeWay> = {}) =>
  choose(deps, world.cast.contributor, { ways, hours: { ...initialHours, ...hours } })

test('a return is told at once, in words, with addresses under the name that the installation was given', async () => {
  await returned(monday)
  const [letter, ...more] = toMai(await worked('2026-11-16T09:00:05'))
  assert.equal(more.length, 0)
  const said = words(letter!.raw)
  assert.match(said, /Kính gửi chị Mai,/)
  assert.match(said, /Trần Thu Hoa trả lại “Đêm Xòe”: Thiếu ảnh/)
  const [row] = await world.db.selectFrom('notices').select('id').where('person_id', '=', world.cast.contributor.id).execute()
  assert.match(said, new RegExp(`https://toasoan\\.example\\.gov\\.vn/toa-soan/thong-bao/${row!.id}\\b`))
  assert.match(said, /https:\/\/toasoan\.example\.gov\.vn\/tai-khoan\/thong-bao/)
  assert.equal((await worked('2026-11-16T12:00:00')).length, 0)
})

test('what happens in the night waits until the morning, and comes as one letter', async () => {
  await returned('2026-11-16T22:00:00', 'Một')
  await returned('2026-11-16T23:30:00', 'Hai')
  assert.equal(toMai(await worked('2026-11-16T23:59:00')).length, 0)
  assert.equal(toMai(await worked('2026-11-17T06:29:00')).length, 0)
  const [letter, ...more] = toMai(await worked('2026-11-17T06:30:00'))
  assert.equal(more.length, 0)
  assert.match(words(letter!.raw), /“Một”[^]*“Hai”/)
})

test('at the weekend and on holidays there is no letter, unless somebody wants them', async () => {
  await returned('2026-11-20T21:30:00')
  for (const hour of ['2026-11-21T09:00:00', '2026-11-22T09:00:00']) assert.equal((await worked(hour)).length, 0)
  assert.equal(toMai(await worked('2026-11-23T06:30:00')).length, 1)
  // Shipped with the rules: 24 November is a day off.
  await returned('2026-11-23T22:00:00')
  assert.equal((await worked('2026-11-24T12:00:00')).length, 0)
  ok(await mine({ quietDaysOff: false }))
  assert.equal(toMai(await worked('2026-11-24T12:00:01')).length, 1)
})

test('the letter of the morning gathers what was not seen, and nothing twice', async () => {
  at(monday)
  ok(await mine({}, { 'articles.returned': 'digest' }))
  const seen = await returned(monday, 'Một')
  await returned('2026-11-16T10:00:00', 'Hai')
  await world.db.updateTable('notices').set({ seen_at: now() }).where('path', '=', `/toa-soan/bai-viet/${seen}`).execute()
  assert.equal(toMai(await worked('2026-11-16T18:00:00')).length, 0)
  const [letter] = toMai(await worked('2026-11-17T07:00:00'))
  assert.match(words(letter!.raw), /“Hai”/)
  assert.doesNotMatch(words(letter!.raw), /“Một”/)
  assert.equal(toMai(await worked('2026-11-18T07:00:00')).length, 0)
})

test('who wants only the inbox gets no letter, and a choice made later holds for what waits', async () => {
  at(monday)
  ok(await mine({}, { 'articles.returned': 'inbox' }))
  await returned(monday)
  assert.equal(toMai(await worked('2026-11-17T12:00:00')).length, 0)
  assert.equal(await unseenCount(world.db, world.cast.contributor.id), 1)
  await world.db.deleteFrom('notice_choices').execute()
  await returned('2026-11-17T22:00:00')
  ok(await mine({}, { 'articles.returned': 'inbox' }))
  assert.equal(toMai(await worked('2026-11-18T12:00:00')).length, 0)
})

test('a closed account keeps its inbox and gets no letter, also when it was closed while one waited', async () => {
  const { contributor: mai } = world.cast
  const close = (disabled_at: Temporal.Instant | null) =>
    world.db.updateTable('people').set({ disabled_at }).where('id', '=', mai.id).execute()
  await returned('2026-11-16T22:00:00')
  await close(now())
  await returned('2026-11-16T22:10:00')
  assert.equal(toMai(await worked('2026-11-17T09:00:00')).length, 0)
  assert.equal(await unseenCount(world.db, mai.id), 2)
  await close(null)
})

test('who has lost access between the act and the letter reads nothing of it', async () => {
  const { editor: hoa } = world.cast
  at('2026-11-16T22:00:00')
  await world.sent(world.cast.contributor, { text: text('Bài kín') })
  await react(deps, first)
  await world.db.deleteFrom('grants').where('person_id', '=', hoa.id).execute()
  const letters = await worked('2026-11-17T09:00:00')
  assert.ok(letters.every(({ raw }) => !words(raw).includes('Bài kín')))
  assert.equal(letters.filter(({ to }) => to[0]!.startsWith('editor')).length, 0)
  await world.db.insertInto('grants').values({ person_id: hoa.id, role: 'editor', granted_at: now() }).execute()
})

test('while the mail server is away a letter waits, doctor says so, and it goes out when the server is back', async () => {
  await returned(monday)
  const { port } = server
  await server.close()
  at('2026-11-16T09:00:05')
  await assert.rejects(mail(deps, { person: world.cast.contributor.id }), /mail: away/)
  const found = await mailCheck(deps)
  assert.deepEqual(
    found.map(({ level, what }) => [level, what.vi]),
    [['bad', 'Không nối được với máy chủ thư.']],
  )
  server = await mailServer()
  const config = { ...deps.config, smtpUrl: deps.config.smtpUrl!.replace(String(port), String(server.port)) }
  deps = { ...deps, config, post: postFor(config) }
  assert.equal(toMai(await worked('2026-11-16T09:30:00')).length, 1)
  assert.deepEqual(
    (await mailCheck(deps)).map(({ level }) => level),
    ['good'],
  )
})

test('two workers at once write one letter', async () => {
  await returned(monday)
  at('2026-11-16T09:00:05')
  const person = { person: world.cast.contributor.id }
  await Promise.all([mail(deps, person), mail(deps, person), mail(deps, person)])
  assert.equal(server.received.length, 1)
})

test('a letter on trial comes at any hour, and not again within five minutes', async () => {
  const { contributor: mai } = world.cast
  at('2026-11-22T23:00:00')
  const asked = await Promise.all([tryMail(deps, mai), tryMail(deps, mai)])
  assert.equal(asked.filter(({ ok: taken }) => taken).length, 1)
  await trial(deps, { person: mai.id })
  assert.match(words(server.received[0]!.raw), /Đây là thư thử/)
  at('2026-11-22T23:04:59')
  assert.equal((await tryMail(deps, mai)).ok, false)
  at('2026-11-22T23:05:00')
  assert.equal((await tryMail(deps, mai)).ok, true)
})

test('what was seen long ago goes, what was not stays', async () => {
  await returned('2026-11-16T09:00:00', 'Một')
  await world.db.updateTable('notices').set({ seen_at: now() }).execute()
  await returned('2026-11-16T10:00:00', 'Hai')
  const kept = async () => (await world.db.selectFrom('notices').select('id').execute()).length
  const before = await kept()
  at('2027-02-13T09:00:00')
  await forget(deps)
  assert.equal(await kept(), before)
  at('2027-02-15T09:00:00')
  await forget(deps)
  assert.equal(await kept(), before / 2)
})
