import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'
import type { Files } from '../../kernel/files/files.ts'
import type { Check, Finding } from '../../kernel/module.ts'
import { formatBytes, formatNumber } from '../../kernel/text.ts'
import { ffmpegAt } from './ffmpeg.ts'
import { words } from './newsroom/text.ts'
import { text } from './text.ts'

type Known = { key: string; bytes: number; sha256: Buffer }

/** Below this there is no room for one more film: the operator must act today. */
const scarce = 2 * 1024 ** 3
/** Read whole and compared on each run, chosen at random, so that over time every file is. */
const sample = 50

/** Every file the database knows is there with its size, none is there that it does not know, and a sample has its very bytes. */
export const checkFiles: Check = async ({ db, files }) => {
  const known = await allKnown(db)
  const stored = new Map((await Array.fromAsync(files.list())).map(({ key, bytes }) => [key, bytes]))
  const missing = known.filter(({ key }) => !stored.has(key))
  const wrong = known.filter(({ key, bytes }) => stored.has(key) && stored.get(key) !== bytes)
  const names = new Set(known.map(({ key }) => key))
  const extra = [...stored.keys()].filter((key) => !names.has(key))
  const changed = await changedOf(files, await someKnown(db))
  return [
    ...finding(
      'bad',
      'missing',
      missing.map(({ key }) => key),
    ),
    ...finding('bad', 'corrupt', [...new Set([...wrong.map(({ key }) => key), ...changed])]),
    ...finding('warn', 'extra', extra),
    ...(missing.length + wrong.length + changed.length === 0 ? [whole(known.length)] : []),
  ]
}

export const checkSpace: Check = async ({ files }) => {
  const free = await files.free()
  if (free === null) return []
  const said = (lang: 'vi' | 'en') => formatBytes(free, lang)
  const what = { vi: text.vi.check.free(said('vi')), en: text.en.check.free(said('en')) }
  return [
    free < scarce ? { level: 'bad', what, todo: { vi: text.vi.check.freeTodo, en: text.en.check.freeTodo } } : { level: 'good', what },
  ]
}

/** Films that only go out as they came, because the machine has no ffmpeg. */
export const checkFilms: Check = async ({ db }) => {
  const { count } = await db
    .selectFrom('films')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'absent')
    .executeTakeFirstOrThrow()
  if (Number(count) === 0 || (await ffmpegAt())) return []
  const what = (lang: 'vi' | 'en') => words[lang].film.check(formatNumber(count, lang))
  return [{ level: 'warn', what: { vi: what('vi'), en: what('en') }, todo: { vi: words.vi.film.install, en: words.en.film.install } }]
}

const stored = (db: Db) =>
  db
    .selectFrom('media')
    .select(['key', 'bytes', 'sha256'])
    .unionAll(db.selectFrom('renditions').select(['key', 'bytes', 'sha256']))

const allKnown = (db: Db): Promise<Known[]> => stored(db).execute()

const someKnown = (db: Db): Promise<Known[]> =>
  db
    .selectFrom(stored(db).as('stored'))
    .selectAll()
    .orderBy(sql`random()`)
    .limit(sample)
    .execute()

async function changedOf(files: Files, some: readonly Known[]): Promise<string[]> {
  const changed: string[] = []
  for (const { key, sha256 } of some) {
    const opened = await files.open(key)
    if (!opened) continue
    const hash = createHash('sha256')
    await pipeline(opened.stream, hash)
    if (!hash.digest().equals(sha256)) changed.push(key)
  }
  return changed
}

function finding(level: Finding['level'], kind: 'missing' | 'corrupt' | 'extra', keys: readonly string[]): Finding[] {
  if (keys.length === 0) return []
  const some = keys.slice(0, 3).join(', ')
  const what = (lang: 'vi' | 'en') => text[lang].check[kind](formatNumber(keys.length, lang), some)
  const todo = (lang: 'vi' | 'en') => text[lang].check.todo[kind]
  return [{ level, what: { vi: what('vi'), en: what('en') }, todo: { vi: todo('vi'), en: todo('en') } }]
}

const whole = (count: number): Finding => ({
  level: 'good',
  what: { vi: text.vi.check.whole(formatNumber(count, 'vi')), en: text.en.check.whole(formatNumber(count, 'en')) },
})
