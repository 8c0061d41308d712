import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import { castOf } from '../../../test/cast.ts'
import { testDb } from '../../../test/database.ts'
import type { Actor } from '../../kernel/access.ts'
import { command } from '../../kernel/activity.ts'
import { rememberBackup } from '../../kernel/archive/last.ts'
import { installationKey } from '../../kernel/crypto.ts'
import { json } from '../../kernel/db/db.ts'
import { done } from '../../kernel/errors.ts'
import { localFiles } from '../../kernel/files/local.ts'
import { buildServer } from '../../kernel/http/server.ts'
import { addJob } from '../../kernel/jobs.ts'
import { createLog } from '../../kernel/log.ts'
import type { Deps } from '../../kernel/module.ts'
import { sealActivities } from '../../kernel/seal/seal.ts'
import { now, setClock } from '../../kernel/time.ts'
import { people } from '../people/index.ts'
import { rules } from '../rules/index.ts'
import { forgetAccess } from './forget.ts'
import { examine, upkeep } from './index.ts'

const { db, pool, close } = await testDb()
await runMigrations({ pgPool: pool })
const dataDir = await mkdtemp(join(tmpdir(), 'upkeep-'))
const cast = await castOf(db)
await db.updateTable('people').set({ name_key: 'pham duc quan' }).where('id', '=', cast.admin.id).execute()
const actors: Record<string, Actor> = cast
const host = { siteId: 1, key: 'cong', canonical: 'hoaban.test', main: true }
const deps = {
  db,
  pool,
  reactions: new Map(),
  dropped: () => {},
  log: createLog('silent'),
  files: localFiles(join(dataDir, 'files')),
  config: { dataDir, baseHost: 'hoaban.test' },
  hosts: { current: new Map([['hoaban.test', host]]) },
  assets: { url: (name: string) => `/_tinh/${name}`, file: () => null },
  pages: { serve: () => false, counters: () => ({}) },
  modules: [people, rules, upkeep],
} as unknown as Deps
const app = await buildServer(deps, {
  record: { note: () => {}, flush: async () => {}, stop: async () => {} },
  identify: async (request) => actors[request.headers['x-person'] as string] ?? null,
  refused: async (_request, reply, status, key) => reply.code(status).send(key),
})
after(async () => {
  setClock(null)
  await app.close()
  await close()
  await rm(dataDir, { recursive: true, force: true })
})

const get = (url: string, as = 'admin') => app.inject({ url, headers: { host: 'hoaban.test', 'x-person': as } })
const post = (url: string, as = 'admin') =>
  app.inject({ method: 'POST', url, headers: { host: 'hoaban.test', origin: 'http://hoaban.test', 'x-person': as } })
const found = async (words: RegExp) => (await examine(deps)).find(({ what }) => words.test(what.vi))
const change = (key: string, actor: Actor | null = null) =>
  command(deps, actor, async (trx, tell) => {
    await trx
      .insertInto('settings')
      .values({ key, value: json(1), changed_at: now() })
      .execute()
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key } })
    return done(null)
  })
const key = await installationKey(dataDir, 'seal')

test('the doctor finds an activity that somebody has changed in the database', async () => {
  for (let index = 0; index < 3; index++) await change(`k${index}`, cast.admin)
  // A transaction elsewhere in the cluster may hold the sealer back for a round.
  while ((await sealActivities(db, key))?.position !== 3) await sleep(10)
  assert.equal((await found(/Chuỗi nhật ký hoạt động nguyên vẹn/))?.level, 'good')
  await db.updateTable('activities').set({ actor_id: cast.chief.id }).where('id', '=', 2).execute()
  const finding = (await found(/mục 2 bị sửa/))!
  assert.equal(finding.level, 'bad')
  assert.match(finding.todo!.vi, /Giữ nguyên máy/)
  await db.updateTable('activities').set({ actor_id: cast.admin.id }).where('id', '=', 2).execute()
})

test('settings that may lose acknowledged work are named', async () => {
  // The server of the tests really runs without fsync; one connection asks for more than its server gives.
  const off = (await examine(deps)).filter(({ what }) => /mất điện có thể mất bài/.test(what.vi))
  assert.deepEqual(
    off.map(({ level, what }) => [level, /tắt (\w+)/.exec(what.vi)![1]]),
    [
      ['bad', 'fsync'],
      ['bad', 'full_page_writes'],
      ['bad', 'synchronous_commit'],
    ],
  )
})

