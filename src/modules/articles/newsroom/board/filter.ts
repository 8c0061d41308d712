import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import type { Db } from '../../../../kernel/db/db.ts'
import { Id } from '../../../../kernel/http/params.ts'
import { authorsMatching } from '../../../people/index.ts'
import { genres, type Genre, type StatusWord } from '../../article.ts'
import { syllablesOf } from '../../face.ts'
import { all, any, begins, has, type Ask } from '../../marks.ts'
import { listPath } from '../address.ts'
import { linesOf, newestFaces, toLine, type Line } from '../queries.ts'

export const words = [
  'draft',
  'submitted',
  'proofing',
  'endorsing',
  'returned',
  'edited',
  'scheduled',
  'live',
  'withdrawn',
] as const satisfies readonly StatusWord[]
export type Filter = {
  q?: string
  status?: StatusWord
  genre?: Genre
  site?: number
  section?: number
  author?: string
  mine?: true
  /** Only what is older than this article: the next thousand. */
  before?: number
  page: number
}

const line = z
  .string()
  .max(200)
  .transform((typed) => typed.normalize('NFC').replaceAll('\0', '').trim() || undefined)
  .optional()
  .catch(undefined)
const number = Id.optional().catch(undefined)

/** The list's address carries its filters; anything else in it is as if it were not there, and is never echoed. */
const Query = z.object({
  q: line,
  status: z.enum(words).optional().catch(undefined),
  genre: z.enum(genres).optional().catch(undefined),
  site: number,
  section: number,
  author: line,
  mine: z.literal('1').optional().catch(undefined),
  before: number,
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export function filterOf(query: unknown): Filter {
  const { mine, ...rest } = Query.parse(query ?? {})
  return { ...rest, ...(mine && { mine: true }) }
}

export const isFiltered = ({ page: _page, ...filter }: Filter) => Object.values(filter).some((value) => value !== undefined)

/** The address of the list under a filter; the first page and what is off are left out. */
export function listHref({ page, mine, ...filter }: Filter): string {
  const said = Object.entries({ ...filter, mine: mine && '1', page: page > 1 ? page : undefined }).filter(
    ([, value]) => value !== undefined,
  )
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
  return query ? `${listPath}?${query}` : listPath
}

export const pageSize = 30
/** So far a list is counted and leafed through; further back leads `before`. */
export const reach = 1000
export type ListedLines = { lines: Line[]; /** At most `reach`. */ count: number; more: boolean }

/** One page of what the actor may see under the filter, newest first, and how many there are. */
export async function articlesList(db: Db, actor: Actor, filter: Filter): Promise<ListedLines> {
  const people = filter.author ? (await authorsMatching(db, filter.author)).map(({ id }) => id) : null
  const skipped = Math.min((filter.page - 1) * pageSize, reach)
  const cut = { before: filter.before, most: reach + 1, skipped, size: Math.min(pageSize, reach - skipped) }
  const rows = await linesOf(db, actor, newestFaces(actor, askedBy(actor, filter, people), cut))
    .orderBy('articles.id', 'desc')
    .execute()
  // Behind the last page nothing says how many there are.
  if (rows.length === 0 && filter.page > 1) return { ...(await articlesList(db, actor, { ...filter, page: 1 })), lines: [] }
  const total = rows[0]?.total ?? 0
  return { lines: rows.map(toLine), count: Math.min(reach, total), more: total > reach }
}

function askedBy(actor: Actor, { q, status, genre, site, section, mine }: Filter, people: readonly number[] | null): Ask {
  return all(
    q === undefined || titleMarks(q),
    status === undefined || has('word', status),
    genre === undefined || has('genre', genre),
    site === undefined || has('at', site),
    section === undefined || has('under', section),
    people === null || any(...people.map((id) => has('by', id))),
    !mine || has('by', actor.id),
  )
}

/** All the words in any order, with or without their accents; the last one may be only begun. */
function titleMarks(q: string): Ask {
  const syllables = syllablesOf(q).slice(0, 8)
  const last = syllables.pop()
  return last !== undefined && all(...syllables.map((syllable) => has('title', syllable)), begins('title', last))
}
