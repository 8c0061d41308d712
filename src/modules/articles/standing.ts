import { sql } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'
import type { Standing } from '../../kernel/module.ts'

/** What stands at sections: publications are seen; a working copy or a revision that names the section binds it too. */
export async function standing(db: Db, subject: string, ids: readonly number[]): Promise<ReadonlyMap<number, Standing>> {
  if (subject !== 'section' || ids.length === 0) return new Map()
  const { rows } = await sql<Standing & { id: number }>`
    select s.id, (select count(*) from publications where section_id = s.id)::int as seen,
      exists (select from publications where section_id = s.id) or exists (select from articles where section_id = s.id)
        or exists (select from revisions where section_id = s.id) as bound
    from unnest(${ids}::int[]) as s(id)`.execute(db)
  return new Map(rows.map(({ id, ...found }) => [id, found]))
}
