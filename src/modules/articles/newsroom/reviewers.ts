import type { Db } from '../../../kernel/db/db.ts'
import { trailOf, type Site } from '../../sites/index.ts'
import { anyDeciders, authorsOf, deciders, stages, type Article, type Stage } from '../article.ts'

/** Whose task each stage is, by name. */
export type Reviewers = Record<Stage, string[]>

/** Those whose task it is on this site and section; never an author of the article. Where nobody holds the first role of a stage, the next one does its work. */
export async function reviewersOf(db: Db, sites: readonly Site[], article: Article): Promise<Reviewers> {
  const trail = trailOf(sites.find(({ id }) => id === article.siteId)?.sections ?? [], article.sectionId).map(({ id }) => id)
  const rows = await db
    .selectFrom('grants')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .select(['people.id', 'people.name', 'grants.role'])
    .distinct()
    .where('grants.role', 'in', anyDeciders)
    .where('people.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('grants.site_id', 'is', null), eb('grants.site_id', '=', article.siteId)]))
    .where((eb) => eb.or([eb('grants.section_id', 'is', null), ...trail.map((id) => eb('grants.section_id', '=', id))]))
    .orderBy('people.name')
    .execute()
  const own = new Set(authorsOf(article))
  const named = (role: string) => rows.filter((row) => row.role === role && !own.has(row.id)).map(({ name }) => name)
  const first = (stage: Stage) => deciders[stage].map(named).find((names) => names.length > 0) ?? []
  return Object.fromEntries(stages.map((stage) => [stage, first(stage)])) as Reviewers
}
