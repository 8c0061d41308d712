import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { mediaTag, renderMedia } from '../../media/index.ts'
import { addressOn, HeadOf, portal, siteById, trailOf, type PortalPage, type Reading, type Site } from '../../sites/index.ts'
import { articleTag } from '../activities.ts'
import { ArticleView, WithdrawnView } from './article.tsx'
import { feedRoutes } from './feed-routes.ts'
import { gone, open } from './gone.ts'
import { listRoutes, sectionPage } from './list-routes.tsx'
import { articlePage, type ArticlePage } from './queries.ts'
import { searchRoutes } from './search-routes.tsx'
import { articlePath, coversOf, pictureOf } from './story.ts'
import { ArticleData, DublinCore } from './structured.tsx'

export function portalRoutes(app: FastifyInstance, deps: Deps) {
  listRoutes(app, deps)
  searchRoutes(app, deps)
  feedRoutes(app, deps)
  app.get('/:section', { config: { ...open, page: 'section' } }, (request, reply) => sectionPage(deps, request, reply))
  app.get('/:section/:item', { config: { ...open, page: 'article' } }, (request, reply) => articleRoute(deps, request, reply))
  // Deeper than any page of ours: an address of an older portal, or nothing.
  app.get('/*', { config: { ...open, page: 'old-address' } }, (request, reply) => {
    if ((request.params as { '*': string })['*'].length > longestOld) throw new Refusal(414, 'badRequest')
    return portal(deps, request, reply, [], (reading) => gone(deps, reading))
  })
}

/** No portal had longer ones, and the database is not asked for them. */
const longestOld = 2_000

/** The number at the end is the identity; a section or slug that has changed since leads on to today's address. */
async function articleRoute(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { section, item } = request.params as { section: string; item: string }
  const id = Number(/-(\d{1,9})$/.exec(item)?.[1] ?? 0)
  return portal(deps, request, reply, [], async (reading) => {
    const page = id ? await articlePage(deps.db, reading.site.id, id) : null
    if (!page) return gone(deps, reading)
    const here = articlePath(reading.site.sections.find((each) => each.id === page.sectionId)?.slug ?? section, page.slug, page.id)
    if (reading.path !== here) return { to: here, permanent: true }
    return page.status === 'withdrawn' ? withdrawn(deps, reading, page) : shown(deps, reading, page, here)
  })
}

function withdrawn(deps: Deps, { lang, site }: Reading, page: ArticlePage): PortalPage {
  const home = page.instead && siteById(deps, page.instead.siteId)
  const instead = page.instead && home && insteadOf(page.instead, home, site)
  return {
    status: 410,
    title: page.title,
    tags: [articleTag(page.id), ...(page.instead ? [articleTag(page.instead.id)] : [])],
    head: <meta name="robots" content="noindex" />,
    children: <WithdrawnView page={page} lang={lang} instead={instead || null} />,
  }
}

function insteadOf({ sectionSlug, slug, id, title }: NonNullable<ArticlePage['instead']>, home: Site, here: Site) {
  const path = articlePath(sectionSlug, slug, id)
  return { title, address: home.id === here.id ? path : addressOn(home, path) }
}

async function shown(deps: Deps, { site, lang, look, path }: Reading, page: ArticlePage, here: string): Promise<PortalPage> {
  const media = await renderMedia(deps.db, coversOf([page, ...page.related]))
  const trail = trailOf(site.sections, page.sectionId)
  const home = page.canonical && page.canonical.siteId !== site.id ? siteById(deps, page.canonical.siteId) : undefined
  const address = home
    ? addressOn(home, articlePath(page.canonical!.sectionSlug, page.canonical!.slug, page.canonical!.id))
    : addressOn(site, here)
  const cover = page.coverId === null ? undefined : media.get(page.coverId)
  const facts = { page, site, address, section: trail.at(-1), media }
  return {
    title: page.title,
    description: page.lead,
    tags: [articleTag(page.id), ...page.related.map(({ id }) => articleTag(id)), ...[...media.keys()].map(mediaTag)],
    islands: ['article.island.js'],
    subject: `article ${page.id}`,
    head: (
      <>
        <HeadOf
          address={address}
          title={page.title}
          description={page.lead}
          site={site.name}
          type="article"
          feeds
          section={trail.at(-1)?.slug}
          {...(cover && pictureOf(cover)
            ? { picture: { url: addressOn(site, cover.ogUrl ?? cover.url), width: 1200, height: 630, alt: cover.alt } }
            : {})}
        >
          <meta property="article:published_time" content={page.liveAt.toString()} />
          <meta property="article:modified_time" content={page.changedAt.toString()} />
        </HeadOf>
        {page.html.includes('class="chum-anh"') && <link rel="stylesheet" href={deps.assets.url('gallery.sheet.css')} />}
        <DublinCore {...facts} />
        <ArticleData {...facts} />
      </>
    ),
    children: (
      <ArticleView
        page={page}
        site={site}
        trail={trail}
        media={media}
        lang={lang}
        look={look}
        path={path}
        address={address}
        origin={home ? { name: home.name, address } : null}
      />
    ),
  }
}
