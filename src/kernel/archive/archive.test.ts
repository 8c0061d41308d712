import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { rememberedHead } from '../seal/head.ts'
import { sealActivities, verifyChain } from '../seal/seal.ts'
import { bytesOf, contents } from './fixture.ts'
import { lastBackup } from './last.ts'
import { readArchive } from './read.ts'
import { archiveWorld, change } from './fixture-world.ts'
import { writeArchive } from './write.ts'

const { source, key, at, good, fresh, end } = await archiveWorld()
after(end)

test('a backup brings every table, every file and the keys to an empty machine, and its chain is whole', async () => {
  const target = await fresh()
  const manifest = await readArchive(target, good)
  assert.deepEqual(await contents(target.pool), await contents(source.pool))
  assert.deepEqual(await bytesOf(target), await bytesOf(source))
  const brought = await readFile(join(target.config.dataDir, 'keys/seal'))
  assert.deepEqual(brought, key)
  assert.equal((await stat(join(target.config.dataDir, 'keys/seal'))).mode & 0o777, 0o600)
  assert.deepEqual(await verifyChain(target.db, brought, manifest.head), [])
  assert.deepEqual(rememberedHead(target.config.dataDir), manifest.head)
})

test('new rows get numbers that were never given before, also where the last row was deleted', async () => {
  const target = await fresh()
  await readArchive(target, good)
  const siteId = (await target.db.selectFrom('sites').select('id').executeTakeFirstOrThrow()).id
  const next = await target.db
    .insertInto('sections')
    .values({ site_id: siteId, slug: 'moi', name: 'Mới' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const there = await source.db
    .insertInto('sections')
    .values({ site_id: siteId, slug: 'moi', name: 'Mới' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await source.db.deleteFrom('sections').where('id', '=', there.id).execute()
  assert.equal(next.id, there.id)
  assert.ok((await target.db.insertInto('units').values({ key: 'u', name: 'Đơn vị' }).returning('id').executeTakeFirstOrThrow()).id === 1)
})

test('the file is for its owner only, and the doctor knows of it', async () => {
  assert.equal((await stat(good)).mode & 0o777, 0o600)
  const last = (await lastBackup(source.config.dataDir))!
  assert.deepEqual([last.bytes, last.position], [(await stat(good)).size, 30])
})

test('a backup taken while everybody writes is one moment: all rows of a command or none, and a whole chain', async () => {
  let writing = true
  const writer = async (name: string) => {
    for (let index = 0; writing; index++) {
      await change(source, `${name} ${index}`)
      await source.files.put(`anh/${name}-${index}.bin`, randomBytes(2_000))
      if (index % 5 === 0) await sealActivities(source.db, key)
    }
  }
  const writers = Promise.all(['mot', 'hai', 'ba'].map(writer))
  await sleep(100)
  const path = at('giua-chung.tar.gz')
  const manifest = await writeArchive(source, path)
  await sleep(50)
  writing = false
  await writers
  const target = await fresh()
  await readArchive(target, path)
  const [then, now_] = [await contents(target.pool), await contents(source.pool)]
  assert.ok(then.activities!.length > 30 && then.activities!.length < now_.activities!.length)
  for (const [table, rows] of Object.entries(then)) {
    const known = new Set(now_[table])
    assert.ok(
      rows.every((row) => known.has(row)),
      table,
    )
  }
  assert.equal(then.activities!.length, then.settings!.length)
  assert.deepEqual(
    (await verifyChain(target.db, key, manifest.head)).filter(({ kind }) => kind !== 'unlinked'),
    [],
  )
})

test('an installation with data or files is left as it is', async () => {
  const target = await fresh()
  await readArchive(target, good)
  await target.db.insertInto('units').values({ key: 'own', name: 'Riêng' }).execute()
  const former = await contents(target.pool)
  await assert.rejects(readArchive(target, good), /đã có dữ liệu/)
  assert.deepEqual(await contents(target.pool), former)
  const other = await fresh()
  await other.files.put('anh/cua-toi.txt', Buffer.from('của tôi'))
  await assert.rejects(readArchive(other, good), /đã có dữ liệu/)
  assert.deepEqual(Object.keys(await bytesOf(other)), ['anh/cua-toi.txt'])
})

test('a backup that cannot be written says so and leaves no half file', async () => {
  await assert.rejects(writeArchive(source, at('khong/co/thu-muc.tar.gz')), /Không ghi được bản sao lưu/)
})
