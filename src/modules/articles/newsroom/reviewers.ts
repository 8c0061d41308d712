import type { Db } from '../../../kernel/db/db.ts'
import { trailOf, type Site } from '../../sites/index.ts'
import { anyDeciders, authorsOf, deciders, stages, type Article, type Stage } from '../article.ts'

/** Whose task each stage is, by name. */
export type Reviewers = Record<Stage, string[]>

/** Those whose task it is on this site and section; never an author of the article. Where nobody holds the first role of a stage, the next one does its work. */
export async function reviewersOf(db: Db, sites: readonly Site[], article: Article): Promise<Reviewers> {
  const rows = await holdersOf(db, sites, article)
  const named = (role: string) => rows.filter((row) => row.role === role).map(({ name }) => name)
  const first = (stage: Stage) => deciders[stage].map(named).find((names) => names.length > 0) ?? []
  return Object.fromEntries(stages.map((stage) => [stage, first(stage)])) as Reviewers
}

/** Everybody who may do the work of the stage, to give it to one of them. */
export async function candidatesOf(
  db: Db,
  sites: readonly Site[],
  article: Article,
  stage: Stage,
): Promise<{ id: number; name: string }[]> {
  const rows = await holdersOf(db, sites, article)
  const able = rows.filter(({ role }) => deciders[stage].includes(role))
  return [...new Map(able.map(({ id, name }) => [id, { id, name }])).values()]
}

/** The roles of the stages that somebody holds on the whole site. */
export async function rolesHeld(db: Db, siteId: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .select('grants.role')
    .distinct()
    .where('grants.role', 'in', anyDeciders)
    .where('people.disabled_at', 'is', null)
    .where('grants.section_id', 'is', null)
    .where((eb) => eb.or([eb('grants.site_id', 'is', null), eb('grants.site_id', '=', siteId)]))
    .execute()
  return new Set(rows.map(({ role }) => role))
}

async function holdersOf(db: Db, sites: readonly Site[], article: Article) {
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
  return rows.filter(({ id }) => !own.has(id))
}
