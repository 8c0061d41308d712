import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { convert, storedText } from './converting.ts'
import { sourceText, squashed, treeOf } from './html/tree.ts'
import { emptyItem, type Item } from './item.ts'

const item = (html: string, more: Partial<Item> = {}): Item => ({
  ...emptyItem('k'),
  title: 'T',
  address: 'https://old.example/a/b/',
  publishedAt: Temporal.Instant.from('2019-05-04T00:00:00Z'),
  html,
  ...more,
})
const kinds = (html: string, more: Partial<Item> = {}) => convert(item(html, more)).notes.map(({ kind }) => kind)
const shape = (html: string) => convert(item(html)).body!.content.map(({ type }) => type)
const words = (html: string) => storedText(convert(item(html)).body!)

test('paragraphs, headings, lists, tables, quotations, pictures and frames become blocks of ours', () => {
  const html = `<h1>Một</h1><p>Chữ <b>đậm <i>nghiêng</i></b> <a href="/x">đây</a></p><ul><li>a<ul><li>b</li></ul></li></ul><blockquote><p>lời</p></blockquote>
    <table><caption>Bảng 1</caption><tr><th>x</th><td colspan="2">y</td></tr></table><figure><img src="/a.jpg" alt="ảnh"><figcaption>Chú <b>thích</b></figcaption></figure>
    <iframe src="//www.youtube.com/embed/1"></iframe>`
  assert.deepEqual(shape(html), ['heading', 'paragraph', 'bulletList', 'blockquote', 'table', 'figure', 'relatedLink'])
  const { body, pictures, notes } = convert(item(html))
  assert.deepEqual(
    pictures.map(({ address, alt, caption }) => [address, alt, caption]),
    [['https://old.example/a.jpg', 'ảnh', 'Chú thích']],
  )
  assert.deepEqual(
    notes.map(({ kind }) => kind),
    ['embeds'],
  )
  const link = body!.content.at(-1)
  assert.equal(link?.type === 'relatedLink' && link.attrs.href, 'https://www.youtube.com/embed/1')
})

test('scripts, handlers and addresses that run something stay out, and the words stay in', () => {
  const html = `<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(1)">b</a><a href=" JaVa&#10;script:alert(1)">c</a><a href="data:text/html,x">d</a></p>
    <img src=x onerror=alert(1)><style>p{}</style><svg><script>e</script></svg><template>f</template>`
  const body = convert(item(html)).body!
  assert.equal(storedText(body), 'abcd')
  assert.doesNotMatch(JSON.stringify(body), /javascript|alert|onerror|data:/i)
  assert.ok(kinds(html).includes('unsafeLinks'))
})

test('what cannot stand where it stood is put right, and told', () => {
  assert.ok(kinds('<ul><li>a<ul><li>b<ul><li>c<ul><li>d<ul><li>e</li></ul></li></ul></li></ul></li></ul></li></ul>').includes('deepLists'))
  assert.ok(kinds('<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>').includes('nestedTables'))
  assert.ok(kinds('<ul><li>a <img src="/a.jpg"></li></ul>').includes('movedPictures'))
  assert.ok(kinds(`<table><tr>${'<td>a</td>'.repeat(60)}</tr></table>`).includes('wideTables'))
  assert.deepEqual(shape('<table><tr><td><img src="/a.jpg"></td></tr><tr><td>Chú thích</td></tr></table>'), ['figure'])
  assert.deepEqual(shape('một<br><br>hai<br>ba'), ['paragraph', 'paragraph'])
})

test('text of TCVN3 and VNI comes in as Unicode', () => {
  const found = convert(
    item('<p><font face=".VnTime">§iÖn Biªn lµ tØnh miÒn nói, cã nhiÒu d©n téc anh em cïng sinh sèng</font></p>', { title: 'T' }),
  )
  assert.equal(storedText(found.body!), squashed('Điện Biên là tỉnh miền núi, có nhiều dân tộc anh em cùng sinh sống'))
  assert.ok(found.notes.some(({ kind, detail }) => kind === 'oldLetters' && detail === 'TCVN3'))
})

test('dates, drafts and locked items decide whether readers get them', () => {
  assert.equal(convert(item('a')).live, true)
  assert.equal(convert(item('a', { publishedAt: null })).live, false)
  assert.deepEqual(kinds('a', { publishedAt: Temporal.Instant.from('2099-01-01T00:00:00Z') }), ['dateAhead'])
  assert.deepEqual(kinds('a', { status: 'draft' }), ['draft'])
  assert.equal(convert(item('a', { notes: [{ kind: 'locked' }] })).live, false)
})

test('a tree deeper than any text is refused, not followed', () => {
  const found = convert(item('<div>'.repeat(20_000)))
  assert.deepEqual([found.body, found.notes.map(({ kind }) => kind)], [null, ['tooLong']])
})

const leaf = fc.constantFrom('Xòe', 'hội', ' ', 'a < b'.replace('<', '&lt;'), '\n', '&nbsp;', 'Đ\u0309', '😀', 'x')
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.constantFrom(
      '<br>',
      '<img src="/a.jpg">',
      '<img src="/b.jpg" alt="b">',
      '<hr>',
      '<script>no</script>',
      '<iframe src="https://v.example/"></iframe>',
    ),
    fc
      .tuple(
        fc.constantFrom(
          ...'p div b i a span font h1 h3 ul ol li blockquote table tr td th caption figure figcaption pre dl dt dd center section em details'.split(
            ' ',
          ),
        ),
        fc.array(tie('tree'), { maxLength: 5 }),
      )
      .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
  ),
}))

test('nothing of a text is lost: whatever the markup, its letters are stored in their order', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 6 }), (pieces) => {
      const html = pieces.join('')
      assert.equal(words(html), sourceText(treeOf(html)), html)
    }),
    { numRuns: 400 },
  )
})

test('an element that is called as what every object has loses nothing', () => {
  assert.equal(words('<constructor>một</constructor> <tostring>hai</tostring>'), 'mộthai')
})

test('a text of nothing but line ends is refused as too long, and holds nobody up until then', () => {
  assert.ok(kinds('a<br>'.repeat(60_000)).includes('tooLong'))
  assert.deepEqual(shape('a<br> <br>b<br>c'), ['paragraph', 'paragraph'])
})
