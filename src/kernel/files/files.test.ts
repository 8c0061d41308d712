import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { filesFor, type Files } from './files.ts'
import { objectStore } from './fixture-store.ts'

const root = await mkdtemp(join(tmpdir(), 'files-'))
const bucket = await objectStore()
after(async () => {
  await bucket.goAway()
  await rm(root, { recursive: true, force: true })
})
let made = 0

/** Both stores, empty. What waits in the folder of an object store is nobody's file. */
const stores: Record<string, () => { files: Files; dataDir: string }> = {
  'a folder': () => {
    const dataDir = join(root, String(++made))
    return { files: filesFor({ dataDir }), dataDir }
  },
  'an object store': () => {
    bucket.objects.clear()
    const dataDir = join(root, String(++made))
    return { files: filesFor({ dataDir, storageUrl: bucket.url }), dataDir }
  },
}

const everything = async (dir: string) =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)

for (const [kind, store] of Object.entries(stores)) {
  test(`${kind}: what was put is read back whole, with its size and its digest`, async () => {
    const { files } = store()
    const bytes = Buffer.from('Mùa hoa ban')
    const stored = await files.put('2026/11/hoa-ban.txt', Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]))
    assert.equal(stored.bytes, bytes.length)
    assert.deepEqual(stored.sha256, createHash('sha256').update(bytes).digest())
    const opened = (await files.open('2026/11/hoa-ban.txt'))!
    assert.equal(opened.bytes, bytes.length)
    assert.deepEqual(await buffer(opened.stream), bytes)
    assert.deepEqual(await files.stat('2026/11/hoa-ban.txt'), { key: '2026/11/hoa-ban.txt', bytes: bytes.length })
  })

  test(`${kind}: a range gives exactly its bytes and still tells the whole size`, async () => {
    const { files } = store()
    await files.put('a.bin', Buffer.from('0123456789'))
    for (const [range, wanted] of [
      [{ start: 2, end: 4 }, '234'],
      [{ start: 8, end: 30 }, '89'],
      [{ start: 10, end: 11 }, ''],
    ] as const) {
      const part = (await files.open('a.bin', range))!
      assert.equal(part.bytes, 10)
      assert.equal((await buffer(part.stream)).toString(), wanted)
    }
  })

  test(`${kind}: an empty file is a file`, async () => {
    const { files } = store()
    assert.equal((await files.put('khong.txt', Buffer.alloc(0))).bytes, 0)
    assert.equal((await files.put('khong-2.txt', Readable.from([]))).bytes, 0)
    assert.deepEqual(await files.stat('khong.txt'), { key: 'khong.txt', bytes: 0 })
    assert.equal((await buffer((await files.open('khong-2.txt'))!.stream)).length, 0)
  })

  test(`${kind}: what is not there is null, removed or never put, and a folder is no file`, async () => {
    const { files } = store()
    await files.put('2026/a.txt', Buffer.from('a'))
    assert.equal(await files.open('2026'), null)
    assert.equal(await files.stat('2026/a.txt/b'), null)
    await files.remove('2026/a.txt')
    await files.remove('2026/a.txt')
    assert.equal(await files.open('2026/a.txt'), null)
    assert.equal(await files.stat('2026/a.txt'), null)
  })

  test(`${kind}: a key is written once; the same bytes again are no error`, async () => {
    const { files } = store()
    await files.put('a.txt', Buffer.from('một'))
    await files.put('a.txt', Buffer.from('một'))
    await assert.rejects(files.put('a.txt', Buffer.from('hai')), /written once/)
    assert.equal((await buffer((await files.open('a.txt'))!.stream)).toString(), 'một')
  })

  test(`${kind}: a source that breaks off leaves nothing behind`, async () => {
    const { files, dataDir } = store()
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000)
        throw new Error('cut')
      })(),
    )
    await assert.rejects(files.put('a.bin', broken), /cut/)
    assert.equal(await files.stat('a.bin'), null)
    assert.deepEqual(await everything(dataDir), [])
  })

  test(`${kind}: what comes as a stream waits nowhere once it is stored`, async () => {
    const { files, dataDir } = store()
    const bytes = Buffer.alloc(3_000_000, 7)
    await files.put('phim.mp4', Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]))
    assert.ok((await buffer((await files.open('phim.mp4'))!.stream)).equals(bytes))
    assert.deepEqual(await everything(dataDir), kind === 'a folder' ? ['phim.mp4'] : [])
  })

  test(`${kind}: the list names every file with its size, however many there are`, async () => {
    const { files } = store()
    assert.deepEqual(await Array.fromAsync(files.list()), [])
    await files.check()
    const keys = ['2026/11/a.txt', '2026/11/b.txt', 'c.txt', 'd-2.txt', 'e_3.txt', 'f.txt', 'g.txt']
    for (const [i, key] of keys.entries()) await files.put(key, Buffer.alloc(i))
    const listed = await Array.fromAsync(files.list())
    assert.deepEqual(
      listed.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      keys.map((key, bytes) => ({ key, bytes })),
    )
  })

  test(`${kind}: a bad key reaches nothing`, async () => {
    const { files } = store()
    for (const key of ['', '/a', '../a', 'a/../b', 'a//b', '.tam/a', 'A', 'a?list-type=2', 'a%2fb', 'ă']) {
      assert.equal(await files.open(key), null, key)
      assert.equal(await files.stat(key), null, key)
      await assert.rejects(files.put(key, Buffer.from('x')), key)
      await assert.rejects(files.remove(key), key)
    }
  })
}
