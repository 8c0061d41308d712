import type { Deps } from '../../kernel/module.ts'
import type { RuleForm } from '../../kernel/rules.ts'

/** The keys that modules say they go by, each with the form in which it is read. A key that is not here changes nothing yet. */
export const formsRead = ({ modules }: Pick<Deps, 'modules'>): ReadonlyMap<string, RuleForm> =>
  new Map(modules.flatMap(({ rules = {} }) => Object.entries(rules)))
