import { z } from 'zod'
import { holds, type Actor } from '../../../../kernel/access.ts'
import { done, issues, type Outcome } from '../../../../kernel/errors.ts'
import { parseForm } from '../../../../kernel/form.ts'
import { Id } from '../../../../kernel/http/params.ts'
import type { Deps } from '../../../../kernel/module.ts'
import { sitesOf } from '../../../sites/index.ts'
import { genres, writers, type Genre } from '../../article.ts'
import type { WritingPlace } from './begin.tsx'

/** Where the actor may begin an article: whole sites, or the sections of a grant. */
export function placesFor(deps: Deps, actor: Actor): WritingPlace[] {
  return sitesOf(deps).flatMap((site) => {
    const whole = holds(actor, writers, site.id)
    const sections = site.sections.filter((section) => !section.hidden && holds(actor, writers, site.id, section.id))
    return whole || sections.length > 0 ? [{ site, sections, whole }] : []
  })
}

const Beginning = z.object({
  site: Id.catch(0),
  section: z
    .literal('')
    .transform(() => null)
    .or(Id)
    .optional()
    .catch(0),
  genre: z.enum(genres, 'unknownChoice').default('news'),
})

/** Site, section and genre of a posted form, when one may begin an article there. */
export function chosenPlace(
  places: readonly WritingPlace[],
  body: unknown,
): Outcome<{ siteId: number; sectionId: number | null; genre: Genre }> {
  const form = parseForm(Beginning, body)
  if (!form.ok) return form
  const { site, section = null, genre } = form.value
  // A section says by itself which site it is on.
  const place = places.find(({ sections }) => sections.some(({ id }) => id === section)) ?? places.find((one) => one.site.id === site)
  if (!place) return issues({ site: 'siteMissing' })
  if (section === null ? !place.whole : !place.sections.some(({ id }) => id === section))
    return issues({ section: section === null ? 'sectionMissing' : 'unknownSection' })
  return done({ siteId: place.site.id, sectionId: section, genre })
}
