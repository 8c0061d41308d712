import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { packed, type Entry } from './fixture.ts'
import { archiveWorld } from './fixture-world.ts'

const { source, at, good, refused, edited, end } = await archiveWorld()
after(end)
const foreign = /không phải bản sao lưu/
const damaged = /cắt ngang hoặc hỏng/

test('a file that was cut anywhere is refused whole', async () => {
  const bytes = await readFile(good)
  for (const length of [0, 1, 9, 10, 100, 512, 5_000, Math.floor(bytes.length / 2), bytes.length - 9, bytes.length - 8, bytes.length - 1]) {
    await writeFile(at('cut'), bytes.subarray(0, length))
    await refused(at('cut'), damaged)
  }
})

test('a flipped byte anywhere in the data is refused', async () => {
  const bytes = await readFile(good)
  for (const place of [
    0,
    1,
    2,
    12,
    300,
    Math.floor(bytes.length / 3),
    Math.floor(bytes.length / 2),
    bytes.length - 30,
    bytes.length - 6,
    bytes.length - 2,
  ]) {
    const changed = Buffer.from(bytes)
    changed[place]! ^= 0x10
    await writeFile(at('flipped'), changed)
    await refused(at('flipped'), /cắt ngang hoặc hỏng|không phải bản sao lưu/)
  }
})

test('a changed row under the old sums is refused', async () => {
  const path = await edited(
    'sums',
    (entries) =>
      entries.map((entry) =>
        entry.header.name === 'tables/settings.copy' ? { ...entry, body: Buffer.from(entry.body.toString().replace('lạ', 'xạ')) } : entry,
      ),
    { sums: false },
  )
  await refused(path, damaged)
})

test('entries that lead out of the folder, links, folders, strangers and names twice are refused', async () => {
  const extra =
    (header: Entry['header'], body = 'x') =>
    (entries: Entry[]) => [...entries, { header, body: Buffer.from(body) }]
  for (const name of [
    '../evil',
    'files/../../evil',
    '/etc/passwd',
    'files/.hidden',
    'files/A B',
    'keys/../evil',
    'keys/seal/x',
    'evil.txt',
    'tables/evil.sql',
    'files/x\\y',
    'files//x',
    'tables/../x.copy',
  ])
    await refused(await edited('path', extra({ name })), foreign)
  for (const header of [
    { name: 'files/x', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'files/x', type: 'link', linkname: 'keys/seal' },
    { name: 'files', type: 'directory' },
    { name: 'files/x', type: 'fifo' },
  ] as const)
    await refused(await edited('link', (entries) => [{ header, body: Buffer.alloc(0) }, ...entries]), foreign)
  await refused(await edited('twice', (entries) => [...entries, entries[1]!]), foreign)
  await refused(
    await edited(
      'after',
      (entries) => [
        ...entries.filter(({ header }) => header.name !== 'sums.json'),
        entries.at(-1)!,
        { header: { name: 'files/x' }, body: Buffer.from('x') },
      ],
      { sums: false },
    ),
    foreign,
  )
})

const withManifest =
  (edit: (manifest: Record<string, unknown> & { tables: { name: string; columns: string[] }[]; migrations: string[] }) => unknown) =>
  (entries: Entry[]) =>
    entries.map((entry) =>
      entry.header.name === 'manifest.json'
        ? { ...entry, body: Buffer.from(JSON.stringify(edit(JSON.parse(entry.body.toString())))) }
        : entry,
    )

test('a table that nobody knows, one that is missing and a column too many are refused', async () => {
  const evil = { header: { name: 'tables/evil.copy' }, body: Buffer.from('1\n') }
  await refused(await edited('unlisted', (entries) => [...entries, evil]), foreign)
  await refused(
    await edited('unknown', (entries) => [
      ...withManifest((manifest) => ({ ...manifest, tables: [...manifest.tables, { name: 'evil', columns: ['a'] }] }))(entries),
      evil,
    ]),
    foreign,
  )
  const without = (entries: Entry[]) => entries.filter(({ header }) => header.name !== 'tables/activities.copy')
  await refused(
    await edited('missing', (entries) =>
      without(withManifest((manifest) => ({ ...manifest, tables: manifest.tables.filter(({ name }) => name !== 'activities') }))(entries)),
    ),
    foreign,
  )
  await refused(await edited('absent', without), foreign)
  await refused(
    await edited(
      'column',
      withManifest((manifest) => ({
        ...manifest,
        tables: manifest.tables.map((table) => (table.name === 'units' ? { ...table, columns: [...table.columns, 'evil'] } : table)),
      })),
    ),
    foreign,
  )
  await refused(
    await edited(
      'sql',
      withManifest((manifest) => ({ ...manifest, tables: [...manifest.tables, { name: 'a"; drop table people; --', columns: ['a'] }] })),
    ),
    foreign,
  )
})

test('rows that do not fit together are refused, and media and keys that were laid down are taken away again', async () => {
  const path = await edited('unfit', (entries) =>
    entries.map((entry) => (entry.header.name === 'tables/sites.copy' ? { ...entry, body: Buffer.alloc(0) } : entry)),
  )
  await refused(path, /không khớp nhau/)
})

test('an archive of a newer release says that the program is to be upgraded first', async () => {
  await refused(
    await edited(
      'newer',
      withManifest((manifest) => ({ ...manifest, migrations: [...manifest.migrations, '9999_future.sql'] })),
    ),
    /bản Hoa Ban mới hơn/,
  )
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
