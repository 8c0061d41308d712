import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../../src/kernel/time.ts'
import { sampleCopy, serve, stop, until } from './child.ts'
import { plan } from './planned.ts'
import { ask } from './wire.ts'

const status = async (port: number, path: string) => (await ask(port, path)).status

test('an approved article goes live by itself at its hour, on its page and in every stored list', async () => {
  const server = await serve(await sampleCopy())
  const stored = await ask(server.port, '/')
  const { list, path, at } = await plan({ HOABAN_DATA: server.dir }, 'Chợ phiên mở vào sáng thứ bảy', 3)
  const early = await status(server.port, path)
  if (Temporal.Instant.compare(now(), at) < 0) assert.equal(early, 404)
  assert.equal(await until(async () => (await status(server.port, path)) === 200), true)
  assert.ok(Temporal.Instant.compare(now(), at) >= 0, 'not before its hour')
  for (const page of [list, '/rss.xml', '/sitemap.xml', '/tim-kiem?q=cho+phien+mo'])
    assert.ok((await ask(server.port, page)).body.includes(path), page)
  assert.notEqual((await ask(server.port, '/')).headers.etag, stored.headers.etag)
  await stop(server)
})

test('an hour that passed while the server was off is made good at the next start, also on pages kept on disk', async () => {
  const dir = await sampleCopy()
  const first = await serve(dir)
  const { list, path, at } = await plan({ HOABAN_DATA: dir }, 'Thư viện lưu động về bản', 6)
  const shown = await ask(first.port, list)
  assert.ok(!shown.body.includes(path))
  await stop(first)
  await sleep(Math.max(0, now().until(at).total('milliseconds')) + 200)
  const second = await serve(dir, { PORT: String(first.port) })
  assert.equal(await until(async () => (await status(second.port, path)) === 200), true)
  assert.ok((await ask(second.port, list)).body.includes(path))
  await stop(second)
})
