import type { Db } from '../../../kernel/db/db.ts'
import { holdersOf, type Holder } from '../../people/index.ts'
import { trailOf, type Site } from '../../sites/index.ts'
import { anyDeciders, authorsOf, deciders, stages, type Article, type Stage } from '../article.ts'

/** Whose task each stage is, by name. */
export type Reviewers = Record<Stage, string[]>

export async function reviewersOf(db: Db, sites: readonly Site[], article: Article): Promise<Reviewers> {
  const whose = await reviewing(db, sites, article)
  return Object.fromEntries(stages.map((stage) => [stage, whose[stage].map(({ name }) => name)])) as Reviewers
}

/** Those whose task it is on this site and section; never an author of the article. Where nobody holds the first role of a stage, the next one does its work. */
export async function reviewing(db: Db, sites: readonly Site[], article: Article): Promise<Readonly<Record<Stage, Holder[]>>> {
  const able = await ableOn(db, sites, article)
  const withRole = (role: string) => able.filter((holder) => holder.role === role)
  const first = (stage: Stage) => deciders[stage].map(withRole).find((found) => found.length > 0) ?? []
  return Object.fromEntries(stages.map((stage) => [stage, first(stage)])) as Record<Stage, Holder[]>
}

/** Everybody who may do the work of the stage, to give it to one of them. */
export async function candidatesOf(
  db: Db,
  sites: readonly Site[],
  article: Article,
  stage: Stage,
): Promise<{ id: number; name: string }[]> {
  const able = (await ableOn(db, sites, article)).filter(({ role }) => deciders[stage].includes(role))
  return [...new Map(able.map(({ id, name }) => [id, { id, name }])).values()]
}

/** The roles of the stages that somebody holds on the whole site. */
export const rolesHeld = async (db: Db, siteId: number): Promise<ReadonlySet<string>> =>
  new Set((await holdersOf(db, anyDeciders, siteId)).map(({ role }) => role))

async function ableOn(db: Db, sites: readonly Site[], article: Article) {
  const trail = trailOf(sites.find(({ id }) => id === article.siteId)?.sections ?? [], article.sectionId).map(({ id }) => id)
  const own = new Set(authorsOf(article))
  return (await holdersOf(db, anyDeciders, article.siteId, trail)).filter(({ id }) => !own.has(id))
}
