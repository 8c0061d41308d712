import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { articlesShowing, publish, redraw, sweep } from './jobs.ts'
import { blocks } from './portal/blocks.tsx'
import { portalRoutes } from './portal/routes.tsx'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { menu } from './newsroom/menu.ts'
import { abilities } from './policy.ts'
import { sampleArticles } from './sample.ts'

export { articleTag, latestTag, sectionTag } from './activities.ts'

export const articles: Module = {
  name: 'articles',
  abilities,
  routes: (app, deps) => {
    newsroomRoutes(app, deps)
    portalRoutes(app, deps)
  },
  menu,
  blocks,
  jobs: {
    publish,
    sweep,
  },
  crons: [{ task: 'articles.sweep', pattern: '* * * * *' }],
  sample: sampleArticles,
}
export { articlesShowing, redraw }
