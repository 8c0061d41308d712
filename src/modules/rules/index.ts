export { requiredRule, ruleAt } from '../../kernel/rules.ts'
export { holidays } from './queries.ts'
