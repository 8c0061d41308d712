import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Deps } from '../../kernel/module.ts'
import { allStored, hugePng, mediaWorld, photo, zip } from './fixture.ts'
import { importMedium } from './import.ts'
import { renderPicture } from './jobs.ts'
import { renderMedia } from './queries.ts'
import { text } from './text.ts'

const world = await mediaWorld()
const { db, store, cong, files, dataDir } = world
const deps = store as Deps
after(world.end)

const bring = (source: Uint8Array, name = 'ảnh.jpg', more = {}) => importMedium(store, { source, name, siteId: cong, ...more })
const brought = async (source: Uint8Array, name?: string, more = {}) => {
  const kept = await bring(source, name, more)
  assert.ok(kept.ok, JSON.stringify(kept))
  return { ...kept.value, shown: (await renderMedia(db, [kept.value.id])).get(kept.value.id)! }
}
const leftovers = async () => (await readdir(join(dataDir, 'uploads')).catch(() => [])).length

const jpeg = await photo(640, 480).jpeg().toBuffer()
const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const hostile: [what: string, bytes: Buffer, name: string, issue: string][] = [
  ['an SVG', Buffer.from(svg), 'hinh.svg', 'svg'],
  ['an SVG called JPEG', Buffer.from(`\ufeff\n  ${svg}`), 'hinh.jpg', 'svg'],
  ['a page called JPEG', Buffer.from('<!DOCTYPE html><html><script>alert(1)</script>'), 'anh.jpg', 'html'],
  ['a page in UTF-16', Buffer.from('\ufeff<html><script>', 'utf16le'), 'anh.jpg', 'html'],
  ['a program called JPEG', Buffer.from('MZ\x90\0\x03\0\0\0'.padEnd(200, '\0'), 'latin1'), 'anh.jpg', 'unknown'],
  ['nothing at all', Buffer.alloc(0), 'anh.jpg', 'empty'],
  ['a JPEG cut in half', jpeg.subarray(0, jpeg.length / 2), 'anh.jpg', 'broken'],
  ['a JPEG of three bytes', jpeg.subarray(0, 3), 'anh.jpg', 'broken'],
  ['30,000 × 30,000 pixels', hugePng(30_000, 30_000), 'anh.png', 'tooManyPixels'],
  ['a line of 2,000,000 pixels', hugePng(2_000_000, 1), 'anh.png', 'tooManyPixels'],
  ['GIF that is only its signature and a script', Buffer.from('GIF89a/*'.padEnd(80, ' ') + '*/=1;alert(1)'), 'a.gif', 'broken'],
  ['an old Word file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'bao-cao.doc', 'oldOffice'],
  ['a plain zip', Buffer.from('504b03041400000000000000000000000000000000000000000001000000612e', 'hex'), 'a.zip', 'unknown'],
  ['text in an old code page', Buffer.from([0x43, 0x68, 0xe0, 0x6f, 0x20, 0xd0, 0x69, 0xea]), 'a.csv', 'encoding'],
  ['text that turns binary later', Buffer.concat([Buffer.alloc(9000, 'a'), Buffer.from([0, 1, 2])]), 'a.txt', 'unknown'],
  [
    'a film without an index',
    Buffer.concat([
      Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
      Buffer.from([0, 0, 1, 0]),
      Buffer.from('mdat'),
      Buffer.alloc(248),
    ]),
    'a.mp4',
    'broken',
  ],
]
for (const [what, bytes, name, issue] of hostile)
  test(`${what} is refused with a sentence and leaves nothing behind`, async () => {
    const before = (await allStored(files)).size
    const refused = await bring(bytes, name)
    assert.deepEqual(refused, { ok: false, issues: { file: issue } })
    assert.ok(text.vi.issues[issue] && text.en.issues[issue])
    assert.equal((await allStored(files)).size, before)
    assert.equal(await leftovers(), 0)
  })

test('of a picture that is also a script, only the pixels are kept', async () => {
  const gif = await photo(60, 40).gif().toBuffer()
  const { id } = await brought(Buffer.concat([gif, Buffer.from('<script>alert("POLYGLOT")</script>')]), 'a.gif')
  const png = await photo(60, 40).withXmp('<x>POLYGLOT<script></x>').png().toBuffer()
  await brought(Buffer.concat([png, Buffer.from('PK\x03\x04POLYGLOT', 'latin1')]), 'b.html')
  await renderPicture(deps, { id })
  for (const bytes of (await allStored(files)).values()) assert.equal(bytes.includes('POLYGLOT'), false)
})

test('the type is told by content, and the name gets the ending that is true', async () => {
  const { shown } = await brought(await photo(50, 50).png().toBuffer(), 'báo cáo.exe')
  assert.deepEqual([shown.contentType, shown.name], ['image/png', 'báo cáo.png'])
  const pdf = await brought(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'), 'anh.jpg')
  assert.deepEqual([pdf.shown.kind, pdf.shown.contentType, pdf.shown.name], ['file', 'application/pdf', 'anh.pdf'])
  const csv = await brought(Buffer.from('Tên,Số\nHoa Ban,1\n'), 'bảng.csv')
  assert.deepEqual([csv.shown.contentType, csv.shown.name], ['text/csv; charset=utf-8', 'bảng.csv'])
})

test('office files are told by what is in them, and those with macros are refused', async () => {
  const types = (type: string) => `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`
  const word = types('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml')
  const docx = await brought(zip({ '[Content_Types].xml': word, 'word/document.xml': '<w:document/>' }), 'Kế hoạch.zip')
  assert.deepEqual([docx.shown.kind, docx.shown.name], ['file', 'Kế hoạch.docx'])
  const odt = await brought(zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }), 'a.odt')
  assert.equal(odt.shown.contentType, 'application/vnd.oasis.opendocument.text')
  const named = types('application/vnd.ms-word.document.macroEnabled.main+xml')
  for (const bytes of [zip({ '[Content_Types].xml': named }), zip({ '[Content_Types].xml': word, 'word/vbaProject.bin': 'x' })])
    assert.deepEqual(await bring(bytes, 'a.docx'), { ok: false, issues: { file: 'macros' } })
  assert.deepEqual(await bring(zip({ 'a.html': '<script>' }), 'a.docx'), { ok: false, issues: { file: 'unknown' } })
})

test('a name with folders, NUL, direction marks or decomposed letters is made plain', async () => {
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\Lan\\ảnh.jpg', 'ảnh.jpg'],
    ['a\0.jpg', 'a.jpg'],
    ['anh\u202egpj.exe', 'anhgpj.jpg'],
    ['lễ hội.jpg'.normalize('NFD'), 'lễ hội.jpg'],
    ['', 'tep.jpg'],
    ['.htaccess', 'tep.jpg'],
    ['a'.repeat(500), `${'a'.repeat(140)}.jpg`],
  ]
  for (const [given, wanted] of names) {
    const { shown } = await brought(jpeg, given)
    assert.equal(shown.name, wanted)
    assert.match(shown.key, /^\d{4}\/\d{2}\/[a-z2-9]{20}-[a-z0-9-]+\.jpg$/)
  }
})
