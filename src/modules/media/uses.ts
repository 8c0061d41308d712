import { sql } from 'kysely'
import type { Db } from '../../kernel/db/db.ts'

/** Says which media a subject uses now; the module that owns the subject calls this in its own transaction. Unknown ids are left out. */
export async function setUses(trx: Db, subject: string, subjectId: number, mediaIds: readonly number[]): Promise<void> {
  const gone = await trx
    .deleteFrom('media_uses')
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .where((eb) => eb.not(eb('media_id', '=', eb.fn.any(eb.val([...mediaIds])))))
    .returning('media_id')
    .execute()
  const come = await trx
    .insertInto('media_uses')
    .columns(['media_id', 'subject', 'subject_id'])
    .expression((eb) =>
      eb
        .selectFrom('media')
        .select((cols) => ['media.id', cols.val(subject).as('subject'), cols.cast<number>(cols.val(subjectId), 'integer').as('subject_id')])
        .where('media.id', '=', eb.fn.any(eb.val([...mediaIds]))),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('media_id')
    .execute()
  await noteUnused(
    trx,
    [...gone, ...come].map(({ media_id }) => media_id),
  )
}

/** Whether these are used anywhere, noted on their rows: the library counts a hundred thousand of them at a glance. */
export async function noteUnused(trx: Db, mediaIds: readonly (number | null)[]): Promise<void> {
  const ids = [...new Set(mediaIds.filter((id) => id !== null))]
  if (ids.length === 0) return
  // Two who let go of the same medium at once: the second looks when the first is done.
  await trx.selectFrom('media').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
  const used = sql<boolean>`exists (select from media_uses where media_id = media.id) or exists (select from media film where film.poster_id = media.id)`
  await trx
    .updateTable('media')
    .set({ unused: sql<boolean>`not (${used})` })
    .where('id', 'in', ids)
    .execute()
}
