import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { RenderMedia } from '../../media/index.ts'
import type { Body } from './body.ts'
import { parseBody } from './parse.ts'

/** Texts for the tests of this folder: small ones by hand, hostile ones by chance. */
export const media = new Map<number, RenderMedia>([
  [1, picture(1, 'Vòng Xòe', 'Lò Thị Mai')],
  [
    2,
    {
      ...picture(2, '', ''),
      kind: 'video',
      contentType: 'video/mp4',
      posterUrl: '/tep/k2/bia.webp',
      variants: [
        { url: '/tep/k2/360p.mp4', width: 640, type: 'video/mp4', bytes: 4_200_000 },
        { url: '/tep/k2/720p.mp4', width: 1280, type: 'video/mp4', bytes: 12_600_000 },
      ],
    },
  ],
  [3, { ...picture(3, '', ''), kind: 'file', name: 'Kế hoạch "2026".pdf', bytes: 1_300_000, contentType: 'application/pdf', variants: [] }],
])

export const p = (text: string, id = ''): unknown => ({
  type: 'paragraph',
  attrs: { id },
  ...(text && { content: [{ type: 'text', text }] }),
})
export const doc = (...content: unknown[]) => ({ type: 'doc', content })
export const parse = (json: unknown): Body => {
  const parsed = parseBody(json)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}
// What a hostile or careless person puts into any field.
export const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    'javascript:alert(1)',
    '</title><svg/onload=1>',
    'Xòe\u0000Thái',
    'e\u0302\u0301',
    '\u202etxt.exe',
    '&lt;b&gt;',
    'data:text/html,<script>',
    '${x}',
    '\ud800',
    'Nghệ nhân bản Na Vai',
    '👨‍👩‍👧',
  ),
)
const id = fc.oneof(fc.constant('abcd1234'), fc.constant(''), fc.stringMatching(/^[a-z0-9]{8}$/), nasty)
const href = fc.oneof(
  nasty,
  fc.constantFrom('https://svhttdl.dienbien.gov.vn/x', '/van-ban', 'mailto:a@b.vn', 'tel:0215', '//x.vn', 'JaVaScRiPt:1'),
)
const mark = fc.oneof(
  fc.constant({ type: 'bold' }),
  fc.constant({ type: 'italic' }),
  fc.record({ type: fc.constant('link'), attrs: fc.record({ href }) }),
)
const inline = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('text'), text: nasty, marks: fc.array(mark, { maxLength: 3 }) }),
    fc.constant({ type: 'hardBreak' }),
  ),
  { maxLength: 4 },
)
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
  node('gallery', {
    items: fc.array(fc.record({ mediaId: fc.constantFrom(1, 99), caption: nasty, credit: nasty, alt: nasty }), { maxLength: 2 }),
  }),
  node(
    'table',
    { caption: nasty },
    some(
      node(
        'tableRow',
        {},
        some(
          fc.oneof(
            node('tableHeader', { colspan: fc.integer({ min: 1, max: 9 }) }, some(paragraph)),
            node('tableCell', {}, some(paragraph)),
          ),
        ),
      ),
    ),
  ),
  node('video', { mediaId, caption: nasty, credit: nasty }),
  node('file', { mediaId, label: nasty }),
  node('infoBox', { title: nasty }, some(paragraph)),
  node('relatedLink', { href, label: nasty }),
)
export const body = fc.array(block, { maxLength: 6 }).map((content) => parse(doc(...content)))
// The same text after somebody worked on it: blocks dropped, changed places, words changed.
export const edited = fc.tuple(body, body, fc.infiniteStream(fc.nat(5))).map(([a, b, dice]): [Body, Body] => {
  const next = () => dice.next().value!
  const content = [...structuredClone(a).content.filter(() => next() > 0), ...b.content.filter(() => next() > 3)].sort(() =>
    next() > 3 ? 1 : 0,
  )
  return [a, parse(doc(...content))]
})

function picture(id: number, alt: string, credit: string): RenderMedia {
  const variants = ['avif', 'webp'].flatMap((type) =>
    [480, 960].map((width) => ({ url: `/tep/k${id}/${width}.${type}`, width, type: `image/${type}`, bytes: 1 })),
  )
  return {
    id,
    key: `k${id}`,
    kind: 'image',
    alt,
    credit,
    width: 1600,
    height: 900,
    variants,
    caption: '',
    bytes: 1,
    contentType: 'image/jpeg',
    name: 'a.jpg',
    url: `/tep/k${id}/a.jpg`,
    decorative: false,
    focal: { x: 0.5, y: 0.5 },
  }
}
