import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inlineText, nodesOf, type BodyNode } from './body.ts'
import type { Written } from './diff.ts'
import { doc, p, parse } from './fixture.ts'
import { startingText, worked } from './fixture-edits.ts'
import { merge, type Merged } from './merge.ts'
import { outlineOf } from './outline.ts'
import { parseBody } from './parse.ts'

const base: Written = {
  title: 'Hội Xòe ở bản Na Vai',
  lead: 'Tối thứ bảy.',
  body: parse(
    doc(
      p('Một.', 'p1111111'),
      p('Hai.', 'p2222222'),
      { type: 'bulletList', attrs: { id: 'list1111' }, content: [item('i1111111', 'Khăn'), item('i2222222', 'Trống')] },
      p('Ba.', 'p3333333'),
    ),
  ),
}
const from = outlineOf(base)
const said = (text: Written) => [...nodesOf(text.body)].map((node) => ('content' in node ? inlineText(inlines(node)) : '')).filter(Boolean)
const withBody = (change: (content: BodyNode[]) => BodyNode[]): Written => ({
  ...base,
  body: parse({ type: 'doc', content: change(structuredClone(base.body.content)) }),
})
const rewrite = (id: string, words: string) =>
  withBody((content) => {
    const target = [...nodesOf({ type: 'doc', content: content as Written['body']['content'] })].find((node) => node.attrs.id === id)!
    Object.assign(target, { content: [{ type: 'text', text: words }] })
    return content
  })

test('changes in different paragraphs, list items and fields stand side by side, and nobody is asked', () => {
  const mine = { ...rewrite('p1111111', 'Một, tôi viết.'), title: 'Hội Xòe đêm rằm' }
  const theirs = { ...rewrite('i2222222p', 'Trống mới'), lead: 'Tối thứ bảy, trăng sáng.' }
  const { text, wordings } = merge(from, mine, theirs)
  assert.deepEqual(wordings, [])
  assert.deepEqual([text.title, text.lead], ['Hội Xòe đêm rằm', 'Tối thứ bảy, trăng sáng.'])
  assert.deepEqual(said(text), ['Một, tôi viết.', 'Hai.', 'Khăn', 'Trống mới', 'Ba.'])
})

test('the same paragraph and the same title show both wordings: one stands, the other asks', () => {
  const mine = { ...rewrite('p2222222', 'Hai của tôi.'), title: 'Tên của tôi' }
  const theirs = { ...rewrite('p2222222', 'Hai của Hoa.'), title: 'Tên của Hoa' }
  const { text, wordings } = merge(from, mine, theirs)
  assert.ok(said(text).includes('Hai của Hoa.'))
  assert.equal(text.title, 'Tên của Hoa')
  assert.deepEqual(wordings[0], { place: 'title', text: 'Tên của tôi' })
  assert.equal(wordings[1]!.place, 'p2222222')
  assert.match(JSON.stringify(wordings[1]), /Hai của tôi/)
})

test('where this writer has chosen, the own wording stands', () => {
  const { text, wordings } = merge(from, rewrite('p2222222', 'Của tôi.'), rewrite('p2222222', 'Của Hoa.'), new Set(['p2222222']))
  assert.deepEqual([said(text)[1], wordings], ['Của tôi.', []])
})

test('a paragraph that one removes and the other rewrites stays, and the remover is told', () => {
  const mine = withBody((content) => content.filter(({ attrs }) => attrs.id !== 'p2222222'))
  const { text, kept } = merge(from, mine, rewrite('p2222222', 'Hai, thêm ý.'))
  assert.deepEqual(kept, ['p2222222'])
  assert.deepEqual(said(text), ['Một.', 'Hai, thêm ý.', 'Khăn', 'Trống', 'Ba.'])
})

test('a paragraph that one moves and the other rewrites stands in its new place with its new words', () => {
  const mine = withBody(([one, two, list, three]) => [two!, list!, three!, one!])
  const { text, wordings } = merge(from, mine, rewrite('p1111111', 'Một, sửa.'))
  assert.deepEqual([said(text), wordings], [['Hai.', 'Khăn', 'Trống', 'Ba.', 'Một, sửa.'], []])
})

test('a paragraph that one makes a list item keeps what the other wrote into it', () => {
  const mine = withBody(([one, two, list, three]) => [
    one!,
    {
      type: 'bulletList',
      attrs: { id: 'listnew1' },
      content: [{ type: 'listItem', attrs: { id: 'itemnew1' }, content: [two!] }],
    } as BodyNode,
    list!,
    three!,
  ])
  const { text, wordings } = merge(from, mine, rewrite('p2222222', 'Hai, sửa.'))
  assert.deepEqual(wordings, [])
  assert.deepEqual(said(text), ['Một.', 'Hai, sửa.', 'Khăn', 'Trống', 'Ba.'])
  assert.equal(text.body.content[1]!.type, 'bulletList')
})

test('both add a paragraph at the same place: both are there', () => {
  const add = (words: string, id: string) => withBody((content) => [content[0]!, parse(doc(p(words, id))).content[0]!, ...content.slice(1)])
  const { text } = merge(from, add('Mới của tôi.', 'new11111'), add('Mới của Hoa.', 'new22222'))
  assert.deepEqual(said(text), ['Một.', 'Mới của tôi.', 'Mới của Hoa.', 'Hai.', 'Khăn', 'Trống', 'Ba.'])
})

test('one writer alone: the text is as that writer has it, to the letter', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, way, steps) => {
      const begun = startingText(seed)
      const mine = worked(begun, way, steps, 'a')
      assert.deepEqual(merge(outlineOf(begun), mine, begun), { text: mine, wordings: [], kept: [] })
      assert.deepEqual(merge(outlineOf(begun), begun, mine).text, mine)
    }),
    { numRuns: 500 },
  )
})

test('thousands of edits by two people, one of them offline: every typed sentence stands in the text or in a question', () => {
  let questions = 0
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }), (seed, a, b, few, many) => {
      const begun = startingText(seed)
      const [mine, theirs] = [worked(begun, a, few, 'a'), worked(begun, b, many, 'b')]
      const merged = merge(outlineOf(begun), mine, theirs)
      questions += merged.wordings.length
      nothingLost(begun, mine, theirs, merged)
      const again = parseBody(structuredClone(merged.text.body))
      assert.ok(again.ok)
      assert.deepEqual(again.value, merged.text.body, 'the merged text may be stored as it is')
    }),
    { numRuns: 3_000 },
  )
  assert.ok(questions > 100, 'the edits meet')
})

const sentences = (value: unknown) => new Set(JSON.stringify(value).match(/\b[ABS]\d+\b/g))

function nothingLost(begun: Written, mine: Written, theirs: Written, { text, wordings }: Merged) {
  const shown = sentences(text)
  const found = new Set([...shown, ...sentences(wordings)])
  const [old, my, their] = [sentences(begun), sentences(mine), sentences(theirs)]
  for (const word of [...my, ...their]) if (!old.has(word)) assert.ok(found.has(word), `${word} was typed and is gone`)
  for (const word of old) if (my.has(word) && their.has(word)) assert.ok(found.has(word), `${word} stood in both and is gone`)
}

function item(id: string, words: string) {
  return { type: 'listItem', attrs: { id }, content: [p(words, `${id}p`)] }
}
function inlines(node: BodyNode) {
  return node.type === 'paragraph' || node.type === 'heading' ? node.content : []
}
