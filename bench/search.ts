import type { Db } from '../src/kernel/db/db.ts'
import { indexEntries, search, type Entry } from '../src/kernel/search/index.ts'
import { fillers, labelled, news, random } from '../test/search/news.ts'

type Figure = { name: string; value: number; unit: string; note?: string }

const asked = 200
const unaccented = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
const common = [
  'lễ hội',
  'du lịch',
  'hội',
  'dân tộc',
  'hội xòe',
  'múa khèn',
  'le hoi hoa ban',
  'du lich cong dong',
  'bản Mến',
  'giải chạy',
  'chợ phiên vùng cao',
  'ban tổ chức',
  'an ninh bản',
  'trong nam',
  '"nghề dệt" bản Phủ',
  'bóng chuyền nữ',
  'đèo Pha Đin',
  'thổ cẩm',
  'hat then',
  'tuần phim ở Mường Lay',
]

/**
 * p50 and p95 of a whole search in milliseconds, with highlights, one after the other. Half of the questions are words that many entries
 * have, half are words of one title; every second one is typed without accents. The database must have no other entries.
 */
export async function benchSearch(db: Db, sizes: readonly number[]): Promise<Figure[]> {
  const source = entries()
  let indexed = 0
  const figures: Figure[] = []
  for (const size of sizes) {
    const began = performance.now()
    for (; indexed < size; indexed += 250) await indexEntries(db, take(source, Math.min(250, size - indexed)))
    const seconds = (performance.now() - began) / 1000
    const times = await measure(db)
    const name = `Search at ${size.toLocaleString('en')} entries`
    figures.push({
      name: `${name}, p50`,
      value: at(times, 0.5),
      unit: 'ms',
      note: `indexed in ${seconds.toFixed(0)} s, 140 syllables each`,
    })
    figures.push({ name: `${name}, p95`, value: at(times, 0.95), unit: 'ms', note: 'goal 40 ms at 100,000, 120 ms at 1,000,000' })
  }
  return figures
}

async function measure(db: Db): Promise<number[]> {
  for (const q of common) await search(db, { q, siteIds: [1], page: 1, size: 10 })
  const times: number[] = []
  for (const q of questions()) {
    const began = performance.now()
    await search(db, { q, siteIds: [1], page: 1, size: 10 })
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

function questions(): string[] {
  const dice = random(7)
  return Array.from({ length: asked }, (_, i) => {
    const words = news[Math.floor(dice() * news.length)]!.title.split(' ')
    const q = i % 2 === 0 ? common[Math.floor(dice() * common.length)]! : words.slice(0, 2 + Math.floor(dice() * 6)).join(' ')
    return i % 4 < 2 ? q : unaccented(q)
  })
}

function* entries(): Generator<Entry> {
  yield* labelled()
  yield* fillers(10_000_000, 10)
}

function take(source: Generator<Entry>, count: number): Entry[] {
  return Array.from({ length: count }, () => source.next().value as Entry)
}

const at = (times: readonly number[], share: number) =>
  Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1))
