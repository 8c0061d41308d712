import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { turnAlerts } from './commands/alerts.ts'
import { places, readNetwork, recallHosts } from './network.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { text as deskText } from './newsroom/text.ts'
import { abilities } from './policy.ts'
import { portalRoutes } from './portal/routes.tsx'
import { sampleSites } from './sample.ts'

export { addressOn, mainSite, siteById, sites as sitesOf } from './network.ts'
export { canMoveIn, leadOn, movers, sectionCalled, type Shelf } from './moving.ts'
export { HeadOf } from './portal/meta.tsx'
export { framed, portal, type PortalPage, type Reading } from './portal/page.tsx'
export { refuse } from './portal/refusal.tsx'
export { redirectOf, siteOfSection } from './queries.ts'
export { branchOf, trailOf, type Section, type Site } from './site.ts'
export { recallHosts }

export const sites: Module = {
  name: 'sites',
  abilities,
  routes: (app, deps) => {
    newsroomRoutes(app, deps)
    portalRoutes(app, deps)
  },
  menu: [
    {
      label: { vi: deskText.vi.menuEntry, en: deskText.en.menuEntry },
      href: '/toa-soan/trang',
      icon: 'settings',
      group: 'manage',
      ability: 'sites.keep',
      position: 60,
      key: 's',
    },
  ],
  jobs: { turnAlerts },
  crons: [{ task: 'sites.turnAlerts', pattern: '* * * * *' }],
  rules: { 'outage.notice': 'duration' },
  places,
  start: readNetwork,
  dropped: async (deps, tags) => {
    const own = tags.filter((tag) => tag.startsWith('site:'))
    if (own.length === 0) return
    await readNetwork(deps)
    // A page drawn while the network was read still had the old frame.
    await deps.pages.drop(own)
  },
  sample: sampleSites,
}
