import { escapeHtml, formatBytes, type Lang } from '../../../kernel/text.ts'
import type { RenderMedia } from '../../media/index.ts'
import {
  anchorOf,
  inlineText,
  type Body,
  type BodyNode,
  type Figure,
  type Gallery,
  type Inline,
  type Mark,
  type Table,
  type TableCell,
  type Video,
} from './body.ts'
import { credited } from './credit.ts'
import { isExternal, safeHref } from './href.ts'
import { text } from './text.ts'

export type RenderOptions = {
  media: ReadonlyMap<number, RenderMedia>
  lang: Lang
  /** A preview says in a calm line what is missing; a published page leaves it out. */
  preview?: boolean
}

/** The text as HTML, escaped whole, without styles or scripts; safe even for a Body that never saw `parseBody`. */
export const renderBody = (body: Body, options: RenderOptions): string => body.content.map((block) => renderNode(block, options)).join('\n')

function renderInline(content: readonly Inline[] = []): string {
  return content.map((run) => (run.type === 'text' ? (run.marks ?? []).reduceRight(wrap, escapeHtml(run.text)) : '<br>')).join('')
}

function renderNode(node: BodyNode, options: RenderOptions): string {
  const inside = () => ('content' in node ? (node.content as BodyNode[]).map((child) => renderNode(child, options)).join('') : '')
  switch (node.type) {
    case 'paragraph':
      return node.content?.length ? `<p>${renderInline(node.content)}</p>` : ''
    case 'heading':
      return renderHeading(node.attrs.level === 3 ? 'h3' : 'h2', node.attrs.id, node.content)
    case 'bulletList':
      return `<ul>${inside()}</ul>`
    case 'orderedList':
      return `<ol${node.attrs.start === 1 ? '' : ` start="${Number(node.attrs.start)}"`}>${inside()}</ol>`
    case 'listItem':
      return `<li>${renderItem(node.content, options)}</li>`
    case 'blockquote':
      return `<blockquote>${inside()}${node.attrs.cite ? `<footer><cite>${escapeHtml(node.attrs.cite)}</cite></footer>` : ''}</blockquote>`
    case 'figure':
      return renderFigure(node, options)
    case 'gallery':
      return renderGallery(node, options)
    case 'table':
      return renderTable(node, options)
    case 'video':
      return renderVideo(node, options)
    case 'file':
      return renderFile(node.attrs.mediaId, node.attrs.label, options)
    case 'infoBox':
      return `<aside class="hop">${node.attrs.title ? `<h2>${escapeHtml(node.attrs.title)}</h2>` : ''}${inside()}</aside>`
    case 'relatedLink':
      return renderRelated(node.attrs.href, node.attrs.label, options)
    default:
      return ''
  }
}

const renderHeading = (tag: 'h2' | 'h3', id: string, content: Inline[] | undefined) =>
  inlineText(content).trim() ? `<${tag} id="${escapeHtml(anchorOf(id))}">${renderInline(content)}</${tag}>` : ''

/** An item of one paragraph needs no paragraph in it. */
const renderItem = (content: BodyNode[], options: RenderOptions) =>
  content
    .map((child, index) => (index === 0 && child.type === 'paragraph' ? renderInline(child.content) : renderNode(child, options)))
    .join('')

function wrap(inner: string, mark: Mark): string {
  if (mark.type === 'bold') return `<strong>${inner}</strong>`
  if (mark.type === 'italic') return `<em>${inner}</em>`
  const href = safeHref(mark.attrs.href)
  return href ? `<a href="${escapeHtml(href)}"${outside(href)}>${inner}</a>` : inner
}

const outside = (href: string) => (isExternal(href) ? ' rel="noopener"' : '')
const creditLine = (credit: string, word: (name: string) => string) =>
  credit ? `<span class="nguon">${escapeHtml(credited(credit, word))}</span>` : ''
const figcaption = (...parts: string[]) => (parts.some(Boolean) ? `<figcaption>${parts.filter(Boolean).join(' ')}</figcaption>` : '')

const mediaOf = (id: number | null, kind: RenderMedia['kind'], { media }: RenderOptions) => {
  const found = id === null ? undefined : media.get(id)
  return found?.kind === kind ? found : undefined
}
const missing = (what: keyof typeof text.vi.missing, { preview, lang }: RenderOptions) =>
  preview ? `<p class="thieu-tep">${escapeHtml(text[lang].missing[what])}</p>` : ''

function renderFigure({ attrs, content }: Figure, options: RenderOptions): string {
  const media = mediaOf(attrs.mediaId, 'image', options)
  const caption = figcaption(renderInline(content), creditLine(attrs.credit || media?.credit || '', text[options.lang].photo))
  if (!media) return options.preview ? `<figure>${missing('picture', options)}${caption}</figure>` : ''
  return `<figure>${renderPicture(media, attrs.decorative ? '' : attrs.alt || media.alt, '(min-width: 48rem) 44rem, 100vw')}${caption}</figure>`
}

/** `sizes` as in HTML: how wide the picture will stand. Width and height keep the page from jumping. */
export function renderPicture(media: RenderMedia, alt: string, sizes: string): string {
  const types = [...new Set(media.variants.map((variant) => variant.type))].sort()
  const sources = types.map((type) => {
    const set = media.variants.filter((variant) => variant.type === type).map((variant) => `${url(variant.url)} ${Number(variant.width)}w`)
    return `<source type="${escapeHtml(type)}" srcset="${set.join(', ')}" sizes="${sizes}">`
  })
  const size = media.width > 0 && media.height > 0 ? ` width="${Number(media.width)}" height="${Number(media.height)}"` : ''
  return `<picture>${sources.join('')}<img src="${url(smallest(media, 960))}" alt="${escapeHtml(alt)}"${size} loading="lazy" decoding="async"></picture>`
}

