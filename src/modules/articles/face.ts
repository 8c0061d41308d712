import { fold } from '../../kernel/text.ts'
import { authorsOf, isStage, statusWord, type Genre, type PublicationState, type Status, type Subject } from './article.ts'
import { mark } from './marks.ts'

/** What a list needs to know of an article: the working text, and what was last approved. */
export type Faced = Subject & {
  status: Status
  title: string
  genre: Genre
  approved: { title: string; genre: Genre; sectionId: number | null; people: readonly number[] } | null
  /** Who approved any text of it, and who opened the correction that is being written. */
  approvers: readonly number[]
  reopenedBy: number | null
  /** Who has it at its stage. */
  assigneeId: number | null
}

/**
 * An article has two faces: the working text, for who may read that, and what readers had, for everybody else. A face's marks are all that a
 * list can ask about it. They lie in `article_faces`, and whoever changes what they say keeps them true (commands/faces.ts).
 */
export type Face = { working: boolean; marks: string[] }

export function facesOf(article: Faced): Face[] {
  const { siteId, sectionId, createdBy, contributions, publications, approved, approvers, reopenedBy, assigneeId } = article
  const had = publications.filter(({ status }) => status !== 'scheduled')
  // Where it belongs and whose it is decides who sees which face, so both carry it.
  const place = [
    mark('site', siteId),
    ...(sectionId === null ? [] : [mark('section', sectionId)]),
    ...authorsOf(article).map((id) => mark('in', id)),
    ...had.map((one) => mark('on', one.siteId)),
    ...(had.length > 0 ? [mark('out')] : []),
  ]
  const people = [createdBy, ...contributions.map(({ personId }) => personId)]
  const working = [
    ...place,
    mark('working'),
    ...shown({ ...article, people }),
    ...approvers.map((id) => mark('approver', id)),
    ...(reopenedBy === null ? [] : [mark('reopened', reopenedBy)]),
    ...(isStage(article.status) ? [assigneeId === null ? mark('free') : mark('to', assigneeId)] : []),
  ]
  if (!approved || had.length === 0) return [{ working: true, marks: distinct(working) }]
  const read = [...place, mark('read'), ...shown({ ...approved, siteId, status: 'approved', publications: had })]
  return [
    { working: true, marks: distinct(working) },
    { working: false, marks: distinct(read) },
  ]
}

type Shown = {
  title: string
  genre: Genre
  siteId: number
  sectionId: number | null
  status: Status
  people: readonly number[]
  publications: readonly Pick<PublicationState, 'siteId' | 'status'>[]
}

/** What stands in the line of a list, and what its filters narrow by. */
const shown = ({ title, genre, siteId, sectionId, status, people, publications }: Shown) => [
  mark('word', statusWord(status, publications)),
  mark('genre', genre),
  ...(sectionId === null ? [] : [mark('under', sectionId)]),
  ...[siteId, ...publications.map((one) => one.siteId)].map((id) => mark('at', id)),
  ...people.map((id) => mark('by', id)),
  ...syllablesOf(title).map((syllable) => mark('title', syllable)),
]

const longest = 60

/** The syllables of a title, or of what is looked for in one, without case and accents. */
export const syllablesOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((syllable) => Array.from(syllable).slice(0, longest).join(''))

const distinct = (marks: readonly string[]) => [...new Set(marks)]
