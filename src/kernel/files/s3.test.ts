import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { storeAt } from './address.ts'
import { StorageAway, StorageFull } from './failure.ts'
import { filesFor } from './files.ts'
import { objectStore } from './fixture-store.ts'

const dataDir = await mkdtemp(join(tmpdir(), 's3-'))
const bucket = await objectStore()
after(async () => {
  await bucket.goAway()
  await rm(dataDir, { recursive: true, force: true })
})
const filesAt = (storageUrl = bucket.url) => filesFor({ dataDir, storageUrl })

/** One sentence with what to do, which tells the address and neither key nor secret. */
const away = (reason: RegExp, lasting: boolean) => (error: unknown) => {
  assert.ok(error instanceof StorageAway, inspect(error))
  assert.match(error.reason, reason)
  assert.match(error.reason, /^[^\n]+hãy [^\n]+\.$/)
  assert.equal(error.lasting, lasting)
  const { key, secret } = bucket.access
  for (const hidden of [key, secret, encodeURIComponent(secret)]) assert.ok(!inspect(error, { depth: 9 }).includes(hidden), 'no secret')
  return true
}

test('an address names store, bucket, region and keys; anything else is no address', () => {
  assert.deepEqual(storeAt('s3://AK%3A1:bi%2Fmat%2B@kho.example.gov.vn:9000/hoa-ban?region=garage&tls=0'), {
    origin: 'http://kho.example.gov.vn:9000',
    bucket: 'hoa-ban',
    region: 'garage',
    key: 'AK:1',
    secret: 'bi/mat+',
  })
  assert.equal(storeAt('s3://a:b@kho.example.gov.vn/hoa-ban')!.origin, 'https://kho.example.gov.vn')
  for (const bad of [
    's3://hoa-ban',
    's3://kho.example.gov.vn/hoa-ban',
    's3://a@kho/hoa-ban',
    's3://a:b@kho',
    's3://a:b@kho/',
    's3://a:b@kho/Hoa-Ban',
    's3://a:b@kho/hoa-ban/trong',
    's3://a:b@kho/hoa-ban?tls=no',
    's3://a:b@kho/hoa-ban?vung=x',
    's3://a:%zz@kho/hoa-ban',
    's3://a:b/c@kho/hoa-ban',
    'https://a:b@kho/hoa-ban',
    'hoa-ban',
  ])
    assert.equal(storeAt(bad), null, bad)
})

test('an upload whose line breaks in the middle is told, and nothing of it is served', async () => {
  const files = filesAt()
  bucket.mood.cutsPut = true
  await assert.rejects(files.put('a.bin', Buffer.alloc(2_000_000)), away(/không trả lời \((ECONNRESET|EPIPE)\)/, false))
  delete bucket.mood.cutsPut
  assert.equal(await files.open('a.bin'), null)
  assert.equal(bucket.objects.size, 0)
})

test('a download that breaks off in the middle is an error, never a shorter file', async () => {
  const files = filesAt()
  await files.put('b.bin', Buffer.alloc(500_000))
  bucket.mood.cutsGet = true
  const opened = (await files.open('b.bin'))!
  assert.equal(opened.bytes, 500_000)
  await assert.rejects(buffer(opened.stream))
  delete bucket.mood.cutsGet
})

test('a wrong secret, key, region or bucket is one sentence that waiting does not mend', async () => {
  const { key, secret } = bucket.access
  for (const [url, reason] of [
    [bucket.named(key, 'sai', bucket.bucket), /từ chối \(SignatureDoesNotMatch\).*khóa, mật khẩu/],
    [bucket.named('ai-do', secret, bucket.bucket), /từ chối \(InvalidAccessKeyId\)/],
    [bucket.url.replace('region=dien-bien', 'region=lai-chau'), /từ chối \(AuthorizationHeaderMalformed\).*vùng/],
    [bucket.named(key, secret, 'ngan-khac'), /không có ngăn “ngan-khac”.*tạo ngăn/],
  ] as const)
    await assert.rejects(filesAt(url).check(), away(reason, true))
})

test('a store that is away or unwell is told so, and is used again when it is back', async () => {
  const files = filesAt()
  await files.put('c.txt', Buffer.from('c'))
  await bucket.goAway()
  await assert.rejects(files.check(), away(/không trả lời \(ECONNREFUSED\)/, false))
  await assert.rejects(files.open('c.txt'), away(/ECONNREFUSED/, false))
  await assert.rejects(Array.fromAsync(files.list()), away(/ECONNREFUSED/, false))
  await bucket.comeBack()
  await files.check()
  bucket.mood.answer = { status: 503, code: 'SlowDown' }
  await assert.rejects(files.put('d.txt', Buffer.from('d')), away(/không trả lời \(SlowDown\)/, false))
  delete bucket.mood.answer
  assert.equal((await buffer((await files.open('c.txt'))!.stream)).toString(), 'c')
})

test('a store without room is told apart from one that is away', async () => {
  for (const answer of [
    { status: 507, code: 'XMinioStorageFull' },
    { status: 403, code: 'QuotaExceeded' },
  ]) {
    bucket.mood.answer = answer
    await assert.rejects(filesAt().put('e.txt', Buffer.from('e')), StorageFull)
  }
  delete bucket.mood.answer
})

test('a kept connection that the store closes in the moment it is used again is nobody’s error', async () => {
  const files = filesAt()
  await files.put('f.txt', Buffer.from('f'))
  bucket.mood.dropsKept = true
  assert.equal((await files.stat('f.txt'))!.bytes, 1)
  await files.put('g.txt', Buffer.from('g'))
  delete bucket.mood.dropsKept
  assert.equal((await buffer((await files.open('g.txt'))!.stream)).toString(), 'g')
})

test('asking again and again whether the store can be written leaves nothing in it and writes seldom', async () => {
  const files = filesAt()
  const before = [...bucket.objects.keys()]
  bucket.asked.length = 0
  for (let i = 0; i < 5; i++) await files.check()
  assert.deepEqual([...bucket.objects.keys()], before)
  assert.equal(bucket.asked.filter((line) => line.startsWith('PUT')).length, 1)
  assert.equal(bucket.asked.filter((line) => line.startsWith('HEAD')).length, 4)
  assert.equal(await files.free(), null)
})

test('people who read slowly get the whole film, readers who leave hold nothing', async () => {
  const files = filesAt()
  const film = Buffer.alloc(4_000_000, 3)
  await files.put('phim.mp4', film)
  const left = (await files.open('phim.mp4'))!
  left.stream.destroy()
  const opened = (await files.open('phim.mp4'))!
  const parts: Buffer[] = []
  for await (const part of opened.stream) {
    parts.push(part as Buffer)
    await new Promise(setImmediate)
  }
  assert.ok(Buffer.concat(parts).equals(film))
})
