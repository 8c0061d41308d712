import { inlineText, nodesOf, parseBody, plainText, type Block, type Body } from '../articles/index.ts'
import { now } from '../../kernel/time.ts'
import { nfc, stripControl } from '../../kernel/text.ts'
import { blocksOf, paragraph, type Gathering, type Placed } from './html/flow.ts'
import { intoUnicode } from './html/letters.ts'
import { pictureAddress } from './html/picture.ts'
import { settled } from './html/settled.ts'
import { sourceText, squashed, textsOf, treeOf, type Node } from './html/tree.ts'
import { refusing, type Item, type Note, type NoteKind, type Picture } from './item.ts'
import { nextId } from './html/ids.ts'

/** An item as it can be written; `body` null: it cannot, and the notes say why. */
export type Converted = {
  title: string
  lead: string
  body: Body | null
  pictures: Placed[]
  cover: Picture | null
  publishedAt: Temporal.Instant | null
  live: boolean
  notes: Note[]
}

/** `origin`: the old portal's address, for addresses that name no machine. */
export function convert(item: Item, origin: string | null = null): Converted {
  const notes = new Map<string, Note>(item.notes.map((note) => [note.kind, note]))
  const tell = (kind: NoteKind, detail?: string) => {
    if (!notes.has(kind)) notes.set(kind, { kind, ...(detail && { detail }) })
  }
  const base = baseOf(item.address, origin)
  const pictures: Placed[] = []
  const read = reading(item, { base, pictures, tell })
  const live = liveness(item, tell)
  const cover = item.cover && { ...item.cover, address: pictureAddress(item.cover.address, base) ?? '' }
  if (cover?.address === '') tell('noPicture', item.cover!.address.slice(0, 200))
  return {
    title: read.title || fallbackTitle(read.body, tell),
    lead: read.lead,
    body: [...notes.values()].some(({ kind }) => refusing.has(kind)) ? null : read.body,
    pictures,
    cover: cover?.address ? cover : null,
    publishedAt: item.publishedAt,
    live,
    notes: [...notes.values()],
  }
}

function baseOf(address: string | null, origin: string | null): string | null {
  const whole = address && URL.canParse(address, origin ?? undefined) ? new URL(address, origin ?? undefined) : null
  return whole && /^https?:$/.test(whole.protocol) ? whole.href : origin
}

function reading(item: Item, gathering: Gathering): { title: string; lead: string; body: Body | null } {
  try {
    const parts = [item.title, item.lead, item.html].map((html, at) => (at === 0 ? titleTree(html) : treeOf(html))) as [
      Node[],
      Node[],
      Node[],
    ]
    const encoding = intoUnicode(parts.flat())
    if (encoding) gathering.tell('oldLetters', encoding === 'vni' ? 'VNI' : 'TCVN3')
    return { title: lineOf(parts[0]), lead: lineOf(parts[1]), body: bodyOf(parts[2], item, gathering) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    gathering.tell('tooLong')
    return { title: item.title.slice(0, 300), lead: '', body: null }
  }
}

/** Titles are plain text with, at most, signs that were written as entities. */
const titleTree = (title: string) => treeOf(title.replace(/<(?!\/?(?:b|i|em|strong|span|br|sup|sub|font|a)\b)/gi, '&lt;'))

const lineOf = (nodes: readonly Node[]) =>
  nfc(stripControl([...textsOf(nodes)].map(({ value }) => value).join(' ')))
    .replace(/\s+/gu, ' ')
    .trim()

function bodyOf(nodes: readonly Node[], item: Item, gathering: Gathering): Body | null {
  const found = settled(blocksOf(nodes, gathering), gathering.tell)
  const parsed = parseBody({ type: 'doc', content: [...found, ...beside(item, gathering)] })
  if (!parsed.ok) {
    gathering.tell('tooLong', parsed.issues.body)
    return null
  }
  const [source, stored] = [
    sourceText(nodes),
    storedText({ type: 'doc', content: parsed.value.content.slice(0, Math.max(found.length, 0)) }),
  ]
  if (source !== stored) gathering.tell('textDiffers', differenceOf(source, stored))
  return parsed.value
}

/** Pictures that a source keeps apart from the text come after it. */
function beside(item: Item, { base, pictures, tell }: Gathering): Block[] {
  return item.pictures.flatMap((picture): Block[] => {
    const address = pictureAddress(picture.address, base)
    if (!address) tell('noPicture', picture.address.slice(0, 200))
    if (!address || pictures.some((one) => one.address === address)) return []
    const blockId = nextId()
    pictures.push({ ...picture, address, blockId })
    const { alt, credit, caption } = picture
    return [
      {
        type: 'figure',
        attrs: { id: blockId, mediaId: null, alt, decorative: false, credit },
        ...(caption && { content: paragraph([{ type: 'text', text: caption }]).content! }),
      },
    ]
  })
}

/** All that was the source's own; the label of a frame's link is ours. */
export const storedText = (body: Body) =>
  squashed(
    [...nodesOf(body)]
      .map((node) =>
        node.type === 'table'
          ? node.attrs.caption
          : node.type === 'paragraph' || node.type === 'heading' || node.type === 'figure'
            ? inlineText(node.content)
            : '',
      )
      .join(''),
  )

/** Where the two part: what stood there, and what stands there now. */
function differenceOf(source: string, stored: string) {
  let at = 0
  while (at < source.length && source[at] === stored[at]) at++
  const piece = (text: string) => text.slice(Math.max(0, at - 10), at + 30)
  return `“${piece(source)}” → “${piece(stored)}”`
}

function liveness(item: Item, tell: (kind: NoteKind, detail?: string) => void): boolean {
  const { publishedAt, status, notes } = item
  if (status === 'draft') tell('draft')
  else if (publishedAt === null) tell('dateMissing')
  else if (Temporal.Instant.compare(publishedAt, now()) > 0) tell('dateAhead')
  else return !notes.some(({ kind }) => kind === 'locked')
  return false
}

function fallbackTitle(body: Body | null, tell: (kind: NoteKind) => void) {
  tell('titleMissing')
  return body ? plainText(body).replace(/\s+/g, ' ').slice(0, 100).trim() : ''
}
