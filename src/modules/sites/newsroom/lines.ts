import type { Site } from '../site.ts'

/** What the screens of a keeper show, one line each. */
export type SiteLine = { id: number; key: string; name: string; responsible: string; sections: number; host: string }
export type SiteRow = Omit<Site, 'main' | 'menu' | 'footer' | 'sections' | 'blocks' | 'alerts'> & {
  /** The name it has without any of its own. */
  ownHost: string
}
export type SectionLine = {
  id: number
  parentId: number | null
  slug: string
  name: string
  description: string
  hidden: boolean
  depth: number
  /** Among its brothers and sisters. */
  first: boolean
  last: boolean
}
export type EntryLine = {
  id: number
  place: string
  heading: string
  label: string
  href: string | null
  sectionId: number | null
  section: string | null
  slug: string | null
  hidden: boolean
}
export type BlockLine = { id: number; kind: string; hidden: boolean; title?: string; section?: string }
export type HostLine = { host: string; canonical: boolean }
