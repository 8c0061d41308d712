import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingsOf } from './checking.ts'
import { alarmsInClean, scoreRules } from './fixture/rules.ts'
import { defaultLevel, levelOf, listOf, plainHouse, type House } from './house.ts'
import { modelOfText, type Passage, type Picture, type TextModel } from './model.ts'
import { rules } from './rules/rules.ts'
import { text } from './text.ts'

const says = (model: TextModel, house: House = plainHouse) => findingsOf(model, house).map(({ why, values }) => [why, ...values].join(' '))
const field = (name: 'title' | 'lead', words: string): Passage => ({ place: { field: name }, kind: name, text: words, links: [] })
const paragraph = (words: string, id = 'doan'): Passage => ({
  place: { block: id, part: 'text' },
  kind: 'paragraph',
  text: words,
  links: [],
})
const article = (more: Partial<TextModel> = {}): TextModel => ({
  ...modelOfText(''),
  passages: [
    field('title', 'Bản Mển mở lớp dạy xòe cho thanh niên trong bản'),
    field('lead', 'Tối thứ Bảy tuần này, nhà văn hóa bản Mển sáng đèn đón ba mươi thanh niên đến học những điệu xòe cổ của cha ông.'),
    paragraph('Lớp học mở hai buổi mỗi tuần.'),
  ],
  ...more,
})
const picture = (more: Partial<Picture> = {}): Picture => ({
  place: { block: 'anh', part: 'text' },
  number: 1,
  alt: 'a',
  credit: 'b',
  caption: 'c',
  decorative: false,
  waiting: false,
  ...more,
})

test('on marked sentences the rules find what is marked and nothing else, and offer what is right', () => {
  const { scores, sentences, missed } = scoreRules('open')
  assert.ok(sentences > 150)
  assert.deepEqual(missed, [])
  for (const { rule, marked, found } of scores) assert.equal(found, marked, rule)
})

test('in clean texts of the office no private number, no date and no capital is doubted', () => {
  for (const { rule, alarms } of alarmsInClean('open'))
    if (['private', 'dates', 'capitals', 'spacing', 'vague-link', 'repeated', 'tone-style'].includes(rule))
      assert.deepEqual(
        alarms.map(({ quote }) => quote),
        [],
        rule,
      )
})

test('an article that has everything is asked for nothing', () => {
  assert.deepEqual(says(article()), [])
})

test('what is missing is required, what is too short, too long or empty is advice', () => {
  const bare = article({ hasSection: false, passages: [field('title', ' '), field('lead', ''), paragraph('')] })
  assert.deepEqual(says(bare), ['titleMissing', 'leadMissing', 'sectionMissing', 'bodyMissing'])
  const short = article({ passages: [field('title', 'Lớp xòe'), field('lead', 'Lớp mở tối nay.'), paragraph('Chữ')] })
  assert.deepEqual(says(short), ['titleShort 7', 'leadShort 4'])
  const long = article({ passages: [field('title', 'x '.repeat(60).trim()), field('lead', 'chữ '.repeat(46)), paragraph('Chữ')] })
  assert.ok(says(long).includes('titleLong 119'))
  assert.ok(says(long).includes('leadLong 46'))
  const heading: Passage = { place: { block: 'muc1', part: 'text' }, kind: 'heading', text: ' ', links: [] }
  assert.deepEqual(says(article({ passages: [...article().passages, heading] })), ['headingEmpty'])
})

test('a picture needs a description unless it only adorns, a credit, a caption; a small cover is told', () => {
  assert.deepEqual(says(article({ cover: { width: 1600 }, pictures: [picture()] })), [])
  assert.deepEqual(says(article({ cover: { width: 1600 }, pictures: [picture({ alt: '', decorative: true, caption: '' })] })), [])
  assert.deepEqual(says(article({ cover: { width: 1199 }, pictures: [picture({ number: 2, alt: '', credit: ' ', caption: '' })] })), [
    'altMissing 2',
    'creditMissing 2',
    'coverSmall 1199 1200',
    'captionMissing 2',
  ])
  assert.deepEqual(says(article({ cover: null, pictures: [picture()] })), ['coverMissing'])
  assert.deepEqual(says(article({ pictures: [picture({ waiting: true })] })), ['pictureUploading 1'])
})

test('who, where and when are missed only in a text long enough to have said them, and only where news is told', () => {
  const silent = 'Mọi việc được chuẩn bị chu đáo và diễn ra suôn sẻ. Không khí vui tươi, phấn khởi. '.repeat(4)
  const of = (genre: string, words: string) =>
    says(article({ genre, passages: [field('title', 'Vui tươi và phấn khởi, chu đáo và suôn sẻ lắm'), paragraph(words)] })).filter((why) =>
      /^wh|^where/.test(why),
    )
  assert.deepEqual(of('news', silent), ['whoMissing', 'whereMissing', 'whenMissing'])
  assert.deepEqual(of('commentary', silent), [])
  assert.deepEqual(of('news', 'Mọi việc suôn sẻ.'), [])
  assert.deepEqual(of('news', `Sáng nay, bà con bản Mển gặt lúa. ${silent}`), [])
})

