import { command, system, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, Refusal } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { isStage } from '../article.ts'
import { anyArticle, lockArticle } from '../queries.ts'

/** What somebody should be reminded of by now. */
export async function dueReminders(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('articles').select('id').where('remind_at', '<=', now()).orderBy('remind_at').limit(500).execute()
  return rows.map(({ id }) => id)
}

/**
 * Reminds once halfway and once when the time is over. Each writes when the next one is, so that a worker that runs twice, or comes late, says
 * each of them once; whoever comes so late that both are due says only the second.
 */
export async function remind(spine: Spine, id: number) {
  await command(spine, system, async (trx, tell) => {
    await lockArticle(trx, id)
    const { siteId, status: stage, assigneeId: assignee, dueAt, remindAt } = await anyArticle(trx, id)
    if (!isStage(stage) || !dueAt || !remindAt || isAhead(remindAt)) throw conflict()
    const overdue = !isAhead(dueAt)
    await trx
      .updateTable('articles')
      .set({ remind_at: overdue ? null : dueAt })
      .where('id', '=', id)
      .execute()
    tell({ kind: 'article.reminded', subject: 'article', subjectId: id, siteId, detail: { stage, assignee, overdue } })
    return done(null)
  }).catch(unlessDone)
}

const isAhead = (at: Temporal.Instant) => Temporal.Instant.compare(at, now()) > 0

function unlessDone(error: unknown) {
  if (!(error instanceof Refusal)) throw error
}
