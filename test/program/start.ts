import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from '../../src/kernel/cluster/lock.ts'
import { text as peopleText } from '../../src/modules/people/text.ts'
import { text } from '../../src/program/text.ts'
import { databaseOf, folder, lives, password, postmaster, sampleCopy, sampleData, serve, start, stop, until } from './child.ts'
import { desk } from './desk.ts'
import { ask } from './wire.ts'

/** Nothing of the program is left: no database, no socket, and the folder is free for the next start. */
function assertLetGo(dir: string, server: number) {
  assert.equal(lives(server), false, 'the database ended')
  assert.equal(postmaster(dir), undefined)
  assert.equal(existsSync(join(dir, 'socket')), false)
  const release = tryLock(dir)
  assert.ok(release, 'the folder is free')
  release()
}

test('the first start makes the sample network and prints its addresses and how each sample person signs in', async () => {
  const { dir, first } = await sampleData()
  const port = /http:\/\/localhost:(\d+)\//.exec(first.out)![1]
  for (const host of ['localhost', 'thuvien.localhost', 'vanhoa.localhost', 'dulich.localhost'])
    assert.ok(first.out.includes(`http://${host}:${port}/ `), host)
  assert.ok(first.out.includes(`http://localhost:${port}/toa-soan`))
  for (const [role, word] of Object.entries(peopleText.vi.roles))
    assert.match(first.out, new RegExp(`^  ${role}@hoaban\\.local +${word}$`, 'm'))
  assert.ok(first.out.includes(text.password(password)))
  assert.equal(first.err, '')
  assert.equal(statSync(join(dir, 'keys')).mode & 0o777, 0o700)
  for (const name of readdirSync(join(dir, 'keys'))) assert.equal(statSync(join(dir, 'keys', name)).mode & 0o077, 0, name)
})

test('the second start serves every site, makes nothing anew and says no password again; Ctrl-C ends it whole', async () => {
  const dir = await sampleCopy()
  const server = await serve(dir, { HOABAN_DEMO: '1' })
  const database = postmaster(dir)!
  for (const host of ['localhost', 'thuvien.localhost', 'vanhoa.localhost', 'dulich.localhost']) {
    const home = await ask(server.port, '/', { headers: { host: `${host}:${server.port}` } })
    assert.equal(home.status, 200, host)
    assert.match(home.body, /<article|<h2/, host)
  }
  const { db, close } = databaseOf(server)
  const made = await db
    .selectFrom('activities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'site.created')
    .executeTakeFirstOrThrow()
  assert.equal(made.count, 4)
  await close()
  await desk(server, 'chief')
  const end = await stop(server, 'SIGINT')
  assert.ok(!end.out.includes(text.making) && !end.out.includes('hoaban.local'))
  assertLetGo(dir, database)
})

test('the embedded database of a serving house writes to the disk before it says so', async () => {
  const server = await serve(await sampleCopy())
  const { pool, close } = databaseOf(server)
  const { rows } = await pool.query(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name`,
  )
  assert.deepEqual(
    rows.map(({ name, setting }) => [name, setting]),
    [
      ['fsync', 'on'],
      ['full_page_writes', 'on'],
      ['synchronous_commit', 'on'],
    ],
  )
  await close()
  await stop(server)
})

test('under an older Node, which starts a child, SIGTERM to the wrapper ends everything', async () => {
  const dir = await sampleCopy()
  const server = await serve(dir, {}, ['--import', 'data:text/javascript,process.execve=undefined'])
  const database = postmaster(dir)!
  const program = Number(readFileSync(join(dir, 'pid'), 'utf8'))
  assert.notEqual(program, server.child.pid)
  await stop(server)
  assert.equal(lives(program), false)
  assertLetGo(dir, database)
})

test('a signal in the middle of a start ends it cleanly, whatever it was doing, and the next start is whole', async () => {
  const dirs = []
  for (const stage of ['postgres.new', 'postgres/postmaster.pid', 'build', 'keys']) {
    const dir = folder()
    dirs.push(dir)
    const begun = start(['serve'], { HOABAN_DATA: dir, PORT: '0', HOABAN_DEMO: '1', LOG_LEVEL: 'warn' })
    await until(() => existsSync(join(dir, stage)))
    await sleep(Math.random() * 200)
    const database = postmaster(dir)
    begun.child.kill('SIGTERM')
    const end = await begun.ended
    assert.deepEqual([end.code, end.err], [0, ''], `at ${stage}`)
    assert.ok(!end.out.includes(text.ready), `not served after it was told to stop, at ${stage}`)
    assert.equal(postmaster(dir), undefined, `no database after ${stage}`)
    assert.ok(!database || !lives(database))
  }
  const whole = await serve(dirs.at(-1)!, { HOABAN_DEMO: '1' })
  assert.ok(whole.said.out.includes(text.signIns))
  assert.equal((await ask(whole.port, '/')).status, 200)
  await stop(whole)
})
