import type { Lang } from '../../../../kernel/text.ts'
import { coachText, type Finding, type Place } from '../../../coach/index.ts'
import { articleUrl } from '../address.ts'
import { blockHref, leadHref, sortHref, titleHref } from '../editor/props.ts'

export const isRequired = ({ level }: Finding) => level === 'required'

export function findingWords(lang: Lang, { why, values }: Finding): string {
  const say = coachText[lang].why[why] as (...values: readonly string[]) => string
  return say(...values)
}

export const findingHint = (lang: Lang, { why }: Finding) => coachText[lang].hint[why]

/** The way to a place from within the editor; with the letters that are meant, when some are. */
export function spotHref(id: number, finding: Finding): string {
  const { place, start, end } = finding
  if (isAbout(place, 'cover')) return articleUrl(id, '/thong-tin#cover')
  const range = start !== undefined && inText(place) ? `~${start}-${end}` : ''
  if (!('field' in place)) return `${blockHref(place.block)}${range}`
  return { title: `${titleHref}${range}`, lead: `${leadHref}${range}`, section: sortHref, cover: '', body: '#than' }[place.field]
}

/** The same from anywhere else. */
export function awayHref(id: number, finding: Finding): string {
  if (isAbout(finding.place, 'section')) return articleUrl(id, '/thong-tin#section')
  const spot = spotHref(id, finding)
  return spot.startsWith('#') ? `${articleUrl(id, '/viet')}${spot}` : spot
}

const isAbout = (place: Place, field: string) => 'field' in place && place.field === field
/** What lies in a block's attributes has no letters in the text to point at. */
const inText = (place: Place) => 'field' in place || place.part === 'text'

/** One tap: what stands where, and what shall stand there. Read by the editor's script. */
export type Change = { place: Place; start: number; quote: string; change: string }

export const changeOf = ({ place, start, quote, change }: Finding): Change | null =>
  start === undefined || change === undefined ? null : { place, start, quote, change }

const ofWords = new Set(['spelling', 'capitals', 'tone-style', 'private'])
/** The word that may go on the unit's list; none where no list would make it right. */
export const listable = ({ rule, allow }: Finding) => (ofWords.has(rule) && allow !== undefined && allow.length <= 80 ? allow : null)
