import { zone } from '../../../kernel/time.ts'
import { addressOn, type Section, type Site } from '../../sites/index.ts'
import type { ArticlePage } from './queries.ts'
import { authorsOf, type Media } from './story.ts'

type Facts = { page: ArticlePage; site: Site; address: string; section: Section | undefined; media: Media }

const local = (at: Temporal.Instant) => at.round('second').toString({ timeZone: zone })

/** schema.org: the item, and the way to it. */
export function ArticleData({ page, site, address, section, media }: Facts) {
  const cover = page.coverId === null ? undefined : media.get(page.coverId)
  const publisher = { '@type': 'GovernmentOrganization', name: site.owner || site.name, url: addressOn(site, '/') }
  const item = {
    '@context': 'https://schema.org',
    '@type': page.genre === 'video' ? 'VideoObject' : 'NewsArticle',
    ...(page.genre === 'video'
      ? { name: page.title, uploadDate: local(page.liveAt), thumbnailUrl: cover ? addressOn(site, cover.ogUrl ?? cover.url) : undefined }
      : { headline: page.title }),
    description: page.lead,
    inLanguage: page.lang,
    datePublished: local(page.liveAt),
    dateModified: local(page.changedAt),
    author: authorsOf(page).map((name) => ({ '@type': 'Person', name })),
    publisher,
    mainEntityOfPage: address,
    ...(cover ? { image: [addressOn(site, cover.ogUrl ?? cover.url)] } : {}),
    ...(section ? { articleSection: section.name } : {}),
    ...(page.tags.length > 0 ? { keywords: page.tags.join(', ') } : {}),
  }
  const trail = [
    { name: site.name, item: addressOn(site, '/') },
    ...(section ? [{ name: section.name, item: addressOn(site, `/${section.slug}`) }] : []),
    { name: page.title, item: address },
  ]
  const crumbs = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: trail.map((step, at) => ({ '@type': 'ListItem', position: at + 1, ...step })),
  }
  return (
    <>
      <Data value={item} />
      <Data value={crumbs} />
    </>
  )
}

/** A data block, which no browser runs; `<` is written so that no text can end it. */
const Data = ({ value }: { value: unknown }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(value).replaceAll('<', '\\u003c') }} />
)

/** Dublin Core, required of state portals: the six fields and the advised ones (Thông tư 24/2011/TT-BTTTT; values joined with `;`). */
export function DublinCore({ page, site, address, section }: Facts) {
  const fields: [string, string][] = [
    ['DC.title', page.title],
    ['DC.creator', authorsOf(page).join('; ') || site.owner],
    ['DC.date', local(page.liveAt)],
    ['DC.description', page.lead],
    ['DC.publisher', site.owner || site.name],
    ['DC.identifier', address],
    ['DC.language', page.lang],
    ['DC.source', page.source],
    ['DC.subject', [...(section ? [section.name] : []), ...page.tags].join('; ')],
  ]
  return (
    <>
      {fields
        .filter(([, value]) => value)
        .map(([name, content]) => (
          <meta name={name} content={content} />
        ))}
    </>
  )
}
