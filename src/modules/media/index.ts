import type {} from './activities.ts'
import type { Module } from '../../kernel/module.ts'
import { sweep } from '../../kernel/files/sweep.ts'
import { checkFiles, checkSpace } from './checks.ts'
import { uploadFolder } from './import.ts'
import { renderAvif, renderPicture } from './jobs.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { abilities } from './policy.ts'
import { sampleMedia } from './sample.ts'
import { servingRoutes } from './serve.ts'
import { mediaLimits, sampleMediaIds } from './settings.ts'
import { sitePictures } from './site-pictures.ts'
import { text } from './text.ts'

export { setUses, wantAvif } from './commands.ts'
export { importPicture, uploadFolder, type Store } from './import.ts'
export { glance } from './picture.ts'
export { forget, readForm, readMultipart } from './newsroom/multipart.ts'
export { mediaTag, type RenderMedia } from './medium.ts'
export { library, renderMedia, usesOf, visibleMedia } from './queries.ts'
export { sampleMediaIds } from './settings.ts'

export const media: Module = {
  name: 'media',
  abilities,
  routes(app, deps) {
    servingRoutes(app, deps)
    newsroomRoutes(app, deps)
  },
  jobs: { render: renderPicture, avif: renderAvif },
  menu: [
    {
      label: { vi: text.vi.library, en: text.en.library },
      href: '/toa-soan/tu-lieu',
      icon: 'images',
      group: 'work',
      ability: 'media.read',
      position: 50,
      key: 'a',
    },
  ],
  checks: [checkFiles, checkSpace],
  settings: [mediaLimits, sampleMediaIds],
  pictures: sitePictures,
  async start({ config }) {
    await sweep(uploadFolder(config))
  },
  sample: sampleMedia,
}
