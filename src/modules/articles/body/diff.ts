import { diffArrays } from 'diff'
import { childrenOf, inlineOf, inlineText, type Body, type BodyNode, type Inline } from './body.ts'
import { steady } from './ordered.ts'
import type { FieldName } from './text.ts'

export type Part = { text: string; change?: 'added' | 'removed' }
export type FieldDiff = { name: FieldName; parts: Part[] }
export type BlockDiff = {
  kind: 'same' | 'added' | 'removed' | 'changed'
  /** Stands elsewhere among its neighbours than before. */
  moved: boolean
  before?: BodyNode
  after?: BodyNode
  fields: FieldDiff[]
  children: BlockDiff[]
}
export type Written = { title: string; lead: string; body: Body }
export type ArticleDiff = { title: Part[]; lead: Part[]; blocks: BlockDiff[] }

export const diffArticle = (a: Written, b: Written): ArticleDiff => ({
  title: diffWords(a.title, b.title),
  lead: diffWords(a.lead, b.lead),
  blocks: diffBodies(a.body, b.body),
})

/** Blocks are the same block when their id says so, else when they say the same, else when most of their words agree. */
export const diffBodies = (a: Body, b: Body): BlockDiff[] => diffNodes(a.content, b.content)

/** Word by word; the parts without the removed ones are `b` exactly, without the added ones `a`. */
export function diffWords(a: string, b: string): Part[] {
  if (a === b) return a ? [{ text: a }] : []
  // Past that many edits two texts have nothing in common worth showing, and the search costs the square of it.
  const found = diffArrays(words(a), words(b), { maxEditLength: 2000 })
  if (!found)
    return [
      { text: a, change: 'removed' },
      { text: b, change: 'added' },
    ].filter((part) => part.text) as Part[]
  return phrases(
    found.map(
      ({ value, added, removed }) =>
        ({ text: value.join(''), ...(added && { change: 'added' }), ...(removed && { change: 'removed' }) }) as Part,
    ),
  )
}

/** A blank that happens to stand between changed words belongs to the change: one phrase for another, not word by word. */
function phrases(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  let out = ''
  let into = ''
  const end = () => {
    if (out) joined.push({ text: out, change: 'removed' })
    if (into) joined.push({ text: into, change: 'added' })
    out = into = ''
  }
  parts.forEach((part, index) => {
    const blank = !part.change && (out || into) && /^\s+$/.test(part.text) && parts[index + 1]?.change
    if (part.change === 'removed' || blank) out += part.text
    if (part.change === 'added' || blank) into += part.text
    if (part.change || blank) return
    end()
    joined.push(part)
  })
  end()
  return joined
}

const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? []

function diffNodes(before: readonly BodyNode[], after: readonly BodyNode[]): BlockDiff[] {
  const pairs = pair(before, after)
  const still = steady(after.map((node) => pairs.get(node)).filter((place) => place !== undefined))
  const matched = new Set(pairs.values())
  const diffs: BlockDiff[] = []
  let place = 0
  const dropUntil = (end: number) => {
    for (; place < end; place++) if (!matched.has(place)) diffs.push(whole('removed', before[place]!))
  }
  for (const node of after) {
    const was = pairs.get(node)
    if (was !== undefined && still.has(was)) dropUntil(was)
    diffs.push(was === undefined ? whole('added', node) : compare(before[was]!, node, !still.has(was)))
  }
  dropUntil(before.length)
  return diffs
}

const whole = (kind: 'added' | 'removed', node: BodyNode): BlockDiff => ({
  kind,
  moved: false,
  ...(kind === 'added' ? { after: node } : { before: node }),
  fields: Object.entries(fieldsOf(node)).flatMap(([name, text]) =>
    text ? [{ name: name as FieldName, parts: [{ text, change: kind }] }] : [],
  ),
  children: childrenOf(node).map((child) => whole(kind, child)),
})

function compare(before: BodyNode, after: BodyNode, moved: boolean): BlockDiff {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const names = new Set([...Object.keys(now), ...Object.keys(old)] as FieldName[])
  const fields = [...names].map((name): FieldDiff => {
    const [was, is] = [old[name] ?? '', now[name] ?? '']
    return { name, parts: prose.has(name) ? diffWords(was, is) : exchange(was, is) }
  })
  if (before.type !== after.type) fields.push({ name: 'kind', parts: exchange(before.type, after.type) })
  const children = diffNodes(childrenOf(before), childrenOf(after))
  const changed = children.some(isChange) || fields.some((field) => field.parts.some((part) => part.change))
  return { kind: changed ? 'changed' : 'same', moved, before, after, fields, children }
}

const isChange = (diff: BlockDiff) => diff.kind !== 'same' || diff.moved

/** The fields that are sentences; the others are replaced whole. */
const prose = new Set(['text', 'cite', 'caption', 'credit', 'alt', 'captions', 'credits', 'alts', 'tableCaption', 'boxTitle', 'label'])

