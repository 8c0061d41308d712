import { holds, type Actor } from '../../../../kernel/access.ts'
import type { Section, Site } from '../../../sites/index.ts'
import { mayChangeSite, writers, type Article } from '../../article.ts'
import { sectionOptions } from '../names.ts'

export type Place = { site: Pick<Site, 'id' | 'name'>; sections: readonly Section[] }

/** The sections the article may go to: those of its site on which the actor writes and the one it has; while it may move, those of other sites too. */
export function placesFor(sites: readonly Site[], actor: Actor, article: Article): Place[] {
  const open = sites.filter(({ id }) => id === article.siteId || mayChangeSite(article))
  return open
    .map((site) => ({ site, sections: site.sections.filter((section) => isOpen(actor, article, section)) }))
    .filter(({ site, sections }) => site.id === article.siteId || sections.length > 0)
}

const isOpen = (actor: Actor, article: Article, { id, siteId, hidden }: Section) =>
  id === article.sectionId || (!hidden && holds(actor, writers, siteId, id))

export const isPlace = (places: readonly Place[], sectionId: number | null) =>
  sectionId === null || places.some(({ sections }) => sections.some(({ id }) => id === sectionId))

/** To choose from: by site when there are several. */
export const placeOptions = (places: readonly Place[]) =>
  places.length === 1
    ? sectionOptions(rooted(places[0]!.sections))
    : places.map(({ site, sections }) => ({ label: site.name, options: sectionOptions(rooted(sections)) }))

/** A section whose parent is not among them stands at the top. */
function rooted(sections: readonly Section[]) {
  const known = new Set(sections.map(({ id }) => id))
  return sections.map((section) => ({
    ...section,
    parentId: section.parentId !== null && known.has(section.parentId) ? section.parentId : null,
  }))
}
