import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../kernel/db/db.ts'
import type { Host } from '../../kernel/hosts.ts'
import type { Section, Site, Theme } from './site.ts'

export const mainSiteKey = 'cong'

/** Every host name of the network: `<key>.<base host>`, names of its own, and the base host for the portal. */
export async function hostsOf(db: Db, baseHost: string): Promise<Map<string, Host>> {
  const rows = await db
    .selectFrom('sites')
    .select(['id', 'key'])
    .select((eb) => jsonArrayFrom(eb.selectFrom('site_hosts').select(['host', 'canonical']).whereRef('site_id', '=', 'sites.id')).as('hosts'))
    .execute()
  const hosts = new Map<string, Host>()
  for (const { id, key, hosts: own } of rows) {
    const main = key === mainSiteKey
    const canonical = own.find((host) => host.canonical)?.host ?? (main ? baseHost : `${key}.${baseHost}`)
    for (const name of [`${key}.${baseHost}`, ...(main ? [baseHost] : []), ...own.map(({ host }) => host)])
      hosts.set(name.toLowerCase(), { siteId: id, key, canonical, main: main && name === baseHost })
  }
  return hosts
}

/** All sites with menus and sections, in one query: a network has dozens, not thousands. */
export async function allSites(db: Db, baseHost: string): Promise<Site[]> {
  const hosts = await hostsOf(db, baseHost)
  const rows = await db
    .selectFrom('sites')
    .selectAll('sites')
    .select((eb) => [
      jsonArrayFrom(
        eb.selectFrom('sections').select(['id', 'site_id as siteId', 'parent_id as parentId', 'slug', 'name', 'description', 'position', 'hidden_at'])
          .whereRef('sections.site_id', '=', 'sites.id').orderBy('position').orderBy('id'),
      ).as('sections'),
      jsonArrayFrom(
        eb.selectFrom('menu_entries').leftJoin('sections as target', 'target.id', 'menu_entries.section_id')
          .select(['place', 'heading', 'label', 'href', 'target.slug'])
          .whereRef('menu_entries.site_id', '=', 'sites.id').orderBy('menu_entries.position').orderBy('menu_entries.id'),
      ).as('entries'),
      jsonArrayFrom(
        eb.selectFrom('blocks').select(['id', 'kind', 'options']).whereRef('blocks.site_id', '=', 'sites.id')
          .where('page', '=', 'home').where('hidden_at', 'is', null).orderBy('position').orderBy('id'),
      ).as('blocks'),
    ])
    .orderBy('sites.position')
    .orderBy('sites.id')
    .execute()
  return rows.map((row) => {
    const host = [...hosts.values()].find(({ siteId }) => siteId === row.id)!
    return {
      id: row.id, key: row.key, name: row.name, owner: row.owner, superior: row.superior, responsible: row.responsible, address: row.address,
      phone: row.phone, email: row.email, description: row.description, theme: row.theme as Theme, host: host.canonical, main: row.key === mainSiteKey,
      sections: row.sections.map(({ hidden_at, ...section }): Section => ({ ...section, hidden: hidden_at !== null })),
      blocks: row.blocks,
      ...menusOf(row.entries),
    }
  })
}

type Entry = { place: string; heading: string; label: string; href: string | null; slug: string | null }

function menusOf(entries: readonly Entry[]): Pick<Site, 'menu' | 'footer'> {
  const link = ({ label, href, slug }: Entry) => ({ label, href: href ?? `/${slug}` })
  const headings = [...new Set(entries.filter(({ place }) => place === 'footer').map(({ heading }) => heading))]
  return {
    menu: entries.filter(({ place }) => place === 'main').map(link),
    footer: headings.map((title) => ({ title, links: entries.filter(({ place, heading }) => place === 'footer' && heading === title).map(link) })),
  }
}

export async function redirectOf(db: Db, siteId: number, path: string): Promise<string | null> {
  const row = await db.selectFrom('redirects').select('target').where('site_id', '=', siteId).where('path', '=', path).executeTakeFirst()
  return row?.target ?? null
}
