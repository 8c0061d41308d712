import { system, command } from '../../kernel/activity.ts'
import { done } from '../../kernel/errors.ts'
import type { Deps } from '../../kernel/module.ts'
import { keptFor } from '../../kernel/rules.ts'
import { now, toLocal } from '../../kernel/time.ts'
import { usesOf } from '../media/index.ts'
import { tagsOf } from './activities.ts'
import { dueBundles } from './bundles/queries.ts'
import { release } from './bundles/release.ts'
import { drawPublications } from './commands/drawing.ts'
import { endLasting } from './commands/lasting.ts'
import { forgetPresences } from './commands/presence.ts'
import { duePublications, publishDue } from './commands/publication.ts'
import { anyArticle, lockArticle } from './queries.ts'
import { dueReminders, remind } from './procedure/reminding.ts'
import { forgetReadings } from './readings.ts'

/** Planned at approval for the very minute; see `sweep` for what it may miss. */
export const publish = async (deps: Deps, payload: unknown) => {
  await publishDue(deps, (payload as { article: number }).article)
}

/** At the hour of a bundle. */
export const releaseBundle = (deps: Deps, payload: unknown) => letOut(deps, (payload as { bundle: number }).bundle)

async function letOut(deps: Deps, id: number) {
  const { failed } = await release(deps, system, id)
  for (const { articleId, failure, error } of failed) deps.log.warn({ err: error, bundle: id, article: articleId, failure }, 'left behind')
}

/** Every minute: whatever is due although its own job was lost (a restored backup, a clock that was set), and what waited in vain. */
export const sweep = async (deps: Deps) => {
  const due = await duePublications(deps.db).select('article_id').distinct().limit(500).execute()
  for (const { article_id } of due) await publishDue(deps, article_id)
  for (const id of await dueBundles(deps.db)) await letOut(deps, id)
  await endLasting(deps)
  for (const id of await dueReminders(deps.db)) await remind(deps, id)
  await forgetReadings(deps)
}

/** What only helps to join texts of people who write at once: outlines for as long as a rule says, open pages for a day. */
export const forget = async (deps: Deps) => {
  await forgetPresences(deps.db)
  const days = await keptFor(deps, 'retention.saves', 'days')
  if (days === null) return
  const before = toLocal(now()).subtract({ days }).toInstant()
  await deps.db.deleteFrom('saves').where('saved_at', '<', before).execute()
}

/** A picture was described or cut anew: the texts that show it are drawn again. */
export async function redraw(deps: Deps, articleId: number) {
  await command(deps, system, async (trx, tell) => {
    await lockArticle(trx, articleId)
    const article = await anyArticle(trx, articleId)
    await drawPublications(trx, article)
    tell({
      kind: 'article.redrawn',
      subject: 'article',
      subjectId: articleId,
      siteId: article.siteId,
      detail: {},
      tags: tagsOf(articleId, article.publications),
    })
    return done(null)
  })
}

/** Articles with a publication that readers see and that use this medium. */
export async function articlesShowing({ db }: Pick<Deps, 'db'>, mediaId: number): Promise<number[]> {
  const using = (await usesOf(db, mediaId)).filter(({ subject }) => subject === 'article').map(({ subjectId }) => subjectId)
  if (using.length === 0) return []
  const rows = await db
    .selectFrom('publications')
    .select('article_id as id')
    .distinct()
    .where('article_id', 'in', using)
    .where('status', '=', 'live')
    .execute()
  return rows.map(({ id }) => id)
}
