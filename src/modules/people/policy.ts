import type { ExpressionBuilder } from 'kysely'
import { holds, type Abilities, type Actor } from '../../kernel/access.ts'
import type { Schema } from '../../schema.ts'
import { roles, type Person } from './person.ts'

const administrators = ['admin']
const desks = ['editor', 'secretary', 'chief', 'keeper', 'admin']

export const abilities = {
  /** Accounts, roles, passwords. */
  administer: administrators,
  /** Authors without an account. */
  authors: desks,
  /** Whoever holds any role has something to lend. */
  lend: [...roles],
} as const satisfies Abilities

/** Oneself; authors without an account for the desks; everyone for the administrator. */
export const canSee = (actor: Actor, person: Pick<Person, 'id' | 'email'>) =>
  person.id === actor.id || (person.email === null && holds(actor, desks)) || holds(actor, administrators)

/** canSee in SQL; policy.test.ts holds the two together. */
export const visibleTo = (actor: Actor) => (eb: ExpressionBuilder<Schema, 'people'>) =>
  eb.or([
    eb('people.id', '=', actor.id),
    eb.and([eb('people.email', 'is', null), eb.lit(holds(actor, desks))]),
    eb.lit(holds(actor, administrators)),
  ])
