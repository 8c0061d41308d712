import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { buildAssets } from './assets.ts'

const house = join(import.meta.dirname, '../..')
let root: string
let outDir: string

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'hoaban-assets-'))
  outDir = join(root, 'tinh')
  await write('src/ui/site.css', '@layer reset, pages; @layer reset { body { margin: 0; background: url(./img/a.svg) } }')
  await write('src/ui/newsroom.css', '@layer reset { body { margin: 1px } }')
  await write('src/ui/icon/names.ts', "export const iconNames = ['inbox', 'x'] as const\n")
  await write('src/ui/img/a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await write('src/modules/articles/portal/article.css', '.bai-viet { color: red }')
  await write('src/modules/articles/newsroom/deep/list.css', '@layer components { .danh-sach { color: blue } }')
  await write('src/modules/articles/newsroom/editor.island.tsx', "import { render } from 'preact'\nrender(<b>hi</b>, document.body)\n")
  await symlink(join(house, 'node_modules'), join(root, 'node_modules'))
  await cp(join(house, 'package-lock.json'), join(root, 'package-lock.json'))
})
after(() => rm(root, { recursive: true }))

test('Every name leads to a file with a hash, in three packings of the same bytes', async () => {
  const assets = await buildAssets({ root, outDir })
  for (const name of ['site.css', 'newsroom.css', 'icons.svg', 'editor.island.js', 'a.svg']) {
    const address = assets.url(name)
    assert.match(address, /^\/_tinh\/[\w.]+-[A-Z0-9]{8}\.(css|js|svg)$/)
    const file = assets.file(address)!
    assert.deepEqual(gunzipSync(file.gz!), file.bytes)
    assert.deepEqual(brotliDecompressSync(file.br!), file.bytes)
  }
  assert.equal(assets.file(assets.url('editor.island.js'))!.type, 'text/javascript; charset=utf-8')
})

test('Sheets of the modules come behind the house sheet, in the layer of pages unless they name one', async () => {
  const assets = await buildAssets({ root, outDir })
  const portal = assets.file(assets.url('site.css'))!.bytes.toString()
  assert.match(portal, /@layer pages\{\.bai-viet/)
  assert.match(portal, /url\("?\/_tinh\/a-[A-Z0-9]{8}\.svg/)
  assert.doesNotMatch(portal, /danh-sach/)
  assert.match(assets.file(assets.url('newsroom.css'))!.bytes.toString(), /@layer components\{\.danh-sach/)
})

test('The sprite holds the named icons and nothing else', async () => {
  const assets = await buildAssets({ root, outDir })
  const sprite = assets.file(assets.url('icons.svg'))!.bytes.toString()
  assert.deepEqual(
    [...sprite.matchAll(/id="([^"]+)"/g)].map(([, id]) => id),
    ['inbox', 'x'],
  )
  assert.match(sprite, /<polyline points="22 12 16 12/)
})

test('A second start writes nothing; a changed sheet gets a new name and the old file stays', async () => {
  const first = await buildAssets({ root, outDir })
  const written = (await stat(join(outDir, 'build.json'))).mtimeMs
  await buildAssets({ root, outDir })
  assert.equal((await stat(join(outDir, 'build.json'))).mtimeMs, written)
  await write('src/modules/articles/portal/article.css', '.bai-viet { color: green }')
  const second = await buildAssets({ root, outDir })
  assert.notEqual(second.url('site.css'), first.url('site.css'))
  assert.equal(second.url('newsroom.css'), first.url('newsroom.css'))
  assert.ok(second.file(first.url('site.css')))
})

test('A new sheet and a new island are found without anything being told', async () => {
  await write('src/modules/sites/portal/home.css', '.trang-nhat { color: red }')
  await write('src/modules/sites/portal/home.island.ts', 'document.title += "!"\n')
  const assets = await buildAssets({ root, outDir })
  assert.match(assets.file(assets.url('site.css'))!.bytes.toString(), /trang-nhat/)
  assert.ok(assets.file(assets.url('home.island.js')))
})

test('A sheet for one screen is a file of its own and weighs on no other page', async () => {
  await write('src/modules/articles/newsroom/editor.sheet.css', '@layer pages { .soan { color: red } }')
  const assets = await buildAssets({ root, outDir })
  assert.match(assets.file(assets.url('editor.sheet.css'))!.bytes.toString(), /\.soan/)
  assert.doesNotMatch(assets.file(assets.url('newsroom.css'))!.bytes.toString(), /\.soan/)
})

test('Addresses outside the built files give nothing, misspelt names an error', async () => {
  const assets = await buildAssets({ root, outDir })
  for (const path of ['/_tinh/../build.json', '/_tinh/build.json', '/_tinh/..%2fx', '/_tinh/', '', '/_tinh/site.css'])
    assert.equal(assets.file(path), null)
  assert.throws(() => assets.url('sitte.css'), /sitte\.css/)
})

test('Two islands of one name stop the build with both named', async () => {
  await write('src/modules/people/newsroom/editor.island.ts', 'export {}\n')
  await assert.rejects(buildAssets({ root, outDir }), /Two islands are called editor\.island\.js/)
  await rm(join(root, 'src/modules/people'), { recursive: true })
})

test('No draft of a file is left behind', async () => {
  await buildAssets({ root, outDir })
  assert.deepEqual(
    (await readdir(outDir)).filter((name) => name.startsWith('.')),
    [],
  )
})

async function write(path: string, content: string) {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), content)
}
