import type { Place } from '../../kernel/access.ts'
import type { WantedBlock } from '../../kernel/module.ts'
import type { Alert } from './alert.ts'

/** What a keeper may change of the look: everything else is fixed, so that no page can be broken. */
export type Theme = { accent?: string; band?: 'brocade' | 'none'; emblem?: string; art?: 'ban' | 'none' }

export type Section = {
  id: number
  siteId: number
  parentId: number | null
  slug: string
  name: string
  description: string
  position: number
  hidden: boolean
}
export type MenuLink = { label: string; href: string }
export type MenuColumn = { title: string; links: MenuLink[] }

/** A site as its pages need it; kept in memory by every node and loaded anew when one of its tags is dropped. */
export type Site = {
  id: number
  key: string
  name: string
  owner: string
  superior: string
  responsible: string
  address: string
  phone: string
  email: string
  description: string
  theme: Theme
  /** Host and port readers are sent to. */
  host: string
  /** The portal itself, at the base host. */
  main: boolean
  menu: MenuLink[]
  footer: MenuColumn[]
  sections: Section[]
  /** Of the home page, in order. */
  blocks: WantedBlock[]
  /** What stands on top of every page now. */
  alerts: Alert[]
}

/** The site as grants name it. */
export function placeOf({ id, key, name, sections }: Pick<Site, 'id' | 'key' | 'name' | 'sections'>): Place {
  const below = (parent: number | null, depth: number): Place['sections'] =>
    sections
      .filter(({ parentId }) => parentId === parent)
      .flatMap((section) => [{ id: section.id, slug: section.slug, name: section.name, depth }, ...below(section.id, depth + 1)])
  return { id, key, name, sections: below(null, 0) }
}

/** Words that a section may not take: they are fixed addresses of the portal. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'tim-kiem',
  'van-ban',
  'thu-tuc',
  'su-kien',
  'dia-diem',
  'du-lieu',
  'hoi-dap',
  'gop-y',
  'thu-vien-anh',
  'video',
  'thong-ke',
  'so-do',
  'bao-loi',
  'dinh-chinh',
  'api',
  'tac-gia',
  'the',
  'tep',
  'en',
  'toa-soan',
  'dang-nhap',
  'dang-xuat',
  'tai-khoan',
  'healthz',
  'readyz',
  'metrics',
  'dinh-chinh',
  'lich',
])

/** The kind of home page block that shows one section; its options name the section by its slug. */
export const sectionBlock = 'section'

export const siteTag = (id: number) => `site:${id}`

/** The section and everything below it, for lists that include their children. */
export function branchOf(sections: readonly Section[], id: number): Section[] {
  const children = sections.filter(({ parentId }) => parentId === id)
  return [...sections.filter((section) => section.id === id), ...children.flatMap((child) => branchOf(sections, child.id))]
}

/** From the root to the section: the crumbs. */
export function trailOf(sections: readonly Section[], id: number | null): Section[] {
  const section = sections.find((each) => each.id === id)
  return section
    ? [
        ...trailOf(
          sections.filter((each) => each.id !== id),
          section.parentId,
        ),
        section,
      ]
    : []
}