test('a setting that was written past the program is named, and what is built in holds', async () => {
  const { key: roles } = people.settings![0]!
  await db
    .insertInto('settings')
    .values({ key: roles, value: json(['emperor']), changed_at: now() })
    .execute()
  assert.equal((await found(/Thiết đặt people\.second-factor-roles có giá trị không đọc được/))?.level, 'warn')
  await db.deleteFrom('settings').where('key', '=', roles).execute()
  assert.equal(await found(/không đọc được/), undefined)
})

test('a worker that stands still shows by the jobs that are overdue, and a job that failed for good shows too', async () => {
  assert.equal((await found(/Việc nền chạy đúng giờ/))?.level, 'good')
  await addJob(db, 'x.late', {}, { at: now().subtract({ minutes: 6 }) })
  await addJob(db, 'x.soon', {}, { at: now().subtract({ minutes: 4 }) })
  assert.equal((await found(/^1 việc nền đã đến giờ mà chưa chạy/))?.level, 'bad')
  await pool.query(`update graphile_worker._private_jobs set attempts = max_attempts`)
  assert.equal((await found(/^2 việc nền đã thử nhiều lần/))?.level, 'warn')
  await pool.query('delete from graphile_worker._private_jobs')
})

test('rules that nobody has confirmed are counted', async () => {
  await rules.start!(deps)
  const { length } = await db.selectFrom('rules').select('id').execute()
  assert.equal((await found(new RegExp(`^${length} dòng quy định còn chờ`)))?.level, 'warn')
})

test('no backup, an old one and a new one are told apart', async () => {
  assert.equal((await found(/Chưa có bản sao lưu/))?.level, 'warn')
  await rememberBackup(dataDir, { at: now().subtract({ hours: 24 * 8 }), bytes: 1_000, position: 3 })
  assert.equal((await found(/sao lưu gần nhất đã cũ/))?.level, 'warn')
  await rememberBackup(dataDir, { at: now(), bytes: 5_000_000, position: 3 })
  assert.equal((await found(/Bản sao lưu gần nhất lúc/))?.level, 'good')
})

test('a check that breaks is itself a finding', async () => {
  const broken = {
    ...deps,
    modules: [
      {
        name: 'x',
        checks: [
          async () => {
            throw new Error('đứt dây')
          },
        ],
      },
    ],
  } as unknown as Deps
  const last = (await examine(broken)).at(-1)!
  assert.deepEqual([last.level, last.what.vi], ['bad', 'Có một phép khám không chạy được: đứt dây.'])
})

test('the health page says what is wrong and what to do, again when asked, and as text to send', async () => {
  const page = (await get('/toa-soan/suc-khoe')).body
  for (const words of ['Cần xử lý', 'Nên xem', 'Ổn', 'Việc cần làm', 'fsync', 'Sao lưu gần nhất', '4,8 MB'])
    assert.ok(page.includes(words), words)
  assert.ok(page.indexOf('tắt fsync') < page.indexOf('dòng quy định còn chờ'), 'what is worst stands first')
  await addJob(db, 'x.late', {}, { at: now().subtract({ minutes: 6 }) })
  assert.doesNotMatch((await get('/toa-soan/suc-khoe')).body, /việc nền đã đến giờ/)
  assert.equal((await post('/toa-soan/suc-khoe')).statusCode, 303)
  assert.match((await get('/toa-soan/suc-khoe')).body, /việc nền đã đến giờ/)
  const report = await get('/toa-soan/suc-khoe/bao-cao.txt')
  assert.match(String(report.headers['content-disposition']), /^attachment; filename="suc-khoe-[\d-]+\.txt"$/)
  assert.match(report.body, /^Báo cáo sức khỏe hệ thống.*\n\n\[Cần xử lý\]/)
})

