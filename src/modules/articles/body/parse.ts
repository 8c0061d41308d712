import { z } from 'zod'
import { done, issues, type Outcome } from '../../../kernel/errors.ts'
import { nfc } from '../../../kernel/text.ts'
import {
  cleanText,
  emptyBody,
  isBlockId,
  limits,
  newBlockId,
  type Block,
  type Body,
  type BodyNode,
  type Heading,
  type Inline,
  type List,
  type ListItem,
  type Mark,
  type Paragraph,
  type RelatedLink,
  type TextRun,
} from './body.ts'
import { safeHref } from './href.ts'

const id = z
  .string()
  .max(64)
  .nullish()
  .transform((value) => value ?? '')
const line = z.string().max(limits.text).transform(cleanText).default('')
const media = z.int().positive().max(2_147_483_647)
const waitingMedia = media.nullable()
const span = z.int().min(1).max(limits.span).default(1)
const onlyId = z.strictObject({ id }).prefault({})

const mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string() }) }),
])
const inline: z.ZodType<Inline[] | undefined> = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text'), text: z.string(), marks: z.array(mark).optional() }),
      z.strictObject({ type: z.literal('hardBreak') }).transform(({ type }) => ({ type })),
    ]),
  )
  .transform(tidyInline)
  .optional()

const paragraph = z.strictObject({ type: z.literal('paragraph'), attrs: onlyId, content: inline })
const level = z.union([z.literal(2), z.literal(3)])
const heading = z.strictObject({ type: z.literal('heading'), attrs: z.strictObject({ id, level }), content: inline })
const lists = (): z.ZodType<List> => z.lazy(() => list)
const item: z.ZodType<ListItem> = z.strictObject({
  type: z.literal('listItem'),
  attrs: onlyId,
  content: z.tuple([paragraph], z.union([paragraph, lists()])),
})
const items = z.array(item).min(1)
const start = z.int().min(0).max(99_999).default(1)
const list = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bulletList'), attrs: onlyId, content: items }),
  z.strictObject({ type: z.literal('orderedList'), attrs: z.strictObject({ id, start }).prefault({}), content: items }),
])
const flow: z.ZodType<(Paragraph | List)[]> = z.array(z.union([paragraph, lists()])).min(1)
const boxed: z.ZodType<(Paragraph | Heading | List)[]> = z.array(z.union([paragraph, heading, lists()])).min(1)
const galleryItem = z.strictObject({ mediaId: media, caption: line, credit: line, alt: line })
const cell = z.strictObject({
  type: z.enum(['tableHeader', 'tableCell']),
  attrs: z.strictObject({ id, colspan: span, rowspan: span }).prefault({}),
  content: flow,
})
const row = z.strictObject({ type: z.literal('tableRow'), attrs: onlyId, content: z.array(cell).max(limits.span) })

const block: z.ZodType<Block> = z.discriminatedUnion('type', [
  paragraph,
  heading,
  ...list.options,
  z.strictObject({ type: z.literal('blockquote'), attrs: z.strictObject({ id, cite: line }).prefault({}), content: flow }),
  z.strictObject({
    type: z.literal('figure'),
    attrs: z.strictObject({ id, mediaId: waitingMedia, alt: line, decorative: z.boolean().default(false), credit: line }),
    content: inline,
  }),
  z.strictObject({ type: z.literal('gallery'), attrs: z.strictObject({ id, items: z.array(galleryItem).max(limits.galleryItems) }) }),
  z.strictObject({ type: z.literal('table'), attrs: z.strictObject({ id, caption: line }).prefault({}), content: z.array(row).min(1) }),
  z.strictObject({ type: z.literal('video'), attrs: z.strictObject({ id, mediaId: waitingMedia, caption: line, credit: line }) }),
  z.strictObject({ type: z.literal('file'), attrs: z.strictObject({ id, mediaId: waitingMedia, label: line }) }),
  z.strictObject({ type: z.literal('infoBox'), attrs: z.strictObject({ id, title: line }).prefault({}), content: boxed }),
  z.strictObject({ type: z.literal('relatedLink'), attrs: z.strictObject({ id, href: z.string(), label: line }) }),
])
const doc = z.strictObject({ type: z.literal('doc'), content: z.array(block) })

/**
 * What an editor, an import or a stranger with a script sent, made a Body, or the issue `body`. Unknown nodes, marks and attributes are
 * refused, not dropped: nobody's text disappears unseen. Unsafe addresses become plain text; missing and doubled ids are given anew.
 */
