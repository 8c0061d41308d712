import type { Module } from '../../kernel/module.ts'
import { plantShippedRules } from './shipped.ts'

export { requiredRule, ruleAt } from '../../kernel/rules.ts'
export { holidays } from './queries.ts'

export const rules: Module = {
  name: 'rules',
  abilities: { read: ['editor', 'secretary', 'chief', 'leader', 'accountant', 'admin'], confirm: ['chief', 'admin'] },
  start: plantShippedRules,
}
