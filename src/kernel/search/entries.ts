import { sql } from 'kysely'
import type { Db } from '../db/db.ts'
import { stripControl, nfc } from '../text.ts'
import { hasAccent, pair, tokens, type Word } from './words.ts'

/** What a hit may be narrowed by: names and values mean something only to the module that indexes. */
export type Facets = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** One thing that can be found on one site. `at` decides what is newest; `lang` is always a facet too. */
export type Entry = {
  kind: string
  subjectId: number
  siteId: number
  at: Temporal.Instant
  lang: string
  title: string
  /** Running text without markup. The first 20,000 syllables (about 50 pages) can be found. */
  text: string
  facets?: Facets
}

const longestTitle = 400
const longestText = 120_000
const mostWords = 20_000

/** Makes the entry findable, in the caller's transaction. Replaces what was there for the same kind, subject and site. */
export const indexEntry = (db: Db, entry: Entry) => indexEntries(db, [entry])

/** The same for many (imports, a new index): one statement, so keep a batch to a few hundred. */
export async function indexEntries(db: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = JSON.stringify(entries.map(rowOf))
  await sql`
    insert into search_entries (kind, subject_id, site_id, at, lang, title, title_exact, title_plain, text, lexemes)
    select kind, subject_id, site_id, at, lang, title, title_exact, title_plain, text, array_to_tsvector(lexemes)
    from json_to_recordset(${rows}::json) as row (
      kind text, subject_id int, site_id int, at timestamptz, lang text, title text, title_exact text, title_plain text, text text, lexemes text[])
    on conflict (kind, subject_id, site_id) do update set at = excluded.at, lang = excluded.lang, title = excluded.title,
      title_exact = excluded.title_exact, title_plain = excluded.title_plain, text = excluded.text, lexemes = excluded.lexemes`.execute(db)
}

/** Makes the subject unfindable on one site, or everywhere. Nothing happens when it was not there. */
export async function removeEntry(db: Db, kind: string, subjectId: number, siteId?: number): Promise<void> {
  await sql`
    delete from search_entries
    where kind = ${kind} and subject_id = ${subjectId} and (${siteId ?? null}::int is null or site_id = ${siteId ?? null})`.execute(db)
}

/** The lexeme by which a value of a facet is found. */
export const facetLexeme = (name: string, value: string | number) => `facet:${name}=${String(value).slice(0, 200)}`

/** The lexeme of a whole title, so that the item itself comes first however many newer ones share its words. */
export const wholeLexeme = (syllables: readonly string[]) => `whole:${syllables.join(' ').slice(0, 300).toWellFormed()}`

export const titleLexeme = (syllable: string) => `title:${syllable}`

function rowOf(entry: Entry) {
  const title = Array.from(clean(entry.title).replace(/\s+/gu, ' ')).slice(0, longestTitle).join('')
  const text = clean(entry.text).slice(0, longestText).toWellFormed()
  const titleWords = tokens(title)
  return {
    kind: entry.kind,
    subject_id: entry.subjectId,
    site_id: entry.siteId,
    at: entry.at.toString(),
    lang: entry.lang,
    title,
    text,
    title_exact: keyOf(titleWords.map((word) => word.exact)),
    title_plain: keyOf(titleWords.map((word) => word.plain)),
    lexemes: [...lexemesOf(titleWords, tokens(text, mostWords), { ...entry.facets, lang: entry.lang }), ...timeLexemes(entry.at)],
  }
}

function lexemesOf(title: readonly Word[], text: readonly Word[], facets: Facets): Set<string> {
  const found = new Set<string>()
  for (const syllables of [title.map((word) => word.plain), title.map((word) => word.exact)]) {
    found.add(wholeLexeme(syllables))
    for (const syllable of syllables) found.add(titleLexeme(syllable))
  }
  for (const words of [title, text]) words.forEach((word, i) => addWord(found, word, words[i + 1]))
  for (const [name, value] of Object.entries(facets))
    for (const one of [value].flat()) found.add(facetLexeme(clean(name), clean(String(one))))
  return found
}

/** By which a search of common words goes from the newest window of time to older ones; `search_newest` knows the form. */
function timeLexemes(at: Temporal.Instant): string[] {
  const month = at.toString().slice(0, 7)
  return [`time:${month}`, `time:${month.slice(0, 4)}`]
}

function addWord(found: Set<string>, word: Word, next: Word | undefined) {
  found.add(word.plain)
  if (hasAccent(word)) found.add(word.exact)
  if (!next) return
  found.add(pair(word.plain, next.plain))
  if (hasAccent(word) || hasAccent(next)) found.add(pair(word.exact, next.exact))
}

const clean = (text: string) => nfc(stripControl(text))

/** Spaces at both ends, so that a syllable or a phrase is found by ` phrase ` and never inside another. */
export const keyOf = (words: readonly string[]) => ` ${words.join(' ')} `
