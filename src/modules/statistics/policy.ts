import { grantsOf, type Abilities, type Actor } from '../../kernel/access.ts'

export const abilities = {
  /** The figures of the sites where one holds a role. */
  read: ['editor', 'secretary', 'chief', 'leader', 'accountant', 'keeper', 'admin'],
  /** What an older portal had counted. */
  open: ['keeper', 'secretary', 'chief', 'admin'],
} as const satisfies Abilities

/** Figures of a site are one for all who work on it, also on a part of it. */
export const canRead = (actor: Actor, siteId: number) =>
  grantsOf(actor, abilities.read).some(({ site }) => site === null || site === siteId)
