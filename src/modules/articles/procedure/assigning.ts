import { sql } from 'kysely'
import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, type Outcome } from '../../../kernel/errors.ts'
import { actorById } from '../../people/index.ts'
import { assigners, decides, isInvolved, isStage, on, type Article } from '../article.ts'
import { keepFaces } from '../commands/faces.ts'
import { articleById, lockArticle } from '../queries.ts'

/** `from`: who had it on the giver's screen. `to` null: whoever comes first. */
export type Assigning = { from: number | null; to: number | null }

/**
 * Somebody takes what waits, gives it to a colleague, or lets it go. It says who does the work, and takes nobody's right away: a desk on which
 * one is ill goes on.
 */
export function assign(spine: Spine, actor: Actor, id: number, { from, to }: Assigning): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    const stage = article.status
    if (!isStage(stage)) throw conflict()
    if (!mayAssign(actor, article, to)) throw forbidden()
    // Two who take the same item: the second one hears who was faster.
    if (article.assigneeId !== from || to === from) throw conflict()
    const other = to === null || to === actor.id ? actor : await actorById(trx, to)
    if (!other || (to !== null && !decides(other, article, stage))) return issues({ to: 'notForThem' })
    await trx.updateTable('articles').set({ assignee_id: to }).where('id', '=', id).execute()
    await keepFaces(trx, [id])
    tell({ kind: 'article.assigned', subject: 'article', subjectId: id, siteId: article.siteId, detail: { stage, from, to } })
    return done(null)
  })
}

/** Oneself, whoever may decide here; others, whoever deals out the work of the desk; nobody is asked about the own item. */
export function mayAssign(actor: Actor, article: Article, to: number | null) {
  if (!isStage(article.status)) return false
  if (on(actor, assigners, article) && !isInvolved(actor, article)) return true
  return decides(actor, article, article.status) && (to === actor.id || (to === null && article.assigneeId === actor.id))
}

/** Who did this stage the last time: whoever it comes back to. */
export async function lastAt(trx: Db, id: number, step: string): Promise<number | null> {
  const row = await trx
    .selectFrom('transitions')
    .innerJoin('people', 'people.id', 'transitions.actor_id')
    .select('people.id')
    .where('article_id', '=', id)
    .where('step', '=', step)
    .where('people.disabled_at', 'is', null)
    .orderBy(sql`transitions.id desc`)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
