import { escapeHtml, type Lang } from '../../../kernel/text.ts'
import type { RenderMedia } from '../../media/index.ts'
import type { ArticleDiff, BlockDiff, FieldDiff, Part } from './diff.ts'
import { renderPicture } from './render.ts'
import { text } from './text.ts'

export type DiffOptions = { media: ReadonlyMap<number, RenderMedia>; lang: Lang }
/** `count` changes, the n-th at `#sua-n`. `html` is all of it in one column; the parts are for pages that put something beside each block. */
export type RenderedDiff = { html: string; count: number; none: string; title: string; lead: string; blocks: DiffBlock[] }
/** `before`: what stood there, with what went marked, for a column of its own. */
export type DiffBlock = { id: string; html: string; before: string; there: boolean }

/** One column with `<ins>` and `<del>`; colours are the style sheet's, words for those who do not see them are inside. */
export function renderDiff(diff: ArticleDiff, options: DiffOptions): RenderedDiff {
  const pen: Pen = { ...options, words: text[options.lang].diff, count: 0 }
  const title = parts(diff.title, pen)
  const lead = parts(diff.lead, pen)
  const blocks = diff.blocks.map((block): DiffBlock => ({
    id: (block.after ?? block.before)!.attrs.id,
    html: renderBlock(block, pen),
    before: block.before ? renderBlock(block, { ...pen, past: true }) : '',
    there: block.after !== undefined,
  }))
  const none = pen.count === 0 ? pen.words.none : ''
  const body = blocks.map(({ html }) => html).join('\n')
  const html = `${none && `<p class="meta">${escapeHtml(none)}</p>`}<div class="td">${title}</div>${lead && `<div class="sp-o">${lead}</div>`}<div class="bai">${body}</div>`
  return { html, count: pen.count, none, title, lead, blocks }
}

/** A field as it was, with what went marked. */
export const partsBefore = (all: readonly Part[], options: DiffOptions): string =>
  parts(all, { ...options, words: text[options.lang].diff, count: 0, past: true })

/** `past`: only what was there before, without numbers. */
type Pen = DiffOptions & { words: (typeof text)['vi']['diff']; count: number; past?: boolean }

const anchor = (pen: Pen) => (pen.past ? '' : ` id="sua-${++pen.count}"`)

/** One change may take words out and put words in: both stand under one anchor. */
function parts(all: readonly Part[], pen: Pen): string {
  return all
    .map((part, index) => {
      if (!part.change) return lines(part.text)
      if (pen.past && part.change === 'added') return ''
      const first = !all[index - 1]?.change
      return mark(part, pen, first ? anchor(pen) : '')
    })
    .join('')
}

function mark({ text: inside, change }: Part, { words }: Pen, id: string): string {
  const tag = change === 'added' ? 'ins' : 'del'
  const said = change === 'added' ? words.added : words.removed
  return `<${tag}${id}><span class="vh">${escapeHtml(said)}</span>${lines(inside)}<span class="vh">${escapeHtml(words.end)}</span></${tag}>`
}

const lines = (words: string) => escapeHtml(words).replaceAll('\n', '<br>')

function renderBlock(diff: BlockDiff, pen: Pen): string {
  if (pen.past && diff.kind === 'added') return ''
  const node = (diff.after ?? diff.before)!
  const whole = diff.kind === 'added' || diff.kind === 'removed'
  const id = whole || diff.moved ? anchor(pen) : ''
  const note = diff.moved
    ? pen.words.moved
    : diff.kind === 'added'
      ? pen.words.blockAdded
      : diff.kind === 'removed'
        ? pen.words.blockRemoved
        : ''
  const label = note && (id || diff.moved) ? `<span class="${diff.moved ? 'sua-chu' : 'vh'}">${escapeHtml(note)}: </span>` : ''
  // Everything within a block that came or went is one change: its parts take no numbers of their own.
  const inner = whole ? { ...pen, count: 0 } : pen
  const own = fields(diff, inner)
  const children = diff.children.map((child) => renderBlock(child, inner)).join('')
  const [tag, kind] = elements[node.type] ?? ['div', '']
  const classes = [kind, whole ? `sua-${diff.kind === 'added' ? 'them' : 'bo'}` : diff.moved ? 'sua-cho' : ''].filter(Boolean).join(' ')
  const attributes = `${id}${classes && ` class="${classes}"`}`
  const html = frame(node.type === 'heading' ? `h${node.attrs.level}` : tag, attributes + spans(node), label + own, children)
  return whole ? stripIds(html, id) : html
}

