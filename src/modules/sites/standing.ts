import type { Db } from '../../kernel/db/db.ts'
import type { Deps, Standing } from '../../kernel/module.ts'

/** What later modules have standing at these sections, all of them together. */
export async function standingAt(
  { modules }: Pick<Deps, 'modules'>,
  db: Db,
  sections: readonly number[],
): Promise<ReadonlyMap<number, Standing>> {
  const told: ReadonlyMap<number, Standing>[] = []
  for (const { standing } of modules) if (standing) told.push(await standing(db, 'section', sections))
  return new Map(
    sections.map((id) => {
      const here = told.flatMap((one) => one.get(id) ?? [])
      return [id, { seen: here.reduce((sum, { seen }) => sum + seen, 0), bound: here.some(({ bound }) => bound) }]
    }),
  )
}
