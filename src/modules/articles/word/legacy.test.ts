import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodingOfFont, encodingOfText, isCapitalFont, isSyllable, toUnicode } from './legacy.ts'

/** The code chart of TCVN 5712:1993, VN3, by code: written apart from the table under test, and in another order. */
const vn3 = `
A1 Ă A2 Â A3 Ê A4 Ô A5 Ơ A6 Ư A7 Đ A8 ă A9 â AA ê AB ô AC ơ AD ư AE đ
B5 à B6 ả B7 ã B8 á B9 ạ BB ằ BC ẳ BD ẵ BE ắ C6 ặ C7 ầ C8 ẩ C9 ẫ CA ấ CB ậ
CC è CE ẻ CF ẽ D0 é D1 ẹ D2 ề D3 ể D4 ễ D5 ế D6 ệ D7 ì D8 ỉ DC ĩ DD í DE ị
DF ò E1 ỏ E2 õ E3 ó E4 ọ E5 ồ E6 ổ E7 ỗ E8 ố E9 ộ EA ờ EB ở EC ỡ ED ớ EE ợ
EF ù F1 ủ F2 ũ F3 ú F4 ụ F5 ừ F6 ử F7 ữ F8 ứ F9 ự FA ỳ FB ỷ FC ỹ FD ý FE ỵ`
  .trim()
  .split(/\s+/)
  .flatMap((code, at, all) => (at % 2 === 0 ? [[String.fromCharCode(Number.parseInt(code, 16)), all[at + 1]!] as const] : []))

/** VNI-Windows, letter by letter: the sign or the two signs, and what they mean. */
const vni = `
aù á aø à aû ả aõ ã aï ạ aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ
eù é eø è eû ẻ eõ ẽ eï ẹ eâ ê eá ế eà ề eå ể eã ễ eä ệ í í ì ì æ ỉ ó ĩ ò ị
où ó oø ò oû ỏ oõ õ oï ọ oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ ô ơ ôù ớ ôø ờ ôû ở ôõ ỡ ôï ợ
uù ú uø ù uû ủ uõ ũ uï ụ ö ư öù ứ öø ừ öû ử öõ ữ öï ự yù ý yø ỳ yû ỷ yõ ỹ î ỵ ñ đ
AÙ Á AØ À AÛ Ả AÕ Ã AÏ Ạ AÊ Ă AÉ Ắ AÈ Ằ AÚ Ẳ AÜ Ẵ AË Ặ AÂ Â AÁ Ấ AÀ Ầ AÅ Ẩ AÃ Ẫ AÄ Ậ
EÙ É EØ È EÛ Ẻ EÕ Ẽ EÏ Ẹ EÂ Ê EÁ Ế EÀ Ề EÅ Ể EÃ Ễ EÄ Ệ Í Í Ì Ì Æ Ỉ Ó Ĩ Ò Ị
OÙ Ó OØ Ò OÛ Ỏ OÕ Õ OÏ Ọ OÂ Ô OÁ Ố OÀ Ồ OÅ Ổ OÃ Ỗ OÄ Ộ Ô Ơ ÔÙ Ớ ÔØ Ờ ÔÛ Ở ÔÕ Ỡ ÔÏ Ợ
UÙ Ú UØ Ù UÛ Ủ UÕ Ũ UÏ Ụ Ö Ư ÖÙ Ứ ÖØ Ừ ÖÛ Ử ÖÕ Ữ ÖÏ Ự YÙ Ý YØ Ỳ YÛ Ỷ YÕ Ỹ Î Ỵ Ñ Đ`
  .trim()
  .split(/\s+/)
  .flatMap((sign, at, all) => (at % 2 === 0 ? [[sign, all[at + 1]!] as const] : []))

const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const vowels = [...'aăâeêioôơuưy'].flatMap((letter) => tones.map((tone) => (letter + tone).normalize('NFC')))
const small = [...vowels, 'đ']
const large = small.map((letter) => letter.toUpperCase())

