import type { Actor } from '../../kernel/access.ts'
import { command, type Spine } from '../../kernel/activity.ts'
import { done, forbidden, issues, notFound, type Outcome } from '../../kernel/errors.ts'
import { now } from '../../kernel/time.ts'
import { mayKeepList } from './policy.ts'
import { isFull, lockWord } from './queries.ts'
import type { WordGiven } from './forms.ts'

/** Puts a word on a site's list, or on the network's. From then on every check goes by it. */
export function addWord(spine: Spine, actor: Actor, { siteId, kind, wrong, right }: WordGiven): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    if (!mayKeepList(actor, siteId)) throw forbidden()
    if (await isFull(trx, siteId)) return issues({ wrong: 'listFull' })
    const added = await trx
      .insertInto('house_words')
      .values({ site_id: siteId, kind, wrong, right, added_by: actor.id, added_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return issues({ wrong: 'wordKnown' })
    tell({ kind: 'word.added', subject: 'word', subjectId: added.id, siteId, detail: { form: kind } })
    return done(null)
  })
}

/** Takes a line off; whoever has no right on its site does not learn that it is there. */
export function removeWord(spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const word = await lockWord(trx, id)
    if (!word || !mayKeepList(actor, word.siteId)) throw notFound()
    await trx.deleteFrom('house_words').where('id', '=', id).execute()
    tell({ kind: 'word.removed', subject: 'word', subjectId: id, siteId: word.siteId, detail: { form: word.kind } })
    return done(null)
  })
}
