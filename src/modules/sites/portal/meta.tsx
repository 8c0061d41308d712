import type { ComponentChildren } from 'preact'

export type HeadProps = {
  /** Whole canonical address. */
  address: string
  title: string
  description?: string
  /** Name of the site. */
  site: string
  type: 'website' | 'article'
  picture?: { url: string; width: number; height: number; alt: string }
  feeds?: boolean
  /** Of one section: its own feeds instead of the whole site's. */
  section?: string
  children?: ComponentChildren
}

/** Canonical address, Open Graph and feeds: the same on every page of the portal. */
export function HeadOf({ address, title, description, site, type, picture, feeds, section, children }: HeadProps) {
  const under = section ? `/${section}` : ''
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:type" content={type} />
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={site} />
      <meta property="og:url" content={address} />
      <meta property="og:locale" content="vi_VN" />
      {description && <meta property="og:description" content={description} />}
      {picture && <Picture {...picture} />}
      {feeds && <link rel="alternate" type="application/rss+xml" title={`RSS – ${title}`} href={`${under}/rss.xml`} />}
      {feeds && <link rel="alternate" type="application/atom+xml" title={`Atom – ${title}`} href={`${under}/atom.xml`} />}
      {feeds && <link rel="alternate" type="application/feed+json" title={`JSON – ${title}`} href={`${under}/feed.json`} />}
      {children}
    </>
  )
}

const Picture = ({ url, width, height, alt }: NonNullable<HeadProps['picture']>) => (
  <>
    <meta property="og:image" content={url} />
    <meta property="og:image:width" content={String(width)} />
    <meta property="og:image:height" content={String(height)} />
    <meta property="og:image:alt" content={alt} />
    <meta name="twitter:card" content="summary_large_image" />
  </>
)