/** The first variant at least that wide in a form every browser shows, else the file itself. */
const smallest = (media: RenderMedia, width: number) =>
  media.variants.filter((variant) => variant.type !== 'image/avif' && variant.width >= width).sort((a, b) => a.width - b.width)[0]?.url ??
  media.url

/** Our own addresses; a comma or blank would end an entry of a srcset. */
const url = (address: string) => escapeHtml((safeHref(encodeURI(decode(address))) ?? '').replaceAll(',', '%2C'))

function decode(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

function renderGallery({ attrs }: Gallery, options: RenderOptions): string {
  const items = attrs.items.map((item) => {
    const media = mediaOf(item.mediaId, 'image', options)
    if (!media) return options.preview ? `<li>${missing('picture', options)}</li>` : ''
    const size = ` data-pswp-width="${Number(media.width)}" data-pswp-height="${Number(media.height)}"`
    const picture = renderPicture(media, item.alt || media.alt || item.caption, '(min-width: 48rem) 22rem, 50vw')
    const words = figcaption(escapeHtml(item.caption), creditLine(item.credit || media.credit, text[options.lang].photo))
    return `<li><figure><a href="${url(media.url)}"${size}>${picture}</a>${words}</figure></li>`
  })
  return items.some(Boolean) ? `<ul class="chum-anh" aria-label="${text[options.lang].gallery}">${items.join('')}</ul>` : ''
}

function renderTable({ attrs, content }: Table, options: RenderOptions): string {
  const isHead = content.map((row) => row.content.length > 0 && row.content.every((cell) => cell.type === 'tableHeader'))
  const body = isHead.indexOf(false)
  const heads = body === -1 ? content.length : body
  const rows = (from: number, to: number, scope: 'col' | 'row') =>
    content
      .slice(from, to)
      .map((row) => `<tr>${row.content.map((cell) => renderCell(cell, scope, options)).join('')}</tr>`)
      .join('')
  const caption = attrs.caption ? `<caption>${escapeHtml(attrs.caption)}</caption>` : ''
  const head = heads ? `<thead>${rows(0, heads, 'col')}</thead>` : ''
  const rest = heads < content.length ? `<tbody>${rows(heads, content.length, 'row')}</tbody>` : ''
  const name = escapeHtml(attrs.caption || text[options.lang].table)
  // Wide tables scroll inside their frame, which the keyboard must reach.
  return `<div class="bang" role="region" tabindex="0" aria-label="${name}"><table>${caption}${head}${rest}</table></div>`
}

function renderCell({ type, attrs, content }: TableCell, scope: 'col' | 'row', options: RenderOptions): string {
  const only = content.length === 1 ? content[0] : undefined
  const inside = only?.type === 'paragraph' ? renderInline(only.content) : content.map((child) => renderNode(child, options)).join('')
  const spans =
    (attrs.colspan > 1 ? ` colspan="${Number(attrs.colspan)}"` : '') + (attrs.rowspan > 1 ? ` rowspan="${Number(attrs.rowspan)}"` : '')
  return type === 'tableHeader' ? `<th scope="${scope}"${spans}>${inside}</th>` : `<td${spans}>${inside}</td>`
}

function renderVideo({ attrs }: Video, options: RenderOptions): string {
  const media = mediaOf(attrs.mediaId, 'video', options)
  if (!media) return missing('video', options)
  const words = text[options.lang]
  const [small, large] = [...media.variants].sort((a, b) => a.width - b.width)
  const source = (variant: { url: string; type: string }, query = '') =>
    `<source src="${url(variant.url)}" type="${escapeHtml(variant.type)}"${query}>`
  const sources =
    small && large
      ? source(small, ' media="(max-width: 40rem)"') + source(large)
      : source(small ?? { url: media.url, type: media.contentType })
  const weighed = (variant: { url: string; bytes: number }, words: string) =>
    `<a href="${url(variant.url)}">${words} (${formatBytes(variant.bytes, options.lang)})</a>`
  const links = small && large ? `<span class="ban-video">${weighed(small, words.small)} ${weighed(large, words.large)}</span>` : ''
  const poster = media.posterUrl ? ` poster="${url(media.posterUrl)}"` : ''
  const size = media.width > 0 && media.height > 0 ? ` width="${Number(media.width)}" height="${Number(media.height)}"` : ''
  const caption = figcaption(escapeHtml(attrs.caption), creditLine(attrs.credit || media.credit, words.footage), links)
  return `<figure class="video"><video controls preload="none" playsinline${poster}${size}>${sources}</video>${caption}</figure>`
}

function renderFile(id: number | null, label: string, options: RenderOptions): string {
  const media = id === null ? undefined : options.media.get(id)
  if (!media) return missing('file', options)
  const kind = /\.([a-z0-9]{1,5})$/i.exec(media.name)?.[1]?.toUpperCase()
  const size = [kind, formatBytes(media.bytes, options.lang)].filter(Boolean).join(', ')
  return `<p class="tep-dinh-kem"><a href="${url(media.url)}" download>${escapeHtml(label || media.name)}</a> <span>(${escapeHtml(size)})</span></p>`
}

function renderRelated(address: string, label: string, { lang }: RenderOptions): string {
  const href = safeHref(address)
  const words = escapeHtml(label || address)
  return `<p class="xem-them">${text[lang].related} ${href ? `<a href="${escapeHtml(href)}"${outside(href)}>${words}</a>` : words}</p>`
}
