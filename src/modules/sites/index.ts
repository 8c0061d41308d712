import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { readNetwork, recallHosts } from './network.ts'
import { portalRoutes } from './portal/routes.tsx'
import { sampleSites } from './sample.ts'

export { addressOn, mainSite, siteById, sites as sitesOf } from './network.ts'
export { HeadOf } from './portal/meta.tsx'
export { framed, portal, type PortalPage, type Reading } from './portal/page.tsx'
export { refuse } from './portal/refusal.tsx'
export { redirectOf } from './queries.ts'
export { branchOf, siteTag, trailOf, type Section, type Site } from './site.ts'
export { recallHosts }

export const sites: Module = {
  name: 'sites',
  abilities: { keep: ['keeper', 'secretary', 'chief', 'admin'], network: ['admin'] },
  routes: portalRoutes,
  start: readNetwork,
  dropped: async (deps, tags) => {
    if (tags.some((tag) => tag.startsWith('site:'))) await readNetwork(deps)
  },
  sample: sampleSites,
}
