import { z } from 'zod'
import { kinds, type Filter } from '../medium.ts'

const flag = z.literal('1').optional().catch(undefined)

const cursor = z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined)

/** The library's address carries its filters; anything else in it is as if it were not there, and is never echoed. */
const Query = z.object({
  kind: z
    .enum(kinds as ['image', 'video', 'audio', 'file'])
    .optional()
    .catch(undefined),
  missing: z.enum(['credit', 'alt']).optional().catch(undefined),
  unused: flag,
  small: flag,
  licence: flag,
  mine: flag,
  hidden: flag,
  q: z.string().max(200).optional().catch(undefined),
  view: z.literal('list').optional().catch(undefined),
  before: cursor,
  after: cursor,
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
})

/** A list or tiles: a choice of the eye, kept in the address like the filters. */
export type View = 'list' | undefined

export const viewOf = (query: unknown): View => Query.parse(query ?? {}).view

export function filterOf(query: unknown): Filter {
  const { unused, small, licence, mine, hidden, q, kind, missing, before, after, page } = Query.parse(query ?? {})
  return {
    kind,
    missing,
    before,
    after,
    page,
    unused: unused === '1',
    small: small === '1',
    licence: licence === '1',
    mine: mine === '1',
    hidden: hidden === '1',
    q: q?.normalize('NFC').replaceAll('\0', '').trim() || undefined,
  }
}

export const isFiltered = ({ kind, missing, unused, small, licence, mine, hidden, q }: Filter) =>
  Boolean(kind ?? missing ?? (q || unused || small || licence || mine || hidden || undefined))

/** The address of the library under a filter; the first page and what is off are left out. */
export function libraryHref(filter: Filter, view?: View): string {
  const { kind, missing, q, before, after } = filter
  const flags = (['unused', 'small', 'licence', 'mine', 'hidden'] as const).map((name) => [name, filter[name] ? '1' : ''] as const)
  const said: (readonly [string, string | undefined])[] = [
    ['kind', kind],
    ['missing', missing],
    ...flags,
    ['q', q],
    ['view', view],
    ['before', before && String(before)] as [string, string],
    ['after', after && String(after)] as [string, string],
  ]
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString()
  return query ? `/toa-soan/tu-lieu?${query}` : '/toa-soan/tu-lieu'
}
