import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// The sample network is what a newcomer reads first, so it is checked like a newspaper: every reference, length, date, accent and link.
// In the bodies `media` names a picture of img/ (or the film of the sample) where a stored body has `mediaId`; shares are per cent.

export type Section = { slug: string; name: string; description: string; children?: Section[] }
export type Link = { label: string; href?: string; section?: string }
export type HomeBlock = { kind: string; title: string; section?: string; sites?: string[]; links?: Link[] }
export type Face = Record<'name' | 'owner' | 'superior' | 'responsible' | 'address' | 'phone' | 'description', string>
export type Site = Face & {
  key: string
  unit: string
  email: string
  theme: { accent: string }
  sections: Section[]
  menu: Link[]
  footer: { title: string; links: Link[] }[]
  home: HomeBlock[]
}
export type Unit = { key: string; parent: string | null }
export type Grant = { role: string; site: string | null; section: string | null }
export type Person = Record<'key' | 'role' | 'email' | 'unit', string> & { grants: Grant[] }
export type Article = {
  key: string
  site: string
  section: string
  genre: string
  status: string
  featured?: number
  publishedAt: string | null
  writtenAt?: string
  enteredBy: string
  title: string
  slug: string
  lead: string
  cover: string | null
  tags: string[]
  canonical: string
  source?: string
  contributions: { person: string; role: string; share: number }[]
  shared: { site: string; section: string }[]
  body: { content: unknown[] }
  returned?: Note
  withdrawal?: Note
  correction?: Note
}
export type Note = Record<'at' | 'by' | 'reason' | 'notice' | 'original' | 'corrected', string>
export type Rule = Record<'key' | 'valid_from' | 'legal_basis' | 'source_mark' | 'status', string> & {
  value: unknown
  valid_to: string | null
}
export type Medium = { file: string; caption: string; alt: string; credit: string; focal: { x: number; y: number } }

export const here = import.meta.dirname
export const read = <T>(file: string) => JSON.parse(readFileSync(join(here, file), 'utf8')) as T
export const { units, sites } = read<{ units: Unit[]; sites: Site[] }>('network.json')
export const { people, authors } = read<{ people: Person[]; authors: { key: string }[] }>('people.json')
export const media = read<Medium[]>('media.json')
export const rules = read<Rule[]>('../rules/shipped.json')
export const articles = readdirSync(join(here, 'articles'))
  .sort()
  .flatMap((file) => read<Article[]>(join('articles', file)))

export const clip = 'clip-1.mp4'
export const pictures = media.filter(({ file }) => file !== clip)
export const fixed = ['/', '/thu-vien-anh', '/video', '/tim-kiem', '/so-do', '/rss.xml']
export const site = (key: string) => sites.find((each) => each.key === key)!
export const flat = (sections: Section[]): Section[] => sections.flatMap((section) => [section, ...flat(section.children ?? [])])
export const slugsOf = (key: string) => new Set(flat(site(key).sections).map((section) => section.slug))
export const isShown = ({ status }: Article) => status === 'live' || status === 'withdrawn' || status === 'scheduled'
export const words = (text: string) => text.trim().split(/\s+/).length
export const twins = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index)

/** Every string in a value that people may read. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}
/** Every value of one attribute anywhere in a body. */
export function attributes(value: unknown, name: string): string[] {
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => (key === name && typeof inner === 'string' ? [inner] : attributes(inner, name)))
}
/** The body as the house stores it, each picture and film standing for medium 1. */
export const withMediaIds = (body: unknown): unknown => JSON.parse(JSON.stringify(body).replace(/"media":"[^"]+"/g, '"mediaId":1'))
