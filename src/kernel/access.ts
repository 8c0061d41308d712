import type { Lang } from './text.ts'

/**
 * A role's name means something only to the module that grants it; the kernel compares names.
 * `site` null = every site of the network; `sections` null = the whole site, else the granted sections with their descendants.
 * `of` = the absent person whose right this is (a delegation).
 */
export type Grant = { role: string; site: number | null; sections: readonly number[] | null; of?: number }

/** A site with its sections in the order of the tree: where a grant can hold. */
export type Place = {
  id: number
  key: string
  name: string
  sections: readonly { id: number; slug: string; name: string; depth: number }[]
}

/** Who acts. `standsFor`: the people whose delegate the actor is at this moment. */
export type Actor = {
  id: number
  name: string
  lang: Lang
  grants: readonly Grant[]
  standsFor: readonly number[]
  /** Single letters are no commands on this person's screens. */
  noKeys?: boolean
}

/** The roles that have an ability. Modules declare theirs in their record; `app.ts` joins them to one map. */
export type Abilities = Readonly<Record<string, readonly string[]>>

/** Does the actor hold one of the roles here? Without a site: anywhere at all. Without a section: on the whole site. */
export const holds = (actor: Actor, roles: readonly string[], site?: number, section?: number | null) =>
  actor.grants.some((grant) => roles.includes(grant.role) && covers(grant, site, section))

/** The grants that give one of the roles: what a module's `visibleTo` turns into SQL. The list's twin of `holds`. */
export const grantsOf = (actor: Actor, roles: readonly string[]) => actor.grants.filter((grant) => roles.includes(grant.role))

function covers(grant: Grant, site: number | undefined, section: number | null | undefined) {
  if (site === undefined) return true
  if (grant.site === null) return true
  if (grant.site !== site) return false
  return grant.sections === null || (section != null && grant.sections.includes(section))
}
