import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { castOf } from '../../../test/cast.ts'
import { command } from '../activity.ts'
import { installationKey } from '../crypto.ts'
import { json } from '../db/db.ts'
import { done } from '../errors.ts'
import { Halt } from '../halt.ts'
import { sealActivities, verifyChain } from '../seal/seal.ts'
import { rememberedHead } from '../seal/head.ts'
import { now } from '../time.ts'
import { bytesOf, contents, entriesOf, installation, isUntouched, packed, type Entry, type Installation } from './fixture.ts'
import { lastBackup } from './last.ts'
import { readArchive } from './read.ts'
import { writeArchive } from './write.ts'

const source = await installation('migrated')
const opened: Installation[] = [source]
after(async () => {
  for (const one of opened) await one.end()
})
const fresh = async () => {
  const made = await installation('empty')
  opened.push(made)
  return made
}
const at = (name: string) => join(source.config.dataDir, name)
const good = at('sao-luu.tar.gz')
let key: Buffer

const change = (name: string, value: unknown = 1) =>
  command(source.spine, null, async (trx, tell) => {
    await trx.insertInto('settings').values({ key: name, value: json(value), changed_at: now() }).execute()
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: name } })
    return done(null)
  })

before(async () => {
  const { db, files, config } = source
  key = await installationKey(config.dataDir, 'seal')
  await castOf(db)
  for (let index = 0; index < 30; index++) await change(`lạ lùng\t${index}\n"\\N`, { 'chữ': 'ễ', nested: [null, { a: '\\.' }] })
  const site = await db.insertInto('sites').values({ key: 'cong', name: 'Cổng\\', description: 'hai\ndòng\tvà \\N', created_at: now() }).returning('id').executeTakeFirstOrThrow()
  const parent = await db.insertInto('sections').values({ site_id: site.id, slug: 'a', name: 'A' }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('sections').values({ site_id: site.id, parent_id: parent.id, slug: 'b', name: 'B' }).execute()
  const gone = await db.insertInto('sections').values({ site_id: site.id, slug: 'gone', name: 'Xóa' }).returning('id').executeTakeFirstOrThrow()
  await db.deleteFrom('sections').where('id', '=', gone.id).execute()
  await files.put('anh/mot.webp', randomBytes(70_000))
  await files.put('anh/rong.txt', Buffer.alloc(0))
  await sealed(30)
  await writeArchive(source, good)
})

/** The sealer leaves what a transaction anywhere in the cluster may still precede; the next round takes it. */
async function sealed(position: number) {
  while ((await sealActivities(source.db, key))?.position !== position) await sleep(10)
}

const refused = async (path: string, sentence: RegExp) => {
  const target = await fresh()
  await assert.rejects(readArchive(target, path), (error) => error instanceof Halt && sentence.test(error.message))
  assert.ok(await isUntouched(target), 'something was left behind')
}
const edited = async (name: string, edit: (entries: Entry[]) => Entry[], options = {}) => {
  await packed(at(name), edit(await entriesOf(good)), options)
  return at(name)
}
const foreign = /không phải bản sao lưu/
const damaged = /cắt ngang hoặc hỏng/

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
  const next = await target.db.insertInto('sections').values({ site_id: siteId, slug: 'moi', name: 'Mới' }).returning('id').executeTakeFirstOrThrow()
  const there = await source.db.insertInto('sections').values({ site_id: siteId, slug: 'moi', name: 'Mới' }).returning('id').executeTakeFirstOrThrow()
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
      await change(`${name} ${index}`)
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
    assert.ok(rows.every((row) => known.has(row)), table)
  }
  assert.equal(then.activities!.length, then.settings!.length)
  assert.deepEqual((await verifyChain(target.db, key, manifest.head)).filter(({ kind }) => kind !== 'unlinked'), [])
})

test('a file that was cut anywhere is refused whole', async () => {
  const bytes = await readFile(good)
  for (const length of [0, 1, 9, 10, 100, 512, 5_000, Math.floor(bytes.length / 2), bytes.length - 9, bytes.length - 8, bytes.length - 1]) {
    await writeFile(at('cut'), bytes.subarray(0, length))
    await refused(at('cut'), damaged)
  }
})

test('a flipped byte anywhere in the data is refused', async () => {
  const bytes = await readFile(good)
  for (const place of [0, 1, 2, 12, 300, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 30, bytes.length - 6, bytes.length - 2]) {
    const changed = Buffer.from(bytes)
    changed[place]! ^= 0x10
    await writeFile(at('flipped'), changed)
    await refused(at('flipped'), /cắt ngang hoặc hỏng|không phải bản sao lưu/)
  }
})

