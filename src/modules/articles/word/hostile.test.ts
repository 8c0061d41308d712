import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { limits } from './archive.ts'
import { docx, docxParts, escape, folder, p, picture, r, usualStyles, zipOf, type Packed, type Part } from './fixture-docx.ts'
import { readWordFile } from './reader.ts'
import { readWord } from './reading.ts'
import { most } from './xml.ts'

/** Files that are broken or mean harm: each ends in a trouble with a sentence, in a limited time, and nothing is fetched or run. */
const files = await folder()
after(files.gone)

const words = { footnotes: 'Chú thích' }
async function trouble(bytes: Uint8Array): Promise<string> {
  const read = await readWord(await files.put(bytes), words)
  return read.ok ? 'read' : read.trouble
}
const packed = (parts: Record<string, Part>, more: Packed[] = []) =>
  zipOf([...Object.entries(parts).map(([name, content]) => ({ name, content })), ...more])
const whole = docx(p('Một câu.'), { styles: usualStyles })

test('what is no Word file is told so: text, a picture, an empty file, another zip, a sheet, an OpenDocument text', async () => {
  assert.equal(await trouble(Buffer.from('Một câu.')), 'notWord')
  assert.equal(await trouble(Buffer.alloc(0)), 'notWord')
  assert.equal(await trouble(Buffer.from('89504e470d0a1a0a00', 'hex')), 'notWord')
  assert.equal(await trouble(zipOf([{ name: 'a.txt', content: 'x' }])), 'notWord')
  assert.equal(await trouble(zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' }])), 'notWord')
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  assert.equal(await trouble(docx(p('x'), { type: sheet })), 'notWord')
})

test('a file cut anywhere, or with a byte turned anywhere, is refused or read, and never a fault', async () => {
  for (let at = 4; at < whole.length; at += 97) assert.notEqual(await trouble(whole.subarray(0, at)), 'read')
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const bytes = Buffer.from(whole)
      bytes[at] = byte
      assert.equal(typeof (await trouble(bytes)), 'string')
    }),
    { numRuns: 150 },
  )
})

test('macros are refused, by their type and by their part', async () => {
  assert.equal(await trouble(docx(p('x'), { type: 'application/vnd.ms-word.document.macroEnabled.main+xml' })), 'macros')
  assert.equal(await trouble(docx(p('x'), { parts: { 'word/vbaProject.bin': 'x' } })), 'macros')
})

test('a part that unpacks without end is stopped while it does, whatever its header says', async () => {
  const parts = docxParts(p('x'))
  const zeros = Buffer.concat([Buffer.from('<w:document>'), Buffer.alloc(limits.unpacked, 0x20)])
  delete parts['word/document.xml']
  const bomb = (claim?: number): Packed => ({ name: 'word/document.xml', content: zeros, ...(claim !== undefined && { claim }) })
  assert.equal(await trouble(packed(parts, [bomb()])), 'tooMuch')
  // One that lies is caught by the lie.
  assert.equal(await trouble(packed(parts, [bomb(1_000)])), 'broken')
})

test('many parts that are small one by one are counted together; a bomb that nobody needs is never touched', async () => {
  const big = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(30 * 1024 * 1024, 7)])
  const names = Array.from({ length: 7 }, (_, at) => `b${at}`)
  const media = Object.fromEntries(names.map((name) => [`${name}.png`, big]))
  const parts = docxParts(names.map((name) => p(picture(name))).join(''), { media })
  const entries = Object.entries(parts).map(([name, content]) => ({ name, content, stored: name.endsWith('.png') }))
  assert.equal(await trouble(zipOf(entries)), 'tooMuch')
  const unused = { 'word/media/x.png': Buffer.alloc(80 * 1024 * 1024), 'customXml/y.xml': Buffer.alloc(80 * 1024 * 1024) }
  assert.equal(await trouble(docx(p('x'), { parts: unused })), 'read')
})

test('too many parts are refused before they are listed, a name that climbs or stands twice at once', async () => {
  const many = Array.from({ length: limits.parts + 1 }, (_, at) => ({ name: `p${at}`, content: '' }))
  assert.equal(await trouble(zipOf(many)), 'tooManyParts')
  for (const name of ['../../etc/passwd', '/etc/passwd', 'C:/x', 'word\\..\\x'])
    assert.notEqual(await trouble(packed(docxParts(p('x')), [{ name, content: 'x' }])), 'read', name)
  assert.equal(await trouble(packed(docxParts(p('x')), [{ name: 'WORD/document.xml', content: 'x' }])), 'broken')
})

