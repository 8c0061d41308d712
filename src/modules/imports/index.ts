import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { lookJob, moveJob, picturesJob } from './jobs.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { importsPath } from './newsroom/address.ts'
import { text } from './newsroom/text.ts'
import { abilities } from './policy.ts'

export { bringIn, type Bringing } from './bringing.ts'
export { formats, type Format } from './item.ts'
export { reportWords } from './report.ts'

export const imports: Module = {
  name: 'imports',
  abilities,
  routes: newsroomRoutes,
  menu: [
    {
      label: { vi: text.vi.title, en: text.en.title },
      href: importsPath,
      icon: 'inbox',
      group: 'manage',
      ability: 'imports.move',
      position: 95,
      key: 'i',
    },
  ],
  jobs: { look: lookJob, move: moveJob, pictures: picturesJob },
}