/** Rows take no words at all (their cells say it), lists and tables none directly. */
function frame(tag: string, attributes: string, own: string, children: string): string {
  if (tag === 'tr') return `<tr${attributes}>${children}</tr>`
  if (!framed.has(tag)) return `<${tag}${attributes}>${own}${children}</${tag}>`
  return attributes || own ? `<div${attributes}>${own}<${tag}>${children}</${tag}></div>` : `<${tag}>${children}</${tag}>`
}

const stripIds = (html: string, but: string) => html.replace(/ id="sua-\d+"/g, '').replace(/^<[a-z0-9]+/, (start) => start + but)

const elements: Record<string, [tag: string, className: string]> = {
  heading: ['h2', ''],
  bulletList: ['ul', ''],
  orderedList: ['ol', ''],
  listItem: ['li', ''],
  blockquote: ['blockquote', ''],
  figure: ['figure', ''],
  table: ['table', ''],
  tableRow: ['tr', ''],
  tableHeader: ['th', ''],
  tableCell: ['td', ''],
  infoBox: ['aside', 'hop'],
}
const framed = new Set(['ul', 'ol', 'table'])

const spans = (node: { type: string; attrs: object }) =>
  ['colspan', 'rowspan']
    .map((name) => {
      const span = Number((node.attrs as Record<string, unknown>)[name])
      return span > 1 ? ` ${name}="${span}"` : ''
    })
    .join('')

/** Shown as they read; the quiet ones (format, links, alt) only when they changed. */
const quiet = new Set(['format', 'links', 'level', 'alt', 'alts', 'decorative', 'span', 'start', 'kind', 'href'])

function fields(diff: BlockDiff, pen: Pen): string {
  return diff.fields
    .map((field) => {
      const changed = field.parts.some((part) => part.change)
      if (field.parts.length === 0 || (quiet.has(field.name) && (!changed || (diff.kind !== 'changed' && field.name !== 'href')))) return ''
      if (field.name === 'media') return pictures(field, pen)
      const html = parts(field.name === 'kind' || field.name === 'decorative' ? named(field, pen) : field.parts, pen)
      if (field.name === 'text') return html
      return `<p class="sua-muc"><b>${escapeHtml(pen.words.fields[field.name])}:</b> ${html}</p>`
    })
    .join('')
}

const named = (field: FieldDiff, { words }: Pen): Part[] =>
  field.parts.map((part) => ({ ...part, text: field.name === 'decorative' ? words.yes : (words.kinds[part.text] ?? part.text) }))

function pictures(field: FieldDiff, pen: Pen): string {
  return field.parts
    .map((part, index) => {
      const shown = part.text
        .split(' ')
        .map((id) => {
          const media = pen.media.get(Number(id))
          if (media?.kind === 'image') return renderPicture(media, media.alt, '20rem')
          return `<span class="tep">${escapeHtml(media?.name ?? `#${id}`)}</span>`
        })
        .join('')
      if (!part.change) return shown
      if (pen.past && part.change === 'added') return ''
      const tag = part.change === 'added' ? 'ins' : 'del'
      const said = part.change === 'added' ? pen.words.added : pen.words.removed
      return `<${tag}${field.parts[index - 1]?.change ? '' : anchor(pen)} class="sua-anh"><span class="vh">${escapeHtml(said)}</span>${shown}</${tag}>`
    })
    .join('')
}
