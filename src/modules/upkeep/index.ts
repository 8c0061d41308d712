import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { forgetAccess } from './forget.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { routes } from './routes.ts'
import { text } from './text.ts'

export { examine } from './examine.ts'

const label = (name: keyof typeof text.vi.menu) => ({ vi: text.vi.menu[name], en: text.en.menu[name] })

export const upkeep: Module = {
  name: 'upkeep',
  abilities: { examine: ['admin'], records: ['admin'] },
  routes: (app, deps) => {
    routes(app, deps)
    newsroomRoutes(app, deps)
  },
  menu: [
    {
      label: label('health'),
      href: '/toa-soan/suc-khoe',
      icon: 'heart-pulse',
      group: 'manage',
      ability: 'upkeep.examine',
      position: 90,
      key: 'k',
    },
    { label: label('log'), href: '/toa-soan/nhat-ky', icon: 'history', group: 'manage', ability: 'upkeep.examine', position: 91, key: 'h' },
    {
      label: label('access'),
      href: '/toa-soan/truy-cap',
      icon: 'shield-check',
      group: 'manage',
      ability: 'upkeep.records',
      position: 92,
      key: 'x',
    },
  ],
  rules: { 'retention.access-records': 'duration' },
  jobs: { forgetAccess },
  // In UTC: twenty to three at night in Vietnam.
  crons: [{ task: 'upkeep.forgetAccess', pattern: '40 19 * * *' }],
}
