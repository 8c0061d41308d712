import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { mediaTag, renderMedia } from '../../media/index.ts'
import { addressOn, branchOf, HeadOf, portal, trailOf, type PortalPage, type Reading } from '../../sites/index.ts'
import { articleTag, latestTag, sectionTag } from '../activities.ts'
import { text } from '../text.ts'
import { toldOn } from './corrections.ts'
import { CorrectionsView, correctionsPath } from './corrections.tsx'
import { mosaicOf } from './home.tsx'
import { ListView, MosaicView } from './list.tsx'
import { listPage, type WantedPage } from './queries.ts'
import { gone, open } from './gone.ts'
import { coversOf, storyOf } from './story.ts'

const size = 20
const deepest = 500

export function listRoutes(app: FastifyInstance, deps: Deps) {
  app.get('/thu-vien-anh', { config: { ...open, page: 'galleries' } }, (request, reply) => mosaic(deps, request, reply, 'photos'))
  app.get('/video', { config: { ...open, page: 'videos' } }, (request, reply) => mosaic(deps, request, reply, 'video'))
  app.get(correctionsPath, { config: { ...open, page: 'corrections' } }, (request, reply) => corrections(deps, request, reply))
  app.get('/the/:tag', { config: { ...open, page: 'tag' } }, (request, reply) => {
    const { tag } = request.params as { tag: string }
    return portal(deps, request, reply, ['trang'], (reading) =>
      list(deps, reading, {
        title: text[reading.lang].tagged(tag.normalize('NFC')),
        wanted: { siteId: reading.site.id, tag: tag.normalize('NFC') },
        tags: [latestTag(reading.site.id)],
      }),
    )
  })
  app.get('/tac-gia/:author', { config: { ...open, page: 'author' } }, (request, reply) => {
    const person = Number(/-(\d{1,9})$/.exec((request.params as { author: string }).author)?.[1] ?? 0)
    return portal(deps, request, reply, ['trang'], (reading) => authorPage(deps, reading, person))
  })
}

export function sectionPage(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { section: slug } = request.params as { section: string }
  return portal(deps, request, reply, ['trang'], async (reading) => {
    const { site, lang } = reading
    const section = site.sections.find((each) => each.slug === slug && !each.hidden)
    if (!section) return gone(deps, reading)
    const branch = branchOf(site.sections, section.id)
    const children = site.sections.filter(({ parentId, hidden }) => parentId === section.id && !hidden)
    const trail = trailOf(site.sections, section.parentId).map((above) => ({ label: above.name, href: `/${above.slug}` }))
    return list(deps, reading, {
      title: section.name,
      lead: section.description,
      trail,
      feed: section.slug,
      tags: branch.map(({ id }) => sectionTag(id)),
      wanted: { siteId: site.id, sections: branch.map(({ id }) => id) },
      beside: { title: text[lang].below, links: children.map((child) => ({ label: child.name, href: `/${child.slug}` })) },
    })
  })
}

/** The name is the one readers know from the byline; a person without a published item has no page. */
async function authorPage(deps: Deps, reading: Reading, person: number): Promise<PortalPage> {
  const wanted = { siteId: reading.site.id, person }
  const { items } = await listPage(deps.db, { ...wanted, limit: 1 })
  const known = items[0]?.byline.find(({ personId }) => personId === person)?.name
  if (!known) throw notFound()
  return list(deps, reading, { title: known, lead: text[reading.lang].writtenBy(known), wanted, tags: [latestTag(reading.site.id)] })
}

type Listing = {
  title: string
  lead?: string
  trail?: { label: string; href: string }[]
  feed?: string
  tags: readonly string[]
  wanted: Omit<WantedPage, 'limit'>
  beside?: { title: string; links: { label: string; href: string }[] }
}

async function list(deps: Deps, reading: Reading, listing: Listing): Promise<PortalPage> {
  const { site, lang, path } = reading
  const page = pageOf(reading)
  const { items, more } = await listPage(deps.db, { ...listing.wanted, limit: size, offset: (page - 1) * size })
  if (items.length === 0 && (page > 1 || listing.wanted.tag !== undefined)) throw notFound()
  const media = await renderMedia(deps.db, coversOf(items))
  const href = (to: number) => (to === 1 ? path : `${path}?trang=${to}`)
  const address = addressOn(site, encodeURI(href(page)))
  return {
    title: page === 1 ? listing.title : `${listing.title} – ${text[lang].pageNumber(page)}`,
    description: listing.lead ?? listing.title,
    head: (
      <HeadOf
        address={address}
        title={listing.title}
        description={listing.lead ?? ''}
        site={site.name}
        type="website"
        feeds
        section={listing.feed}
      />
    ),
    tags: [...listing.tags, ...items.map(({ id }) => articleTag(id)), ...[...media.keys()].map(mediaTag)],
    children: (
      <ListView
        lang={lang}
        title={listing.title}
        lead={listing.lead}
        crumbs={[{ label: text[lang].home, href: '/' }, ...(listing.trail ?? [])]}
        stories={items.map((item) => storyOf(item, site.sections, media, lang))}
        page={page}
        more={more}
        href={href}
        feed={listing.feed && `/${listing.feed}/rss.xml`}
        beside={listing.beside}
      />
    ),
  }
}

const mosaic = (deps: Deps, request: FastifyRequest, reply: FastifyReply, genre: 'photos' | 'video') =>
  portal(deps, request, reply, ['trang'], async (reading) => {
    const { site, lang, path } = reading
    const page = pageOf(reading)
    const { items, more } = await listPage(deps.db, { siteId: site.id, genres: [genre], limit: size, offset: (page - 1) * size })
    if (items.length === 0 && page > 1) throw notFound()
    const media = await renderMedia(deps.db, coversOf(items))
    const title = genre === 'photos' ? text[lang].galleries : text[lang].videos
    return {
      title,
      head: <HeadOf address={addressOn(site, path)} title={title} site={site.name} type="website" />,
      tags: [latestTag(site.id), ...items.map(({ id }) => articleTag(id)), ...[...media.keys()].map(mediaTag)],
      children: (
        <MosaicView
          lang={lang}
          title={title}
          crumbs={[{ label: text[lang].home, href: '/' }]}
          items={items.map((item) => mosaicOf(item, site, media))}
          page={page}
          more={more}
          href={(to) => (to === 1 ? path : `${path}?trang=${to}`)}
        />
      ),
    }
  })

const corrections = (deps: Deps, request: FastifyRequest, reply: FastifyReply) =>
  portal(deps, request, reply, ['trang'], async (reading) => {
    const { site, lang, path } = reading
    const page = pageOf(reading)
    const { told, more } = await toldOn(deps.db, site.id, { limit: size, offset: (page - 1) * size })
    if (told.length === 0 && page > 1) throw notFound()
    const { corrections: title, correctionsLead: lead } = text[lang]
    const href = (to: number) => (to === 1 ? path : `${path}?trang=${to}`)
    return {
      title,
      description: lead,
      head: <HeadOf address={addressOn(site, href(page))} title={title} description={lead} site={site.name} type="website" />,
      tags: [latestTag(site.id), ...told.map(({ id }) => articleTag(id))],
      children: <CorrectionsView lang={lang} sections={site.sections} told={told} page={page} more={more} href={href} />,
    }
  })

/** From 1; nobody pages deeper than 10,000 items by hand. */
export function pageOf({ query }: Reading) {
  const asked = query.trang ?? '1'
  const page = /^\d{1,4}$/.test(asked) ? Number(asked) : 0
  if (page < 1 || page > deepest) throw notFound()
  return page
}
