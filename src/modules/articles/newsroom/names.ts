import type { Lang } from '../../../kernel/text.ts'
import { formatDate, formatTime, now, toLocal } from '../../../kernel/time.ts'
import type { Site } from '../../sites/index.ts'

/** What places are called, from the network in memory. */
export const siteName = (sites: readonly Site[], id: number) => sites.find((site) => site.id === id)?.name ?? ''
export const sectionName = (sites: readonly Site[], id: number | null) =>
  sites.flatMap(({ sections }) => sections).find((section) => section.id === id)?.name ?? ''

/** "Văn hóa, Cổng Sở": section and site in one phrase. */
export const placeName = (sites: readonly Site[], siteId: number, sectionId: number | null) =>
  [sectionName(sites, sectionId), siteName(sites, siteId)].filter(Boolean).join(', ')

/** As short as it stays clear: `09:40` today, `22/11 09:40` this year, with the year before that. */
export function shortTime(at: Temporal.Instant, lang: Lang): string {
  const day = toLocal(at).toPlainDate()
  const here = toLocal(now()).toPlainDate()
  if (day.equals(here)) return formatTime(at)
  const date = lang === 'vi' && day.year === here.year ? formatDate(day).slice(0, 5) : formatDate(day, lang)
  return `${date} ${formatTime(at)}`
}

type Named = { id: number; name: string; parentId: number | null }

/** Sections in the order of their tree, each with how deep it stands. */
function treeOf<S extends Named>(sections: readonly S[], parent: number | null = null, depth = 0): { section: S; depth: number }[] {
  return sections
    .filter(({ parentId }) => parentId === parent)
    .flatMap((section) => [{ section, depth }, ...treeOf(sections, section.id, depth + 1)])
}

/** The lines of a list of sections to choose from, indented by their depth. */
export const sectionOptions = (sections: readonly Named[]) =>
  treeOf(sections).map(({ section, depth }) => ({ value: String(section.id), label: `${'– '.repeat(depth)}${section.name}` }))
