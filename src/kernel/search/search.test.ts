import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDb } from '../../../test/database.ts'
import type { Db } from '../db/db.ts'
import { highlight, indexEntries, indexEntry, removeEntry, search, type Entry, type Part, type Search } from './index.ts'
import { snippet } from './highlight.ts'
import { tokens } from './words.ts'

const start = Temporal.Instant.from('2026-01-01T00:00:00Z')
const entry = (subjectId: number, title: string, more: Partial<Entry> = {}): Entry => ({
  kind: 'article',
  subjectId,
  siteId: 1,
  at: start.add({ hours: subjectId }),
  lang: 'vi',
  title,
  text: '',
  ...more,
})
const plainText = (parts: Part[]) => parts.map((part) => part.text).join('')
const marked = (parts: Part[]) => parts.filter((part) => part.hit).map((part) => part.text)

describe('finding', () => {
  let db: Db
  const find = (q: string, more: Partial<Search> = {}) => search(db, { q, siteIds: [1], page: 1, size: 10, ...more })
  const titles = async (q: string, more: Partial<Search> = {}) => (await find(q, more)).hits.map((hit) => hit.title)
  before(async () => {
    db = (await testDb()).db
    await indexEntries(db, [
      entry(1, 'Hội xoè bản Mển'),
      entry(2, 'Bạn mến thương về thăm'),
      entry(3, 'Chợ phiên cuối năm', { text: 'Đêm chợ có hội xòe. Bà con bản Mển mang khăn đến bán.' }),
      entry(4, 'Thông báo tuyển sinh', {
        text: 'Lớp hội họa nhận học sinh. Sân trường có cây bạn trồng, mến tặng.',
        kind: 'document',
        facets: { year: 2026, section: [3, 4] },
      }),
      entry(5, 'Đèo Pha Đin mùa sương', { lang: 'en', facets: { genre: "o'b\\c" } }),
      entry(6, 'Tin chung', { siteId: 1, text: 'xoài' }),
      entry(6, 'Tin chung', { siteId: 2, text: 'xoài' }),
      entry(7, 'Tin riêng', { siteId: 2, text: 'xoài' }),
    ])
  })

  test('the typed accents come before other accents, and a title before a text', async () => {
    assert.deepEqual((await titles('bản Mển')).slice(0, 3), ['Hội xoè bản Mển', 'Chợ phiên cuối năm', 'Bạn mến thương về thăm'])
    assert.deepEqual(await titles('hội xòe'), ['Hội xoè bản Mển', 'Chợ phiên cuối năm'])
  })
  test('capitals, other Unicode forms, the other tone style and missing accents find the same', async () => {
    for (const q of ['HỘI XOÈ', 'hội xòe'.normalize('NFD'), 'hội xoè', 'hoi xoe']) assert.equal((await titles(q))[0], 'Hội xoè bản Mển', q)
    assert.deepEqual(await titles('deo pha din'), ['Đèo Pha Đin mùa sương'])
    assert.deepEqual(await titles('Ðèo Pha Ðin'), ['Đèo Pha Đin mùa sương'])
  })
  test('a quoted phrase must stand together with its accents', async () => {
    assert.deepEqual(await titles('“hội xòe” chợ'), ['Chợ phiên cuối năm'])
    assert.deepEqual(await titles('"xòe hội"'), [])
    assert.deepEqual(await titles('"bản mến"'), [])
  })
  test('words apart count when nothing has them together', async () => {
    const found = await find('họa sân')
    assert.deepEqual([found.hits[0]?.title, found.loose], ['Thông báo tuyển sinh', false])
  })
  test('when no entry has all the words, those with some are offered as such', async () => {
    const found = await find('đèo pha din zzzz')
    assert.deepEqual([found.hits[0]?.title, found.loose], ['Đèo Pha Đin mùa sương', true])
  })
  test('kinds, sites, dates and facets narrow', async () => {
    assert.deepEqual(await titles('ban men', { kinds: ['document'] }), ['Thông báo tuyển sinh'])
    assert.deepEqual(await titles('hoi', { filters: { section: 4, year: [2025, 2026] } }), ['Thông báo tuyển sinh'])
    assert.deepEqual(await titles('hoi', { filters: { section: 5 } }), [])
    assert.deepEqual(await titles('deo', { filters: { genre: "o'b\\c", lang: 'en' } }), ['Đèo Pha Đin mùa sương'])
    assert.deepEqual(await titles('hoi', { since: start.add({ hours: 3 }), until: start.add({ hours: 4 }) }), ['Chợ phiên cuối năm'])
    assert.deepEqual(await titles('hoi', { siteIds: [] }), [])
  })
  test('a subject on two sites is one hit, on the first site asked for', async () => {
    const found = await find('xoài', { siteIds: [2, 1] })
    assert.deepEqual(
      found.hits.map((hit) => [hit.subjectId, hit.siteId]),
      [
        [7, 2],
        [6, 2],
      ],
    )
    assert.equal(found.total, 2)
  })
  test('what is marked is the original text', async () => {
    const hit = (await find('hoi xoe', { kinds: ['article'] })).hits[1]!
    assert.equal(plainText(hit.snippet), 'Đêm chợ có hội xòe. Bà con bản Mển mang khăn đến bán.')
    assert.deepEqual(marked(hit.snippet), ['hội xòe'])
  })
  test('an entry can change and go', async () => {
    await indexEntry(db, entry(90, 'Thuyền nan'))
    await indexEntry(db, entry(90, 'Guồng nước'))
    assert.deepEqual([await titles('thuyền'), await titles('guồng nước')], [[], ['Guồng nước']])
    await indexEntry(db, entry(90, 'Guồng nước', { siteId: 2 }))
    await removeEntry(db, 'article', 90, 1)
    assert.deepEqual(await titles('guồng', { siteIds: [1, 2] }), ['Guồng nước'])
    await removeEntry(db, 'article', 90)
    assert.deepEqual(await titles('guồng', { siteIds: [1, 2] }), [])
  })
  test('no input is an error', async () => {
    const odd = [
      '',
      '   ',
      '😀',
      '"',
      '""',
      '“”',
      'x'.repeat(10_000),
      'hội '.repeat(2_500),
      "' & | ! <-> :* \\ ( ) ' ; drop table",
      '\0hội\0',
      'a:*b',
      '\\',
      '\uD800',
      'ພາສາລາວ',
      '\u202Ehội',
      '%_',
      '$1',
      "facet:section=3'",
    ]
    for (const q of odd) assert.ok((await find(q)).total >= 0, q.slice(0, 30))
    assert.equal((await find('\0hội\0')).total > 0, true)
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...'\'"\\&|!():*<>-ộ a“”\0')).map((signs) => signs.join('')),
    )
    await fc.assert(
      fc.asyncProperty(anything, anything, async (q, value) => void (await find(q, { filters: { [value]: value } }))),
      { numRuns: 60 },
    )
  })
  test('any text can be an entry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (title, text) => {
        await indexEntry(db, entry(91, title, { siteId: 9, text, facets: { [title]: text } }))
      }),
      { numRuns: 40 },
    )
    await indexEntry(db, entry(91, 'dài '.repeat(3_000), { siteId: 9, text: Array.from({ length: 60_000 }, (_, i) => `từ${i}`).join(' ') }))
    assert.equal((await find('từ19', { siteIds: [9] })).total, 1)
  })
})

