import './activities.ts'
import type { Module, Reaction } from '../../kernel/module.ts'
import { articlesShowing, forget, publish, redraw, releaseBundle, sweep } from './jobs.ts'
import { blocks } from './portal/blocks.ts'
import { portalRoutes } from './portal/routes.tsx'
import { leaderRoutes } from './newsroom/approval/routes.tsx'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { mediaPanel } from './newsroom/about/media-panel.ts'
import { menu } from './newsroom/menu.ts'
import { abilities } from './policy.ts'
import { hoursSetting, officeSetting, reasonsSetting, stagesSetting } from './procedure/settings.ts'
import { groups, kinds } from './notices/kinds.ts'
import { sentences } from './notices/sentences.ts'
import { noticeReactions } from './notices/told.ts'
import { madeBefore, sampleArticles } from './sample.ts'
import { doors } from './sharing/doors.ts'
import { standing } from './standing.ts'

export { pathOf } from './portal/story.ts'
export { genres, type Genre } from './article.ts'
export {
  cleanText,
  inlineText,
  limits as bodyLimits,
  nodesOf,
  plainText,
  type Block,
  type Body,
  type Inline,
  type List,
  type ListItem,
  type Mark,
  type Paragraph,
  type Table,
  type TableCell,
} from './body/body.ts'
export { safeHref } from './body/href.ts'
export { parseBody } from './body/parse.ts'
export { importArticle, illustrate, type Imported } from './commands/importing.ts'
export { oldLettersOf } from './word/old-letters.ts'

/** What a picture says or looks like stands in the drawn texts that show it. */
const redrawShowing: Reaction = async (deps, { subjectId }) => {
  for (const id of await articlesShowing(deps, subjectId)) await redraw(deps, id)
}

const redrawAllShowing: Reaction = async (deps, { detail }) => {
  for (const medium of (detail as { media: number[] }).media) for (const id of await articlesShowing(deps, medium)) await redraw(deps, id)
}

export const articles: Module = {
  name: 'articles',
  abilities,
  routes: (app, deps) => {
    newsroomRoutes(app, deps)
    leaderRoutes(app, deps)
    portalRoutes(app, deps)
  },
  menu,
  blocks,
  jobs: {
    publish,
    release: releaseBundle,
    sweep,
    forget,
  },
  on: {
    ...noticeReactions,
    'media.described': redrawShowing,
    'media.captioned': redrawAllShowing,
    'media.focused': redrawShowing,
    'media.postered': redrawShowing,
    'media.hidden': redrawShowing,
    'media.shown': redrawShowing,
    'media.rendered': redrawShowing,
  },
  crons: [
    { task: 'articles.sweep', pattern: '* * * * *' },
    { task: 'articles.forget', pattern: '41 3 * * *' },
  ],
  notices: { groups, kinds, sentences },
  settings: [madeBefore, doors, stagesSetting, hoursSetting, officeSetting, reasonsSetting],
  panels: [mediaPanel],
  standing,
  rules: { 'retention.saves': 'duration' },
  sample: sampleArticles,
}
