import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseBody } from '../../src/modules/articles/body/parse.ts'
import { articleWorld, base, ok } from '../../src/modules/articles/fixture.ts'

/** The abuse cases that come in a text: scripts, addresses, depth, letters that are none, and the preview in which a colleague meets them. */
const world = await articleWorld()
after(world.close)
const { cast, seen, article } = world
const { contributor: mai, editor: hoa } = cast
const nobody = world.signInAs(null)

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'{{7*7}}'
/** Markup that would run: our own pages have scripts with a src only, and no handlers. */
const runs = /<script>alert|<img src=x|<script(?![^>]*\bsrc=)(?![^>]*application\/(?:ld\+)?json)/

test('1 a script typed into every field of a text is shown as letters wherever it is read', async () => {
  const block = (type: string, attrs: object, content?: unknown) => ({ type, attrs, ...(content ? { content } : {}) })
  const said = [{ type: 'text', text: hostile }]
  const paragraph = { type: 'paragraph', content: said }
  const sent = {
    type: 'doc',
    content: [
      paragraph,
      block('heading', { level: 2 }, said),
      block('blockquote', { cite: hostile }, [paragraph]),
      block('infoBox', { title: hostile }, [paragraph]),
      block('table', { caption: hostile }, [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph] }] }]),
      block('relatedLink', { href: '/a', label: hostile }),
    ],
  }
  const body = ok(parseBody(sent))
  const id = await world.live({}, mai, { text: { title: hostile, lead: hostile, body } })
  const { publications } = await article(id)
  const pages = [
    ...(await Promise.all(
      ['', '/lich-su', '/lich-su/1', '/lich-su/so-sanh?tu=1', '/gop-y/moi?cho=title', '/xem-truoc/khung'].map((rest) =>
        world.signInAs(hoa).get(`${base}/${id}${rest}`),
      ),
    )),
    ...(await Promise.all(['/toa-soan/viec-cua-toi', base].map((url) => world.signInAs(mai).get(url)))),
    ...(await Promise.all(
      [`/van-hoa/${publications[0]!.slug}-${id}`, '/van-hoa', '/rss.xml', '/atom.xml', '/tim-kiem?q=alert'].map((url) => nobody.get(url)),
    )),
  ]
  for (const page of pages) {
    assert.ok(page.statusCode < 400, `${page.statusCode} ${page.body.slice(0, 80)}`)
    assert.equal(runs.exec(page.body)?.[0], undefined, page.body.slice(Math.max(0, page.body.search(runs) - 100)).slice(0, 300))
  }
  assert.ok(pages.filter((page) => page.body.includes('alert(1)')).length >= 8, 'the words are there')
})

test('1 editor JSON with nodes, marks or attributes of its own is refused whole', () => {
  const doc = (...content: unknown[]) => ({ type: 'doc', content })
  const run = (marks: unknown[]) => doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks }] })
  for (const bad of [
    doc({ type: 'html', content: '<script>' }),
    doc({ type: 'paragraph', attrs: { id: 'a1b2', onclick: 'alert(1)' } }),
    doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', html: '<b>' }] }),
    doc({ type: 'figure', attrs: { mediaId: '1" onerror="', alt: '', credit: '' } }),
    run([{ type: 'style', attrs: { css: 'x' } }]),
    run([{ type: 'link', attrs: { href: '/', target: '_blank', onclick: 'x' } }]),
    JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"a":1}}]}'),
    JSON.parse('{"type":"doc","constructor":{"prototype":{}},"content":[]}'),
  ])
    assert.equal(parseBody(bad).ok, false, JSON.stringify(bad))
})

test('2 an address that runs or hides where it leads is never stored', () => {
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
    '//evil.vn',
    '/\\evil.vn',
    '\\\\evil.vn',
    'https://so.vn@evil.vn',
    'https:evil.vn',
    'https://a.vn/\ud800',
  ]) {
    const link = { type: 'paragraph', content: [{ type: 'text', text: 'bấm', marks: [{ type: 'link', attrs: { href } }] }] }
    const body = ok(parseBody({ type: 'doc', content: [link, { type: 'relatedLink', attrs: { href, label: 'bấm' } }] }))
    assert.ok(!JSON.stringify(body).includes('href'), `${JSON.stringify(href)} in ${JSON.stringify(body)}`)
  }
})

test('12 a text nested too deeply, too long or in too many blocks is refused in words', async () => {
  const id = await world.begin(mai)
  const { version } = await seen(id)
  const save = (body: unknown) => world.signInAs(mai).put(`${base}/${id}/luu`, { version, title: 'a', lead: 'a', body })
  let deep: unknown = { type: 'paragraph' }
  for (let level = 0; level < 500; level++)
    deep = { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }, deep] }] }
  const many = Array.from({ length: 5_100 }, () => ({ type: 'paragraph' }))
  for (const content of [[deep], many, [{ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(2_100_000) }] }]])
    assert.equal((await save({ type: 'doc', content })).statusCode, 422)
  assert.equal((await save('x'.repeat(5_000_000))).statusCode, 413)
})

test('24 half characters, NUL and direction marks never reach a text', async () => {
  const id = await world.begin(mai)
  const { version } = await seen(id)
  const bad = 'a\0b\u202ec\ud800d\u2066e'
  const body = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        attrs: { id: bad },
        content: [{ type: 'text', text: bad, marks: [{ type: 'link', attrs: { href: `https://a.vn/${bad}` } }] }],
      },
    ],
  }
  const saved = await world.signInAs(mai).put(`${base}/${id}/luu`, { version, title: bad, lead: bad, body })
  assert.equal(saved.statusCode, 200)
  const kept = await article(id)
  // oxlint-disable-next-line no-control-regex -- controls are what must not be there
  assert.doesNotMatch(JSON.stringify([kept.title, kept.lead, kept.body]), /\\u0000|\u202e|\u2066|\\ud800/)
})

test('27 a preview runs no script and belongs to no origin', async () => {
  const id = await world.sent()
  const frame = await world.signInAs(hoa).get(`${base}/${id}/xem-truoc/khung`)
  const policy = String(frame.headers['content-security-policy'])
  assert.match(policy, /script-src 'none'/)
  assert.match(policy, /; sandbox$/)
  assert.match((await world.signInAs(hoa).get(`${base}/${id}/xem-truoc`)).body, /<iframe[^>]*sandbox=""|<iframe[^>]*sandbox(?=[ >])/)
})
