import type { FastifyRequest } from 'fastify'
import { publicHeaders } from '../../kernel/http/headers.ts'
import type { Lane } from '../../kernel/http/lane.ts'
import { queryOf } from '../../kernel/http/params.ts'
import { headOf } from '../../kernel/pages/stored.ts'
import { isStamp } from '../../kernel/stamp.ts'
import type { Counter } from './counter.ts'
import { referrerName } from './names.ts'

type Page = { siteId: number; path: string; subject: string; subjectId: number }

const noted = { head: headOf(204, ['Cache-Control', 'no-store', ...Object.entries(publicHeaders).flat()]), body: null }
/** Addresses of beacons that were right once: a page that is read is read often. Wrong ones are never kept, so nobody can fill this. */
const mostKnown = 20_000

/** Counts what a page's beacon says, on the long way and in the lane. */
export function beaconOf(counter: Counter, keyed: Promise<Buffer>, isOwn: (host: string) => boolean) {
  let key: Buffer | null = null
  void keyed.then(
    (found) => (key = found),
    () => {},
  )
  const known = new Map<string, Page>()
  const refer = (siteId: number, typed: unknown, agent: string) => {
    const name = referrerName(typed)
    if (name !== null && !isOwn(name)) counter.named({ siteId, kind: 'referrer', name }, agent)
  }
  const lane: Lane = ({ site, url: whole, source, agent }) => {
    if (!key) return null
    // The last parameter, and the only one that is not of the page.
    const cut = whole.lastIndexOf('&r=')
    const url = cut === -1 ? whole : whole.slice(0, cut)
    const name = `${site.siteId} ${url}`
    let page = known.get(name)
    if (!page) {
      const asked = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)))
      const found = pageOf(key, site.siteId, asked)
      if (!found) return noted
      // The same stamp has other spellings without end: the long way keeps none.
      if (url !== addressOf(asked)) return null
      if (known.size >= mostKnown) known.clear()
      known.set(name, (page = found))
    }
    counter.view(page, source, agent)
    if (cut !== -1) refer(site.siteId, whole.slice(cut + 3), agent)
    return noted
  }
  return {
    lane,
    async count(request: FastifyRequest) {
      const { siteId } = request.site!
      const query = queryOf(request)
      const agent = request.headers['user-agent'] ?? ''
      const page = pageOf(await keyed, siteId, query)
      if (!page) return
      counter.view(page, request.ip, agent)
      refer(siteId, query.r, agent)
    },
  }
}

/** As our pages write it. */
const addressOf = ({ p = '', s = '', k = '' }: Record<string, string>) => `/_dem?${new URLSearchParams({ p, s, k }).toString()}`

/** An address without its stamp is not counted, and nobody is told: a counter that answers would be an oracle. */
function pageOf(key: Buffer, siteId: number, { p: path, s: subject = '', k: stamp }: Record<string, unknown>): Page | null {
  if (typeof path !== 'string' || typeof subject !== 'string' || typeof stamp !== 'string') return null
  if (path.length > 2_048 || subject.length > 60 || !isStamp(key, stamp, siteId, path, subject)) return null
  const [kind = '', id = '0'] = subject.split(' ')
  return { siteId, path, subject: kind, subjectId: Number(id) || 0 }
}
