import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../kernel/module.ts'
import { formatDateTime, now } from '../../../kernel/time.ts'
import { mediaTag, renderMedia } from '../../media/index.ts'
import { addressOn, branchOf, portal, type PortalPage, type Reading, type Site } from '../../sites/index.ts'
import { articleTag, latestTag, sectionTag } from '../activities.ts'
import { atom, jsonFeed, rss, type FeedItem } from './feeds.ts'
import { text } from '../text.ts'
import { noticesOf } from './corrections.ts'
import { listsOf, type Listed } from './queries.ts'
import { gone, open } from './gone.ts'
import { mappedArticles, mappedCount, perMap, sitemap, sitemapIndex } from './sitemap.ts'
import { authorsOf, coversOf, pathOf, type Media } from './story.ts'

const formats = {
  'rss.xml': { type: 'application/rss+xml; charset=utf-8', write: rss },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: atom },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} as const
type Format = keyof typeof formats

export function feedRoutes(app: FastifyInstance, deps: Deps) {
  for (const format of Object.keys(formats) as Format[]) {
    app.get(`/${format}`, { config: open }, (request, reply) => feed(deps, request, reply, format))
    app.get(`/:section/${format}`, { config: open }, (request, reply) => feed(deps, request, reply, format))
  }
  app.get('/sitemap.xml', { config: open }, (request, reply) => portal(deps, request, reply, ['phan'], (reading) => siteMap(deps, reading)))
  app.get('/robots.txt', { config: open }, (request, reply) =>
    portal(deps, request, reply, [], async ({ site }) => ({
      type: 'text/plain; charset=utf-8',
      tags: [],
      body: `User-agent: *\nDisallow: /toa-soan\nDisallow: /dang-nhap\nDisallow: /tim-kiem\nDisallow: /_giao-dien\n\nSitemap: ${addressOn(site, '/sitemap.xml')}\n`,
    })),
  )
}

const feed = (deps: Deps, request: FastifyRequest, reply: FastifyReply, format: Format) =>
  portal(deps, request, reply, [], async (reading) => {
    const { site, path } = reading
    const { section: slug } = request.params as { section?: string }
    const section = site.sections.find((each) => each.slug === slug && !each.hidden)
    if (slug !== undefined && !section) return gone(deps, reading)
    const branch = section ? branchOf(site.sections, section.id).map(({ id }) => id) : undefined
    const { list } = await listsOf(deps.db, { list: { siteId: site.id, ...(branch ? { sections: branch } : {}), limit: 30 } })
    const changed = list.filter(({ correctedAt }) => correctedAt).map(({ id }) => id)
    const [media, notices] = await Promise.all([renderMedia(deps.db, coversOf(list)), noticesOf(deps.db, changed)])
    const times = list.map(({ at, correctedAt }) => correctedAt ?? at).toSorted(Temporal.Instant.compare)
    const body = formats[format].write({
      title: section ? `${section.name} – ${site.name}` : site.name,
      description: section?.description ?? site.description,
      home: addressOn(site, section ? `/${section.slug}` : '/'),
      self: addressOn(site, path),
      updated: times.at(-1) ?? now(),
      items: list.map((item) => feedItem(item, site, media, notices.get(item.id))),
    })
    return {
      type: formats[format].type,
      body,
      tags: [
        ...(branch?.map(sectionTag) ?? [latestTag(site.id)]),
        ...list.map(({ id }) => articleTag(id)),
        ...[...media.keys()].map(mediaTag),
      ],
    }
  })

function feedItem(item: Listed, site: Site, media: Media, notice: string | undefined): FeedItem {
  const cover = item.coverId === null ? undefined : media.get(item.coverId)
  const small = cover?.jpegUrl ?? cover?.variants.find(({ width }) => width >= 900)?.url
  return {
    id: `tag:${site.host.replace(/:\d+$/, '')},2026:article:${item.id}`,
    url: addressOn(site, pathOf(site.sections, item)),
    title: item.title,
    lead: item.lead,
    authors: authorsOf(item),
    tags: site.sections.filter(({ id }) => id === item.sectionId).map(({ name }) => name),
    at: item.at,
    ...(item.correctedAt && {
      corrected: { at: item.correctedAt, words: `${text.vi.corrected(formatDateTime(item.correctedAt))}: ${notice ?? ''}` },
    }),
    ...(cover && small
      ? {
          picture: {
            url: addressOn(site, small),
            type: cover.jpegUrl ? 'image/jpeg' : 'image/webp',
            bytes: cover.bytes,
            width: cover.width,
            height: cover.height,
          },
        }
      : {}),
  }
}

/** One map while the site is small, else an index of parts; the fixed pages stand in the first. */
async function siteMap(deps: Deps, { site, query }: Reading): Promise<PortalPage> {
  const count = await mappedCount(deps.db, site.id)
  const tags = [latestTag(site.id)]
  const type = 'application/xml; charset=utf-8'
  if (count > perMap && query.phan === undefined) {
    const parts = Array.from({ length: Math.ceil(count / perMap) }, (_, at) => addressOn(site, `/sitemap.xml?phan=${at + 1}`))
    return { type, tags, body: sitemapIndex(parts) }
  }
  const part = Math.min(5_000, Math.max(1, Number.parseInt(query.phan ?? '1', 10) || 1))
  const recent = now().subtract({ hours: 48 })
  const articles = await mappedArticles(deps.db, site.id, part)
  const fixed =
    part === 1
      ? ['/', '/so-do', '/thu-vien-anh', '/video', ...site.sections.filter(({ hidden }) => !hidden).map(({ slug }) => `/${slug}`)]
      : []
  const entries = articles.map(({ title, at, changed, ...item }) => ({
    url: addressOn(site, pathOf(site.sections, item)),
    changed,
    ...(Temporal.Instant.compare(at, recent) > 0 ? { news: { title, at, site: site.name } } : {}),
  }))
  return { type, tags, body: sitemap([...fixed.map((path) => ({ url: addressOn(site, path) })), ...entries]) }
}
