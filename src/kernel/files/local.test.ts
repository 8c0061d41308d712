import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { mkdtemp, mkdir, open, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, mock, test } from 'node:test'
import { StorageFull } from './failure.ts'
import { isKey } from './key.ts'
import { localFiles } from './local.ts'
import { sweep } from './sweep.ts'

const root = await mkdtemp(join(tmpdir(), 'files-'))
after(() => rm(root, { recursive: true, force: true }))
let made = 0
const folder = () => join(root, String(++made))
const everything = async (dir: string) =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name)

test('no key leaves the folder', async () => {
  const dir = folder()
  const files = localFiles(dir)
  const bad = [
    '',
    '/etc/passwd',
    '../a',
    'a/../b',
    'a/./b',
    'a//b',
    '.tam/a',
    'a/.b',
    'A',
    'a\\b',
    'a\0',
    'ă',
    'a/',
    'a..b',
    'x'.repeat(201),
    'a b',
    '%2e%2e/a',
  ]
  for (const key of bad) {
    assert.equal(isKey(key), false, key)
    assert.equal(await files.open(key), null, key)
    assert.equal(await files.stat(key), null, key)
    await assert.rejects(files.put(key, Buffer.from('x')), key)
    await assert.rejects(files.remove(key), key)
  }
  await mkdir(dir, { recursive: true })
  await symlink('/etc/hostname', join(dir, 'link.txt'))
  assert.equal(await files.open('link.txt'), null)
})

test('bytes are on the disk before the file gets its name, and its folder after', async () => {
  const dir = folder()
  await localFiles(dir).put('first.bin', Buffer.from('x'))
  const order: string[] = []
  const handle = await open(join(dir, 'first.bin'))
  const sync = mock.method(Object.getPrototypeOf(handle), 'sync', async () => void order.push('folder'))
  await handle.close()
  const flush = mock.method(fs, 'fsync', (_: number, done: (error: null) => void) => (order.push('bytes'), done(null)))
  const moved = mock.method(fs.promises, 'rename', async (from: string, to: string) => (order.push('name'), fs.renameSync(from, to)))
  syncBuiltinESMExports()
  await localFiles(dir).put('second.bin', Buffer.from('y'))
  for (const mocked of [sync, flush, moved]) mocked.mock.restore()
  syncBuiltinESMExports()
  assert.deepEqual(order, ['bytes', 'name', 'folder'])
})

test('a full disk is told apart and leaves nothing behind', async () => {
  const dir = folder()
  const files = localFiles(dir)
  const full = Readable.from(
    (async function* () {
      yield Buffer.alloc(100_000)
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    })(),
  )
  await assert.rejects(files.put('a.bin', full), StorageFull)
  assert.deepEqual(await everything(dir), [])
})

test('the list has every stored file and nothing half-written', async () => {
  const dir = folder()
  const files = localFiles(dir)
  assert.deepEqual(await Array.fromAsync(files.list()), [])
  await files.put('2026/11/a.txt', Buffer.from('a'))
  await files.put('b.txt', Buffer.from('bb'))
  await writeFile(join(dir, '.tam', 'half'), 'x')
  const listed = await Array.fromAsync(files.list())
  assert.deepEqual(
    listed.sort((a, b) => (a.key < b.key ? -1 : 1)),
    [
      { key: '2026/11/a.txt', bytes: 1 },
      { key: 'b.txt', bytes: 2 },
    ],
  )
})

test('leftovers of a killed process are swept when nobody has written to them for an hour', async () => {
  const dir = join(folder(), '.tam')
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'old'), 'x')
  await writeFile(join(dir, 'new'), 'x')
  const longAgo = Temporal.Now.instant().subtract({ hours: 2 }).epochMilliseconds / 1000
  await utimes(join(dir, 'old'), longAgo, longAgo)
  assert.equal(await sweep(dir), 1)
  assert.deepEqual(await readdir(dir), ['new'])
})

test('a writer killed in the middle shows either the whole file or none', async () => {
  const dir = folder()
  const local = JSON.stringify(new URL('./local.ts', import.meta.url).href)
  const program = `const { localFiles } = await import(${local})
    const files = localFiles(${JSON.stringify(dir)})
    for (let i = 0; ; i++) { await files.put('n/' + i + '.bin', Buffer.alloc(300_000, i % 256)); process.stdout.write(i + '\\n') }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  let acknowledged = -1
  for await (const chunk of child.stdout) {
    acknowledged = Number(String(chunk).trim().split('\n').at(-1))
    if (acknowledged >= 5) child.kill('SIGKILL')
  }
  const files = localFiles(dir)
  const kept = new Map((await Array.fromAsync(files.list())).map(({ key, bytes }) => [key, bytes]))
  for (let i = 0; i <= acknowledged; i++) assert.equal(kept.get(`n/${i}.bin`), 300_000)
  for (const [key, bytes] of kept) {
    assert.equal(bytes, 300_000, key)
    const content = await readFile(join(dir, key))
    assert.ok(
      content.every((byte) => byte === content[0]),
      key,
    )
  }
})

test('the store can be checked and says how much room is left', async () => {
  const files = localFiles(folder())
  await files.check()
  assert.ok((await files.free())! > 0)
  await writeFile(join(root, 'no-folder'), '')
  await assert.rejects(localFiles(join(root, 'no-folder')).check())
})
