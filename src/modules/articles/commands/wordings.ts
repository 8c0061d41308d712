import type { Actor } from '../../../kernel/access.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { now } from '../../../kernel/time.ts'
import type { BodyNode } from '../body/body.ts'
import type { Wording } from '../body/merge.ts'
import { openPages } from './presence.ts'

/** Places of the text for which this editor's wording waits, or was put aside in another page while this one still shows it. */
export async function askedPlaces(trx: Db, id: number, session: string): Promise<string[]> {
  if (!session) return []
  const rows = await trx
    .selectFrom('wordings')
    .distinctOn('place')
    .select(['place', 'choice', 'chosen_in'])
    .where('article_id', '=', id)
    .where('session', '=', session)
    .orderBy('place')
    .orderBy('id', 'desc')
    .execute()
  return rows.filter((row) => row.choice === null || (row.chosen_in !== null && row.chosen_in !== session)).map(({ place }) => place)
}

/** A wording whose page was closed before anybody chose. */
export type LeftWording = { id: number; place: string; wording: string | BodyNode; by: string; own: boolean }
export type LeftChoice = { id: number; choice: 'mine' | 'theirs' }

/** What waits for a choice and has no page any more that asks for it: whoever writes next is asked. */
export async function leftWordings(db: Db, actor: Actor, id: number): Promise<LeftWording[]> {
  const rows = await db
    .selectFrom('wordings')
    .innerJoin('people', 'people.id', 'wordings.written_by')
    .select(['wordings.id', 'place', 'wording', 'session', 'written_by', 'people.name'])
    .where('article_id', '=', id)
    .where('choice', 'is', null)
    .orderBy('wordings.id')
    .execute()
  if (rows.length === 0) return []
  const open = await openPages(db, id)
  return rows
    .filter(({ session }) => !open.has(session))
    .map((row) => ({ id: row.id, place: row.place, wording: saidIn(row.wording), by: row.name, own: row.written_by === actor.id }))
}

const saidIn = (wording: unknown) => {
  const { text, node } = wording as { text?: string; node?: BodyNode }
  return node ?? text ?? ''
}

/** Closes wordings that others left, as the person has chosen in this page; what is closed stays as it was. */
export async function chooseLeft(trx: Db, actor: Actor, id: number, session: string, choices: readonly LeftChoice[]) {
  for (const { id: wording, choice } of choices)
    await trx
      .updateTable('wordings')
      .set({ choice, chosen_by: actor.id, chosen_at: now(), chosen_in: session })
      .where('id', '=', wording)
      .where('article_id', '=', id)
      .where('choice', 'is', null)
      .execute()
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
      chosen_in: session,
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
