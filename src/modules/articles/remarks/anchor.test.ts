import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inlineText, nodesOf, type Inline } from '../body/body.ts'
import type { Written } from '../body/diff.ts'
import { doc, p, parse } from '../body/fixture.ts'
import { startingText, worked } from '../body/fixture-edits.ts'
import { anchorAt, anchorIn, placesOf, spotOf, standing, textAt } from './anchor.ts'
import { reworded } from './reword.ts'

const syllables = ['bà', 'Ban', 'và', 'Xòe', 'hội', 'đêm', 'bản', 'Na', 'Vai', 'sân', 'trống', 'khăn', 'ướt', 'nở', 'người']
const sentence = fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 60 }).map((words) => words.join(' '))
/** An edit: where (as a part of the whole), how much goes, what comes. */
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), gone: fc.nat(12), put: fc.option(sentence, { nil: '' }) })

test('whatever is edited, a remark stands on its very words or says that they are gone', () => {
  fc.assert(
    fc.property(sentence, fc.nat(300), fc.integer({ min: 1, max: 40 }), fc.array(edit, { maxLength: 8 }), (text, from, length, edits) => {
      const start = from % text.length
      const anchor = anchorAt(text, 'p', start, text.slice(start, start + length))
      assert.deepEqual(spotOf(text, anchor), { start, end: start + anchor.quote.length })
      let now = text
      // What is followed letter by letter: where the words went, as long as no edit came near them.
      let [kept, untouched] = [start, true]
      const reach = 32
      for (const { at, gone, put } of edits) {
        const place = Math.floor(at * now.length)
        const end = Math.min(now.length, place + gone)
        if (end <= kept - reach) kept += put.length - (end - place)
        else if (place < kept + anchor.quote.length + reach) untouched = false
        now = now.slice(0, place) + put + now.slice(end)
      }
      const spot = spotOf(now, anchor)
      if (spot) assert.equal(now.slice(spot.start, spot.end), anchor.quote)
      // Other words of the same kind may stand in quite the same surroundings; then both are right, and the nearer is meant.
      if (untouched) assert.ok(spot, `lost ${anchor.quote} in ${now}`)
      if (untouched && now.split(anchor.before + anchor.quote + anchor.after).length === 2) assert.equal(spot!.start, kept)
    }),
    { numRuns: 5000 },
  )
})

test('a short word whose surroundings are gone is not looked for elsewhere', () => {
  const text = 'Bà Ban mở đầu và cả bản cùng múa.'
  const anchor = anchorAt(text, 'p', text.indexOf('và'), 'và')
  assert.equal(spotOf('Trống và khăn ở sân.', anchor), null)
  assert.deepEqual(spotOf(`Tối thứ bảy, trống và khăn sẵn sàng. ${text}`, anchor), { start: 51, end: 53 })
})

test('over a thousand rewritten articles every remark stands on its words in its own block, or says that they are gone', () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const before = startingText(seed)
    const places = placesOf(before).filter((place) => (textAt(before, place) ?? '').length > 2)
    const anchors = places.map((place) => anchorIn(before, place, textAt(before, place)!.slice(1, 9))!)
    const after = worked(before, seed, 1 + (seed % 12), 'm')
    for (const anchor of anchors) {
      const spot = standing(after, anchor)
      if (spot) assert.equal(textAt(after, anchor.place)!.slice(spot.start, spot.end), anchor.quote)
    }
  }
})

const written = (...content: Inline[]): Written => ({
  title: 'Hội Xòe ở bản Na Vai',
  lead: '',
  body: parse(doc({ type: 'paragraph', attrs: { id: 'doan1111' }, content }, p('Câu sau.', 'doan2222'))),
})
const bold = (text: string): Inline => ({ type: 'text', text, marks: [{ type: 'bold' }] })
const plain = (text: string): Inline => ({ type: 'text', text })
const first = (text: Written) => (text.body.content[0] as { content: Inline[] }).content

test('other words take the place of the quote alone; what is bold or linked around them stays', () => {
  const text = written(plain('Bà '), bold('Lò Thị Ban'), plain(', 68 tuổi, dạy Xòe.'))
  const change = reworded(text, anchorIn(text, 'doan1111', 'Lò Thị Ban, 68 tuổi')!, 'Lò Thị Ban, nghệ nhân ưu tú, 69 tuổi')!
  const body = parse(change.text.body)
  assert.deepEqual(first({ ...text, body }), [plain('Bà '), bold('Lò Thị Ban'), plain(', nghệ nhân ưu tú, 69 tuổi, dạy Xòe.')])
  assert.equal(inlineText(first({ ...text, body })), 'Bà Lò Thị Ban, nghệ nhân ưu tú, 69 tuổi, dạy Xòe.')
  assert.deepEqual(body.content[1], text.body.content[1])
  const title = reworded(text, anchorIn(text, 'title', 'ở bản')!, 'tại\nbản')!
  assert.equal(title.text.title, 'Hội Xòe tại bản Na Vai')
})

test('what was proposed and taken can be put back letter for letter, also when the words were taken out altogether', () => {
  fc.assert(
    fc.property(
      sentence,
      fc.nat(300),
      fc.integer({ min: 1, max: 30 }),
      fc.oneof(sentence, fc.constant('')),
      (words, from, length, wording) => {
        const text = written(plain(words))
        const start = from % words.length
        const anchor = anchorIn(text, 'doan1111', words.slice(start, start + length), start)!
        const there = reworded(text, anchor, wording)!
        assert.equal(inlineText(first(there.text)), words.slice(0, start) + wording + words.slice(start + anchor.quote.length))
        const back = reworded(there.text, { ...anchor, quote: wording }, anchor.quote)
        // A short wording may read like its own surroundings; then nothing is put back rather than something wrong.
        if (back && there.text.body.content.length === 2) assert.equal(inlineText(first(back.text)).length, words.length)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a quote is found in the list, cell or caption it stands in, and a place without words takes none', () => {
  const list = {
    type: 'bulletList',
    attrs: { id: 'danhsach' },
    content: [{ type: 'listItem', attrs: { id: 'muc11111' }, content: [p('Khăn thêu', 'trong111')] }],
  }
  const text: Written = {
    title: 'T',
    lead: '',
    body: parse(doc(list, { type: 'gallery', attrs: { id: 'chum1111', items: [] } }, p('Hết.', 'doan9999'))),
  }
  assert.equal(anchorIn(text, 'danhsach', 'thêu')!.place, 'trong111')
  assert.equal(anchorIn(text, 'danhsach', 'trống'), null)
  assert.equal(anchorIn(text, 'matroi00', ''), null)
  const block = [...nodesOf(text.body)].find(({ type }) => type === 'bulletList')!
  assert.deepEqual(standing(text, anchorIn(text, block.attrs.id, '')!), { start: 0, end: 0 })
})

test('in a text of one letter over and over a remark still finds a place, and looks at no more of them than a page has', () => {
  const text = 'a'.repeat(100_000)
  const spot = spotOf(text, { place: 'p', quote: 'a', start: 1_000, before: 'a'.repeat(32), after: 'a'.repeat(32) })
  assert.deepEqual(spot, { start: 1_000, end: 1_001 })
  const far = spotOf(text, { place: 'p', quote: 'a', start: 90_000, before: 'a'.repeat(32), after: 'a'.repeat(32) })
  assert.ok(far!.start < 2_000)
})
