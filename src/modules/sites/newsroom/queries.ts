import { sql, type ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../../../kernel/access.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Schema } from '../../../schema.ts'
import { stateOf, type AlertRow } from '../alert.ts'
import { visibleTo } from '../policy.ts'
import { canonicalOf } from '../queries.ts'
import type { BlockLine, EntryLine, HostLine, SectionLine, SiteLine, SiteRow } from './lines.ts'

export async function sitesKept(db: Db, actor: Actor, baseHost: string): Promise<SiteLine[]> {
  const rows = await db
    .selectFrom('sites')
    .select(['id', 'key', 'name', 'responsible'])
    .select(ownHosts)
    .select((eb) =>
      eb
        .selectFrom('sections')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('site_id', '=', 'sites.id')
        .as('sections'),
    )
    .where(visibleTo(actor))
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ hosts, ...row }) => ({ ...row, sections: Number(row.sections), host: canonicalOf(row.key, hosts, baseHost) }))
}

/** One site that this person keeps; any other is not there. */
export async function siteKept(db: Db, actor: Actor, id: number, baseHost: string): Promise<SiteRow> {
  const row = await db
    .selectFrom('sites')
    .select(['id', 'key', 'name', 'owner', 'superior', 'responsible', 'address', 'phone', 'email', 'description', 'theme'])
    .select(ownHosts)
    .where('id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!row) throw notFound()
  const { hosts, theme, ...site } = row
  return {
    ...site,
    theme: theme as SiteRow['theme'],
    host: canonicalOf(site.key, hosts, baseHost),
    ownHost: canonicalOf(site.key, [], baseHost),
  }
}

/** In the order of the tree, each with its depth and its neighbours. */
export async function sectionTree(db: Db, siteId: number): Promise<SectionLine[]> {
  const rows = await db
    .selectFrom('sections')
    .select(['id', 'parent_id as parentId', 'slug', 'name', 'description'])
    .select(sql<boolean>`hidden_at is not null`.as('hidden'))
    .where('site_id', '=', siteId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const below = (parent: number | null, depth: number): SectionLine[] => {
    const here = rows.filter(({ parentId }) => parentId === parent)
    return here.flatMap((row, index) => [
      { ...row, depth, first: index === 0, last: index === here.length - 1 },
      ...below(row.id, depth + 1),
    ])
  }
  return below(null, 0)
}

export const menuOf = (db: Db, siteId: number): Promise<EntryLine[]> =>
  db
    .selectFrom('menu_entries')
    .leftJoin('sections', 'sections.id', 'menu_entries.section_id')
    .select([
      'menu_entries.id',
      'place',
      'heading',
      'label',
      'href',
      'section_id as sectionId',
      'sections.name as section',
      'sections.slug',
    ])
    .select(sql<boolean>`sections.hidden_at is not null`.as('hidden'))
    .where('menu_entries.site_id', '=', siteId)
    .orderBy('menu_entries.position')
    .orderBy('menu_entries.id')
    .execute()

export async function blocksOf(db: Db, siteId: number): Promise<BlockLine[]> {
  const rows = await db
    .selectFrom('blocks')
    .select(['id', 'kind', 'options'])
    .select(sql<boolean>`hidden_at is not null`.as('hidden'))
    .where('site_id', '=', siteId)
    .where('page', '=', 'home')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ options, ...row }) => ({ ...row, ...(options as { title?: string; section?: string }) }))
}

export const hostsOfSite = (db: Db, siteId: number): Promise<HostLine[]> =>
  db.selectFrom('site_hosts').select(['host', 'canonical']).where('site_id', '=', siteId).orderBy('host').execute()

/** Of this site and of all sites: what is shown and to come, and the last that are over. */
export async function alertsOf(db: Db, siteId: number): Promise<AlertRow[]> {
  const rows = await db
    .selectFrom('alerts')
    .innerJoin('people', 'people.id', 'alerts.created_by')
    .selectAll('alerts')
    .select('people.name as by')
    .where((eb) => eb.or([eb('site_id', 'is', null), eb('site_id', '=', siteId)]))
    .orderBy(sql`ended_at is not null`)
    .orderBy('show_at', 'desc')
    .orderBy('alerts.id', 'desc')
    .limit(30)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as AlertRow['kind'],
    words: row.words,
    href: row.href,
    away: row.away_from && row.away_until ? { from: row.away_from, until: row.away_until } : null,
    everywhere: row.site_id === null,
    sudden: row.sudden,
    showAt: row.show_at,
    hideAt: row.hide_at,
    state: stateOf(row),
    by: row.by,
  }))
}

const ownHosts = (eb: ExpressionBuilder<Schema, 'sites'>) =>
  jsonArrayFrom(eb.selectFrom('site_hosts').select(['host', 'canonical']).whereRef('site_id', '=', 'sites.id')).as('hosts')
