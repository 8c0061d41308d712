import type { Db } from '../../../kernel/db/db.ts'
import { holdersOf, type Holder } from '../../people/index.ts'
import { trailOf, type Site } from '../../sites/index.ts'
import { authorsOf, editors, type Article } from '../article.ts'

/** Who may take the steps that are still to come, by name. */
export type Reviewers = { edit: string[]; approve: string[] }

export async function reviewersOf(db: Db, sites: readonly Site[], article: Article): Promise<Reviewers> {
  const { edit, approve } = await reviewing(db, sites, article)
  return { edit: namesOf(edit), approve: namesOf(approve) }
}

/** Those whose task it is on this site and section; never an author of the article. Where nobody edits, the next above does. */
export async function reviewing(
  db: Db,
  sites: readonly Site[],
  article: Article,
): Promise<{ edit: readonly Holder[]; approve: readonly Holder[] }> {
  const trail = trailOf(sites.find(({ id }) => id === article.siteId)?.sections ?? [], article.sectionId).map(({ id }) => id)
  const own = new Set(authorsOf(article))
  const holders = (await holdersOf(db, editors, article.siteId, trail)).filter(({ id }) => !own.has(id))
  const withRole = (role: string) => holders.filter((holder) => holder.role === role)
  return { edit: editors.map(withRole).find((found) => found.length > 0) ?? [], approve: withRole('chief') }
}

const namesOf = (holders: readonly Holder[]) => holders.map(({ name }) => name)
