import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  compareVi,
  comparePeople,
  countSyllables,
  escapeHtml,
  exact,
  fold,
  formatBytes,
  formatNumber,
  nfc,
  plural,
  sentences,
  slug,
  stripControl,
  truncateWords,
} from './text.ts'

const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ àảãáạằấệốờữỳỷ-,.“”1239', '𝐇', '😀', 'Ð', '\u0301', '\u200f', 'ພ']
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...letters)).map((list) => list.join('')),
)

test('one exact key for both tone styles, capitals and decomposed letters', () => {
  const same: [string, string][] = [
    ['hòa', 'hoà'],
    ['khỏe', 'khoẻ'],
    ['thủy', 'thuỷ'],
    ['LOÀ XOÀ', 'lòa xòa'],
    ['Họa Mi', 'hoạ mi'],
    ['ủy', 'uỷ'],
    ['Ðiện Biên', 'Điện Biên'],
    ['ĐIỆN', 'điện'],
    ['hội xòe'.normalize('NFD'), 'HỘI XOÈ'],
    ['tòan', 'toàn'],
    ['Hùynh', 'huỳnh'],
    ['qúy', 'quý'],
    ['qủa', 'quả'],
    ['Điê\u0323n', 'điện'],
  ]
  for (const [a, b] of same) assert.equal(exact(a), exact(b), `${a} = ${b}`)
  assert.equal(exact('Hoà'), 'hòa')
})
test('the exact key keeps what differs', () => {
  const different: [string, string][] = [
    ['quý', 'qúi'],
    ['bản', 'bán'],
    ['hòa', 'hoa'],
    ['da', 'đa'],
    ['quà', 'qua'],
    ['túy', 'túi'],
    ['mến', 'mển'],
    ['ăn', 'ân'],
  ]
  for (const [a, b] of different) assert.notEqual(exact(a), exact(b), `${a} ≠ ${b}`)
  for (const kept of ['quý', 'quỳnh', 'hoàn', 'khuỷu', 'ngoài', 'khoẻn', 'xoáy', 'quả', 'giữa', 'già']) assert.equal(exact(kept), kept)
})
test('folding removes Vietnamese accents and leaves other scripts their vowels', () => {
  const table: [string, string][] = [
    ['Đèo Pha Đin', 'deo pha din'],
    ['Ðường', 'duong'],
    ['ƯỠN Ẹo', 'uon eo'],
    ['Thuỷ'.normalize('NFD'), 'thuy'],
    ['𝐇oa 😀', '𝐇oa 😀'],
    ['ພາສາລາວ', 'ພາສາລາວ'],
    ['naïve café', 'naive cafe'],
    ['İzmir', 'izmir'],
    ['', ''],
  ]
  for (const [from, to] of table) assert.equal(fold(from), to)
})
test('keys do not change when taken twice, nor by the form of the input', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.equal(exact(exact(text)), exact(text))
      assert.equal(fold(fold(text)), fold(text))
      assert.equal(exact(text.normalize('NFD')), exact(text))
      assert.equal(fold(exact(text)), fold(text))
      assert.ok(nfc(text).length <= text.normalize('NFD').length)
    }),
  )
})
test('an address is short ASCII and never empty', () => {
  const table: [string, string][] = [
    ['Lễ hội Hoa Ban 2026: “Khát vọng”', 'le-hoi-hoa-ban-2026-khat-vong'],
    ['  --  ', 'bai'],
    ['😀🎉', 'bai'],
    ['ພາສາ', 'bai'],
    ['ĐÐđ', 'ddd'],
    ['a/b?c#d', 'a-b-c-d'],
    ['Đẹp'.normalize('NFD'), 'dep'],
  ]
  for (const [from, to] of table) assert.equal(slug(from), to)
  assert.equal(slug('Bảo tồn tiếng nói người Si La', 16), 'bao-ton-tieng')
  assert.equal(slug('x'.repeat(100), 10), 'x'.repeat(10))
  fc.assert(
    fc.property(anyText, fc.integer({ min: 3, max: 90 }), (text, max) => {
      assert.match(slug(text, max), /^[a-z0-9]+(-[a-z0-9]+)*$/)
      assert.ok(slug(text, max).length <= max)
    }),
  )
})
test('words sort as in a Vietnamese dictionary, syllable by syllable', () => {
  const byDictionary = ['ba', 'ba xã', 'bà', 'bả', 'bã', 'bá', 'bá chủ', 'bạ', 'băng', 'bâng', 'da', 'đa', 'e', 'ê', 'Quý 2', 'Quý 10']
  assert.deepEqual(byDictionary.toReversed().sort(compareVi), byDictionary)
  assert.ok(compareVi('hoà bình', 'hòa giải') < 0, 'the tone style does not decide')
  assert.equal(compareVi('Mường', 'Mường'.normalize('NFD')), 0)
})
test('comparison is an order', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (a, b, c) => {
      assert.equal(Math.sign(compareVi(a, b)), -Math.sign(compareVi(b, a)) + 0)
      if (compareVi(a, b) <= 0 && compareVi(b, c) <= 0) assert.ok(compareVi(a, c) <= 0)
    }),
  )
})
test('people sort by given name, then family name', () => {
  assert.deepEqual(['Bùi Thị Bình', 'Lò Văn An', 'Vàng A Páo', 'Cà Thị An', 'An'].sort(comparePeople), [
    'An',
    'Cà Thị An',
    'Lò Văn An',
    'Bùi Thị Bình',
    'Vàng A Páo',
  ])
})
test('tiếng are counted as a reader counts them', () => {
  const table: [string, number][] = [
    ['Lễ hội Hoa Ban', 4],
    ['Lễ hội'.normalize('NFD'), 2],
    ['ngày 23/11/2026, 1.234.567,89 đồng', 4],
    ['', 0],
    ['— … !', 0],
    ['A Pa Chải', 3],
    ['12:30', 1],
  ]
  for (const [text, count] of table) assert.equal(countSyllables(text), count, text)
})
test('numbers have dots for thousands and a comma for decimals', () => {
  assert.equal(formatNumber(1234567.89), '1.234.567,89')
  assert.equal(formatNumber(1234567.89, 'en'), '1,234,567.89')
  assert.equal(formatNumber(-0), '0')
  assert.equal(formatNumber(-1500), '-1.500')
  assert.equal(formatNumber(2.5, 'vi', 0), '3')
  assert.equal(formatNumber(Number.NaN), '–')
  assert.equal(formatNumber(12_345_678_901_234_567_890n), '12.345.678.901.234.567.890')
  assert.deepEqual(
    [0, 900, 1536, 10_240, 5_000_000, 3e9].map((size) => formatBytes(size)),
    ['0 B', '900 B', '1,5 KB', '10 KB', '4,8 MB', '2,8 GB'],
  )
  assert.equal(formatBytes(1_048_575), '1 MB')
  assert.deepEqual([plural(1, 'item'), plural(0, 'item'), plural(1200, 'entry', 'entries')], ['1 item', '0 items', '1,200 entries'])
})
test('a shortened text ends at a word and fits', () => {
  assert.equal(truncateWords('Điện Biên mùa hoa ban', 100), 'Điện Biên mùa hoa ban')
  assert.equal(truncateWords('Điện Biên, mùa hoa ban', 13), 'Điện Biên…')
  assert.equal(truncateWords('Nghiêngngả', 5), 'Nghi…')
  fc.assert(fc.property(anyText, fc.nat(40), (text, max) => assert.ok([...truncateWords(text, max)].length <= max)))
})
test('invisible and misleading characters go, legal text stays', () => {
  const table: [string, string][] = [
    ['a\0b', 'ab'],
    ['hóa\u202Eđơn\u202C', 'hóađơn'],
    ['\u200Fphải\u200E', 'phải'],
    ['\u2067x\u2069', 'x'],
    ['zê\u200Brô\uFEFF', 'zêrô'],
    ['mềm\u00AD', 'mềm'],
    ['bản\uFFFEđồ\uFFFF', 'bảnđồ'],
    ['a\u200Db', 'ab'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['👩🏽‍🌾', '👩🏽‍🌾'],
    ['می‌خواهم', 'می‌خواهم'],
    ['dòng\tmột\r\ndòng\u2028ba', 'dòng\tmột\r\ndòng\nba'],
    ['nửa\uD83D', 'nửa\uFFFD'],
    ['\u001B[31mđỏ', '[31mđỏ'],
    ['🏴\u{E0067}\u{E007F}', '🏴'],
    ['ພາສາລາວ ꪼꪕ', 'ພາສາລາວ ꪼꪕ'],
  ]
  for (const [from, to] of table) assert.equal(stripControl(from), to, JSON.stringify(from))
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = stripControl(text)
      assert.equal(stripControl(clean), clean)
      assert.ok(clean.isWellFormed() && !clean.includes('\0') && !/[\u202a-\u202e\u2066-\u2069]/u.test(clean))
    }),
  )
})
test('escaped text has no markup left', () => {
  assert.equal(escapeHtml(`<a href="x" title='y'>&</a>`), '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;')
  fc.assert(fc.property(anyText, (text) => assert.doesNotMatch(escapeHtml(text), /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/)))
})
test('sentences end at a full stop but not at a short form', () => {
  assert.deepEqual(sentences('TP. Điện Biên Phủ đẹp. Bà nói: “Mời vào!” Rồi cười… Hết chuyện\nDòng mới'), [
    'TP. Điện Biên Phủ đẹp.',
    'Bà nói: “Mời vào!”',
    'Rồi cười…',
    'Hết chuyện',
    'Dòng mới',
  ])
  assert.deepEqual(sentences('GS.TS. Lò A dự. Giá 1.500 đồng. 23/11 khai mạc'), ['GS.TS. Lò A dự.', 'Giá 1.500 đồng.', '23/11 khai mạc'])
  assert.deepEqual(sentences(' \n '), [])
})
