import type { Deps } from '../../../kernel/module.ts'
import { toldActivity } from '../../../kernel/activity.ts'
import { articles } from '../index.ts'

/** Does what the worker would: every reaction to every activity from this number on, in their order, as often as it is called. */
export async function react(deps: Deps, from = 0) {
  const rows = await deps.db.selectFrom('activities').select('id').where('id', '>=', from).orderBy('id').execute()
  for (const { id } of rows) {
    const activity = (await toldActivity(deps.db, id))!
    if (!activity.kind.startsWith('media.')) await articles.on![activity.kind]?.(deps, activity)
  }
}

/** Who was told what of the last activity of this kind, by name: `Nguyễn Hồng Sơn: article.edited`. */
export async function toldOf(deps: Deps, kind: string, subject: number): Promise<string[]> {
  await react(deps)
  const rows = await deps.db
    .selectFrom('notices')
    .innerJoin('people', 'people.id', 'notices.person_id')
    .innerJoin('activities', 'activities.id', 'notices.activity_id')
    .select(['people.name', 'notices.kind', 'activities.id'])
    .where('activities.kind', '=', kind)
    .where('subject_id', '=', subject)
    .orderBy('people.name')
    .execute()
  const last = Math.max(...rows.map(({ id }) => id))
  return rows.filter(({ id }) => id === last).map((row) => `${row.name}: ${row.kind}`)
}
