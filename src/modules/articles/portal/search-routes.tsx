import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../kernel/module.ts'
import { search } from '../../../kernel/search/index.ts'
import { formatNumber, nfc } from '../../../kernel/text.ts'
import { formatDate } from '../../../kernel/time.ts'
import { addressOn, branchOf, HeadOf, portal, type Reading } from '../../sites/index.ts'
import { latestTag } from '../activities.ts'
import { text } from '../text.ts'
import { pageOf } from './list-routes.tsx'
import { addressesOf } from './queries.ts'
import { open } from './gone.ts'
import { SearchView, type SearchHit } from './search.tsx'
import { articlePath } from './story.ts'

const size = 20

export function searchRoutes(app: FastifyInstance, deps: Deps) {
  app.get('/tim-kiem', { config: { ...open, page: 'search' } }, (request, reply) =>
    portal(deps, request, reply, ['q', 'muc', 'trang'], async (reading) => {
      const { site, lang, query } = reading
      const q = (query.q ?? '').slice(0, 200)
      const page = pageOf(reading)
      const found = q ? await find(deps, reading, q, page) : null
      const href = (to: number) =>
        `/tim-kiem?${new URLSearchParams({ q, ...(query.muc ? { muc: query.muc } : {}), ...(to > 1 ? { trang: String(to) } : {}) })}`
      return {
        title: q ? text[lang].searchFor(q) : text[lang].search,
        head: (
          <>
            <HeadOf address={addressOn(site, '/tim-kiem')} title={text[lang].search} site={site.name} type="website" />
            <meta name="robots" content="noindex" />
          </>
        ),
        tags: [latestTag(site.id)],
        search: q,
        ...(found && page === 1 && isCounted(q) ? { counted: `/tim-kiem?q=${asWords(q)}`, subject: `search ${found.total}` } : {}),
        maxAge: 60,
        children: (
          <SearchView
            lang={lang}
            q={q}
            section={query.muc ?? ''}
            hits={found?.hits ?? null}
            counted={found?.counted ?? ''}
            page={page}
            more={found?.more ?? false}
            href={href}
            sections={site.sections.filter(({ hidden }) => !hidden).map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        ),
      }
    }),
  )
}

const asWords = (q: string) => nfc(q).toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 80)
/** A number of a person or an address of theirs that somebody looked for is nobody's figure. */
const isCounted = (q: string) => !/@|\d[\d .-]{5,}\d/.test(q)

async function find(deps: Deps, { site, lang, query }: Reading, q: string, page: number) {
  const section = site.sections.find(({ slug }) => slug === query.muc)
  const filters: Record<string, number[]> = section ? { section: branchOf(site.sections, section.id).map(({ id }) => id) } : {}
  const found = await search(deps.db, { q, siteIds: [site.id], kinds: ['article'], filters, page, size })
  const places = await addressesOf(
    deps.db,
    site.id,
    found.hits.map(({ subjectId }) => subjectId),
  )
  const hits = found.hits.flatMap((hit): SearchHit[] => {
    const place = places.get(hit.subjectId)
    const under = site.sections.find(({ id }) => id === place?.sectionId)
    if (!place || !under) return []
    return [
      {
        href: articlePath(under.slug, place.slug, hit.subjectId),
        title: hit.heading,
        snippet: hit.snippet,
        meta: formatDate(hit.at, lang),
        label: under.name,
      },
    ]
  })
  const t = text[lang]
  const counted = found.more
    ? t.moreThan(formatNumber(1000))
    : found.loose
      ? t.looseHits(formatNumber(found.total))
      : t.hits(formatNumber(found.total))
  return { hits, counted, total: found.total, more: found.total > page * size || (found.more && page * size < 1000) }
}
