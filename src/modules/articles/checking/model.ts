import type { Attached, Link, Passage, PassageKind, Picture, TextModel } from '../../coach/index.ts'
import type { Article } from '../article.ts'
import { childrenOf, inlineOf, inlineText, type BodyNode, type Inline } from '../body/body.ts'

export type Checked = Pick<Article, 'siteId' | 'genre' | 'lang' | 'title' | 'lead' | 'body' | 'sectionId' | 'coverId'>
/** What the text alone does not tell. */
export type Around = Pick<TextModel, 'cover' | 'deadLinks'>

/** An article in the words of the coach: passages in reading order with their places, pictures and what hangs on it. */
export function modelOf({ genre, lang, title, lead, body, sectionId }: Checked, around: Around): TextModel {
  const walk: Walk = { passages: [], pictures: [], attached: [], counts: { picture: 0, video: 0, file: 0 } }
  walk.passages.push({ place: { field: 'title' }, kind: 'title', text: title, links: [] })
  walk.passages.push({ place: { field: 'lead' }, kind: 'lead', text: lead, links: [] })
  for (const block of body.content) visit(walk, block, 'paragraph')
  const { passages, pictures, attached } = walk
  return { genre, lang, hasSection: sectionId !== null, passages, pictures, attached, ...around }
}

type Walk = {
  passages: Passage[]
  pictures: Picture[]
  attached: Attached[]
  counts: Record<'picture' | 'video' | 'file', number>
}

function visit(walk: Walk, node: BodyNode, paragraph: PassageKind) {
  attributes(walk, node)
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'figure') {
    const kind = node.type === 'heading' ? 'heading' : node.type === 'figure' ? 'caption' : paragraph
    const inline = inlineOf(node)
    walk.passages.push({ place: { block: node.attrs.id, part: 'text' }, kind, text: inlineText(inline), links: linksOf(inline) })
  }
  for (const child of childrenOf(node)) visit(walk, child, inside(node, paragraph))
}

const inside = ({ type }: BodyNode, paragraph: PassageKind): PassageKind =>
  type === 'listItem' ? 'item' : type === 'tableCell' || type === 'tableHeader' ? 'cell' : paragraph

/** Words that are no running text of a block: they lie in its attributes. */
function attributes({ passages, pictures, attached, counts }: Walk, node: BodyNode) {
  const label = (part: 'caption' | 'cite' | 'label' | 'title', text: string, kind: PassageKind, links: readonly Link[] = []) =>
    text && passages.push({ place: { block: node.attrs.id, part }, kind, text, links })
  const hang = (kind: 'video' | 'file', mediaId: number | null) =>
    attached.push({ kind, place: { block: node.attrs.id, part: 'text' }, number: ++counts[kind], waiting: mediaId === null })
  switch (node.type) {
    case 'figure': {
      const { id, alt, credit, decorative, mediaId } = node.attrs
      const caption = inlineText(node.content)
      const place = { block: id, part: 'text' } as const
      return pictures.push({ place, number: ++counts.picture, alt, credit, caption, decorative, waiting: mediaId === null })
    }
    case 'gallery':
      return node.attrs.items.forEach(({ caption, alt, credit }, item) => {
        const place = { block: node.attrs.id, part: 'caption', item } as const
        pictures.push({ place, number: ++counts.picture, alt, credit, caption, decorative: false, waiting: false })
        if (caption) passages.push({ place, kind: 'caption', text: caption, links: [] })
      })
    case 'table':
      return label('caption', node.attrs.caption, 'label')
    case 'blockquote':
      return label('cite', node.attrs.cite, 'label')
    case 'infoBox':
      return label('title', node.attrs.title, 'label')
    case 'video':
      hang('video', node.attrs.mediaId)
      return label('caption', node.attrs.caption, 'caption')
    case 'file':
      hang('file', node.attrs.mediaId)
      return label('label', node.attrs.label, 'label')
    case 'relatedLink': {
      const { href, label: words } = node.attrs
      return label('label', words, 'label', [{ start: 0, end: words.length, href }])
    }
    default:
      return
  }
}

function linksOf(inline: readonly Inline[]): Link[] {
  let at = 0
  return inline.flatMap((run) => {
    const start = at
    at += run.type === 'text' ? run.text.length : 1
    const link = run.type === 'text' ? run.marks?.find((mark) => mark.type === 'link') : undefined
    return link?.type === 'link' ? [{ start, end: at, href: link.attrs.href }] : []
  })
}

/** Each address the text leads to, once. */
export const hrefsOf = ({ passages }: Pick<TextModel, 'passages'>) => [
  ...new Set(passages.flatMap(({ links }) => links.map(({ href }) => href))),
]
