import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/db.ts'
import { keyOf, type Facets } from './entries.ts'
import { highlight, snippet, type Part } from './highlight.ts'
import { readQuestion, stages, type Question, type Stage } from './query.ts'

export type Search = {
  q: string
  siteIds: readonly number[]
  kinds?: readonly string[]
  /** Every name must match, one of its values is enough: `{ section: [3, 4], lang: 'vi' }`. */
  filters?: Facets
  since?: Temporal.Instant
  until?: Temporal.Instant
  /** From 1. */
  page: number
  size: number
}

export type Hit = {
  kind: string
  subjectId: number
  siteId: number
  at: Temporal.Instant
  title: string
  /** The title in runs, for marking. */
  heading: Part[]
  snippet: Part[]
  rank: number
}

export type Found = {
  hits: Hit[]
  /** At most 1,000. */
  total: number
  /** There are more than 1,000 ("hơn 1.000 kết quả"). */
  more: boolean
  /** No entry has all the words; these have some. */
  loose: boolean
}

const reach = 1000
const candidates = 2000
const snippetSource = 20_000
const worth: Record<Stage['name'], number> = {
  whole: 700,
  title: 600,
  phrase: 500,
  exact: 400,
  plainTitle: 300,
  near: 200,
  far: 100,
  some: 0,
}
/** How many earlier finds keep a poorer stage from running. */
const most: Partial<Record<Stage['name'], number>> = { far: 10, some: 1 }
const nothing: Found = { hits: [], total: 0, more: false, loose: false }

/**
 * Best matches first: typed accents before others, titles before texts, words side by side before words apart, then the newest. Of each
 * way of matching the 2,000 newest are ranked. A subject shown on several sites is one hit, on the first of `siteIds` that has it.
 * Any text is a fair question; one without a letter or digit finds nothing.
 */
export async function search(db: Db, asked: Search): Promise<Found> {
  const question = readQuestion(asked.q)
  const offset = (Math.max(1, Math.trunc(asked.page)) - 1) * asked.size
  if (question.words.length === 0 || asked.siteIds.length === 0 || offset >= reach) return nothing
  const rows = await ranked(db, asked, question, offset)
  const count = rows[0]?.count ?? 0
  const hits = rows.flatMap((row): Hit[] => {
    if (row.title === null) return []
    const { kind, subjectId, siteId, rank, title, text } = row
    const at = Temporal.Instant.fromEpochMilliseconds(row.milliseconds)
    return [{ kind, subjectId, siteId, at, title, rank, heading: highlight(title, question.words), snippet: snippet(text, question.words) }]
  })
  return { hits, total: Math.min(count, reach), more: count > reach || rows[0]?.capped === true, loose: rows[0]?.loose === true }
}

type Row = {
  count: number
  loose: boolean
  capped: boolean
  kind: string
  subjectId: number
  siteId: number
  milliseconds: number
  rank: number
  title: string | null
  text: string
}

/** A later stage is not run at all once an earlier one fills what can be paged through; the last two only when little or nothing was found. */
async function ranked(db: Db, asked: Search, question: Question, offset: number): Promise<Row[]> {
  const plan = stages(question, asked.filters ?? {})
  const sites = [...asked.siteIds]
  // A subject may count once for each site.
  const full = Math.min(candidates, reach * sites.length + 1)
  const result = await sql<Omit<Row, 'loose'> & { best: number | null }>`
    with found as materialized (
      select * from search_candidates(${plan.map(({ query }) => query)}::text[]::tsquery[], ${plan.map(({ name }) => most[name] ?? full)}::int[],
        ${sites}::int[], ${asked.kinds ? [...asked.kinds] : null}::text[], ${instant(asked.since)}, ${instant(asked.until)}, ${candidates})),
    hits as materialized (
      select distinct on (kind, subject_id) * from found order by kind, subject_id, query, array_position(${sites}::int[], site_id)),
    ranked as (select *, (${plan.map(({ name }) => worth[name])}::int[])[query] + ${titleScore(question)} as rank from hits),
    page as (select * from ranked order by rank desc, at desc, kind, subject_id desc limit ${Math.min(asked.size, reach - offset)} offset ${offset})
    select (select count(*) from hits)::int as count, (select min(query) from hits) as best,
      exists (select from found group by query having count(*) >= ${candidates}) as capped,
      kind, subject_id as "subjectId", site_id as "siteId", (extract(epoch from page.at) * 1000)::int8 as milliseconds, rank,
      title, left(text, ${snippetSource}) as text
    from (select) always left join (page join search_entries using (kind, subject_id, site_id)) on true
    order by rank desc, page.at desc, kind, subject_id desc`.execute(db)
  return result.rows.map(({ best, ...row }) => ({ ...row, loose: best !== null && plan[best - 1]?.name === 'some' }))
}

/** 0–70 by how well the title answers: the typed words in order, with their accents, and little else beside them. */
function titleScore({ words }: Question): RawBuilder<number> {
  const exact = words.map((word) => word.exact)
  const plain = words.map((word) => word.plain)
  const share = [...new Set(exact)].map((word) => sql`(strpos(title_exact, ${` ${word} `}) > 0)::int`)
  return sql`(20 * (${sql.join(share, sql` + `)}) / ${share.length}::int
    + 15 * (strpos(title_exact, ${keyOf(exact)}) > 0)::int
    + 5 * (strpos(title_plain, ${keyOf(plain)}) > 0)::int
    + 10 * least(3, 33 * ${keyOf(plain).length}::int / (10 * length(title_plain))))`
}

const instant = (at: Temporal.Instant | undefined) => sql`${at?.toString() ?? null}::timestamptz`