export function parseBody(json: unknown, newId: () => string = newBlockId): Outcome<Body> {
  const value = typeof json === 'string' ? fromJson(json) : json
  const fault = measure(value)
  if (fault) return issues({ body: fault })
  const parsed = doc.safeParse(value)
  if (!parsed.success) return issues({ body: 'bodyUnknown' })
  const seen = new Set<string>()
  const content = parsed.data.content.map(safeRelated)
  if (content.length === 0) return done(emptyBody(newId()))
  if (!content.every((node) => settle(node, 2, seen, newId))) return issues({ body: 'bodyTooDeep' })
  return seen.size > limits.blocks ? issues({ body: 'bodyTooManyBlocks' }) : done({ type: 'doc', content })
}

function fromJson(text: string): unknown {
  if (text.length > limits.bytes) return text
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const poison = new Set(['__proto__', 'constructor', 'prototype'])
// A node takes two levels of JSON (itself and its content), the deepest attribute four more.
const jsonDepth = limits.depth * 2 + 4
const utf8 = new TextEncoder()

/** Before any recursive code sees it: size, depth and keys, without recursion. */
function measure(json: unknown): string | null {
  const waiting: [value: unknown, depth: number][] = [[json, 1]]
  let bytes = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next
    if (depth > jsonDepth) return 'bodyTooDeep'
    bytes += typeof value === 'string' ? (value.length > limits.bytes ? value.length : utf8.encode(value).length) : 4
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (poison.has(key)) return 'bodyUnknown'
        if (!Array.isArray(value)) bytes += key.length
        waiting.push([inner, depth + 1])
      }
    if (bytes > limits.bytes) return 'bodyTooLarge'
  }
  return null
}

/** A link block that leads nowhere safe keeps its words. */
function safeRelated(node: Block): Block {
  if (node.type !== 'relatedLink') return node
  const href = safeHref(node.attrs.href)
  if (href) return { ...node, attrs: { ...node.attrs, href } } satisfies RelatedLink
  const words = node.attrs.label.trim()
  return { type: 'paragraph', attrs: { id: node.attrs.id }, ...(words && { content: [{ type: 'text', text: words }] }) }
}

/** Gives ids; false when the text is nested too deeply. The nodes are ours by now (Zod copied them). */
function settle(node: BodyNode, depth: number, seen: Set<string>, newId: () => string): boolean {
  if (depth > limits.depth) return false
  while (!isBlockId(node.attrs.id) || seen.has(node.attrs.id)) node.attrs.id = newId()
  seen.add(node.attrs.id)
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'figure') return true
  return !('content' in node) || node.content.every((child) => settle(child as BodyNode, depth + 1, seen, newId))
}

const markOrder = { link: 0, bold: 1, italic: 2 }

function tidyInline(content: Inline[]): Inline[] | undefined {
  const groups: { key: string; marks?: Mark[]; pieces: string[] }[] = []
  for (const run of content) {
    const marks = run.type === 'text' ? tidyMarks(run.marks) : undefined
    const key = run.type === 'text' ? JSON.stringify(marks ?? 0) : ''
    const piece = run.type === 'text' ? cleanText(run.text) : ''
    const last = groups.at(-1)
    if (key && !piece) continue
    if (key && last?.key === key) last.pieces.push(piece)
    else groups.push({ key, pieces: [piece], ...(marks && { marks }) })
  }
  // Joined once and composed again: a letter and its accent may have come as two runs.
  const tidy = groups.map(({ key, marks, pieces }): Inline =>
    key ? ({ type: 'text', text: nfc(pieces.join('')), ...(marks && { marks }) } satisfies TextRun) : { type: 'hardBreak' },
  )
  return tidy.length ? tidy : undefined
}

/** One of each, in one order, links only to where they may lead; so that equal texts are equal JSON. */
function tidyMarks(marks: Mark[] = []): Mark[] | undefined {
  const kept = new Map<Mark['type'], Mark>()
  for (const mark of marks) {
    const href = mark.type === 'link' ? safeHref(mark.attrs.href) : ''
    if (href !== null && !kept.has(mark.type)) kept.set(mark.type, mark.type === 'link' ? { type: 'link', attrs: { href } } : mark)
  }
  return kept.size ? [...kept.values()].sort((a, b) => markOrder[a.type] - markOrder[b.type]) : undefined
}
