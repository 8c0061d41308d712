import { z } from 'zod'
import { kinds, type Filter } from '../medium.ts'

const flag = z.literal('1').optional().catch(undefined)

/** The library's address carries its filters; anything else in it is as if it were not there, and is never echoed. */
const Query = z.object({
  kind: z
    .enum(kinds as ['image', 'video', 'audio', 'file'])
    .optional()
    .catch(undefined),
  missing: z.enum(['credit', 'alt']).optional().catch(undefined),
  unused: flag,
  mine: flag,
  hidden: flag,
  q: z.string().max(200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
})

export function filterOf(query: unknown): Filter {
  const { kind, missing, unused, mine, hidden, q, page } = Query.parse(query ?? {})
  return {
    kind,
    missing,
    unused: unused === '1',
    mine: mine === '1',
    hidden: hidden === '1',
    q: q?.normalize('NFC').replaceAll('\0', '').trim() || undefined,
    page,
  }
}

export const isFiltered = ({ kind, missing, unused, mine, hidden, q }: Filter) =>
  Boolean(kind ?? missing ?? (q || unused || mine || hidden || undefined))

/** The address of the library under a filter; the first page and what is off are left out. */
export function libraryHref(filter: Filter): string {
  const { kind, missing, unused, mine, hidden, q, page } = filter
  const said = Object.entries({
    kind,
    missing,
    unused: unused && '1',
    mine: mine && '1',
    hidden: hidden && '1',
    q,
    page: page && page > 1 ? String(page) : '',
  })
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString()
  return query ? `/toa-soan/tu-lieu?${query}` : '/toa-soan/tu-lieu'
}
