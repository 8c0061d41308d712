import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { checkRules } from './checks.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { abilities } from './policy.ts'
import { plantShippedRules } from './shipped.ts'
import { text } from './text.ts'

export { requiredRule, ruleAt } from '../../kernel/rules.ts'
export { holidays } from './queries.ts'

export const rules: Module = {
  name: 'rules',
  abilities,
  routes: newsroomRoutes,
  menu: [
    {
      label: { vi: text.vi.title, en: text.en.title },
      href: '/toa-soan/quy-dinh',
      icon: 'book-open',
      group: 'manage',
      ability: 'rules.read',
      position: 65,
      key: 'q',
    },
  ],
  rules: { 'holiday.fixed': 'fixedDay', 'holiday.date': 'datedDays' },
  checks: [checkRules],
  start: plantShippedRules,
}
