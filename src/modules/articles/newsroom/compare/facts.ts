import type { Lang } from '../../../../kernel/text.ts'
import type { Site } from '../../../sites/index.ts'
import type { Article, ContributionRole, Genre } from '../../article.ts'
import { diffWords, type Part } from '../../body/diff.ts'
import type { Revision } from '../../queries.ts'
import { text as module } from '../../text.ts'
import { sectionName } from '../names.ts'
import { text } from '../text.ts'

/** What an item is, apart from its text, at one time. */
export type About = {
  genre: Genre
  sectionId: number | null
  coverId: number | null
  tags: readonly string[]
  source: string
  byline: readonly { name: string; role: string; share: number }[]
}
export type FactName = 'genre' | 'section' | 'cover' | 'credits' | 'tags' | 'source'
/** A fact that is not what it was; a cover's parts are numbers of pictures. */
export type FactDiff = { name: FactName; parts: Part[] }

export const aboutRevision = (revision: Revision): About => revision
export const aboutNow = (article: Article): About => ({
  ...article,
  byline: article.contributions.map(({ name, penName, role, share }) => ({ name: penName || name, role, share })),
})

/** Genre, section, cover, credits, tags and source, where they differ. */
export function factDiffs(lang: Lang, sites: readonly Site[], a: About, b: About): FactDiff[] {
  const [was, is] = [wordsOf(lang, sites, a), wordsOf(lang, sites, b)]
  return (Object.keys(is) as FactName[])
    .filter((name) => was[name] !== is[name])
    .map((name) => ({ name, parts: whole.has(name) ? exchange(was[name], is[name]) : diffWords(was[name], is[name]) }))
}

const whole = new Set<FactName>(['genre', 'section', 'cover'])

const exchange = (was: string, is: string): Part[] =>
  [
    { text: was, change: 'removed' as const },
    { text: is, change: 'added' as const },
  ].filter((part) => part.text)

const wordsOf = (lang: Lang, sites: readonly Site[], about: About): Record<FactName, string> => ({
  genre: module[lang].genres[about.genre],
  section: sectionName(sites, about.sectionId) || text[lang].noSection,
  cover: about.coverId === null ? '' : String(about.coverId),
  credits: about.byline
    .map(({ name, role, share }) => `${module[lang].credits[role as ContributionRole] ?? role}: ${name} ${share / 100}%`)
    .join('\n'),
  tags: about.tags.join(', '),
  source: about.source,
})
