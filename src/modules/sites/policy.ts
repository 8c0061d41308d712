import type { ExpressionBuilder } from 'kysely'
import { grantsOf, holds, type Abilities, type Actor } from '../../kernel/access.ts'
import type { Schema } from '../../schema.ts'

export const abilities = {
  /** Sections, menus, look and home page of a site. */
  keep: ['keeper', 'secretary', 'chief', 'admin'],
  /** New sites and host names: what reaches beyond one site. */
  network: ['admin'],
} as const satisfies Abilities

/** A right on some sections is no right on the site: its menu and its look belong to all of them. */
export const canKeep = (actor: Actor, siteId: number) => holds(actor, abilities.keep, siteId)

/** canKeep in SQL; policy.test.ts holds the two together. */
export const visibleTo = (actor: Actor) => (eb: ExpressionBuilder<Schema, 'sites'>) => {
  const whole = grantsOf(actor, abilities.keep).filter(({ sections }) => sections === null)
  if (whole.some(({ site }) => site === null)) return eb.lit(true)
  return eb('sites.id', '=', eb.fn.any(eb.val(whole.map(({ site }) => site!))))
}
