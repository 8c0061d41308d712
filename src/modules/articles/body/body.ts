import { countSyllables, nfc, stripControl } from '../../../kernel/text.ts'

export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } }
export type TextRun = { type: 'text'; text: string; marks?: Mark[] }
export type Inline = TextRun | { type: 'hardBreak' }

export type Paragraph = { type: 'paragraph'; attrs: { id: string }; content?: Inline[] }
export type Heading = { type: 'heading'; attrs: { id: string; level: 2 | 3 }; content?: Inline[] }
export type BulletList = { type: 'bulletList'; attrs: { id: string }; content: ListItem[] }
export type OrderedList = { type: 'orderedList'; attrs: { id: string; start: number }; content: ListItem[] }
export type List = BulletList | OrderedList
export type ListItem = { type: 'listItem'; attrs: { id: string }; content: (Paragraph | List)[] }
export type Quote = { type: 'blockquote'; attrs: { id: string; cite: string }; content: (Paragraph | List)[] }
/** A picture; its caption is the content. Without a mediaId the picture is still on its way from somebody's phone. */
export type Figure = { type: 'figure'; attrs: FigureAttrs; content?: Inline[] }
export type FigureAttrs = { id: string; mediaId: number | null; alt: string; decorative: boolean; credit: string }
export type GalleryItem = { mediaId: number; caption: string; credit: string; alt: string }
export type Gallery = { type: 'gallery'; attrs: { id: string; items: GalleryItem[] } }
export type TableCell = { type: 'tableHeader' | 'tableCell'; attrs: CellAttrs; content: (Paragraph | List)[] }
export type CellAttrs = { id: string; colspan: number; rowspan: number }
export type TableRow = { type: 'tableRow'; attrs: { id: string }; content: TableCell[] }
export type Table = { type: 'table'; attrs: { id: string; caption: string }; content: TableRow[] }
export type Video = { type: 'video'; attrs: { id: string; mediaId: number | null; caption: string; credit: string } }
export type FileLink = { type: 'file'; attrs: { id: string; mediaId: number | null; label: string } }
export type InfoBox = { type: 'infoBox'; attrs: { id: string; title: string }; content: (Paragraph | Heading | List)[] }
export type RelatedLink = { type: 'relatedLink'; attrs: { id: string; href: string; label: string } }

export type Block = Paragraph | Heading | List | Quote | Figure | Gallery | Table | Video | FileLink | InfoBox | RelatedLink
/** Every node that carries an id: blocks and the parts of lists and tables. */
export type BodyNode = Block | ListItem | TableRow | TableCell
/** ProseMirror JSON, as stored. Only `parseBody` makes one out of what somebody sent. */
export type Body = { type: 'doc'; content: Block[] }

export const limits = { depth: 12, blocks: 5000, bytes: 2_000_000, galleryItems: 200, span: 50, text: 5000 } as const
/** The most letters that the fields above the text take. */
export const longest = { title: 300, lead: 2_000 } as const

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** Eight letters, 40 bits: enough for one article, whose ids alone must differ. */
export const newBlockId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => letters[byte & 31]).join('')

export const isBlockId = (id: string) => /^[a-z0-9]{4,16}$/.test(id)

export const emptyBody = (id = newBlockId()): Body => ({ type: 'doc', content: [{ type: 'paragraph', attrs: { id } }] })

/** One line of text as we store it: NFC, no control characters or bidi marks, white space other than blanks made a blank. */
export const cleanText = (text: string) => nfc(stripControl(text).replace(/[\t\n\r\v\f\u0085]+/g, ' '))

const inlineKinds = new Set(['paragraph', 'heading', 'figure'])

/** The blocks inside a node; none for those that hold running text. */
export const childrenOf = (node: BodyNode | Body): BodyNode[] =>
  'content' in node && node.content && !inlineKinds.has(node.type) ? (node.content as BodyNode[]) : []

export const inlineOf = (node: BodyNode): Inline[] => (inlineKinds.has(node.type) ? ((node as Paragraph).content ?? []) : [])

export const inlineText = (content: readonly Inline[] = []) => content.map((run) => (run.type === 'text' ? run.text : '\n')).join('')

/** Every node with an id, parents before children, in reading order. */
export function* nodesOf(body: Body): Generator<BodyNode> {
  const waiting = [...body.content].reverse() as BodyNode[]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    waiting.push(...childrenOf(node).slice().reverse())
  }
}

/** What a reader reads, a line per paragraph, caption, cell and label: for search, counting and the checklist. Credits and alt are not in it. */
export const plainText = (body: Body) =>
  [...nodesOf(body)]
    .flatMap(linesOf)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')

/** Length in tiếng, the unit of Vietnamese copy. */
export const wordCount = (body: Body) => countSyllables(plainText(body))

export const readingMinutes = (body: Body) => minutesFor(wordCount(body))

/** Whole minutes at 220 tiếng a minute, a calm reader's pace on a phone; never 0. */
export const minutesFor = (syllables: number) => Math.max(1, Math.round(syllables / 220))

/** Each picture, video and file the text uses, once, in order. */
export const mediaIds = (body: Body): number[] => [...new Set([...nodesOf(body)].flatMap(mediaOf))]

export const headings = (body: Body) =>
  [...nodesOf(body)].flatMap((node) =>
    node.type === 'heading' ? [{ id: node.attrs.id, level: node.attrs.level, text: inlineText(node.content) }] : [],
  )

/** The address of a heading within its page. */
export const anchorOf = (id: string) => `muc-${id}`

function linesOf(node: BodyNode): string[] {
  switch (node.type) {
    case 'gallery':
      return node.attrs.items.map((item) => item.caption)
    case 'table':
    case 'video':
      return [node.attrs.caption]
    case 'file':
    case 'relatedLink':
      return [node.attrs.label]
    case 'infoBox':
      return [node.attrs.title]
    // The speaker is read after the words, but a line's place matters to nobody who counts or searches.
    case 'blockquote':
      return [node.attrs.cite]
    default:
      return [inlineText(inlineOf(node))]
  }
}

function mediaOf(node: BodyNode): number[] {
  if (node.type === 'gallery') return node.attrs.items.map((item) => item.mediaId)
  return 'mediaId' in node.attrs && node.attrs.mediaId !== null ? [node.attrs.mediaId] : []
}
