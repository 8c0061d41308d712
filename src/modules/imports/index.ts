import './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { lookJob, moveJob, picturesJob } from './jobs.ts'
import { abilities } from './policy.ts'

export { bringIn, type Bringing } from './bringing.ts'
export { formats, type Format } from './item.ts'
export { reportWords } from './report.ts'

export const imports: Module = {
  name: 'imports',
  abilities,
  jobs: { look: lookJob, move: moveJob, pictures: picturesJob },
}
