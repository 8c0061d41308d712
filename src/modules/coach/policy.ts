import { grantsOf, holds, type Abilities, type Actor } from '../../kernel/access.ts'

export const abilities = {
  /** The unit's own list of words. */
  list: ['editor', 'secretary', 'chief', 'keeper', 'admin'],
  /** How strictly each rule is taken. */
  rules: ['keeper', 'admin'],
} as const satisfies Abilities

/** A list is a site's; one for the whole network takes a right on all of it. */
export const mayKeepList = (actor: Actor, siteId: number | null) =>
  siteId === null ? isEverywhere(actor, abilities.list) : holds(actor, abilities.list, siteId)

/** Rules hold for the whole network, so the keeper of one site only reads them. */
export const mayChooseRules = (actor: Actor) => isEverywhere(actor, abilities.rules)

const isEverywhere = (actor: Actor, roles: readonly string[]) => grantsOf(actor, roles).some(({ site }) => site === null)