test('each letter of the TCVN3 chart is read, and the chart has every small letter with every tone and the seven capitals', () => {
  for (const [code, letter] of vn3) assert.equal(toUnicode(code, 'tcvn3'), letter, `${code} (${code.charCodeAt(0).toString(16)})`)
  const read = new Set(vn3.map(([, letter]) => letter))
  assert.deepEqual(
    small.filter((letter) => /[^a-z]/.test(letter) && !read.has(letter)),
    [],
  )
  assert.equal(read.size, 74)
  assert.equal(toUnicode('ABC abc 123 °§', 'tcvn3'), 'ABC abc 123 °Đ')
})

test('each letter of VNI is read, small and large, and also with a small mark behind a large letter', () => {
  for (const [sign, letter] of vni) assert.equal(toUnicode(sign, 'vni'), letter, sign)
  const read = new Set(vni.map(([, letter]) => letter))
  assert.deepEqual(
    [...small, ...large].filter((letter) => /[^a-zA-Z]/.test(letter) && !read.has(letter)),
    [],
  )
  assert.equal(toUnicode('Aùo, Ñaïi hoäi', 'vni'), 'Áo, Đại hội')
})

/** As a person of those days wrote it. */
const write = (text: string, chart: readonly (readonly [string, string])[]) => {
  const signs = new Map(chart.map(([sign, letter]) => [letter, sign]))
  return [...text].map((letter) => signs.get(letter) ?? letter).join('')
}
const sentence =
  'Quyết định của Ủy ban về việc gìn giữ nghề dệt thổ cẩm, đẽo cuốc, nhuộm chàm, rèn dao ở những bản vùng cao; ẵm bồng, khuỷu tay, kỹ xảo, ngẫm nghĩ, lỡ bước.'

test('whole sentences come back letter for letter from both encodings', () => {
  assert.equal(toUnicode(write(sentence, vni), 'vni'), sentence)
  const lower = sentence.replaceAll('Ủ', 'ủ')
  assert.equal(toUnicode(write(lower, vn3), 'tcvn3'), lower)
  // Fonts of the symbol kind keep the codes in the private area.
  const hidden = write(lower, vn3).replace(/[\u00a1-\u00fe]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) | 0xf000))
  assert.equal(toUnicode(hidden, 'tcvn3'), lower)
})

test('the letters alone tell an old encoding, and never take Unicode, French or figures for one', () => {
  assert.equal(encodingOfText(write(sentence.toLowerCase(), vn3)), 'tcvn3')
  assert.equal(encodingOfText(write(sentence, vni)), 'vni')
  for (const text of [
    sentence,
    sentence.normalize('NFD'),
    'Là và cá nhà hà má bà già tôi có thì phòng ngà òa, hôm nay là ngày hội của làng ta.',
    'L’été dernier à l’école, où les élèves étaient déjà là, près du château, après l’hôtel; ça va très bien, Noël, français.',
    'Über die Straße führen schöne Wege, wo Mädchen große Körbe tragen und Bäume blühen.',
    '25 °C ± 2 µm × 3, § 5, © 2026, «Le Monde», ½, ¾, £ 10',
    'Plain ASCII, nothing else at all.',
    '',
  ])
    assert.equal(encodingOfText(text), null, text)
})

test('fonts tell the encoding by their names', () => {
  for (const font of ['.VnTime', '.VnTimeH', '.vnArial', '.VnAvant']) assert.equal(encodingOfFont(font), 'tcvn3')
  for (const font of ['VNI-Times', 'VNI-Helve', 'VNI Times', 'vni-aptima']) assert.equal(encodingOfFont(font), 'vni')
  for (const font of ['Times New Roman', 'VNtimes', 'Vni', '', null]) assert.equal(encodingOfFont(font), null)
  assert.deepEqual(['.VnTimeH', '.VnTime', 'VNI-TimesH', null].map(isCapitalFont), [true, false, false, false])
})

test('a syllable has one tone at most and a known rhyme', () => {
  for (const word of ['nghiêng', 'Quyết', 'khuỷu', 'hòa', 'hoà', 'Đắk', 'gìn', 'ĩ', 'uống', 'NGƯỜI', 'thuở', 'oẳn'])
    assert.ok(isSyllable(word), word)
  for (const word of ['été', 'c«ng', 'école', 'ộtộ', 'hßa', 'für', 'naïve', 'ñieän']) assert.ok(!isSyllable(word), word)
})
