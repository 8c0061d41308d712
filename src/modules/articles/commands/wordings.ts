import type { Actor } from '../../../kernel/access.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'
import type { Wording } from '../body/merge.ts'

/** Places of the text for which this editor's wording waits. */
export async function askedPlaces(trx: Db, id: number, session: string): Promise<string[]> {
  if (!session) return []
  const rows = await trx
    .selectFrom('wordings')
    .select('place')
    .where('article_id', '=', id)
    .where('session', '=', session)
    .where('choice', 'is', null)
    .execute()
  return rows.map(({ place }) => place)
}

type Kept = { id: number; session: string; settled: readonly string[]; wordings: readonly Wording[] }

/** The wordings of an editor as they stand after its save: new ones asked, old ones brought up to date, those no longer in question closed. */
export async function keepWordings(trx: Db, actor: Actor, { id, session, settled, wordings }: Kept) {
  const at = now()
  const places = wordings.map(({ place }) => place)
  await trx
    .updateTable('wordings')
    .set((eb) => ({
      choice: eb
        .case()
        .when('place', 'in', settled.length > 0 ? [...settled] : [''])
        .then('mine')
        .else('theirs')
        .end(),
      chosen_by: actor.id,
      chosen_at: at,
    }))
    .where('article_id', '=', id)
    .where('session', '=', session)
    .where('choice', 'is', null)
    .$if(places.length > 0, (query) => query.where('place', 'not in', places))
    .execute()
  for (const { place, ...wording } of wordings)
    await trx
      .insertInto('wordings')
      .values({ article_id: id, place, wording: json(wording), session, written_by: actor.id, written_at: at })
      .onConflict((on) =>
        on
          .columns(['article_id', 'place', 'session'])
          .where('choice', 'is', null)
          .doUpdateSet({ wording: json(wording), written_at: at }),
      )
      .execute()
}
