import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runMigrations } from 'graphile-worker'
import { json } from '../../kernel/db/db.ts'
import { now } from '../../kernel/time.ts'
import { peopleChecks } from './checks.ts'
import { addAccount, ensureFirstAdmin, people, resetPassword, sampleGrants, sampleSignIns } from './index.ts'
import { openPeople } from './fixture.ts'

const house = await openPeople()
after(() => house.close())
const { db, deps } = house
await house.person('Khoàng Hừ Chà', ['admin'])

test('the first administrator comes from the environment, or with a password that is printed once', async () => {
  const fresh = await openPeople()
  const config = fresh.deps.config as { -readonly [Key in keyof typeof fresh.deps.config]: (typeof fresh.deps.config)[Key] }
  const made = (await ensureFirstAdmin(fresh.deps))!
  assert.equal(made.email, 'quantri@localhost')
  assert.equal((await fresh.browser().signIn(made.email, made.password!)).headers.location, '/dang-nhap/mat-khau')
  assert.equal(await ensureFirstAdmin(fresh.deps), null)
  await fresh.db.deleteFrom('grants').execute()
  Object.assign(config, { adminEmail: 'Sep@example.vn', adminPassword: 'chiếu cói bay qua suối' })
  assert.deepEqual(await ensureFirstAdmin(fresh.deps), { email: 'sep@example.vn' })
  assert.equal((await fresh.browser().signIn('sep@example.vn', 'chiếu cói bay qua suối')).headers.location, '/toa-soan')
  await fresh.close()
})

test('an administrator at the terminal adds accounts and resets passwords, and reads sentences', async () => {
  const made = await addAccount(deps, { email: 'may.chu@example.vn', name: 'Người Máy Chủ', role: 'editor' })
  assert.ok(made.ok && made.value.password)
  assert.deepEqual(await addAccount(deps, { email: 'may.chu@example.vn', name: 'Người Khác', role: 'editor' }), {
    ok: false,
    issues: { form: 'Địa chỉ thư này đã có người dùng.' },
  })
  assert.equal((await addAccount(deps, { email: 'x@example.vn', name: 'Người Khác', role: 'boss' })).ok, false)
  assert.equal((await resetPassword(deps, 'khong.co@example.vn')).ok, false)
  assert.ok((await resetPassword(deps, 'MAY.CHU@example.vn')).ok)
})

test('the health page tells what is wrong with signing in', async () => {
  assert.ok((await peopleChecks(deps)).every(({ level }) => level !== 'bad'))
  await db.deleteFrom('rules').where('key', '=', 'account.idle-days').execute()
  const findings = await peopleChecks(deps)
  assert.ok(findings.some(({ level, what }) => level === 'bad' && what.vi.includes('account.idle-days')))
})

test('the sample people sign in at once with the printed password, each with the roles of the file, also when made twice', async () => {
  const fresh = await openPeople()
  await runMigrations({ pgPool: fresh.deps.pool })
  const folder = join(import.meta.dirname, '../../../db/sample')
  for (const key of ['cong', 'thuvien', 'vanhoa', 'dulich']) {
    const made = await fresh.db
      .insertInto('sites')
      .values({ key, name: key, created_at: now(), theme: json({}) })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const slug of ['ban-doc-ke', 'gioi-thieu-sach'])
      await fresh.db.insertInto('sections').values({ site_id: made.id, slug, name: slug }).execute()
  }
  await fresh.network()
  for (let round = 0; round < 2; round++) {
    await people.sample!(fresh.deps, folder)
    await sampleGrants(fresh.deps, folder)
  }
  const { people: signIns, password } = sampleSignIns(fresh.deps)!
  assert.equal(signIns.length, 8)
  const browser = fresh.browser()
  for (const { email } of signIns) assert.equal((await browser.signIn(email, password)).headers.location, '/toa-soan', email)
  const counts = await fresh.db
    .selectFrom('grants')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(counts.count), 13)
  await fresh.close()
})

test('a sample password that everybody guesses is refused before anybody has an account', async () => {
  const fresh = await openPeople()
  Object.assign(fresh.deps.config, { demoPassword: 'abc' })
  const made = people.sample!(fresh.deps, join(import.meta.dirname, '../../../db/sample'))
  await assert.rejects(Promise.resolve(made), /HOABAN_DEMO_PASSWORD chưa dùng được \(cần ít nhất \d+ ký tự\)\. Mật khẩu ngắn quá/)
  assert.deepEqual(await fresh.db.selectFrom('people').select('id').execute(), [])
  await fresh.close()
})
