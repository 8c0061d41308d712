import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '../../../kernel/access.ts'
import { now } from '../../../kernel/time.ts'
import { wxr } from '../fixture.ts'
import { importWorld } from '../fixture-world.ts'
import { lookJob, moveJob } from '../jobs.ts'
import { importsPath, runUrl } from './address.ts'

const world = await importWorld()
after(world.close)
const { app, db, deps, cast, cong, thuvien, signInAs } = world

/** The form of the page, as a browser sends it. */
function send(actor: Actor, fields: Record<string, string>, file?: { name: string; content: string }) {
  signInAs(actor)
  const boundary = 'ranhgioi'
  const parts = [
    ...Object.entries(fields).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file?.name ?? ''}"\r\ncontent-type: application/octet-stream\r\n\r\n${file?.content ?? ''}\r\n`,
  ]
  const headers = {
    host: 'cong.test',
    origin: 'http://cong.test',
    'x-actor': `${actor.id}[]`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  }
  return app.inject({ method: 'POST', url: importsPath, headers, payload: `${parts.join('')}--${boundary}--\r\n` })
}

const idOf = (location: unknown) => Number(/\/(\d+)$/.exec(String(location))![1])

test('a file goes in by the form, is read through, begun, and reported with what did not fit', async () => {
  const keeper = signInAs(cast.keeper)
  const posts = [1, 2, 3].map((n) => ({ id: n, title: `Bài ${n}`, html: n === 2 ? 'a<iframe src="https://v.example/"></iframe>' : 'a' }))
  const sent = await send(cast.keeper, { site: String(cong), pictures: '1' }, { name: 'cũ.xml', content: wxr(...posts) })
  assert.equal(sent.statusCode, 303, sent.body)
  const id = idOf(sent.headers.location)
  await lookJob(deps, { run: id })
  const looked = await keeper.get(runUrl(id))
  for (const words of ['cũ.xml', 'Bài 1', 'Bắt đầu chuyển', 'Khung nhúng']) assert.ok(looked.body.includes(words), words)
  assert.equal((await keeper.post(runUrl(id, '/bat-dau'))).statusCode, 303)
  await moveJob(deps, { run: id })
  const done = await keeper.get(runUrl(id))
  for (const words of ['đã xong', 'Bài 2', '3 trên 3']) assert.ok(done.body.includes(words), words)
  const narrowed = await keeper.get(`${runUrl(id)}?ghi=draft`)
  assert.ok(narrowed.body.includes('Mọi bài đều vừa.'))
  const csv = await keeper.get(runUrl(id, '/bao-cao.csv'))
  assert.match(String(csv.headers['content-type']), /text\/csv/)
  assert.match(csv.body, /"Bài 2"/)
})

test('a form without a file, with another kind of file, or for a site one does not keep comes back with the reason and what was typed', async () => {
  const empty = await send(cast.keeper, { site: String(cong), section: 'Kho cũ' })
  assert.deepEqual([empty.statusCode, empty.body.includes('Hãy chọn một tệp'), empty.body.includes('Kho cũ')], [422, true, true])
  const other = await send(cast.keeper, { site: String(cong) }, { name: 'a.xml', content: '<html></html>' })
  assert.deepEqual([other.statusCode, other.body.includes('không ở dạng nào')], [422, true])
  const foreign = await send(cast.keeper, { site: String(thuvien) }, { name: 'a.xml', content: wxr() })
  assert.deepEqual([foreign.statusCode, foreign.body.includes('Hãy chọn trang')], [422, true])
  const inside = await send(cast.keeper, { site: String(cong), address: 'http://127.0.0.1:1/feed' })
  assert.deepEqual([inside.statusCode, inside.body.includes('mạng nội bộ')], [422, true])
})

test('stopped and begun again it goes on, and a step at the wrong time is a conflict', async () => {
  const keeper = signInAs(cast.keeper)
  const sent = await send(cast.keeper, { site: String(cong) }, { name: 'b.xml', content: wxr({ id: 90, title: 'Dở', html: 'a' }) })
  const id = idOf(sent.headers.location)
  await lookJob(deps, { run: id })
  await keeper.post(runUrl(id, '/bat-dau'))
  assert.equal((await keeper.post(runUrl(id, '/bat-dau'))).statusCode, 409)
  await keeper.post(runUrl(id, '/dung'))
  await moveJob(deps, { run: id })
  assert.ok((await keeper.get(runUrl(id))).body.includes('Chạy tiếp'))
  await keeper.post(runUrl(id, '/bat-dau'))
  await moveJob(deps, { run: id })
  assert.equal((await db.selectFrom('articles').select('id').where('title', '=', 'Dở').execute()).length, 1)
})

test('what is moved onto a site is seen by who keeps that site, and is absent to everybody else', async () => {
  const { id } = await db.selectFrom('import_runs').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  assert.equal((await signInAs(cast.admin).get(runUrl(id))).statusCode, 200)
  const elsewhere = { ...cast.keeper, id: cast.stranger.id, grants: [{ role: 'keeper', site: thuvien, sections: null }] }
  assert.equal((await signInAs(elsewhere).get(runUrl(id))).statusCode, 404)
  for (const role of ['contributor', 'editor', 'secretary', 'chief', 'leader', 'accountant'] as const)
    assert.equal((await signInAs(cast[role]).get(runUrl(id))).statusCode, 403, role)
})

test('a run whose program was killed at a terminal can be stopped and taken up here', async () => {
  const keeper = signInAs(cast.keeper)
  const sent = await send(cast.keeper, { site: String(cong) }, { name: 'c.xml', content: wxr({ id: 95, title: 'Bỏ dở', html: 'a' }) })
  const id = idOf(sent.headers.location)
  await db
    .updateTable('import_runs')
    .set({ state: 'running', moved_at: now().subtract({ hours: 1 }) })
    .where('id', '=', id)
    .execute()
  await keeper.post(runUrl(id, '/dung'))
  await keeper.post(runUrl(id, '/bat-dau'))
  await moveJob(deps, { run: id })
  assert.ok((await keeper.get(runUrl(id))).body.includes('đã xong'))
})
