import type { Module } from '../../kernel/module.ts'
import { routes } from './routes.ts'
import { forgetVisitors } from './store.ts'

declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'visitors.forgotten': { before: string }
  }
}

export const statistics: Module = {
  name: 'statistics',
  routes,
  jobs: { forgetVisitors },
  // 17:20 UTC: twenty past midnight in Vietnam.
  crons: [{ task: 'statistics.forgetVisitors', pattern: '20 17 * * *' }],
}
