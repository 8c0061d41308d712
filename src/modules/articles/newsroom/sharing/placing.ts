import { done, issues, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import { Id } from '../../../../kernel/http/params.ts'
import { shareModes, type Placing } from '../../sharing/share.ts'

/** In which way, where, under which headline: as it was typed. */
export function placingOf(fields: Typed): Outcome<Placing> {
  const mode = shareModes.find((one) => one === fields.mode)
  const section = Id.safeParse(fields.section)
  const wrong: Issues = { ...(!mode && { mode: 'unknownChoice' }), ...(!section.success && { section: 'sectionMissing' }) }
  if (!mode || !section.success) return issues(wrong)
  return done({ mode, sectionId: section.data, headline: (fields.headline ?? '').trim() })
}
