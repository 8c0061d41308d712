import type { Db } from '../../../kernel/db/db.ts'
import { settingOf } from '../../../kernel/settings.ts'
import { addWorkingMinutes, toLocal } from '../../../kernel/time.ts'
import { holidays } from '../../rules/index.ts'
import type { Stage } from '../article.ts'
import { hoursSetting, officeSetting, officeSpans } from './settings.ts'

export type Due = { due_at: Temporal.Instant | null; remind_at: Temporal.Instant | null }

/** Until when what comes to a stage now should have left it, and when it is first reminded of: halfway there. */
export async function dueOf(db: Db, stage: Stage, at: Temporal.Instant): Promise<Due> {
  const { [stage]: hours } = await settingOf(db, hoursSetting)
  if (hours === 0) return { due_at: null, remind_at: null }
  const office = officeSpans(await settingOf(db, officeSetting))
  const day = toLocal(at).toPlainDate()
  // The longest stage takes a few months of the shortest office day; the holidays of two years are known by then.
  const free = await holidays(db, day, day.add({ years: 2 }))
  const after = (minutes: number) => addWorkingMinutes(at, minutes, office, free)
  return { due_at: after(hours * 60), remind_at: after(hours * 30) }
}
