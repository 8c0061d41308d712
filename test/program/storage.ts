import assert from 'node:assert/strict'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { filesFor } from '../../src/kernel/files/files.ts'
import { objectStore } from '../../src/kernel/files/fixture-store.ts'
import { text as siteText } from '../../src/modules/sites/text.ts'
import { text } from '../../src/program/text.ts'
import {
  assertOneSentence,
  databaseOf,
  folder,
  freePort,
  lives,
  postmaster,
  run,
  sampleCopy,
  serve,
  stop,
  until,
  type Serving,
} from './child.ts'
import { desk, type Desk } from './desk.ts'
import { ask } from './wire.ts'

const bucket = await objectStore({ page: 20 })
const other = await objectStore({ page: 20 })
after(() => Promise.all([bucket.goAway(), other.goAway()]))

/** The sample network with its media in the bucket instead of the folder. */
async function sampleInBucket() {
  const dir = await sampleCopy()
  const local = join(dir, 'files')
  const files = filesFor({ dataDir: folder(), storageUrl: bucket.url })
  for (const [key, bytes] of bytesIn(local)) await files.put(key, bytes)
  rmSync(local, { recursive: true })
  return dir
}

function bytesIn(dir: string) {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(paths.map((path) => [path.slice(dir.length + 1), readFileSync(path)]))
}

const same = (one: ReadonlyMap<string, Buffer>, two: ReadonlyMap<string, Buffer>) =>
  one.size === two.size && [...one].every(([key, bytes]) => two.get(key)?.equals(bytes))

async function picture() {
  const noise = { create: { width: 60, height: 40, channels: 3 as const, background: '#2f6f4f' } }
  return sharp(noise).png().toBuffer()
}

/** Its other sizes are made by a job, which must not fall into the time without store. */
async function isWorkedOff(server: Serving) {
  const { pool, close } = databaseOf(server)
  const done = await until(async () => (await pool.query('select 1 from graphile_worker.jobs where run_at < now()')).rowCount === 0)
  await close()
  return done
}

async function mediaOf(server: Serving) {
  const { db, close } = databaseOf(server)
  const rows = await db.selectFrom('media').select(['id', 'site_id']).execute()
  await close()
  return rows
}

/** What stands in a calm refusal, for a person and for a program. */
async function assertPicturesAway({ port }: Serving, url: string, writer: Desk) {
  const ready = await ask(port, '/readyz')
  assert.deepEqual([ready.status, JSON.parse(ready.body)], [503, { database: true, queue: true, storage: false }])
  const page = await ask(port, '/')
  assert.equal(page.status, 200, 'stored pages')
  const unstored = await ask(port, '/tim-kiem?q=hoa')
  assert.equal(unstored.status, 200, 'and all others')
  const shown = await ask(port, url)
  assert.equal(shown.status, 503)
  assert.ok(shown.body.includes(siteText.vi.refusal.storageAway.title))
  assert.equal((await writer.get('/toa-soan/viec-cua-toi')).status, 200)
}

test('media in an object store: uploads, ranges, a line that breaks, a store that goes away and comes back', async () => {
  const dir = await sampleInBucket()
  const server = await serve(dir, { STORAGE_URL: bucket.url })
  const writer = await desk(server, 'contributor')
  const before = await mediaOf(server)
  const fields = { site: String(before[0]!.site_id), credit: 'Mai' }
  const sent = await writer.upload(fields, 'anh.png', await picture())
  assert.equal(sent.status, 200, sent.body)
  const { url } = (JSON.parse(sent.body) as { item: { url: string } }).item
  const whole = await ask(server.port, url)
  assert.ok(bucket.objects.get(url.slice('/tep/'.length))!.equals(whole.bytes))
  const part = await ask(server.port, url, { headers: { range: 'bytes=10-19' } })
  assert.deepEqual([part.status, part.bytes], [206, whole.bytes.subarray(10, 20)])

  assert.ok(await isWorkedOff(server))
  const kept = new Map(bucket.objects)
  bucket.mood.cutsPut = true
  const cut = await writer.upload(fields, 'anh-2.png', await picture())
  delete bucket.mood.cutsPut
  assert.deepEqual([cut.status, JSON.parse(cut.body).key], [503, 'storageAway'])
  assert.ok(same(bucket.objects, kept), 'nothing half-sent')
  assert.equal((await mediaOf(server)).length, before.length + 1, 'no row without its file')

  assert.equal((await ask(server.port, '/')).status, 200)
  await bucket.goAway()
  await assertPicturesAway(server, url, writer)
  const refused = await writer.upload(fields, 'anh-3.png', await picture())
  assert.deepEqual([refused.status, JSON.parse(refused.body).key], [503, 'storageAway'])
  const doctor = await run(['doctor'], { HOABAN_DATA: dir, STORAGE_URL: bucket.url })
  assert.equal(doctor.code, 1)
  assert.match(doctor.out, /^✗ Kho tệp ở 127\.0\.0\.1:\d+ không trả lời \(ECONNREFUSED\)[^\n]+\n {4}\S/m)
  assert.equal(doctor.out.split('Kho tệp ở').length, 2, 'told once')
  await bucket.comeBack()
  assert.equal((await ask(server.port, '/readyz')).status, 200)
  assert.equal((await ask(server.port, url)).status, 200)
  assert.ok(!(server.said.out + server.said.err + doctor.out).includes(encodeURIComponent(bucket.access.secret)), 'the secret is nowhere')

  const archive = join(folder(), 'a.hb')
  const backedUp = await run(['backup', archive], { HOABAN_DATA: dir, STORAGE_URL: bucket.url })
  assert.deepEqual([backedUp.code, backedUp.err], [0, ''])
  await stop(server)
  const [elsewhere, home] = [folder(), folder()]
  const moved = await run(['restore', archive], { HOABAN_DATA: elsewhere, STORAGE_URL: other.url })
  assert.deepEqual([moved.code, moved.err], [0, ''])
  assert.ok(same(other.objects, bucket.objects), 'from bucket to bucket')
  const examined = await run(['doctor'], { HOABAN_DATA: elsewhere, STORAGE_URL: other.url })
  assert.equal(examined.code, 0, examined.out)
  assert.equal((await run(['restore', archive], { HOABAN_DATA: home })).code, 0)
  assert.ok(same(bytesIn(join(home, 'files')), bucket.objects), 'from bucket to folder')
})

test('a wrong secret or a bucket that is not there ends the start in one sentence; a store that is away does not', async () => {
  const dir = await sampleCopy()
  const { key, secret } = bucket.access
  for (const [url, sentence] of [
    [bucket.named(key, 'mat-khau-sai', bucket.bucket), /Kho tệp ở 127\.0\.0\.1:\d+ từ chối \(SignatureDoesNotMatch\)/],
    [bucket.named(key, secret, 'ngan-khac'), /không có ngăn “ngan-khac”/],
  ] as const) {
    const end = await run(['serve'], { HOABAN_DATA: dir, PORT: String(await freePort()), STORAGE_URL: url })
    assertOneSentence(end, sentence, 'serve')
    assert.ok(!end.err.includes('mat-khau-sai'))
    const left = postmaster(dir)
    assert.ok(!left || !lives(left))
  }
  await other.goAway()
  const server = await serve(dir, { STORAGE_URL: other.url })
  assert.match(server.said.out, /^Kho tệp ở [^\n]+không trả lời/m)
  assert.ok(server.said.out.includes(text.filesAway))
  assert.equal((await ask(server.port, '/')).status, 200)
  await other.comeBack()
  assert.equal((await ask(server.port, '/readyz')).status, 200)
  await stop(server)
})