test('document types and entities are refused in every part, the laughing kind too', async () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
  const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
  const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "http://192.0.2.1/x">]>'
  for (const head of [laughs, outside, entity]) assert.equal(await trouble(docx(p('x'), { head })), 'doctype')
  const styles = `<?xml version="1.0"?>${entity}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&e;</w:styles>`
  assert.equal(await trouble(docx(p('x'), { styles: '', parts: { 'word/styles.xml': styles } })), 'doctype')
  assert.equal(await trouble(docx(`<w:p><w:r><w:t>&e;</w:t></w:r></w:p>`)), 'broken')
})

test('what is not well formed, has NUL in it, hides in another encoding or is endlessly deep is refused', async () => {
  for (const inner of ['<w:p>', '<w:p><w:r></w:p></w:r>', '<w:p a=1/>', '<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>', '\u0000', '<x:p/>'])
    assert.equal(await trouble(docx(inner)), 'broken', escape(inner))
  const document = Buffer.concat([
    Buffer.from('<w:document xmlns:w="x"><w:body>'),
    Buffer.from([0xff, 0xc0]),
    Buffer.from('</w:body></w:document>'),
  ])
  assert.equal(await trouble(docx('', { parts: { 'word/document.xml': document } })), 'broken')
  assert.equal(await trouble(docx('<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300))), 'tooComplex')
})

test('nothing outside the file is fetched, and no path of it is opened', async () => {
  const outside = [
    { id: 'a', kind: 'image', target: 'http://192.0.2.1/a.png', outside: true },
    { id: 'b', kind: 'image', target: 'file:///etc/passwd', outside: true },
    { id: 'c', kind: 'image', target: '../../../../etc/passwd' },
    { id: 'd', kind: 'styles', target: 'http://192.0.2.1/styles.xml', outside: true },
    { id: 'e', kind: 'attachedTemplate', target: '\\\\192.0.2.1\\x\\y.dotm', outside: true },
  ]
  const read = await readWord(await files.put(docx(['a', 'b', 'c'].map((id) => p(picture(id))).join(''), { relations: outside })), words)
  assert.ok(read.ok)
  assert.deepEqual(read.value.pictures, [])
  assert.deepEqual([read.value.draft.notes.linkedPictures, read.value.draft.notes.otherPictures], [2, 1])
  const elsewhere = {
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>',
  }
  assert.equal(await trouble(docx(p('x'), { parts: elsewhere })), 'notWord')
})

test('styles that inherit from each other, merges without a beginning and names out of objects end nowhere bad', async () => {
  const circle =
    '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
  assert.equal(
    await trouble(docx(p('x', { style: 'a' }) + p('y', { style: '__proto__' }) + p('z', { style: 'constructor' }), { styles: circle })),
    'read',
  )
  const orphan = '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc></w:tr><w:tr/></w:tbl><w:tbl/>'
  assert.equal(await trouble(docx(orphan + p(r('x', { font: '__proto__' })))), 'read')
})

test('a text longer than an article is refused whole', async () => {
  assert.equal(await trouble(docx(Array.from({ length: 5_001 }, (_, at) => p(`${at}`)).join(''))), 'tooLong')
  assert.equal(await trouble(docx(p('ế'.repeat(1_100_000)))), 'tooLong')
})

test('in its own thread a file is read the same, one after the other, and a monster ends there', async () => {
  const path = await files.put(docx(p('Một.') + p(picture('a')), { media: { 'a.png': Buffer.from('89504e470d0a1a0a', 'hex') } }))
  const read = await Promise.all([readWordFile(path, words), readWordFile(path, words)])
  for (const one of read) assert.deepEqual([one.ok, one.ok && one.value.pictures[0]?.bytes.length], [true, 8])
  const runs = Array.from({ length: most.elements }, (_, at) => `<w:r a="${Math.imul(at, 2_654_435_761).toString(36)}"/>`)
  const monster = docx(`<w:p>${runs.join('')}</w:p>`)
  assert.deepEqual(await readWordFile(await files.put(monster), words), { ok: false, trouble: 'tooComplex' })
  await assert.rejects(readWordFile('/nowhere.docx', words), /ENOENT/)
})
