import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyBody, headings, inlineText, limits, mediaIds, nodesOf, plainText, readingMinutes, wordCount } from './body.ts'
import { safeHref, typedHref } from './href.ts'
import { parseBody } from './parse.ts'
import { renderBody } from './render.ts'
import { body, doc, media, p, parse } from './fixture.ts'

const html = (...content: unknown[]) => renderBody(parse(doc(...content)), { media, lang: 'vi' })
const refused = (json: unknown) => {
  const parsed = parseBody(json)
  return parsed.ok ? null : parsed.issues.body
}

test('whatever is written, the page holds no script, handler, style or unsafe address', () => {
  fc.assert(
    fc.property(body, (body) => {
      const page = renderBody(body, { media, lang: 'vi', preview: true })
      assert.doesNotMatch(page, /<(?:script|svg|iframe|object|style|link|meta|form)\b/i)
      for (const tag of page.match(/<[^>]*>/g) ?? []) {
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=|\sstyle=|'/i, tag)
        assert.doesNotMatch(tag, /(?:href|src|poster)="\s*(?:javascript|data|vbscript|\/\/)/i, tag)
      }
    }),
    { numRuns: 300 },
  )
})

test('every node has one id of its own, and parsing again changes nothing', () => {
  fc.assert(
    fc.property(body, (body) => {
      const ids = [...nodesOf(body)].map((node) => node.attrs.id)
      assert.equal(new Set(ids).size, ids.length)
      assert.equal(JSON.stringify(parse(JSON.parse(JSON.stringify(body)))), JSON.stringify(body))
    }),
    { numRuns: 300 },
  )
})

test('stored text is NFC, well formed and free of control and direction characters', () => {
  fc.assert(
    fc.property(body, (body) => {
      const json = JSON.stringify(body)
      assert.equal(json.normalize('NFC'), json)
      assert.doesNotMatch(json, /\\u0000|\\ud[89a-f]|[\u0000-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/i)
    }),
    { numRuns: 300 },
  )
})

test('plain text keeps every word of the text', () => {
  fc.assert(
    fc.property(body, (body) => {
      const plain = plainText(body)
      for (const node of nodesOf(body))
        for (const line of inlineText(
          'content' in node && ['paragraph', 'heading', 'figure'].includes(node.type) ? (node.content as []) : [],
        ).split('\n'))
          assert.ok(plain.includes(line.trim()))
    }),
    { numRuns: 300 },
  )
})

test('unknown nodes, marks, attributes and poisoned keys are refused', () => {
  assert.equal(refused(doc({ type: 'script', content: [] })), 'bodyUnknown')
  assert.equal(refused(doc({ type: 'paragraph', attrs: { id: 'a', style: 'x' } })), 'bodyUnknown')
  assert.equal(refused(doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'underline' }] }] })), 'bodyUnknown')
  assert.equal(refused('{"type":"doc","content":[],"__proto__":{"x":1}}'), 'bodyUnknown')
  assert.equal(refused('{"type":"doc","content":[{"type":"paragraph","attrs":{"constructor":{}}}]}'), 'bodyUnknown')
  for (const junk of [null, 5, 'x', [], {}, { type: 'doc' }]) assert.equal(refused(junk), 'bodyUnknown')
})

test('texts too large, too long and too deep are refused with their reason', () => {
  assert.equal(refused(doc(p('ế'.repeat(limits.bytes / 2)))), 'bodyTooLarge')
  assert.equal(refused(doc(...Array.from({ length: limits.blocks + 1 }, () => p('x')))), 'bodyTooManyBlocks')
  const nest = (depth: number): unknown =>
    depth ? { type: 'bulletList', content: [{ type: 'listItem', content: [p('x'), nest(depth - 1)] }] } : p('y')
  assert.equal(refused(doc(nest(4))), null)
  assert.equal(refused(doc(nest(6))), 'bodyTooDeep')
  assert.equal(refused('['.repeat(100_000) + ']'.repeat(100_000)), 'bodyTooDeep')
})

