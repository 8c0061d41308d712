import type {} from './activities.ts'
import type { Job, Module } from '../../kernel/module.ts'
import { sweep } from '../../kernel/files/sweep.ts'
import { checkFiles, checkFilms, checkSpace } from './checks.ts'
import { uploadFolder } from './import.ts'
import { compare, compareForgotten } from './likeness.ts'
import { tellLicences } from './rights.ts'
import { renderAvif, renderPicture } from './jobs.ts'
import { filmsForgotten, makeFilm } from './films.ts'
import { sweepUploads } from './resumable.ts'
import { newsroomRoutes } from './newsroom/routes.tsx'
import { abilities } from './policy.ts'
import { sampleMedia } from './sample.ts'
import { servingRoutes } from './serve.ts'
import { licenceNotice, mediaLimits, sampleMediaIds } from './settings.ts'
import { sitePictures } from './site-pictures.ts'
import { text } from './text.ts'

export { wantAvif } from './commands.ts'
export { setUses } from './uses.ts'
export { importPicture, uploadFolder, type Store } from './import.ts'
export { glance } from './picture.ts'
export { forget, readForm, readMultipart } from './newsroom/multipart.ts'
export { mediaTag, type RenderMedia } from './medium.ts'
export { library } from './library.ts'
export { renderMedia, usesOf, visibleMedia } from './queries.ts'
export { endingLicences } from './rights.ts'
export { sampleMediaIds } from './settings.ts'

/** What waits although its job was lost, or came before there was such a job. */
const sweepMedia: Job = async (deps) => {
  await compareForgotten(deps)
  await sweepUploads(deps)
  await filmsForgotten(deps)
}

export const media: Module = {
  name: 'media',
  abilities,
  routes(app, deps) {
    servingRoutes(app, deps)
    newsroomRoutes(app, deps)
  },
  jobs: {
    render: renderPicture,
    avif: renderAvif,
    compare,
    film: (deps, payload, signal) => makeFilm(deps, payload, signal),
    licences: tellLicences,
    sweep: sweepMedia,
  },
  crons: [
    { task: 'media.sweep', pattern: '*/10 * * * *' },
    // Six in the morning in Việt Nam.
    { task: 'media.licences', pattern: '0 23 * * *' },
  ],
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
  checks: [checkFiles, checkSpace, checkFilms],
  settings: [mediaLimits, licenceNotice, sampleMediaIds],
  pictures: sitePictures,
  async start({ config }) {
    await sweep(uploadFolder(config))
  },
  sample: sampleMedia,
}