test('a dead link is named where it stands', () => {
  const link = { start: 4, end: 12, href: '/van-hoa/bai-cu-7' }
  const model = { ...modelOfText('Xem lớp học xòe.', [link]), deadLinks: new Set([link.href]) }
  const [one] = findingsOf(model, plainHouse).filter(({ rule }) => rule === 'dead-link')
  assert.deepEqual([one!.quote, one!.values], ['lớp học ', [link.href]])
})

test('levels are chosen by rule and genre; what is fixed stays required', () => {
  const model = { ...modelOfText('Bà con  về dự hội.'), passages: [...article().passages.slice(0, 2), paragraph('Bà con  về dự hội.')] }
  const levelIn = (levels: House['levels'], genre = 'news') =>
    findingsOf({ ...model, genre }, { ...plainHouse, levels }).find(({ rule }) => rule === 'spacing')?.level
  assert.equal(levelIn({}), 'advice')
  assert.equal(levelIn({ spacing: { news: 'required' } }), 'required')
  assert.equal(levelIn({ spacing: { news: 'off' } }), undefined)
  assert.equal(levelIn({ spacing: { news: 'off' } }, 'note'), 'advice')
  assert.equal(levelIn(JSON.parse('{"__proto__":{"news":"off"},"spacing":{"constructor":"off"}}') as House['levels']), 'advice')
  const title = rules.find(({ key }) => key === 'title')!
  assert.equal(levelOf(title, 'news', { title: { news: 'off' } }), 'required')
  const leadLength = rules.find(({ key }) => key === 'lead-length')!
  assert.deepEqual([defaultLevel(leadLength, 'news'), defaultLevel(leadLength, 'photos')], ['advice', 'off'])
})

test('the unit’s list counts first: its names are right, its numbers may be published, its words are written its way', () => {
  const house = {
    ...plainHouse,
    ...listOf([
      { kind: 'allowed', wrong: 'Tỉnh', right: '' },
      { kind: 'allowed', wrong: '0912 345 678', right: '' },
      { kind: 'allowed', wrong: 'xuất xắc', right: '' },
      { kind: 'pair', wrong: 'xe khách', right: 'ô tô khách' },
    ]),
  }
  const words = 'Đoàn của Tỉnh Điện Biên gọi +84 912.345.678, số 0987 654 321, khen đội xuất xắc đi xe khách.'
  const changes = findingsOf(modelOfText(words), house).filter(({ change }) => change !== undefined)
  const found = changes.map(({ rule, quote, change }) => `${rule}: ${quote} → ${change}`)
  assert.deepEqual(found, ['private: 0987 654 321 → 098x xxx xxx', 'unit-words: xe khách → ô tô khách'])
})

test('every change fits exactly what is quoted, and making it leaves nothing to change there', () => {
  for (const line of [
    'Bà con đến dự đông đủ , vui vẻ.',
    'Sáng thứ Hai, ngày 24/11/2026, đoàn đi.',
    'Gọi 0912 345 678 nhé.',
    'Sở Văn Hóa mở lớp.',
  ]) {
    const [one] = findingsOf(modelOfText(line), plainHouse).filter(({ change }) => change !== undefined)
    assert.equal(line.slice(one!.start, one!.end), one!.quote)
    const after = line.slice(0, one!.start) + one!.change + line.slice(one!.end)
    assert.deepEqual(
      findingsOf(modelOfText(after), plainHouse).filter(({ change }) => change !== undefined),
      [],
      after,
    )
  }
})

test('every rule has a name and every reason a sentence, in both languages', () => {
  assert.deepEqual(rules.map(({ key }) => key).toSorted(), Object.keys(text.vi.rules).toSorted())
  for (const lang of ['vi', 'en'] as const)
    for (const [why, say] of Object.entries(text[lang].why)) assert.ok((say as (...values: string[]) => string)('1', '2').length > 3, why)
})

test('a text made to tire the rules is read to its end', () => {
  const long = 100_000
  for (const piece of [
    'a',
    ' ',
    'A ',
    '1',
    '1,',
    '1.111',
    '-a',
    'a.',
    '@',
    '(',
    '0912345678 ',
    'tài khoản ',
    'Thứ Hai ',
    '“',
    'Ấ',
    '%',
    '\n',
    'Khoản 1 ',
  ])
    assert.ok(Array.isArray(findingsOf(modelOfText(`Đầu ${piece.repeat(long / piece.length)} cuối.`), plainHouse)), piece)
})
