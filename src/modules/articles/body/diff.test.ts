import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffArticle, diffBodies, diffWords, type BlockDiff, type Part } from './diff.ts'
import { renderDiff } from './diff-html.ts'
import { body, doc, edited, media, nasty, p, parse } from './fixture.ts'

test('comparing a text with itself, or with its copy under other ids, shows no change', () => {
  fc.assert(
    fc.property(body, (body) => {
      const copy = parse(JSON.parse(JSON.stringify(body), (key, value) => (key === 'id' ? '' : value)))
      for (const other of [body, copy])
        assert.deepEqual(
          diffBodies(body, other).filter((diff) => diff.kind !== 'same' || diff.moved),
          [],
        )
      assert.equal(
        renderDiff(diffArticle({ title: 'T', lead: '', body }, { title: 'T', lead: '', body: copy }), { media, lang: 'vi' }).count,
        0,
      )
    }),
    { numRuns: 200 },
  )
})

test('a comparison holds both texts whole: its new side is the new text, its old side the old one', () => {
  fc.assert(
    fc.property(edited, ([a, b]) => {
      const diffs = diffBodies(a, b)
      assert.deepEqual(side(diffs, 'removed'), fieldTexts(diffBodies({ type: 'doc', content: [] }, b)))
      assert.deepEqual(side(diffs, 'added').sort(), fieldTexts(diffBodies(a, { type: 'doc', content: [] })).sort())
    }),
    { numRuns: 300 },
  )
})

test('words compared and put together again give both texts', () => {
  fc.assert(
    fc.property(nasty, nasty, (a, b) => {
      const parts = diffWords(a, b)
      assert.equal(join(parts, 'removed'), b)
      assert.equal(join(parts, 'added'), a)
    }),
  )
})

test('one phrase for another is one change, not word by word', () => {
  const parts = diffWords('của lớp trẻ hôm nay', 'của thế hệ mới hôm nay')
  assert.deepEqual(
    parts.map((part) => part.text.trim()),
    ['của', 'lớp trẻ', 'thế hệ mới', 'hôm nay'],
  )
})

test('anchors of changes are numbered without gap and the marked page holds no script', () => {
  fc.assert(
    fc.property(edited, nasty, nasty, ([a, b], one, two) => {
      const { html, count } = renderDiff(diffArticle({ title: one, lead: two, body: a }, { title: two, lead: one, body: b }), {
        media,
        lang: 'vi',
      })
      assert.deepEqual(
        [...html.matchAll(/ id="sua-(\d+)"/g)].map((found) => Number(found[1])).sort((x, y) => x - y),
        Array.from({ length: count }, (_, i) => i + 1),
      )
      assert.doesNotMatch(html, /<(?:script|svg|iframe)\b|<[^>"]*\son\w+=/i)
    }),
    { numRuns: 200 },
  )
})

test('a block that changed its place is shown moved, and a changed word within its sentence', () => {
  const a = parse(doc(p('Một', 'aaaa'), p('Hai', 'bbbb'), p('Theo qui hoạch của xã', 'cccc')))
  const b = parse(doc(p('Hai', 'bbbb'), p('Theo quy hoạch của xã', 'cccc'), p('Một', 'aaaa')))
  assert.deepEqual(
    diffBodies(a, b).map(({ kind, moved }) => [kind, moved]),
    [
      ['same', false],
      ['changed', false],
      ['same', true],
    ],
  )
  const { html, count } = renderDiff(diffArticle({ title: 'Xòe', lead: '', body: a }, { title: 'Xòe Thái', lead: '', body: b }), {
    media,
    lang: 'vi',
  })
  assert.equal(count, 3)
  assert.match(
    html,
    /Theo <del id="sua-2"><span class="vh">đã bỏ: <\/span>qui<span class="vh"> \(hết\)<\/span><\/del><ins><span class="vh">đã thêm: <\/span>quy/,
  )
  assert.match(html, /id="sua-3" class="sua-cho"><span class="sua-chu">Đã chuyển chỗ: <\/span>Một/)
})

function join(parts: readonly Part[], without: Part['change']) {
  return parts
    .filter((part) => part.change !== without)
    .map((part) => part.text)
    .join('')
}

function side(diffs: readonly BlockDiff[], without: 'added' | 'removed'): string[] {
  const there = diffs.filter((diff) => diff.kind !== without)
  return there.flatMap((diff) => [
    ...diff.fields
      .filter((field) => field.name !== 'kind')
      .map((field) => `${field.name}: ${join(field.parts, without)}`)
      .filter((line) => !line.endsWith(': ')),
    ...side(diff.children, without),
  ])
}

function fieldTexts(diffs: readonly BlockDiff[]): string[] {
  return diffs.flatMap((diff) => [
    ...diff.fields.map((field) => `${field.name}: ${join(field.parts, undefined)}`).filter((line) => !line.endsWith(': ')),
    ...fieldTexts(diff.children),
  ])
}
