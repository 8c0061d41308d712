import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  emptyBody, firstParagraphs, headings, inlineText, limits, mediaIds, nodesOf, plainText, readingMinutes, wordCount, type Body,
} from './body.ts'
import { diffArticle, diffBodies, diffWords, type BlockDiff, type Part } from './diff.ts'
import { renderDiff } from './diff-html.ts'
import { safeHref, typedHref } from './href.ts'
import { parseBody } from './parse.ts'
import { renderBody, type RenderMedia } from './render.ts'

const media = new Map<number, RenderMedia>([
  [1, picture(1, 'Vòng Xòe', 'Lò Thị Mai')],
  [2, { ...picture(2, '', ''), kind: 'video', contentType: 'video/mp4', posterUrl: '/tep/k2/bia.webp',
    variants: [{ url: '/tep/k2/360p.mp4', width: 640, type: 'video/mp4' }, { url: '/tep/k2/720p.mp4', width: 1280, type: 'video/mp4' }] }],
  [3, { ...picture(3, '', ''), kind: 'file', name: 'Kế hoạch "2026".pdf', bytes: 1_300_000, contentType: 'application/pdf', variants: [] }],
])

const p = (text: string, id = ''): unknown => ({ type: 'paragraph', attrs: { id }, ...(text && { content: [{ type: 'text', text }] }) })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const parse = (json: unknown): Body => {
  const parsed = parseBody(json)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}
const html = (...content: unknown[]) => renderBody(parse(doc(...content)), { media, lang: 'vi' })
const refused = (json: unknown) => {
  const parsed = parseBody(json)
  return parsed.ok ? null : parsed.issues.body
}

// What a hostile or careless person puts into any field.
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", 'javascript:alert(1)', '</title><svg/onload=1>', 'Xòe\u0000Thái',
    'e\u0302\u0301', '\u202etxt.exe', '&lt;b&gt;', 'data:text/html,<script>', '${x}', '\ud800', 'Nghệ nhân bản Na Vai', '👨‍👩‍👧',
  ),
)
const id = fc.oneof(fc.constant('abcd1234'), fc.constant(''), fc.stringMatching(/^[a-z0-9]{8}$/), nasty)
const href = fc.oneof(nasty, fc.constantFrom('https://svhttdl.dienbien.gov.vn/x', '/van-ban', 'mailto:a@b.vn', 'tel:0215', '//x.vn', 'JaVaScRiPt:1'))
const mark = fc.oneof(fc.constant({ type: 'bold' }), fc.constant({ type: 'italic' }), fc.record({ type: fc.constant('link'), attrs: fc.record({ href }) }))
const inline = fc.array(fc.oneof(
  fc.record({ type: fc.constant('text'), text: nasty, marks: fc.array(mark, { maxLength: 3 }) }),
  fc.constant({ type: 'hardBreak' }),
), { maxLength: 4 })
const node = (type: string, attrs: Record<string, fc.Arbitrary<unknown>>, content?: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), attrs: fc.record({ id, ...attrs }), ...(content && { content }) })
const mediaId = fc.constantFrom(1, 2, 3, 99, null)
const some = (arbitrary: fc.Arbitrary<unknown>) => fc.array(arbitrary, { minLength: 1, maxLength: 3 })
const paragraph = node('paragraph', {}, inline)
const list = node('bulletList', {}, some(node('listItem', {}, fc.tuple(paragraph))))
const block = fc.oneof(
  paragraph,
  list,
  node('heading', { level: fc.constantFrom(2, 3) }, inline),
  node('orderedList', { start: fc.nat(9) }, some(node('listItem', {}, fc.tuple(paragraph, list)))),
  node('blockquote', { cite: nasty }, some(paragraph)),
  node('figure', { mediaId, alt: nasty, decorative: fc.boolean(), credit: nasty }, inline),
  node('gallery', { items: fc.array(fc.record({ mediaId: fc.constantFrom(1, 99), caption: nasty, credit: nasty, alt: nasty }), { maxLength: 2 }) }),
  node('table', { caption: nasty }, some(node('tableRow', {}, some(fc.oneof(node('tableHeader', { colspan: fc.integer({ min: 1, max: 9 }) }, some(paragraph)), node('tableCell', {}, some(paragraph))))))),
  node('video', { mediaId, caption: nasty, credit: nasty }),
  node('file', { mediaId, label: nasty }),
  node('infoBox', { title: nasty }, some(paragraph)),
  node('relatedLink', { href, label: nasty }),
)
const body = fc.array(block, { maxLength: 6 }).map((content) => parse(doc(...content)))
// The same text after somebody worked on it: blocks dropped, changed places, words changed.
const edited = fc.tuple(body, body, fc.infiniteStream(fc.nat(5))).map(([a, b, dice]): [Body, Body] => {
  const next = () => dice.next().value!
  const content = [...structuredClone(a).content.filter(() => next() > 0), ...b.content.filter(() => next() > 3)].sort(() => (next() > 3 ? 1 : 0))
  return [a, parse(doc(...content))]
})

