import type { ActivityKinds } from '../../kernel/activity.ts'
import type { Notices, Reaction } from '../../kernel/module.ts'
import { formatDate, today } from '../../kernel/time.ts'
import { notify } from '../notices/index.ts'
import { holdersOf } from '../people/index.ts'
import { tenders, visibleTo } from './policy.ts'
import { text } from './licence-text.ts'

/** Whoever brought it, and who tends the library where it lies. */
export const tellOfLicence: Reaction = async (deps, activity) => {
  const medium = await deps.db
    .selectFrom('media')
    .select(['uploaded_by', 'site_id'])
    .where('id', '=', activity.subjectId)
    .executeTakeFirst()
  if (!medium) return
  const tending = await holdersOf(deps.db, tenders, medium.site_id)
  const people = [...(medium.uploaded_by === null ? [] : [medium.uploaded_by]), ...tending.map(({ id }) => id)]
  await notify(deps, activity, [{ kind: 'media.licenceEnding', people, path: `/toa-soan/tu-lieu/${activity.subjectId}` }])
}

/** Named to those who may see it; of what is hidden or not theirs nothing is said. */
export const licenceNotices: Notices = {
  groups: { 'media.licences': { label: { vi: text.vi.group, en: text.en.group }, initial: 'digest' } },
  kinds: { 'media.licenceEnding': 'media.licences' },
  sentences: async ({ db }, reader, notices) => {
    const rows = await db
      .selectFrom('media')
      .select(['media.id', 'media.name', 'media.caption'])
      .where(
        'media.id',
        'in',
        notices.map(({ activity }) => activity.subjectId),
      )
      .where(visibleTo(reader))
      .execute()
    const t = text[reader.lang]
    return new Map(
      notices.flatMap(({ id, activity }) => {
        const medium = rows.find((row) => row.id === activity.subjectId)
        if (!medium) return []
        const until = Temporal.PlainDate.from((activity.detail as ActivityKinds['media.licenceEnding']).until)
        const [name, day] = [medium.caption || medium.name, formatDate(until, reader.lang)]
        const hasEnded = Temporal.PlainDate.compare(until, today()) < 0
        return [[id, hasEnded ? t.ended(name, day) : t.ends(name, day)] as const]
      }),
    )
  },
}