const exchange = (a: string, b: string): Part[] => {
  if (a === b) return b ? [{ text: b }] : []
  return [
    { text: a, change: 'removed' as const },
    { text: b, change: 'added' as const },
  ].filter((part) => part.text)
}

function fieldsOf(node: BodyNode): Partial<Record<FieldName, string>> {
  const running = inlineOf(node)
  const inline = { text: inlineText(running), format: formats(running), links: links(running) }
  switch (node.type) {
    case 'paragraph':
      return inline
    case 'heading':
      return { ...inline, level: String(node.attrs.level) }
    case 'orderedList':
      return { start: node.attrs.start === 1 ? '' : String(node.attrs.start) }
    case 'blockquote':
      return { cite: node.attrs.cite }
    case 'figure': {
      const { text, ...rest } = inline
      const { mediaId, credit, alt, decorative } = node.attrs
      return { media: mediaId === null ? '' : String(mediaId), caption: text, ...rest, credit, alt, decorative: decorative ? 'yes' : '' }
    }
    case 'gallery': {
      const each = (name: 'caption' | 'credit' | 'alt') =>
        node.attrs.items
          .map((item) => item[name])
          .join('\n')
          .trim()
      return {
        media: node.attrs.items.map((item) => item.mediaId).join(' '),
        captions: each('caption'),
        credits: each('credit'),
        alts: each('alt'),
      }
    }
    case 'table':
      return { tableCaption: node.attrs.caption }
    case 'tableHeader':
    case 'tableCell':
      return { span: node.attrs.colspan * node.attrs.rowspan > 1 ? `${node.attrs.colspan} × ${node.attrs.rowspan}` : '' }
    case 'video':
      return { media: String(node.attrs.mediaId ?? ''), caption: node.attrs.caption, credit: node.attrs.credit }
    case 'file':
      return { media: String(node.attrs.mediaId ?? ''), label: node.attrs.label }
    case 'infoBox':
      return { boxTitle: node.attrs.title }
    case 'relatedLink':
      return { label: node.attrs.label, href: node.attrs.href }
    default:
      return {}
  }
}

const links = (content: readonly Inline[]) =>
  content
    .flatMap((run) => (run.type === 'text' ? (run.marks ?? []).flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : [])) : []))
    .join('\n')

/** Which words are bold or slanted: a review must show it, though the words are the same. */
const formats = (content: readonly Inline[]) =>
  content
    .flatMap((run) => {
      const marks = run.type === 'text' ? (run.marks ?? []).filter((mark) => mark.type !== 'link') : []
      return run.type === 'text' && marks.length ? [`${marks.map((mark) => mark.type).join('+')}: ${run.text}`] : []
    })
    .join('\n')

/** Each node of `after` that was there before → its old place. */
function pair(before: readonly BodyNode[], after: readonly BodyNode[]): Map<BodyNode, number> {
  const pairs = new Map<BodyNode, number>()
  const free = new Set(before.keys())
  const take = (node: BodyNode, place: number | undefined) => {
    if (place === undefined || !free.delete(place)) return
    pairs.set(node, place)
  }
  const byId = new Map(before.map((node, place) => [node.attrs.id, place]))
  for (const node of after) {
    const place = byId.get(node.attrs.id)
    if (place !== undefined && family(before[place]!) === family(node)) take(node, place)
  }
  const byContent = new Map<string, number[]>()
  for (const place of [...free].reverse())
    byContent.set(content(before[place]!), [...(byContent.get(content(before[place]!)) ?? []), place])
  for (const node of after) if (!pairs.has(node)) take(node, byContent.get(content(node))?.pop())
  pairAlike(before, after, pairs, free, take)
  return pairs
}

const reach = 20

/** What was pasted anew has new ids: within a gap between known neighbours, the next block of the same kind with half its words. */
function pairAlike(
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  pairs: ReadonlyMap<BodyNode, number>,
  free: ReadonlySet<number>,
  take: (node: BodyNode, place: number) => void,
) {
  const bags = new Map<number, Set<string>>()
  const bagAt = (place: number) => bags.get(place) ?? bags.set(place, bag(before[place]!)).get(place)!
  let from = 0
  for (const node of after) {
    const known = pairs.get(node)
    if (known !== undefined) {
      from = Math.max(from, known + 1)
      continue
    }
    const own = bag(node)
    for (let place = from; place < before.length && place < from + reach; place++) {
      if (!free.has(place) || before[place]!.type !== node.type || !alike(own, bagAt(place))) continue
      take(node, place)
      from = place + 1
      break
    }
  }
}

const family = ({ type }: BodyNode) =>
  type === 'heading' ? 'paragraph' : type === 'orderedList' ? 'bulletList' : type === 'tableHeader' ? 'tableCell' : type

const content = (node: BodyNode): string => `${node.type} ${JSON.stringify(fieldsOf(node))} ${childrenOf(node).map(content).join('|')}`

const bag = (node: BodyNode): Set<string> => new Set(content(node).match(/[\p{L}\p{M}\p{N}]+/gu))

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let common = 0
  for (const word of a) if (b.has(word)) common++
  return common * 2 >= Math.max(a.size, b.size)
}