test('whatever is written, the page holds no script, handler, style or unsafe address', () => {
  fc.assert(fc.property(body, (body) => {
    const page = renderBody(body, { media, lang: 'vi', preview: true })
    assert.doesNotMatch(page, /<(?:script|svg|iframe|object|style|link|meta|form)\b/i)
    for (const tag of page.match(/<[^>]*>/g) ?? []) {
      assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=|\sstyle=|'/i, tag)
      assert.doesNotMatch(tag, /(?:href|src|poster)="\s*(?:javascript|data|vbscript|\/\/)/i, tag)
    }
  }), { numRuns: 300 })
})

test('every node has one id of its own, and parsing again changes nothing', () => {
  fc.assert(fc.property(body, (body) => {
    const ids = [...nodesOf(body)].map((node) => node.attrs.id)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(JSON.stringify(parse(JSON.parse(JSON.stringify(body)))), JSON.stringify(body))
  }), { numRuns: 300 })
})

test('stored text is NFC, well formed and free of control and direction characters', () => {
  fc.assert(fc.property(body, (body) => {
    const json = JSON.stringify(body)
    assert.equal(json.normalize('NFC'), json)
    assert.doesNotMatch(json, /\\u0000|\\ud[89a-f]|[\u0000-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/i)
  }), { numRuns: 300 })
})

test('plain text keeps every word of the text', () => {
  fc.assert(fc.property(body, (body) => {
    const plain = plainText(body)
    for (const node of nodesOf(body))
      for (const line of inlineText('content' in node && ['paragraph', 'heading', 'figure'].includes(node.type) ? (node.content as []) : []).split('\n'))
        assert.ok(plain.includes(line.trim()))
  }), { numRuns: 300 })
})

test('comparing a text with itself, or with its copy under other ids, shows no change', () => {
  fc.assert(fc.property(body, (body) => {
    const copy = parse(JSON.parse(JSON.stringify(body), (key, value) => (key === 'id' ? '' : value)))
    for (const other of [body, copy]) assert.deepEqual(diffBodies(body, other).filter((diff) => diff.kind !== 'same' || diff.moved), [])
    assert.equal(renderDiff(diffArticle({ title: 'T', lead: '', body }, { title: 'T', lead: '', body: copy }), { media, lang: 'vi' }).count, 0)
  }), { numRuns: 200 })
})

test('a comparison holds both texts whole: its new side is the new text, its old side the old one', () => {
  fc.assert(fc.property(edited, ([a, b]) => {
    const diffs = diffBodies(a, b)
    assert.deepEqual(side(diffs, 'removed'), fieldTexts(diffBodies({ type: 'doc', content: [] }, b)))
    assert.deepEqual(side(diffs, 'added').sort(), fieldTexts(diffBodies(a, { type: 'doc', content: [] })).sort())
  }), { numRuns: 300 })
})

test('words compared and put together again give both texts', () => {
  fc.assert(fc.property(nasty, nasty, (a, b) => {
    const parts = diffWords(a, b)
    assert.equal(join(parts, 'removed'), b)
    assert.equal(join(parts, 'added'), a)
  }))
})

test('anchors of changes are numbered without gap and the marked page holds no script', () => {
  fc.assert(fc.property(edited, nasty, nasty, ([a, b], one, two) => {
    const { html, count } = renderDiff(diffArticle({ title: one, lead: two, body: a }, { title: two, lead: one, body: b }), { media, lang: 'vi' })
    assert.deepEqual([...html.matchAll(/ id="sua-(\d+)"/g)].map((found) => Number(found[1])).sort((x, y) => x - y), Array.from({ length: count }, (_, i) => i + 1))
    assert.doesNotMatch(html, /<(?:script|svg|iframe)\b|<[^>"]*\son\w+=/i)
  }), { numRuns: 200 })
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
  const nest = (depth: number): unknown => (depth ? { type: 'bulletList', content: [{ type: 'listItem', content: [p('x'), nest(depth - 1)] }] } : p('y'))
  assert.equal(refused(doc(nest(4))), null)
  assert.equal(refused(doc(nest(6))), 'bodyTooDeep')
  assert.equal(refused('['.repeat(100_000) + ']'.repeat(100_000)), 'bodyTooDeep')
})

test('addresses that run code or hide where they lead become plain text', () => {
  for (const bad of ['javascript:alert(1)', 'JAVASCRIPT:1', 'java\nscript:1', 'data:text/html,x', '//evil.vn', '/\\evil.vn', 'https://gov.vn@evil.vn', 'vbscript:1', 'x'])
    assert.equal(safeHref(bad), null, bad)
  for (const good of ['https://baodienbienphu.vn/a?b=1#c', '/van-ban/12', '#muc-a', 'mailto:so@dienbien.gov.vn', 'tel:02153825888', 'https://vi.wikipedia.org/wiki/Điện_Biên'])
    assert.equal(safeHref(good), good)
  assert.equal(typedHref('dulich.dienbien.vn/xoe'), 'https://dulich.dienbien.vn/xoe')
  assert.equal(typedHref('mai@dienbien.gov.vn'), 'mailto:mai@dienbien.gov.vn')
  assert.equal(html({ type: 'relatedLink', attrs: { href: 'javascript:1', label: 'Xem lịch' } }), '<p>Xem lịch</p>')
})

test('a reader gets captions with credit, sources of each size, and names for tables and files', () => {
  const figure = html({ type: 'figure', attrs: { mediaId: 1, alt: '', decorative: false, credit: '' }, content: [{ type: 'text', text: 'Đêm hội' }] })
  assert.match(figure, /<source type="image\/avif" srcset="\/tep\/k1\/480\.avif 480w/)
  assert.match(figure, /alt="Vòng Xòe" width="1600" height="900" loading="lazy"/)
  assert.match(figure, /<figcaption>Đêm hội <span class="nguon">Ảnh: Lò Thị Mai<\/span><\/figcaption>/)
  assert.match(html({ type: 'video', attrs: { mediaId: 2 } }), /<video controls preload="none" playsinline poster="\/tep\/k2\/bia.webp"/)
  assert.match(html({ type: 'file', attrs: { mediaId: 3 } }), /download>Kế hoạch &quot;2026&quot;\.pdf<\/a> <span>\(PDF, 1,2 MB\)/)
  const cell = (type: string, text: string) => ({ type, attrs: {}, content: [p(text)] })
  const rows = [['tableHeader', 'Bản'], ['tableCell', 'Na Vai']].map(([type, text]) => ({ type: 'tableRow', content: [cell(type!, text!)] }))
  assert.match(html({ type: 'table', attrs: { caption: 'Lớp Xòe' }, content: rows }),
    /aria-label="Lớp Xòe"><table><caption>Lớp Xòe<\/caption><thead><tr><th scope="col">Bản<\/th><\/tr><\/thead><tbody><tr><td>Na Vai/)
})

test('a picture that is gone is left out of the page and named in the preview', () => {
  const gone = parse(doc({ type: 'figure', attrs: { mediaId: 99, alt: '', decorative: false, credit: '' } }))
  assert.equal(renderBody(gone, { media, lang: 'vi' }), '')
  assert.match(renderBody(gone, { media, lang: 'vi', preview: true }), /Ảnh chưa có hoặc không còn/)
})

test('links out say noopener and open in the same window', () => {
  const link = (href: string) => html({ type: 'paragraph', content: [{ type: 'text', text: 'xem', marks: [{ type: 'link', attrs: { href } }] }] })
  assert.equal(link('https://x.vn'), '<p><a href="https://x.vn" rel="noopener">xem</a></p>')
  assert.equal(link('/van-ban'), '<p><a href="/van-ban">xem</a></p>')
})

test('the length, the outline and the first paragraphs are read from the text', () => {
  const text = parse(doc(p(''), { type: 'heading', attrs: { id: 'muca1234', level: 2 }, content: [{ type: 'text', text: 'Sáu điệu' }] }, p('Tối 21/11, bà Ban dạy Xòe.'), { type: 'figure', attrs: { mediaId: 1 } }))
  assert.equal(wordCount(text), 8)
  assert.equal(readingMinutes(text), 1)
  assert.deepEqual(headings(text), [{ id: 'muca1234', level: 2, text: 'Sáu điệu' }])
  assert.deepEqual(firstParagraphs(text), ['Tối 21/11, bà Ban dạy Xòe.'])
  assert.deepEqual(mediaIds(text), [1])
  assert.equal(plainText(emptyBody()), '')
})

test('a block that changed its place is shown moved, and a changed word within its sentence', () => {
  const a = parse(doc(p('Một', 'aaaa'), p('Hai', 'bbbb'), p('Theo qui hoạch của xã', 'cccc')))
  const b = parse(doc(p('Hai', 'bbbb'), p('Theo quy hoạch của xã', 'cccc'), p('Một', 'aaaa')))
  assert.deepEqual(diffBodies(a, b).map(({ kind, moved }) => [kind, moved]), [['same', false], ['changed', false], ['same', true]])
  const { html, count } = renderDiff(diffArticle({ title: 'Xòe', lead: '', body: a }, { title: 'Xòe Thái', lead: '', body: b }), { media, lang: 'vi' })
  assert.equal(count, 3)
  assert.match(html, /Theo <del id="sua-2"><span class="vh">đã bỏ: <\/span>qui<span class="vh"> \(hết\)<\/span><\/del><ins><span class="vh">đã thêm: <\/span>quy/)
  assert.match(html, /id="sua-3" class="sua-cho"><span class="sua-chu">Đã chuyển chỗ: <\/span>Một/)
})

function picture(id: number, alt: string, credit: string): RenderMedia {
  const variants = ['avif', 'webp'].flatMap((type) => [480, 960].map((width) => ({ url: `/tep/k${id}/${width}.${type}`, width, type: `image/${type}` })))
  return { id, key: `k${id}`, kind: 'image', alt, credit, width: 1600, height: 900, variants, caption: '', bytes: 1, contentType: 'image/jpeg', name: 'a.jpg', url: `/tep/k${id}/a.jpg` }
}

function join(parts: readonly Part[], without: Part['change']) {
  return parts.filter((part) => part.change !== without).map((part) => part.text).join('')
}

function side(diffs: readonly BlockDiff[], without: 'added' | 'removed'): string[] {
  const there = diffs.filter((diff) => diff.kind !== without)
  return there.flatMap((diff) => [...diff.fields.filter((field) => field.name !== 'kind').map((field) => `${field.name}: ${join(field.parts, without)}`).filter((line) => !line.endsWith(': ')), ...side(diff.children, without)])
}

function fieldTexts(diffs: readonly BlockDiff[]): string[] {
  return diffs.flatMap((diff) => [...diff.fields.map((field) => `${field.name}: ${join(field.parts, undefined)}`).filter((line) => !line.endsWith(': ')), ...fieldTexts(diff.children)])
}