test('addresses that run code or hide where they lead become plain text', () => {
  for (const bad of [
    'javascript:alert(1)',
    'JAVASCRIPT:1',
    'java\nscript:1',
    'data:text/html,x',
    '//evil.vn',
    '/\\evil.vn',
    'https://gov.vn@evil.vn',
    'vbscript:1',
    '/a\0b',
    '#\u0001',
    'x',
  ])
    assert.equal(safeHref(bad), null, bad)
  for (const good of [
    'https://baodienbienphu.vn/a?b=1#c',
    '/van-ban/12',
    '#muc-a',
    'mailto:so@dienbien.gov.vn',
    'tel:02153825888',
    'https://vi.wikipedia.org/wiki/Điện_Biên',
  ])
    assert.equal(safeHref(good), good)
  assert.equal(typedHref('dulich.dienbien.vn/xoe'), 'https://dulich.dienbien.vn/xoe')
  assert.equal(typedHref('mai@dienbien.gov.vn'), 'mailto:mai@dienbien.gov.vn')
  assert.equal(html({ type: 'relatedLink', attrs: { href: 'javascript:1', label: 'Xem lịch' } }), '<p>Xem lịch</p>')
})

test('a reader gets captions with credit, sources of each size, and names for tables and files', () => {
  const figure = html({
    type: 'figure',
    attrs: { mediaId: 1, alt: '', decorative: false, credit: '' },
    content: [{ type: 'text', text: 'Đêm hội' }],
  })
  assert.match(figure, /<source type="image\/avif" srcset="\/tep\/k1\/480\.avif 480w/)
  assert.match(figure, /alt="Vòng Xòe" width="1600" height="900" loading="lazy"/)
  assert.match(figure, /<figcaption>Đêm hội <span class="nguon">Ảnh: Lò Thị Mai<\/span><\/figcaption>/)
  assert.match(html({ type: 'video', attrs: { mediaId: 2 } }), /<video controls preload="none" playsinline poster="\/tep\/k2\/bia.webp"/)
  assert.match(html({ type: 'file', attrs: { mediaId: 3 } }), /download>Kế hoạch &quot;2026&quot;\.pdf<\/a> <span>\(PDF, 1,2 MB\)/)
  const cell = (type: string, text: string) => ({ type, attrs: {}, content: [p(text)] })
  const rows = [
    ['tableHeader', 'Bản'],
    ['tableCell', 'Na Vai'],
  ].map(([type, text]) => ({ type: 'tableRow', content: [cell(type!, text!)] }))
  assert.match(
    html({ type: 'table', attrs: { caption: 'Lớp Xòe' }, content: rows }),
    /aria-label="Lớp Xòe"><table><caption>Lớp Xòe<\/caption><thead><tr><th scope="col">Bản<\/th><\/tr><\/thead><tbody><tr><td>Na Vai/,
  )
})

test('a picture that is gone is left out of the page and named in the preview', () => {
  const gone = parse(doc({ type: 'figure', attrs: { mediaId: 99, alt: '', decorative: false, credit: '' } }))
  assert.equal(renderBody(gone, { media, lang: 'vi' }), '')
  assert.match(renderBody(gone, { media, lang: 'vi', preview: true }), /Ảnh chưa có hoặc không còn/)
})

test('links out say noopener and open in the same window', () => {
  const link = (href: string) =>
    html({ type: 'paragraph', content: [{ type: 'text', text: 'xem', marks: [{ type: 'link', attrs: { href } }] }] })
  assert.equal(link('https://x.vn'), '<p><a href="https://x.vn" rel="noopener">xem</a></p>')
  assert.equal(link('/van-ban'), '<p><a href="/van-ban">xem</a></p>')
})

test('the length and the outline are read from the text', () => {
  const text = parse(
    doc(
      p(''),
      { type: 'heading', attrs: { id: 'muca1234', level: 2 }, content: [{ type: 'text', text: 'Sáu điệu' }] },
      p('Tối 21/11, bà Ban dạy Xòe.'),
      { type: 'figure', attrs: { mediaId: 1 } },
    ),
  )
  assert.equal(wordCount(text), 8)
  assert.equal(readingMinutes(text), 1)
  assert.deepEqual(headings(text), [{ id: 'muca1234', level: 2, text: 'Sáu điệu' }])
  assert.deepEqual(mediaIds(text), [1])
  assert.equal(plainText(emptyBody()), '')
})
