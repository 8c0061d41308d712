import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Db } from '../../src/kernel/db/db.ts'
import { articleUrl, listPath, stepUrl } from '../../src/modules/articles/newsroom/address.ts'
import { databaseOf, folder, run, serve, stop, type Serving } from './child.ts'
import { desk } from './desk.ts'
import { ask } from './wire.ts'

// What the program of the first days wrote, with the tables of migration 0008 and a small sample network. Never made anew: installations of that age are real.
const archive = join(import.meta.dirname, 'archives/0008.tar.gz')

const waiting = (db: Db) =>
  db
    .selectFrom('articles')
    .select(['id', 'version', 'title', 'lead', 'body'])
    .where('status', '=', 'submitted')
    .orderBy('id')
    .executeTakeFirstOrThrow()

async function assertRead({ port }: Serving) {
  const home = await ask(port, '/')
  assert.equal(home.status, 200)
  const article = /href="(\/[a-z-]+\/[a-z0-9-]+-\d+)"/.exec(home.body)![1]!
  const page = await ask(port, article)
  assert.equal(page.status, 200)
  const picture = /\/tep\/[\w./-]+\.(?:webp|jpg)/.exec(page.body + home.body)![0]
  assert.equal((await ask(port, picture)).status, 200)
}

test('an installation of the first days becomes one of today: what was there is read, listed, written on and passed', async () => {
  const dir = folder()
  const restored = await run(['restore', archive], { HOABAN_DATA: dir })
  assert.deepEqual([restored.code, restored.err], [0, ''])
  const doctor = await run(['doctor'], { HOABAN_DATA: dir })
  assert.equal(doctor.code, 0, doctor.out)
  assert.match(doctor.out, /✓ Chuỗi nhật ký hoạt động nguyên vẹn/)
  assert.doesNotMatch(doctor.out, /✗/)
  const server = await serve(dir)
  await assertRead(server)
  const { db, close } = databaseOf(server)
  const { id, version, title, ...text } = await waiting(db)
  const editor = await desk(server, 'editor')
  // Lists ask the faces, which this installation did not have.
  const words = encodeURIComponent(title.split(' ').slice(0, 3).join(' '))
  assert.match((await editor.get(`${listPath}?q=${words}`)).body, new RegExp(`href="${articleUrl(id)}`))
  const saved = await editor.json('PUT', articleUrl(id, '/luu'), { version, session: 'a'.repeat(16), ...text, title: `${title} hôm nay` })
  assert.equal(saved.status, 200, saved.body)
  const passed = await editor.form(stepUrl(id, 'pass'), { version: String(version + 1) })
  assert.equal(passed.status, 303, passed.body)
  const page = await editor.get(articleUrl(id))
  assert.equal(page.status, 200)
  assert.match(page.body, new RegExp(`${title} hôm nay`))
  await close()
  await stop(server)
})
