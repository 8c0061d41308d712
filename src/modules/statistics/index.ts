import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { forgetNames } from './commands.ts'
import { boardPath } from './newsroom/asked.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { text } from './newsroom/text.ts'
import { abilities } from './policy.ts'
import { portalRoutes } from './portal/routes.tsx'
import { routes } from './routes.ts'
import { forgetVisitors } from './store.ts'

export const statistics: Module = {
  name: 'statistics',
  abilities,
  routes: (app, deps) => {
    routes(app, deps)
    portalRoutes(app, deps)
    newsroomRoutes(app, deps)
  },
  menu: [
    {
      label: { vi: text.vi.title, en: text.en.title },
      href: boardPath,
      icon: 'chart-column',
      group: 'content',
      ability: 'statistics.read',
      position: 85,
      key: 'e',
    },
  ],
  rules: { 'retention.named-counts': 'duration' },
  jobs: { forgetVisitors, forgetNames },
  // In UTC: twenty past midnight in Vietnam, and half an hour later.
  crons: [
    { task: 'statistics.forgetVisitors', pattern: '20 17 * * *' },
    { task: 'statistics.forgetNames', pattern: '50 17 * * *' },
  ],
}
