import assert from 'node:assert/strict'
import { chmodSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { at, html, rendered, scratch, serving, testPages } from './fixture.ts'
import { folderOf } from './folder.ts'
import { lookFrom } from './look.ts'

const files = (dir: string) => globSync('**/index.*', { cwd: dir }).sort()
/** A store that knows its position, so that its files outlive it. */
async function opened(dir: string, more: Parameters<typeof testPages>[0] = {}) {
  const { pages, warnings } = testPages({ dir, ...more })
  await pages.caughtUp(1)
  return { pages, warnings }
}

test('a page becomes three files that a web server can send', async () => {
  const dir = scratch()
  const { pages } = await opened(dir)
  await pages.page(at('/van-hoa/le-hoi-12'), async () => rendered('Lễ hội'))
  await pages.page(at('/'), async () => rendered('Trang chủ'))
  await pages.idle()
  assert.deepEqual(
    files(dir),
    ['', 'van-hoa/le-hoi-12/'].flatMap((path) => ['', '.br', '.gz'].map((ending) => `cong.test/${path}index.html${ending}`)),
  )
  const folder = join(dir, 'cong.test/van-hoa/le-hoi-12')
  assert.equal(readFileSync(join(folder, 'index.html'), 'utf8'), html('Lễ hội'))
  assert.equal(gunzipSync(readFileSync(join(folder, 'index.html.gz'))).toString(), html('Lễ hội'))
  assert.equal(brotliDecompressSync(readFileSync(join(folder, 'index.html.br'))).toString(), html('Lễ hội'))
})

test('files outlive the process and are served by the next one, with the same ETag', async () => {
  const dir = scratch()
  const one = await opened(dir)
  await one.pages.page(at('/van-hoa'), async () => rendered('a'))
  await one.pages.page(at('/rss.xml'), async () => rendered('', [], { body: '<rss/>', type: 'application/rss+xml' }))
  await one.pages.idle()
  const before = await (await serving(one.pages))('/van-hoa')

  const two = testPages({ dir })
  assert.equal(two.pages.position(), 1)
  const get = await serving(two.pages)
  const after = await get('/van-hoa?')
  assert.deepEqual([after.text, after.headers.etag], [before.text, before.headers.etag])
  assert.equal((await get('/rss.xml')).headers['content-type'], 'application/rss+xml')
  await two.pages.page(at('/van-hoa'), () => Promise.reject(new Error('rendered again')))
})

test('a dropped page is gone from disk, also when only the disk had it', async () => {
  const dir = scratch()
  const one = await opened(dir)
  await one.pages.page(at('/a'), async () => rendered('a', ['article:1']))
  await one.pages.page(at('/a/b'), async () => rendered('b', ['article:2']))
  await one.pages.idle()
  const { pages } = testPages({ dir })
  await pages.drop(['article:1'])
  assert.deepEqual(files(dir), ['cong.test/a/b/index.html', 'cong.test/a/b/index.html.br', 'cong.test/a/b/index.html.gz'])
  assert.ok((await (await serving(pages))('/a')).routed)
  await pages.drop(['article:2'])
  assert.equal(existsSync(join(dir, 'cong.test')), false)
})

test('a page dropped between its rendering and its files leaves no file', async () => {
  const dir = scratch()
  const { pages } = await opened(dir, { maxMemoryBytes: 0 })
  for (let i = 0; i < 20; i++) {
    await pages.page(at(`/p-${i}`), async () => rendered('a', ['article:1']))
    // Let the writing come a different way each time.
    for (let turn = 0; turn < i; turn++) await new Promise(setImmediate)
    await pages.drop(['article:1'])
  }
  await pages.idle()
  assert.deepEqual(files(dir), [])
  assert.equal(pages.counters().diskPages, 0)
})

test('only default looks without a query and lower-case plain addresses go to disk', async () => {
  const dir = scratch()
  const { pages } = await opened(dir)
  await pages.page(at('/a', { look: lookFrom('dark', 100) }), async () => rendered('a'))
  await pages.page(at('/a', { query: { trang: 2 } }), async () => rendered('a'))
  await pages.page(at('/b'), async () => rendered('a', [], { maxAge: 60 }))
  for (const path of ['/A', '/văn', '/a/', '/.env', '/a/..', '/index.html', '/con', '/aux.txt', `/${'x'.repeat(200)}`])
    await pages.page(at(path), async () => rendered('a'))
  await pages.idle()
  assert.deepEqual(files(dir), [])
})

test('no host or address leads out of the folder', () => {
  for (const host of ['..', '.', '../x', 'a/b', 'a\\b', '', 'a..b', '-a', 'a:b', 'a:1:2', 'A.test', '.work', '\0'])
    assert.equal(folderOf('/t', host, '/'), null, host)
  for (const address of [
    '/..',
    '/../x',
    '/a/../b',
    '/./a',
    '//a',
    '/a\\b',
    '/a%2f',
    '/%2e%2e',
    '/a\0',
    '',
    'a',
    '/a?b',
    '/.work',
    '/a./b',
    '/com1',
    '/nul.txt',
  ])
    assert.equal(folderOf('/t', 'cong.test', address), null, address)
  assert.equal(folderOf('/t', 'localhost:3000', '/a/b-1.xml'), join('/t', 'localhost_3000', 'a', 'b-1.xml'))
})

test('pages of an older release, half pages, foreign files and unknown positions are not served', async () => {
  const dir = scratch()
  const one = await opened(dir)
  for (const path of ['/old', '/half', '/bent', '/moved']) await one.pages.page(at(path), async () => rendered(path))
  await one.pages.idle()
  const base = join(dir, 'cong.test')
  rmSync(join(base, 'half/index.html.gz'))
  writeFileSync(join(base, 'bent/index.html'), 'other bytes')
  mkdirSync(join(base, 'planted'))
  writeFileSync(join(base, 'planted/index.html'), '<script>')
  writeFileSync(join(base, 'moved/.page.json'), readFileSync(join(base, 'old/.page.json')))
  const two = testPages({ dir })
  const get = await serving(two.pages)
  for (const path of ['/half', '/bent', '/planted', '/moved']) assert.ok((await get(path)).routed, path)
  assert.equal((await get('/old')).text, html('/old'))
  await two.pages.idle()
  assert.deepEqual(files(dir), ['cong.test/old/index.html', 'cong.test/old/index.html.br', 'cong.test/old/index.html.gz'])

  writeFileSync(join(dir, '.position.json'), '{"position":"1"}')
  const three = testPages({ dir })
  assert.equal(three.pages.position(), null)
  await three.pages.idle()
  assert.deepEqual(files(dir), [])

  await three.pages.caughtUp(3)
  await three.pages.page(at('/old'), async () => rendered('a'))
  await three.pages.idle()
  const four = testPages({ dir, release: 'r2' })
  assert.ok((await (await serving(four.pages))('/old')).routed)
  assert.deepEqual(files(dir), [])
})

test('the disk stays within its bound, oldest pages first', async () => {
  const dir = scratch()
  const { pages } = await opened(dir, { maxDiskBytes: 40 * 4_096 })
  for (let i = 0; i < 20; i++) await pages.page(at(`/p-${i}`), async () => rendered('a', [`article:${i}`]))
  await pages.idle()
  const kept = globSync('**/index.html', { cwd: dir }).length
  assert.equal(kept, 10)
  assert.equal(pages.counters().diskPages, kept)
  assert.ok(existsSync(join(dir, 'cong.test/p-19')) && !existsSync(join(dir, 'cong.test/p-0')))
  const smaller = testPages({ dir, maxDiskBytes: 8 * 4_096 })
  await smaller.pages.idle()
  assert.equal(globSync('**/index.html', { cwd: dir }).length, 2)
})

test('a folder that cannot be used costs the disk tier and nothing else', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'file'), '')
  const { pages, warnings } = testPages({ dir: join(dir, 'file') })
  await pages.page(at('/'), async () => rendered('a'))
  await pages.drop(['article:1'])
  await pages.caughtUp(1)
  assert.equal((await (await serving(pages))('/')).text, html('a'))
  assert.deepEqual(warnings, ['page store: no disk tier'])
})

test('a disk that refuses later costs the files and nothing else', { skip: process.platform === 'win32' }, async () => {
  const dir = scratch()
  const { pages, warnings } = await opened(dir)
  // A file where the site's folder should be fails for root as well, as a full disk would.
  writeFileSync(join(dir, 'cong.test'), '')
  chmodSync(join(dir, 'cong.test'), 0o400)
  await pages.page(at('/'), async () => rendered('a'))
  await pages.idle()
  assert.equal((await (await serving(pages))('/')).text, html('a'))
  assert.equal(pages.counters().diskFaults, 1)
  assert.deepEqual(warnings, ['page store: files of the disk tier could not be changed'])
})
