import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, forbidden, notFound, type Outcome } from '../../kernel/errors.ts'
import { mediaTag, wordsOf, type Listed } from './medium.ts'
import { canManage, visibleTo } from './policy.ts'
import { listed, listedOf } from './library.ts'

/** What one row of the table of captions says. */
export type Caption = { id: number; caption: string; credit: string; alt: string }

/** As many as a person can look through at once. */
export const mostCaptions = 48

/** Those of the chosen that the actor sees, in the order of the library. */
export async function chosenMedia(db: Db, actor: Actor, ids: readonly number[]): Promise<Listed[]> {
  if (ids.length === 0) return []
  const rows = await listed(db, actor)
    .where('media.id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)].slice(0, mostCaptions))))
    .orderBy('media.id', 'desc')
    .execute()
  return rows.map(listedOf)
}

/** All in one transaction, told as one activity: one row that may not be changed, and none is. */
export function captionAll(spine: Spine, actor: Actor, captions: readonly Caption[]): Promise<Outcome<{ changed: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const rows = await trx
      .selectFrom('media')
      .select(['id', 'site_id', 'uploaded_by', 'hidden_at', 'name', 'caption', 'credit', 'alt', 'kind'])
      .where('id', '=', (eb) => eb.fn.any(eb.val(captions.map(({ id }) => id))))
      .where(visibleTo(actor))
      .orderBy('id')
      .forUpdate()
      .execute()
    const changed: number[] = []
    for (const { id, ...words } of captions) {
      const found = rows.find((row) => row.id === id)
      if (!found) throw notFound()
      if (!canManage(actor, { siteId: found.site_id, uploadedBy: found.uploaded_by })) throw forbidden()
      if (found.caption === words.caption && found.credit === words.credit && found.alt === words.alt) continue
      changed.push(id)
      await trx
        .updateTable('media')
        .set({ ...words, words: wordsOf({ name: found.name, ...words }) })
        .where('id', '=', id)
        .execute()
    }
    const sites = new Set(rows.map((row) => row.site_id))
    tell({
      kind: 'media.captioned',
      subject: 'media',
      subjectId: changed[0] ?? 0,
      siteId: sites.size === 1 ? [...sites][0]! : null,
      detail: { media: changed },
      tags: changed.map(mediaTag),
    })
    return done({ changed: changed.length })
  })
}
