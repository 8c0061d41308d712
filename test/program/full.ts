import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import sharp from 'sharp'
import { articleUrl } from '../../src/modules/articles/newsroom/address.ts'
import { text as mediaText } from '../../src/modules/media/text.ts'
import { assertOneSentence, folder, freePort, lives, postmaster, run, sampleCopy, serve, stop, until, type Serving } from './child.ts'
import { assertKept, castOf, emptyLedger, moreAnswers, writers, type Cast, type Ledger } from './load.ts'
import { ask } from './wire.ts'

/** A small disk of its own, which takes root and the right to mount. */
const disk = folder()
const isMounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=711', 'tmpfs', disk]).status === 0
const skip = isMounted ? false : 'no small disk can be mounted here (it takes root)'
const ballast = join(disk, 'vat-nang')
after(async () => {
  const left = postmaster(disk)
  if (left && lives(left)) process.kill(left, 'SIGQUIT')
  await until(() => !left || !lives(left))
  if (isMounted) spawnSync('umount', ['-l', disk])
})

/** To the last byte. */
function fill() {
  const file = openSync(ballast, 'a')
  for (const size of [1 << 20, 4096, 1]) while (isWritten(file, size));
  closeSync(file)
}

function isWritten(file: number, size: number) {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0
  } catch {
    return false
  }
}

const makeRoom = () => rmSync(ballast)
const isReady = ({ port }: Serving) => until(async () => (await ask(port, '/readyz')).status === 200)
const upload = async ({ contributor, place }: Cast) => {
  const noise = sharp(randomBytes(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } })
  return contributor.upload({ site: String(place.site), credit: 'Mai' }, 'anh.png', await noise.png().toBuffer())
}

/** A house on the small disk, where a few people have written something. */
async function written() {
  const server = await serve(disk)
  const cast = await castOf(server)
  const ledger = emptyLedger()
  const load = writers(cast, ledger, server)
  assert.ok(await moreAnswers(ledger, 10))
  await load.stop()
  assert.equal((await ask(server.port, '/')).status, 200)
  return { server, cast, ledger }
}

/** Autosaves of a long text until one is not taken; what was said to be saved goes into the ledger. */
async function saveUntilRefused({ contributor }: Cast, ledger: Ledger) {
  const [id, number] = [...ledger.texts].at(-1)!
  let version = 1
  for (let next = number + 1; next < number + 200;) {
    const body = { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' }, content: [{ type: 'text', text: noise() }] }] }
    const answer = await contributor.json('PUT', articleUrl(id, '/luu'), { version, title: `Bài thử số ${next}`, lead: '', body })
    if (![200, 409].includes(answer.status)) return answer
    version = (JSON.parse(answer.body) as { version: number }).version
    if (answer.status === 200) ledger.texts.set(id, next++)
  }
  throw new Error('every text found room')
}

const noise = () => randomBytes(30_000).toString('hex')

test('a full disk: upload, text and backup are each refused in one sentence, readers read on, a backup elsewhere works, and room heals all', async (t) => {
  if (skip) return t.skip(skip)
  await sampleCopy(disk)
  const { server, cast, ledger } = await written()
  fill()
  const sent = await upload(cast)
  assert.deepEqual([sent.status, JSON.parse(sent.body)], [422, { issues: { file: mediaText.vi.issues.storageFull } }])
  // Its folders stay; the film of the sample may be on its way in one of them.
  const left = readdirSync(join(disk, 'uploads'), { withFileTypes: true, recursive: true })
  assert.deepEqual(
    left.filter((entry) => entry.isFile() && !entry.parentPath.includes('films')).map(({ name }) => name),
    [],
  )
  const refused = await saveUntilRefused(cast, ledger)
  assert.equal(refused.status, 507)
  assert.match(JSON.parse(refused.body).message, /hết chỗ chứa\..*chưa được ghi; những gì đã báo là xong vẫn còn\. Hãy /)
  const archive = join(disk, 'a.hb')
  assertOneSentence(await run(['backup', archive], { HOABAN_DATA: disk }), /Không ghi được bản sao lưu vào .*ENOSPC/, 'backup')
  assert.ok(!existsSync(archive))
  assert.equal((await ask(server.port, '/')).status, 200)
  assert.deepEqual(JSON.parse((await ask(server.port, '/readyz')).body), { database: true, queue: true, storage: false })
  const doctor = await run(['doctor'], { HOABAN_DATA: disk })
  assert.equal(doctor.code, 1)
  assert.match(doctor.out, /✗ Đĩa hoặc kho tệp đã hết chỗ[^\n]+\n {4}\S/)
  assert.doesNotMatch(doctor.out, /ENOSPC|\{/)
  const elsewhere = await run(['backup', join(folder(), 'a.hb')], { HOABAN_DATA: disk })
  assert.deepEqual([elsewhere.code, elsewhere.err], [0, ''])

  makeRoom()
  assert.ok(await isReady(server))
  assert.equal((await upload(cast)).status, 200)
  await assertKept(cast, ledger, server)
  await stop(server)
})

/** What many writes would come to: the database must begin a new segment of its log of changes, and there is no room for one. */
async function exhaustLog() {
  const client = new pg.Client({ host: join(disk, 'socket'), user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  const next = () =>
    client.query(`select pg_switch_wal(), pg_logical_emit_message(false, 'thu', 'thu')`).then(
      () => false,
      () => true,
    )
  assert.ok(await until(next))
  await client.end().catch(() => {})
}

test('no room for the database’s log of changes: it ends, the house stays up with its stored pages, and all acknowledged is there afterwards', async (t) => {
  if (skip) return t.skip(skip)
  const { server, cast, ledger } = await written()
  fill()
  await exhaustLog()
  assert.ok(await until(async () => (await ask(server.port, '/readyz')).status === 503))
  assert.equal((await ask(server.port, '/')).status, 200)
  const refused = await saveUntilRefused(cast, ledger)
  assert.deepEqual([refused.status, JSON.parse(refused.body).key], [503, 'away'])
  assertOneSentence(await run(['doctor'], { HOABAN_DATA: disk }), /Đĩa chứa .* đã hết chỗ/, 'doctor')
  assert.equal(server.child.exitCode, null)
  makeRoom()
  assert.ok(await isReady(server), 'heals by itself')
  await assertKept(cast, ledger, server)

  fill()
  server.child.kill('SIGKILL')
  await server.ended
  const port = String(await freePort())
  assertOneSentence(await run(['serve'], { HOABAN_DATA: disk, PORT: port }), /hết chỗ.* vẫn còn nguyên/, 'serve')
  makeRoom()
  const again = await serve(disk, { PORT: String(server.port) })
  await assertKept(cast, ledger, again)
  assert.match((await run(['doctor'], { HOABAN_DATA: disk })).out, /✓ Chuỗi nhật ký hoạt động nguyên vẹn/)
  await stop(again)
})
