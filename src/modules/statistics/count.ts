import { createHmac } from 'node:crypto'

/** One beacon, judged and made anonymous. */
export type View = { siteId: number; path: string; subject: string; subjectId: number; bot: boolean; visitor: Buffer }

export type PageCount = { siteId: number; path: string; subject: string; subjectId: number; views: number; botViews: number }
export type Seen = { siteId: number; visitor: Buffer; first: Temporal.Instant; last: Temporal.Instant }

/** A host that readers came from, or an address that was asked for in vain. */
export type Named = { siteId: number; kind: 'referrer' | 'missing'; name: string; hits: number }

/** What came in since the last flush. A crash loses this and nothing more. */
export type Tally = { pages: Map<string, PageCount>; visitors: Map<string, Seen>; named: Map<string, Named> }

/** Minutes without a view after which the next one is a new visit. */
export const visitGap = 30
/** Minutes in which a visitor counts as being online. */
export const onlineWindow = 5
/** More distinct pages or visitors between two flushes than any real day brings: what is beyond is counted on the address `*`. */
const most = 50_000

export const emptyTally = (): Tally => ({ pages: new Map(), visitors: new Map(), named: new Map() })

export function add(tally: Tally, view: View, at: Temporal.Instant) {
  const { siteId, path, subject, subjectId, bot, visitor } = view
  const key = `${siteId} ${path}`
  const known = tally.pages.get(key)
  const page = known ?? (tally.pages.size < most ? { siteId, path, subject, subjectId, views: 0, botViews: 0 } : overflow(tally, siteId))
  if (!known && page.path === path) tally.pages.set(key, page)
  if (bot) page.botViews++
  else page.views++
  if (!bot) meet(tally, siteId, visitor, at)
}

function meet(tally: Tally, siteId: number, visitor: Buffer, at: Temporal.Instant) {
  const key = `${siteId} ${visitor.toString('base64url')}`
  const seen = tally.visitors.get(key)
  if (seen) seen.last = at
  else if (tally.visitors.size < most) tally.visitors.set(key, { siteId, visitor, first: at, last: at })
}

function overflow(tally: Tally, siteId: number): PageCount {
  const key = `${siteId} *`
  const page = tally.pages.get(key) ?? { siteId, path: '*', subject: '', subjectId: 0, views: 0, botViews: 0 }
  tally.pages.set(key, page)
  return page
}

export function addNamed(tally: Tally, { siteId, kind, name }: Omit<Named, 'hits'>, hits = 1) {
  const key = `${siteId} ${kind} ${name}`
  const known = tally.named.get(key)
  if (known) known.hits += hits
  else tally.named.set(key, { siteId, kind, name, hits })
}

/** Puts a tally that could not be written back under the one that has grown meanwhile. */
export function merge(into: Tally, from: Tally) {
  for (const [key, page] of from.pages) {
    const known = into.pages.get(key)
    if (known) {
      known.views += page.views
      known.botViews += page.botViews
    } else into.pages.set(key, page)
  }
  for (const [key, seen] of from.visitors) {
    const known = into.visitors.get(key)
    if (known) known.first = seen.first
    else into.visitors.set(key, seen)
  }
  for (const named of from.named.values()) addNamed(into, named, named.hits)
}

/** Who this is today, and nobody tomorrow: the salt changes every day and is thrown away, the address is never kept. */
export const visitorOf = (salt: Buffer, source: string, agent: string) =>
  createHmac('sha256', salt).update(`${source}\n${agent}`).digest().subarray(0, 16)
