import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../kernel/db/db.ts'
import type { Host } from '../../kernel/hosts.ts'
import type { Alert } from './alert.ts'
import type { Section, Site, Theme } from './site.ts'

const mainSiteKey = 'cong'

type HostRow = { host: string; canonical: boolean }
export type Network = { sites: Site[]; hosts: Map<string, Host> }

/** All sites with host names, menus, sections and blocks, in one query: a network has dozens, not thousands. */
export async function wholeNetwork(db: Db, baseHost: string): Promise<Network> {
  const rows = await db
    .selectFrom('sites')
    .selectAll('sites')
    .select((eb) => [
      jsonArrayFrom(eb.selectFrom('site_hosts').select(['host', 'canonical']).whereRef('site_id', '=', 'sites.id')).as('hosts'),
      jsonArrayFrom(
        eb
          .selectFrom('sections')
          .select(['id', 'site_id as siteId', 'parent_id as parentId', 'slug', 'name', 'description', 'position', 'hidden_at'])
          .whereRef('sections.site_id', '=', 'sites.id')
          .orderBy('position')
          .orderBy('id'),
      ).as('sections'),
      jsonArrayFrom(
        eb
          .selectFrom('menu_entries')
          .leftJoin('sections as target', 'target.id', 'menu_entries.section_id')
          .select(['place', 'heading', 'label', 'href', 'target.slug'])
          .whereRef('menu_entries.site_id', '=', 'sites.id')
          .where('target.hidden_at', 'is', null)
          .orderBy('menu_entries.position')
          .orderBy('menu_entries.id'),
      ).as('entries'),
      jsonArrayFrom(
        eb
          .selectFrom('blocks')
          .select(['id', 'kind', 'options'])
          .whereRef('blocks.site_id', '=', 'sites.id')
          .where('page', '=', 'home')
          .where('hidden_at', 'is', null)
          .orderBy('position')
          .orderBy('id'),
      ).as('blocks'),
      jsonArrayFrom(
        eb
          .selectFrom('alerts')
          .select((row) => [
            'id',
            'kind',
            'words',
            'href',
            row.cast<string | null>('away_from', 'text').as('away_from'),
            row.cast<string | null>('away_until', 'text').as('away_until'),
          ])
          .where((row) => row.or([row('alerts.site_id', 'is', null), row('alerts.site_id', '=', row.ref('sites.id'))]))
          .where('shown_at', 'is not', null)
          .where('ended_at', 'is', null)
          .orderBy('show_at', 'desc')
          .orderBy('id', 'desc'),
      ).as('alerts'),
    ])
    .orderBy('sites.position')
    .orderBy('sites.id')
    .execute()
  const sites = rows.map(
    ({ hosts: own, sections, entries, alerts, unit_id: _unit, created_at: _at, position: _position, ...site }): Site => ({
      ...site,
      theme: site.theme as Theme,
      host: canonicalOf(site.key, own, baseHost),
      main: site.key === mainSiteKey,
      sections: sections.map(({ hidden_at, ...section }): Section => ({ ...section, hidden: hidden_at !== null })),
      ...menusOf(entries),
      alerts: alerts.map(alertFrom),
    }),
  )
  return { sites, hosts: new Map(rows.flatMap(({ id, key, hosts: own }) => hostsOf({ id, key }, own, baseHost))) }
}

type AlertJson = { id: number; kind: string; words: string; href: string; away_from: string | null; away_until: string | null }

/** Times come out of a nested row as text. */
const alertFrom = ({ away_from: from, away_until: until, kind, ...alert }: AlertJson): Alert => ({
  ...alert,
  kind: kind as Alert['kind'],
  away: from && until ? { from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) } : null,
})

/** Where readers of a site are sent. */
export const canonicalOf = (key: string, own: readonly HostRow[], baseHost: string) =>
  own.find(({ canonical }) => canonical)?.host ?? (key === mainSiteKey ? baseHost : `${key}.${baseHost}`)

/** `<key>.<base host>`, names of its own, and the base host itself for the portal, where the newsroom lives. */
function hostsOf({ id, key }: { id: number; key: string }, own: readonly HostRow[], baseHost: string): [string, Host][] {
  const isMain = key === mainSiteKey
  const names = [`${key}.${baseHost}`, ...(isMain ? [baseHost] : []), ...own.map(({ host }) => host)]
  const canonical = canonicalOf(key, own, baseHost)
  return names.map((name) => [name.toLowerCase(), { siteId: id, key, canonical, main: isMain && name === baseHost }])
}

type Entry = { place: string; heading: string; label: string; href: string | null; slug: string | null }

function menusOf(entries: readonly Entry[]): Pick<Site, 'menu' | 'footer'> {
  const link = ({ label, href, slug }: Entry) => ({ label, href: href ?? `/${slug}` })
  const headings = [...new Set(entries.filter(({ place }) => place === 'footer').map(({ heading }) => heading))]
  return {
    menu: entries.filter(({ place }) => place === 'main').map(link),
    footer: headings.map((title) => ({
      title,
      links: entries.filter(({ place, heading }) => place === 'footer' && heading === title).map(link),
    })),
  }
}

/** The site whose tree holds this section; null when there is none of the number. */
export async function siteOfSection(db: Db, id: number): Promise<number | null> {
  const row = await db.selectFrom('sections').select('site_id').where('id', '=', id).executeTakeFirst()
  return row?.site_id ?? null
}

export async function redirectOf(db: Db, siteId: number, path: string): Promise<string | null> {
  const row = await db.selectFrom('redirects').select('target').where('site_id', '=', siteId).where('path', '=', path).executeTakeFirst()
  return row?.target ?? null
}
