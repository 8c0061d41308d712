import { countSyllables, nfc } from '../../../../kernel/text.ts'
import { issuesBefore } from '../../check.ts'
import type { Article } from '../../article.ts'
import { nodesOf, type BodyNode } from '../../body/body.ts'
import { blockHref, leadHref, titleHref } from '../editor/props.ts'

type Whole = 'titleMissing' | 'titleTooLong' | 'leadMissing' | 'sectionMissing' | 'bodyMissing'
type Within = 'stillUploading' | 'altMissing' | 'creditMissing'
type Thing = 'picture' | 'video' | 'file'

/** One thing left to do and its spot: an anchor of the editor, or `thong-tin` for what is set beside the text. */
export type Todo = { key: Whole; spot: string } | { key: Within; thing: Thing; number: number; spot: string }

const spots: Record<Whole, string> = {
  titleMissing: titleHref,
  titleTooLong: titleHref,
  leadMissing: leadHref,
  sectionMissing: 'thong-tin',
  bodyMissing: '#than',
}

type Checked = Pick<Article, 'title' | 'lead' | 'body' | 'sectionId'>

/** What check.ts wants before the article can be sent, each with the place to mend it; a test holds the two together. */
export function todosOf(article: Checked): Todo[] {
  const { body, ...rest } = issuesBefore(article)
  const whole = Object.values(rest).map((key): Todo => ({ key: key as Whole, spot: spots[key as Whole] }))
  if (body === undefined) return whole
  return body === 'bodyMissing' ? [...whole, { key: 'bodyMissing', spot: spots.bodyMissing }] : [...whole, ...todosWithin(article)]
}

function todosWithin({ body }: Checked): Todo[] {
  const counts: Record<Thing, number> = { picture: 0, video: 0, file: 0 }
  return [...nodesOf(body)].flatMap((node) =>
    shownIn(node).flatMap(({ thing, keys }) => {
      const number = ++counts[thing]
      return keys.map((key): Todo => ({ key, thing, number, spot: blockHref(node.attrs.id) }))
    }),
  )
}

export type Advice = { key: 'noCover' | 'shortTitle' | 'longTitle' | 'shortLead' | 'longLead'; spot: string }

/** What is better looked at again; it never stops anybody (design: headline 40–100 characters, lead 20–45 tiếng). */
export function adviceOn({ title, lead, body, coverId }: Pick<Article, 'title' | 'lead' | 'body' | 'coverId'>): Advice[] {
  const letters = [...nfc(title.trim())].length
  const words = countSyllables(lead)
  const hasPicture = [...nodesOf(body)].some((node) => node.type === 'gallery' || (node.type === 'figure' && node.attrs.mediaId !== null))
  return [
    ...(coverId === null && hasPicture ? [{ key: 'noCover' as const, spot: 'cover' }] : []),
    ...(letters > 0 && letters < 40 ? [{ key: 'shortTitle' as const, spot: titleHref }] : []),
    ...(letters > 100 && letters <= 200 ? [{ key: 'longTitle' as const, spot: titleHref }] : []),
    ...(words > 0 && words < 20 ? [{ key: 'shortLead' as const, spot: leadHref }] : []),
    ...(words > 45 ? [{ key: 'longLead' as const, spot: leadHref }] : []),
  ]
}

type Shown = { thing: Thing; keys: Within[] }

function shownIn(node: BodyNode): Shown[] {
  if (node.type === 'figure') return [{ thing: 'picture', keys: [...uploading(node.attrs), ...lacking(node.attrs, node.attrs.decorative)] }]
  if (node.type === 'gallery') return node.attrs.items.map((item) => ({ thing: 'picture', keys: lacking(item, false) }))
  return node.type === 'video' || node.type === 'file' ? [{ thing: node.type, keys: uploading(node.attrs) }] : []
}

const uploading = ({ mediaId }: { mediaId: number | null }): Within[] => (mediaId === null ? ['stillUploading'] : [])
const lacking = ({ alt, credit }: { alt: string; credit: string }, decorative: boolean): Within[] => [
  ...(decorative || alt.trim() ? [] : ['altMissing' as const]),
  ...(credit.trim() ? [] : ['creditMissing' as const]),
]
