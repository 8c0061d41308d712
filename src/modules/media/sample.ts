import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Deps } from '../../kernel/module.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { sitesOf } from '../sites/index.ts'
import { importMedium } from './import.ts'
import { sampleMediaIds } from './settings.ts'

const Listed = z.array(
  z.object({
    file: z.string(),
    caption: z.string().default(''),
    alt: z.string().default(''),
    credit: z.string().default(''),
    focal: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
    site: z.string().optional(),
    poster: z.string().optional(),
  }),
)

/** One short film of our own, so that the video page and the player have something to show. */
const film = {
  file: 'clip-1.mp4',
  caption: 'Cánh ban rơi trong gió, video vẽ dài sáu giây.',
  alt: '',
  credit: 'Hoa Ban',
  poster: 'hoaban.jpg',
}

/** The drawn pictures and the film of the sample network. `sampleMediaIds` keeps their numbers for the samples of later modules. */
export async function sampleMedia(deps: Deps, folder: string): Promise<void> {
  const listed = Listed.parse(JSON.parse(await readFile(join(folder, 'media.json'), 'utf8')))
  const sites = new Map(sitesOf(deps).map(({ id, key }) => [key, id]))
  const main = sites.get('cong') ?? [...sites.values()][0]
  if (main === undefined) return
  const ids: Record<string, number> = {}
  for (const { file, site, poster, ...words } of [...listed, ...(listed.some(({ file }) => file === film.file) ? [] : [film])] as z.infer<
    typeof Listed
  >) {
    const path = join(folder, 'img', file)
    if (!existsSync(path)) throw new Error(`the sample has no ${file}`)
    const kept = await importMedium(deps, {
      source: { path },
      name: file,
      siteId: sites.get(site ?? '') ?? main,
      posterId: ids[poster ?? ''],
      ...words,
    })
    if (!kept.ok) throw new Error(`the sample's ${file} was refused: ${kept.issues.file}`)
    ids[file] = kept.value.id
  }
  await writeSetting(deps.db, sampleMediaIds, ids)
}