describe('many entries', () => {
  let db: Db
  const find = (q: string, page = 1) => search(db, { q, siteIds: [1], page, size: 10 })
  before(async () => {
    db = (await testDb()).db
    const title = (i: number) => `Xòe ${i % 10 === 0 ? 'khăn' : 'quạt'} ${i % 700 === 0 ? 'đêm' : 'ngày'}`
    const all = Array.from({ length: 3_500 }, (_, i) => entry(i + 1, title(i), { at: start.add({ hours: i * 3 }) }))
    for (let i = 0; i < all.length; i += 500) await indexEntries(db, all.slice(i, i + 500))
  })

  test('of equal matches the newest come first and the count stops at a thousand', async () => {
    const found = await find('xòe')
    assert.deepEqual(
      found.hits.map((hit) => hit.subjectId),
      [3500, 3499, 3498, 3497, 3496, 3495, 3494, 3493, 3492, 3491],
    )
    assert.deepEqual([found.total, found.more], [1000, true])
  })
  test('pages follow each other and end', async () => {
    const pages = await Promise.all([1, 2, 100, 101].map((page) => find('xòe', page)))
    assert.deepEqual(
      pages.map(({ hits }) => [hits[0]?.subjectId, hits.length]),
      [
        [3500, 10],
        [3490, 10],
        [2510, 10],
        [undefined, 0],
      ],
    )
  })
  test('words that are neither common nor rare are counted through all windows of time', async () => {
    const found = await find('xòe khăn')
    assert.deepEqual([found.total, found.more, found.hits[0]?.subjectId], [350, false, 3491])
    assert.equal((await find('xòe khăn', 35)).hits.at(-1)?.subjectId, 1)
  })
  test('rare words are found however old', async () => {
    const found = await find('dem')
    assert.deepEqual(
      found.hits.map((hit) => hit.subjectId),
      [2801, 2101, 1401, 701, 1],
    )
  })
})

describe('marking', () => {
  const words = (q: string) => tokens(q)
  test('a run of asked words is one mark', () => {
    assert.deepEqual(marked(highlight('Lễ  Hội Hoa Ban, hoa ban', words('lễ hội hoa ban'))), ['Lễ  Hội Hoa Ban', 'hoa ban'])
  })
  test('a syllable alone or with other accents is left unmarked where the asked words stand together', () => {
    assert.deepEqual(marked(highlight('Hội nghị hơi xoè, bên lề có hội xoè', words('hội xòe'))), ['hội xoè'])
    assert.deepEqual(marked(highlight('Du khách tới lịch sử', words('du lịch'))), ['Du', 'lịch'])
  })
  test('the passage shows where the words are', () => {
    const text = `${'Câu mở đầu dài dòng. '.repeat(40)}Ở bản có hội xòe đêm nay. ${'Câu kết. '.repeat(40)}`
    const shown = snippet(text, words('hội xòe'))
    assert.deepEqual(marked(shown), ['hội xòe'])
    assert.ok(plainText(shown).length < 320 && plainText(shown).startsWith('… ') && plainText(shown).endsWith(' …'))
  })
  test('nothing is added to or lost from the original', () => {
    const letters = fc.array(fc.constantFrom(...'hội xòe.\nHOA ban, Đ😀\u0301')).map((list) => list.join(''))
    fc.assert(
      fc.property(letters, letters, (text, q) => {
        assert.equal(plainText(highlight(text, words(q))), text)
        const shown = plainText(snippet(text, words(q))).replace(/^… | …$/gu, '')
        assert.ok(text.includes(shown))
      }),
    )
  })
})

test('an entry of any moment can be found, to the microsecond', async () => {
  const { db, close } = await testDb()
  const at = Temporal.Instant.from('2026-11-23T13:58:52.123457Z')
  await indexEntries(db, [entry(1, 'Đăng ngay bây giờ', { at })])
  const { hits } = await search(db, { q: 'đăng ngay', siteIds: [1], page: 1, size: 10 })
  assert.equal(hits[0]?.at.epochMilliseconds, at.epochMilliseconds)
  await close()
})
