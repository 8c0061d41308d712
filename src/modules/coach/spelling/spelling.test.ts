import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scoreOf } from '../fixture/score.ts'
import { mistakesOf, type Options } from './spelling.ts'
import { confusions } from './phrases.ts'
import { syllable } from './syllable.ts'
import { wordsOfSource } from './words/source.ts'
import { lexicon } from './words/words.ts'

const plain: Options = { style: 'old', allowed: new Set(), pairs: [] }
const found = (text: string, options: Partial<Options> = {}) =>
  mistakesOf(text, { ...plain, ...options }).map(({ start, end, kind, right }) =>
    `${text.slice(start, end)} ${kind} ${right[0] ?? ''}`.trim(),
  )

test('on sentences marked by another hand nearly every finding is right, and most errors are found', () => {
  const { precision, recall, errors } = scoreOf('open')
  assert.ok(errors > 150)
  assert.ok(precision >= 0.95, `precision ${precision}`)
  assert.ok(recall >= 0.6, `recall ${recall}`)
})

test('clean text of the office has at most one false alarm in a thousand tiếng', () => {
  const { falsePer1000, syllables } = scoreOf('open')
  assert.ok(syllables > 10_000)
  assert.ok(falsePer1000 <= 1, `${falsePer1000} in a thousand`)
})

test('famous errors are named with what is right, in the case of what was written', () => {
  assert.deepEqual(found('Tiết mục xuất xắc nhất.'), ['xuất xắc confusion xuất sắc'])
  assert.deepEqual(found('Xử dụng kinh phí đúng mục đích.'), ['Xử dụng confusion Sử dụng'])
  assert.deepEqual(found('Ông Hoàng Xuất Xắc đến dự.'), [], 'a name is a name')
})

test('what is no syllable of the language is found among Vietnamese words, and nothing is guessed of what is foreign', () => {
  assert.deepEqual(found('Bà con đuợc hỗ trợ.'), ['đuợc syllable được'])
  for (const text of [
    'Đoàn A Pa Chải, Si Pa Phìn và Pú Nhung về dự hội.',
    'Ông Giàng A Páo gửi video lên facebook, trang web svhttdl.dienbien.gov.vn.',
    'Cả bản hát karaoke, đi 12 ki-lô-mét, tốn 1.250.000 đồng.',
    'UBND tỉnh giao SVHTTDL phối hợp với PCCC.',
  ])
    assert.deepEqual(found(text), [], text)
})

test('a tone mark stands where the house puts it; both styles are right where they are the style', () => {
  assert.deepEqual(found('Nền hoà bình.'), ['hoà tone-place hòa'])
  assert.deepEqual(found('Nền hòa bình.', { style: 'new' }), ['hòa tone-place hoà'])
  assert.deepEqual(found('Quý khách, quả ngọt, thuở ấy.'), [])
})

test('a doubled word is found, a word that doubles itself is not', () => {
  assert.deepEqual(found('Thành tích của của đội.'), ['của của repeated của'])
  assert.deepEqual(found('Ngày ngày, ruộng xanh xanh, người người luôn luôn vui.'), [])
})

test('places are those of the text as it was given, also when its letters are taken apart', () => {
  const text = 'Chị Mai xuất xắc lắm.'.normalize('NFD')
  const [one] = mistakesOf(text, plain)
  assert.equal(text.slice(one!.start, one!.end).normalize('NFC'), 'xuất xắc')
})

test('the unit’s own list and the names it allows count first', () => {
  assert.deepEqual(found('Xe khách xanh.', { pairs: [{ wrong: 'xe khách', right: 'ô tô khách' }] }), ['Xe khách unit Ô tô khách'])
  assert.deepEqual(found('Hội xuất xắc của bản.', { allowed: new Set(['xuất xắc']) }), [])
})

test('every known confusion is found where it stands, and mending it leaves nothing to find', () => {
  const table = confusions().filter(({ wrong, right }) => wrong !== right.toLowerCase())
  assert.ok(table.length > 800)
  for (const { wrong, right } of table) {
    assert.equal(found(`Họ ${wrong}.`).length, 1, wrong)
    assert.deepEqual(found(`Họ ${right}.`), [], right)
  }
})

test('syllables are taken apart as they are written, and what cannot be one is none', () => {
  for (const right of [
    'nghiêng',
    'gì',
    'giếng',
    'quốc',
    'khuỷu',
    'ươm',
    'yên',
    'oanh',
    'huỳnh',
    'thuở',
    'nguyệt',
    'rượu',
    'ngoéo',
    'xoong',
  ])
    assert.ok(syllable(right), right)
  for (const wrong of ['ngiêng', 'kà', 'cì', 'đuợc', 'thưc', 'bát́', 'ghà', 'qoc', 'tặch', 'wa', 'zì'])
    assert.equal(syllable(wrong), undefined, wrong)
})

test('the packed words are those of the lists', () => {
  const words = lexicon()
  let count = 0
  for (const [first, seconds] of wordsOfSource().pairs)
    for (const second of seconds) {
      count++
      assert.ok(words.knows(first, second), `${first} ${second}`)
    }
  assert.ok(count > 10_000)
})

test('a text of a million letters is read to its end, and each error of it is found', () => {
  const text = 'Tiết mục xuất xắc nhất của đêm hội. '.repeat(28_000)
  assert.equal(mistakesOf(text, plain).length, 28_000)
})