test('a changed row under the old sums is refused', async () => {
  const path = await edited('sums', (entries) => entries.map((entry) => (entry.header.name === 'tables/settings.copy' ? { ...entry, body: Buffer.from(entry.body.toString().replace('lạ', 'xạ')) } : entry)), { sums: false })
  await refused(path, damaged)
})

test('entries that lead out of the folder, links, folders, strangers and names twice are refused', async () => {
  const extra = (header: Entry['header'], body = 'x') => (entries: Entry[]) => [...entries, { header, body: Buffer.from(body) }]
  for (const name of ['../evil', 'files/../../evil', '/etc/passwd', 'files/.hidden', 'files/A B', 'keys/../evil', 'keys/seal/x', 'evil.txt', 'tables/evil.sql', 'files/x\\y', 'files//x', 'tables/../x.copy'])
    await refused(await edited('path', extra({ name })), foreign)
  for (const header of [{ name: 'files/x', type: 'symlink', linkname: '/etc/passwd' }, { name: 'files/x', type: 'link', linkname: 'keys/seal' }, { name: 'files', type: 'directory' }, { name: 'files/x', type: 'fifo' }] as const)
    await refused(await edited('link', (entries) => [{ header, body: Buffer.alloc(0) }, ...entries]), foreign)
  await refused(await edited('twice', (entries) => [...entries, entries[1]!]), foreign)
  await refused(await edited('after', (entries) => [...entries.filter(({ header }) => header.name !== 'sums.json'), entries.at(-1)!, { header: { name: 'files/x' }, body: Buffer.from('x') }], { sums: false }), foreign)
})

const withManifest = (edit: (manifest: Record<string, unknown> & { tables: { name: string; columns: string[] }[]; migrations: string[] }) => unknown) => (entries: Entry[]) =>
  entries.map((entry) => (entry.header.name === 'manifest.json' ? { ...entry, body: Buffer.from(JSON.stringify(edit(JSON.parse(entry.body.toString())))) } : entry))

test('a table that nobody knows, one that is missing and a column too many are refused', async () => {
  const evil = { header: { name: 'tables/evil.copy' }, body: Buffer.from('1\n') }
  await refused(await edited('unlisted', (entries) => [...entries, evil]), foreign)
  await refused(await edited('unknown', (entries) => [...withManifest((manifest) => ({ ...manifest, tables: [...manifest.tables, { name: 'evil', columns: ['a'] }] }))(entries), evil]), foreign)
  const without = (entries: Entry[]) => entries.filter(({ header }) => header.name !== 'tables/activities.copy')
  await refused(await edited('missing', (entries) => without(withManifest((manifest) => ({ ...manifest, tables: manifest.tables.filter(({ name }) => name !== 'activities') }))(entries))), foreign)
  await refused(await edited('absent', without), foreign)
  await refused(await edited('column', withManifest((manifest) => ({ ...manifest, tables: manifest.tables.map((table) => (table.name === 'units' ? { ...table, columns: [...table.columns, 'evil'] } : table)) }))), foreign)
  await refused(await edited('sql', withManifest((manifest) => ({ ...manifest, tables: [...manifest.tables, { name: 'a"; drop table people; --', columns: ['a'] }] }))), foreign)
})

test('rows that do not fit together are refused, and media and keys that were laid down are taken away again', async () => {
  const path = await edited('unfit', (entries) => entries.map((entry) => (entry.header.name === 'tables/sites.copy' ? { ...entry, body: Buffer.alloc(0) } : entry)))
  await refused(path, /không khớp nhau/)
})

test('an archive of a newer release says that the program is to be upgraded first', async () => {
  await refused(await edited('newer', withManifest((manifest) => ({ ...manifest, migrations: [...manifest.migrations, '9999_future.sql'] }))), /bản Hoa Ban mới hơn/)
})

test('a bomb is refused before it has filled anything', async () => {
  await packed(at('bomb'), [{ header: { name: 'files/bomb' }, body: Buffer.alloc(40_000_000) }])
  assert.ok((await stat(at('bomb'))).size < 100_000)
  await refused(at('bomb'), foreign)
})

test('something else altogether, and nothing at all, are refused', async () => {
  await writeFile(at('text'), 'xin chào')
  await refused(at('text'), damaged)
  await refused(at('nowhere'), /Không thấy tệp/)
  await refused(source.config.dataDir, /Không thấy tệp/)
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
