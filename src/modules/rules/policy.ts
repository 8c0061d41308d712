import { grantsOf, type Abilities, type Actor } from '../../kernel/access.ts'

export const abilities = {
  read: ['editor', 'secretary', 'chief', 'leader', 'accountant', 'admin'],
  confirm: ['chief', 'admin'],
} as const satisfies Abilities

/** A rule holds for the whole installation, so a chief of one site only reads it. */
export const canConfirm = (actor: Actor) => grantsOf(actor, abilities.confirm).some(({ site }) => site === null)
