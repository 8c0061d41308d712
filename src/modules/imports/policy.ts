import type { ExpressionBuilder } from 'kysely'
import { grantsOf, type Abilities, type Actor } from '../../kernel/access.ts'
import type { Schema } from '../../schema.ts'
import { movers } from '../sites/index.ts'

export const abilities = {
  /** What another portal held, brought onto a site. */
  move: movers,
} satisfies Abilities

/** canMoveIn of `sites`, in SQL: a right on some sections is none on the site. */
export const visibleTo = (actor: Actor) => (eb: ExpressionBuilder<Schema, 'import_runs'>) => {
  const whole = grantsOf(actor, movers).filter(({ sections }) => sections === null)
  if (whole.some(({ site }) => site === null)) return eb.lit(true)
  return eb('import_runs.site_id', '=', eb.fn.any(eb.val(whole.map(({ site }) => site!))))
}
