import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startCluster } from '../../src/kernel/cluster/cluster.ts'
import { text as siteText } from '../../src/modules/sites/text.ts'
import { folder, freePort, postmaster, sampleCopy, serve, start, stop, until } from './child.ts'
import { desk } from './desk.ts'
import { plan } from './planned.ts'
import { ask } from './wire.ts'

const home = folder()
let cluster: Awaited<ReturnType<typeof startCluster>> | undefined

async function comes() {
  cluster ??= await startCluster(home, () => {})
}

async function goes() {
  await cluster?.stop()
  cluster = undefined
}

after(goes)

/** The sample network in a database of its own, away from the data folder, as at an agency with a database machine. */
async function apart() {
  const dir = await sampleCopy(folder())
  renameSync(join(dir, 'postgres'), join(home, 'postgres'))
  return {
    dir,
    env: {
      DATABASE_URL: `postgres:///hoaban?host=${encodeURIComponent(join(home, 'socket'))}&user=hoaban`,
      PORT: String(await freePort()),
    },
  }
}

/** A server that has its database and has shown its home page. */
async function readOnce() {
  const { dir, env } = await made
  await comes()
  const server = await serve(dir, env)
  assert.equal((await ask(server.port, '/')).status, 200)
  return { dir, env, server }
}

/** One that begins without. */
async function startAway({ dir, env }: { dir: string; env: Record<string, string> }) {
  const node = start(['serve'], { ...env, HOABAN_DATA: dir, HOABAN_DEMO: '0', LOG_LEVEL: 'error' })
  const server = { ...node, dir, port: Number(env.PORT) }
  const isUp = () =>
    node.child.exitCode !== null ||
    ask(server.port, '/healthz').then(
      ({ status }) => status === 200,
      () => false,
    )
  assert.ok(await until(isUp))
  assert.match(node.said.out, /^Không kết nối được cơ sở dữ liệu[^\n]+\nTạm thời chỉ mở các trang đã lưu[^\n]+\n$/, node.said.err)
  return server
}

const made = apart()
const calm = siteText.vi.refusal.away

type Place = { port: number }
async function assertStored({ port }: Place, paths: readonly string[]) {
  for (const path of paths) {
    const page = await ask(port, path)
    assert.equal(page.status, 200, path)
    assert.match(String(page.headers.age), /^\d+$/, `${path} says how old it is`)
  }
}

/** A refusal that a person can read, that no cache keeps, and that programs understand. */
async function assertCalm({ port }: Place, path: string) {
  const page = await ask(port, path)
  assert.equal(page.status, 503, path)
  assert.ok(page.body.includes(calm.what), path)
  assert.equal(page.headers['cache-control'], 'no-store')
  assert.ok(Number(page.headers['retry-after']) > 0)
}

async function assertAway({ port }: Place) {
  const ready = await ask(port, '/readyz')
  assert.equal(ready.status, 503)
  assert.equal(JSON.parse(ready.body).database, false)
  assert.equal((await ask(port, '/healthz')).status, 200)
}

const isAway = ({ port }: Place) => until(async () => (await ask(port, '/')).headers.age !== undefined)
const isBack = ({ port }: Place) =>
  until(async () => (await ask(port, '/readyz')).status === 200 && (await ask(port, '/')).headers.age === undefined)

test('while the database is away readers keep their stored pages and others are told calmly; then all goes on, due articles too', async () => {
  const { dir, env, server } = await readOnce()
  const writer = await desk(server, 'contributor')
  const story = /href="(\/[a-z-]+\/[a-z0-9-]+-\d+)"/.exec((await ask(server.port, '/')).body)![1]!
  const due = await plan({ ...env, HOABAN_DATA: dir }, 'Suối khoáng nóng đón khách trở lại', 12)
  for (const path of ['/', story]) assert.equal((await ask(server.port, path)).status, 200)
  await goes()
  assert.ok(await isAway(server))
  await assertStored(server, ['/', story])
  await assertCalm(server, '/di-san')
  await assertCalm(server, due.path)
  await assertAway(server)
  const newsroom = await writer.get('/toa-soan/viec-cua-toi')
  assert.equal(newsroom.status, 503)
  assert.ok(newsroom.body.includes(calm.what))
  const saving = await writer.json('PUT', '/toa-soan/bai-viet/1/luu', { version: 1, title: '', lead: '', body: {} })
  assert.equal(saving.status, 503)
  assert.equal(JSON.parse(saving.body).key, 'away')
  assert.equal((await ask(server.port, '/_dem?p=/&k=x', { method: 'POST' })).status, 204)
  await comes()
  assert.ok(await isBack(server))
  assert.equal((await ask(server.port, '/di-san')).status, 200)
  assert.ok(await until(async () => (await ask(server.port, due.path)).status === 200), 'published although its hour came meanwhile')
  assert.ok((await ask(server.port, due.list)).body.includes(due.path))
  assert.equal((await writer.get('/toa-soan/viec-cua-toi')).status, 200, 'still signed in')
  await stop(server)
})

test('a database that hangs instead of ending is as good as away', async () => {
  const { server } = await readOnce()
  const all = [
    postmaster(home)!,
    ...spawnSync('pgrep', ['-P', String(postmaster(home))], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n')
      .map(Number),
  ]
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  try {
    assert.equal((await ask(server.port, '/')).status, 200, 'nobody waits for a stored page')
    await assertAway(server)
    await assertCalm(server, '/the-thao')
    assert.ok(await isAway(server))
  } finally {
    for (const pid of all) process.kill(pid, 'SIGCONT')
  }
  assert.ok(await isBack(server))
  assert.equal((await ask(server.port, '/the-thao')).status, 200)
  await stop(server)
})

test('a node that starts while the database is away serves what it has on disk, is not ready, and recovers by itself', async () => {
  const before = await readOnce()
  await stop(before.server)
  await goes()
  const server = await startAway(before)
  await assertStored(server, ['/'])
  await assertCalm(server, '/van-hoa')
  await assertAway(server)
  await comes()
  assert.ok(await isBack(server))
  assert.equal((await ask(server.port, '/van-hoa')).status, 200)
  await desk(server, 'editor')
  await stop(server)
})

test('the word to stop is heard while the database is away', async () => {
  const before = await readOnce()
  await goes()
  await stop(before.server)
  await stop(await startAway(before))
})
