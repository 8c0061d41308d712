import { z } from 'zod'
import { done, issues, type Issues, type Outcome } from '../../../../kernel/errors.ts'
import { momentOf, type Typed } from '../../../../kernel/form.ts'
import { Id } from '../../../../kernel/http/params.ts'
import { stripControl } from '../../../../kernel/text.ts'
import { formatDate, formatTime, now, toLocal } from '../../../../kernel/time.ts'
import { correctionReasons, withdrawalReasons, type Article, type PublicationStep } from '../../article.ts'
import type { Given, Plan } from '../../commands/publication.ts'
import { text } from '../../text.ts'

const long = (max: number) =>
  z
    .string()
    .transform((typed) => stripControl(typed).trim())
    .pipe(z.string().max(max, 'tooLong'))
    .default('')
const Words = z.object({
  original: long(1_000),
  corrected: long(1_000),
  notice: long(1_000),
  why: z.enum(correctionReasons).default('error'),
})

/** What the form of approval says: when, on which other sites, and what readers are told when the item is live. */
export function planOf(typed: Typed, article: Pick<Article, 'publications'>): Outcome<Plan> {
  const when = typed.when === 'later' ? hourOf(typed) : done(null)
  const words = Words.safeParse(typed)
  const found: Issues = when.ok ? {} : { ...when.issues }
  if (!words.success) for (const { path } of words.error.issues) found[String(path[0])] = path[0] === 'why' ? 'unknownChoice' : 'tooLong'
  const sites = sitesOf(typed, found)
  if (!when.ok || !words.success || Object.keys(found).length > 0) return issues(found)
  const live = article.publications.some(({ status }) => status === 'live')
  const { why: reason, ...said } = words.data
  return done({ at: when.value, sites, ...(live && Object.values(said).some(Boolean) && { correction: { reason, ...said } }) })
}

/** What the form of a publication's step says. A withdrawal without words of its own tells readers the usual sentence of its reason. */
export function givenTo(step: PublicationStep, typed: Typed, article: Pick<Article, 'lang'>): Outcome<Given> {
  const reason = stripControl(typed.reason ?? '')
    .trim()
    .slice(0, 1_000)
  if (step === 'reschedule') {
    const at = hourOf(typed)
    return at.ok ? done({ reason, at: at.value }) : at
  }
  if (step !== 'withdraw') return done({ reason })
  const why = withdrawalReasons.find((one) => one === typed.why)
  if (!why) return issues({ why: 'unknownChoice' })
  const instead = Id.safeParse(/(\d{1,9})\/?$/.exec((typed.replacedBy ?? '').trim())?.[1])
  if (typed.replacedBy?.trim() ? !instead.success : why === 'replaced') return issues({ replacedBy: 'notReadable' })
  const usual = text[article.lang === 'en' ? 'en' : 'vi'].withdrawalNotices[why]
  const everywhere = typed.everywhere === '1'
  return done({ reason: reason || usual, why, everywhere, ...(instead.success && { replacedBy: instead.data }) })
}

/** A day and an hour as people type them, not gone by yet. */
export function hourOf(typed: Typed): Outcome<Temporal.Instant> {
  const at = momentOf(typed)
  if (!at.ok) return at
  return Temporal.Instant.compare(at.value, now().subtract({ minutes: 1 })) < 0 ? issues({ time: 'timePast' }) : at
}

/** Fields `site-3`: the section of site 3 under which it is to stand; an empty one means not there. */
function sitesOf(typed: Typed, found: Issues): Plan['sites'] {
  return Object.entries(typed).flatMap(([name, value]) => {
    const site = Id.safeParse(/^site-(\d{1,9})$/.exec(name)?.[1])
    if (!site.success || !value) return []
    const section = Id.safeParse(value)
    if (section.success) return [{ siteId: site.data, sectionId: section.data }]
    found[name] = 'unknownSection'
    return []
  })
}

/** What the form shows at first: the hour that was planned before, else the next full hour. */
export function firstHour(article: Pick<Article, 'publications'>): { when: string; date: string; time: string } {
  const planned = article.publications.find(({ status }) => status === 'scheduled')?.publishAt
  const at = toLocal(planned ?? now().add({ hours: 1 }))
  const shown = planned ? at : at.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  return { when: planned ? 'later' : 'now', date: formatDate(shown), time: formatTime(shown) }
}
