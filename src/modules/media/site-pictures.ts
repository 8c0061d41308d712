import type { Db } from '../../kernel/db/db.ts'
import type { Pictures } from '../../kernel/module.ts'
import { urlOf } from './medium.ts'

export const sitePictures: Pictures = { ofSite, isOfSite }

/** Pictures of a site's library that another module may show, the newest first. */
async function ofSite(db: Db, siteId: number): Promise<{ address: string; label: string }[]> {
  const rows = await db
    .selectFrom('media')
    .select(['key', 'name', 'caption'])
    .where('site_id', '=', siteId)
    .where('kind', '=', 'image')
    .where('hidden_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ key, name, caption }) => ({ address: urlOf(key), label: caption || name }))
}

/** Is this the address of a picture of the site's library, or of one of its renditions? */
async function isOfSite(db: Db, siteId: number, address: string): Promise<boolean> {
  const key = address.slice(urlOf('').length)
  const row = await db
    .selectFrom('media')
    .select('id')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'image')
    .where('hidden_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('key', '=', key),
        eb.exists(eb.selectFrom('renditions').select('media_id').whereRef('media_id', '=', 'media.id').where('renditions.key', '=', key)),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}
