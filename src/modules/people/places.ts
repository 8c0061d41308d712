import type { Db } from '../../kernel/db/db.ts'

/** Sites and sections as grants name them. They belong to a later module; people only reads their names. */
export type Place = { id: number; key: string; name: string; sections: readonly { id: number; name: string; depth: number }[] }

export async function places(db: Db): Promise<Place[]> {
  const [sites, sections] = await Promise.all([
    db.selectFrom('sites').select(['id', 'key', 'name']).orderBy('position').orderBy('id').execute(),
    db.selectFrom('sections').select(['id', 'site_id', 'parent_id', 'name']).orderBy('position').orderBy('id').execute(),
  ])
  const below = (site: number, parent: number | null, depth: number): { id: number; name: string; depth: number }[] =>
    sections
      .filter((section) => section.site_id === site && section.parent_id === parent)
      .flatMap(({ id, name }) => [{ id, name, depth }, ...below(site, id, depth + 1)])
  return sites.map((site) => ({ ...site, sections: below(site.id, null, 0) }))
}

export async function siteName(db: Db, id: number): Promise<string | null> {
  const row = await db.selectFrom('sites').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}
