import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../../kernel/access.ts'
import type { Db } from '../../../../kernel/db/db.ts'
import { fold } from '../../../../kernel/text.ts'
import { authorsMatching } from '../../../people/index.ts'
import { genres, type Genre, type StatusWord } from '../../article.ts'
import { listPath } from '../address.ts'
import { Id } from '../params.ts'
import { facesOf, linesOf, type FacesQuery, type Line } from '../queries.ts'

export const words = ['draft', 'submitted', 'returned', 'edited', 'scheduled', 'live', 'withdrawn'] as const satisfies readonly StatusWord[]
export type Filter = {
  q?: string
  status?: StatusWord
  genre?: Genre
  site?: number
  section?: number
  author?: string
  mine?: true
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

/** One page of what the actor may see under the filter, newest first, and how many there are. */
export async function articlesList(db: Db, actor: Actor, filter: Filter): Promise<{ lines: Line[]; count: number }> {
  const people = filter.author ? (await authorsMatching(db, filter.author)).map(({ id }) => id) : null
  const found = filtered(facesOf(db, actor), actor, filter, people)
  const [lines, counted] = await Promise.all([
    linesOf(
      found
        .orderBy('face.id', 'desc')
        .limit(pageSize)
        .offset((filter.page - 1) * pageSize),
    ),
    found.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { lines, count: Number(counted.count) }
}

function filtered(faces: FacesQuery, actor: Actor, filter: Filter, people: readonly number[] | null): FacesQuery {
  const { q = '', status, genre, site, section, mine } = filter
  let found = faces
  for (const word of fold(q).split(/\s+/u).filter(Boolean).slice(0, 8))
    found = found.where(sql<boolean>`strpos(${foldedTitle}, ${word}) > 0`)
  if (status) found = found.where(underWord(status))
  if (genre) found = found.where('face.face_genre', '=', genre)
  if (site)
    found = found.where(
      sql<boolean>`(face.site_id = ${site} or exists (select 1 from publications p where p.article_id = face.id and p.site_id = ${site} and (face.working or p.status <> 'scheduled')))`,
    )
  if (section) found = found.where('face.face_section', '=', section)
  if (people) found = found.where(writtenBy(people))
  return mine ? found.where(writtenBy([actor.id])) : found
}

/** kernel/text.ts `fold` as far as titles need it: no case, no accents. */
const foldedTitle = sql<string>`replace(regexp_replace(normalize(lower(face.face_title), nfd), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`

/** `statusWord` of article.ts as a condition; a test holds the two together. */
function underWord(word: StatusWord) {
  if (word !== 'scheduled' && word !== 'live' && word !== 'withdrawn') return sql<boolean>`face.face_status = ${word}`
  const has = (status: string) => sql<boolean>`exists (select 1 from publications p where p.article_id = face.id and p.status = ${status})`
  const planned = sql<boolean>`(face.working and ${has('scheduled')})`
  if (word === 'scheduled') return sql<boolean>`(face.face_status = 'approved' and ${planned})`
  const none = sql<boolean>`not exists (select 1 from publications p where p.article_id = face.id)`
  const live = sql<boolean>`(${has('live')} or ${none})`
  return sql<boolean>`(face.face_status = 'approved' and not ${planned} and ${word === 'live' ? live : sql`not ${live}`})`
}

function writtenBy(people: readonly number[]) {
  const ids = sql`${[...people]}::int[]`
  return sql<boolean>`(case when face.working
    then face.created_by = any(${ids}) or exists (select 1 from contributions c where c.article_id = face.id and c.person_id = any(${ids}))
    else exists (select 1 from jsonb_array_elements(face.seen_byline) b where (b->>'personId')::int = any(${ids})) end)`
}
