import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../../src/kernel/access.ts'
import { openDatabase } from '../../src/kernel/cluster/database.ts'
import { loadConfig } from '../../src/kernel/config.ts'
import { openHouse, type House } from '../../src/kernel/house.ts'
import { createLog } from '../../src/kernel/log.ts'
import { now } from '../../src/kernel/time.ts'
import { modules } from '../../src/app.ts'
import { approve } from '../../src/modules/articles/commands/publication.ts'
import { take } from '../../src/modules/articles/commands/steps.ts'
import { create } from '../../src/modules/articles/commands/writing.ts'
import { parseBody } from '../../src/modules/articles/body/parse.ts'
import type { Outcome } from '../../src/kernel/errors.ts'
import { clear, sampleCopy, serve, stop, until } from './child.ts'
import { ask } from './wire.ts'

after(clear)

function sure<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}

const body = sure(parseBody({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' }, content: [{ type: 'text', text: 'Một đoạn văn.' }] }] }))

async function actor({ deps }: House, role: string): Promise<Actor> {
  const { id, name } = await deps.db.selectFrom('people').select(['id', 'name']).where('email', '=', `${role}@hoaban.local`).executeTakeFirstOrThrow()
  return { id, name, lang: 'vi', grants: [{ role, site: null, sections: null }], standsFor: [] }
}

/** Works beside the server as a second node does: an article of the portal, approved for `seconds` from now. Answers its address and where lists show it. */
async function approved(dir: string, title: string, seconds: number) {
  const config = loadConfig({ HOABAN_DATA: dir })
  const database = await openDatabase(config, { as: 'guest', say: () => {} })
  const house = await openHouse(config, database.connection, modules, createLog('silent'))
  const { deps } = house
  const place = await deps.db.selectFrom('sections').innerJoin('sites', 'sites.id', 'sections.site_id').select(['sections.id', 'site_id', 'slug']).where('key', '=', 'cong').where('slug', '=', 'tin-tuc').executeTakeFirstOrThrow()
  const [writer, editor, chief] = await Promise.all(['contributor', 'editor', 'chief'].map((role) => actor(house, role))) as [Actor, Actor, Actor]
  const { id } = sure(await create(deps, writer, { siteId: place.site_id, sectionId: place.id, genre: 'news', title, lead: 'Lời dẫn của bài hẹn giờ.', body }))
  sure(await take(deps, writer, id, 'submit', { version: 1 }))
  sure(await take(deps, editor, id, 'pass', { version: 2 }))
  sure(await approve(deps, chief, id, { version: 3 }, { at: now().add({ seconds }), sites: [] }))
  const { slug, publish_at } = await deps.db.selectFrom('publications').select(['slug', 'publish_at']).where('article_id', '=', id).executeTakeFirstOrThrow()
  await house.close()
  await database.stop()
  return { list: `/${place.slug}`, path: `/${place.slug}/${slug}-${id}`, at: publish_at }
}

const status = async (port: number, path: string) => (await ask(port, path)).status

test('an approved article goes live by itself at its hour, on its page and in every stored list', async () => {
  const server = await serve(await sampleCopy())
  const stored = await ask(server.port, '/')
  const { list, path, at } = await approved(server.dir, 'Chợ phiên mở vào sáng thứ bảy', 3)
  const early = await status(server.port, path)
  if (Temporal.Instant.compare(now(), at) < 0) assert.equal(early, 404)
  assert.equal(await until(async () => (await status(server.port, path)) === 200), true)
  assert.ok(Temporal.Instant.compare(now(), at) >= 0, 'not before its hour')
  for (const page of [list, '/rss.xml', '/sitemap.xml', '/tim-kiem?q=cho+phien+mo']) assert.ok((await ask(server.port, page)).body.includes(path), page)
  assert.notEqual((await ask(server.port, '/')).headers.etag, stored.headers.etag)
  await stop(server)
})

test('an hour that passed while the server was off is made good at the next start, also on pages kept on disk', async () => {
  const dir = await sampleCopy()
  const first = await serve(dir)
  const { list, path, at } = await approved(dir, 'Thư viện lưu động về bản', 6)
  const shown = await ask(first.port, list)
  assert.ok(!shown.body.includes(path))
  await stop(first)
  await sleep(Math.max(0, now().until(at).total('milliseconds')) + 200)
  const second = await serve(dir, { PORT: String(first.port) })
  assert.equal(await until(async () => (await status(second.port, path)) === 200), true)
  assert.ok((await ask(second.port, list)).body.includes(path))
  await stop(second)
})
