import { sql } from 'kysely'
import { toldActivity } from '../../kernel/activity.ts'
import type { Deps, Module } from '../../kernel/module.ts'

/** How much of the sample's history people are told of, and how much of that each has not seen. */
const [told, unseen] = [160, 3]

/** The inboxes of the sample's people, by the reactions of a module to what its sample did. No letter speaks of it. */
export async function sampleNotices(deps: Deps, reactions: NonNullable<Module['on']>) {
  const last = await deps.db
    .selectFrom('activities')
    .select('id')
    .where('kind', 'in', Object.keys(reactions))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(told)
    .execute()
  for (const { id } of last.toReversed()) {
    const activity = (await toldActivity(deps.db, id))!
    await reactions[activity.kind]!(deps, activity)
  }
  await sql`
    update notices set mail_after = null, seen_at = case when place > ${unseen} then at + interval '20 minutes' end
    from (select id, row_number() over (partition by person_id order by at desc, id desc) as place from notices) as ranked
    where ranked.id = notices.id`.execute(deps.db)
}