test('the activity log names act, person and place in the chain, filters, and goes on to older entries', async () => {
  await change('unsealed')
  const page = (await get('/toa-soan/nhat-ky')).body
  for (const words of ['Đổi thiết đặt', 'Hệ thống', 'Phạm Đức Quản', 'mục 2', 'chờ nối']) assert.ok(page.includes(words), words)
  const rows = (body: string) => body.split('<tr').length - 2
  assert.equal(rows((await get('/toa-soan/nhat-ky?person=pham+duc')).body), 3)
  assert.equal(rows((await get('/toa-soan/nhat-ky?kind=settings.')).body), 4)
  assert.match((await get('/toa-soan/nhat-ky?kind=article.published')).body, /Không có mục nào khớp/)
  assert.match((await get('/toa-soan/nhat-ky?day=1/1/2020')).body, /Không có mục nào khớp/)
  assert.match((await get('/toa-soan/nhat-ky?day=31/2/2026')).body, /Ngày chưa đúng/)
  assert.equal(rows((await get(`/toa-soan/nhat-ky?day=${encodeURIComponent('hôm nay')}`)).body), 4)
  for (let index = 0; index < 50; index++) await change(`many ${index}`)
  const first = (await get('/toa-soan/nhat-ky')).body
  assert.equal(rows(first), 50)
  const older = /href="(\/toa-soan\/nhat-ky\?truoc=\d+)"/.exec(first)![1]!
  assert.equal(rows((await get(older)).body), 4)
  assert.equal((await get("/toa-soan/nhat-ky?kind='%20or%201=1&truoc=x&person=%25")).statusCode, 200)
})

test('the activity log says whom an act was about by name, not by number', async () => {
  await command(deps, cast.admin, async (_trx, tell) => {
    tell({ kind: 'settings.changed', subject: 'person', subjectId: cast.chief.id, detail: { key: 'whom' } })
    return done(null)
  })
  assert.ok((await get('/toa-soan/nhat-ky')).body.includes(`người ${cast.chief.name}`))
})

const record = (at: Temporal.Instant, outcome = '303', account: number | null = cast.admin.id) =>
  db
    .insertInto('access_records')
    .values({ at, source: '10.0.0.7', account_id: account, action: 'POST /toa-soan/trang/:id 3', outcome })
    .execute()

test('the access record is the administrator’s alone and says who did what from where', async () => {
  await record(now())
  await record(now(), '403', null)
  const page = (await get('/toa-soan/truy-cap')).body
  for (const words of ['10.0.0.7', 'Phạm Đức Quản', 'Chưa đăng nhập', 'Gửi /toa-soan/trang/:id 3', 'Bị từ chối 403', 'Giữ 12 tháng'])
    assert.ok(page.includes(words), words)
  assert.doesNotMatch((await get('/toa-soan/truy-cap?refused=1')).body, /Phạm Đức Quản<\/td>/)
  for (const [name, actor] of Object.entries(cast))
    for (const path of ['/toa-soan/truy-cap', '/toa-soan/nhat-ky', '/toa-soan/suc-khoe', '/toa-soan/suc-khoe/bao-cao.txt'])
      assert.equal((await get(path, name)).statusCode, actor === cast.admin ? 200 : 403, `${name} ${path}`)
  assert.equal((await get('/toa-soan/truy-cap', '')).statusCode, 401)
})

test('what the access record has kept long enough goes at night, by the rule row of that day and as one activity', async () => {
  setClock(() => Temporal.Instant.from('2026-12-01T20:00:00Z'))
  await db.deleteFrom('access_records').execute()
  // 02/12/2026 03:00 in Vietnam: kept are the twelve months since 02/12/2025 03:00.
  await record(Temporal.Instant.from('2025-12-01T19:59:59Z'))
  await record(Temporal.Instant.from('2025-12-01T20:00:00Z'))
  const before = (await db.selectFrom('activities').select('id').execute()).length
  await forgetAccess(deps)
  assert.deepEqual(
    (await db.selectFrom('access_records').select('at').execute()).map(({ at }) => at.toString()),
    ['2025-12-01T20:00:00Z'],
  )
  const told = await db.selectFrom('activities').select(['kind', 'detail']).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  assert.deepEqual(told, { kind: 'accessRecord.forgotten', detail: { count: 1, months: 12 } })
  await forgetAccess(deps)
  assert.equal((await db.selectFrom('activities').select('id').execute()).length, before + 1)
  await db.deleteFrom('rules').where('key', '=', 'retention.access-records').execute()
  setClock(() => Temporal.Instant.from('2030-12-01T20:00:00Z'))
  await forgetAccess(deps)
  assert.equal((await db.selectFrom('access_records').select('id').execute()).length, 1)
  setClock(null)
})
