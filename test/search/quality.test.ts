import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Db } from '../../src/kernel/db/db.ts'
import { indexEntries, search, type Entry } from '../../src/kernel/search/index.ts'
import { testDb } from '../database.ts'
import { fillers, labelled, news, otherStyle } from './news.ts'

const unaccented = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

/** What a person remembers of a title: all of it, five words in the middle, or its beginning and its end. */
const remembered = (title: string, i: number) => {
  const words = title.split(' ')
  const middle = Math.floor(words.length / 2) - 2
  return [title, words.slice(middle, middle + 5).join(' '), [...words.slice(0, 2), ...words.slice(-3)].join(' ')][i % 3]!
}

const ways: { name: string; type: (words: string) => string; accented: boolean }[] = [
  { name: 'exactly', type: (words) => words, accented: true },
  { name: 'in capitals', type: (words) => words.toUpperCase(), accented: true },
  { name: 'as decomposed Unicode', type: (words) => words.normalize('NFD'), accented: true },
  { name: 'in the other tone style', type: otherStyle, accented: true },
  { name: 'without accents', type: unaccented, accented: false },
]

describe('title words find their item among 4,200', () => {
  let db: Db
  before(async () => {
    db = (await testDb()).db
    await indexAll(db, [...labelled(), ...fillers(4_000)])
  })

  for (const { name, type, accented } of ways) {
    test(`typed ${name}`, async () => {
      const places: number[] = []
      for (const [i, { title }] of news.entries()) {
        const { hits } = await search(db, { q: type(remembered(title, i)), siteIds: [1], page: 1, size: 10 })
        places.push(hits.findIndex((hit) => hit.subjectId === i + 1))
      }
      const missed = news.filter((_, i) => places[i] === -1).map(({ title }) => title)
      const recall = 1 - missed.length / news.length
      const first = places.filter((place) => place === 0).length / news.length
      if (process.env.SHOW) console.log(name, { recall, first }, missed)
      assert.ok(recall >= 0.95, `recall@10 is ${recall}; missed: ${missed.join(' / ')}`)
      if (accented) assert.ok(first >= 0.85, `top-1 is ${first}`)
    })
  }
})

async function indexAll(db: Db, entries: Entry[]) {
  for (let i = 0; i < entries.length; i += 500) await indexEntries(db, entries.slice(i, i + 500))
}
