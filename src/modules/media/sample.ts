import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Deps } from '../../kernel/module.ts'
import { writeSetting } from '../../kernel/settings.ts'
import { today } from '../../kernel/time.ts'
import { sitesOf } from '../sites/index.ts'
import { importMedium } from './import.ts'
import { makeWebp } from './picture.ts'
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

/** By what right some of them are shown; `days` from today until the licence ends. */
const rights: Record<string, { owner: string; licence: string; permission: string; days: number }> = {
  'hodu.jpg': { owner: 'Người vẽ', licence: 'Dùng trên cổng và các trang thành viên', permission: 'Thư trao đổi với người vẽ', days: 21 },
  'det.jpg': { owner: 'Người vẽ', licence: 'Dùng một năm trên trang thành viên', permission: 'Giấy cho phép của người vẽ', days: -9 },
  'a1.jpg': { owner: 'Người vẽ', licence: 'Dùng lâu dài, ghi nguồn', permission: '', days: 1_500 },
}

/** What a hasty contributor sends: the same picture again, and one too small; nothing written to either. */
async function haste(deps: Deps, folder: string, siteId: number) {
  const small = await makeWebp(join(folder, 'img', 'ruong.jpg'), 800)
  await importMedium(deps, { source: { path: join(folder, 'img', 'sach.jpg') }, name: 'IMG_2043.jpg', siteId })
  await importMedium(deps, { source: small.bytes, name: 'Screenshot_2026-11-20.webp', siteId })
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
  for (const [file, { days, ...said }] of Object.entries(rights))
    if (ids[file])
      await deps.db
        .updateTable('media')
        .set({ ...said, licence_until: today().add({ days }) })
        .where('id', '=', ids[file])
        .execute()
  await haste(deps, folder, main)
  await writeSetting(deps.db, sampleMediaIds, ids)
}
