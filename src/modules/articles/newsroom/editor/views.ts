/// <reference lib="dom" />
import type { Editor, NodeViewRenderer } from '@tiptap/core'
import type { GalleryItem } from '../../body/body.ts'
import { el, type Room } from './room.ts'

/** A quote: its words are the text, who said it stands in a field below. */
export const quoteView =
  (room: Room): NodeViewRenderer =>
  (props) =>
    framed(props, 'cite', {
      field: el('input', { class: 'ed-cite', 'aria-label': room.t.quote.cite, placeholder: room.t.quote.cite }),
      dom: el('blockquote'),
      after: true,
    })

export const boxView =
  (room: Room): NodeViewRenderer =>
  (props) =>
    framed(props, 'title', {
      field: el('input', { class: 'ed-ten-hop', 'aria-label': room.t.box.title, placeholder: room.t.box.title }),
      dom: el('aside', { class: 'hop' }),
    })

export const tableView =
  (room: Room): NodeViewRenderer =>
  (props) => {
    const body = el('tbody')
    const field = el('input', { class: 'ed-ten-bang', 'aria-label': room.t.tableCaption, placeholder: room.t.tableCaption })
    const dom = el('div', { class: 'bang' })
    return framed(props, 'caption', { field, dom, body: { outer: el('table', {}, body), inner: body } })
  }

type Frame = { field: HTMLInputElement; dom: HTMLElement; after?: boolean; body?: { outer: HTMLElement; inner: HTMLElement } }
type ViewProps = Parameters<NodeViewRenderer>[0]

/** A block whose content is text and whose one attribute is a plain input of its own, so that any keyboard can write into it. */
function framed({ node, editor, getPos }: ViewProps, name: string, { field, dom, after, body }: Frame): ReturnType<NodeViewRenderer> {
  const contentDOM = body?.inner ?? el('div', { class: 'ed-trong' })
  const outer = body?.outer ?? contentDOM
  const line = el('div', { contenteditable: 'false', class: 'ed-dong-ten' }, field)
  field.type = 'text'
  field.maxLength = 300
  field.autocomplete = 'off'
  field.value = `${(node.attrs as Record<string, string>)[name] ?? ''}`
  dom.append(...(after ? [outer, line] : [line, outer]))
  dom.dataset.id = String(node.attrs.id ?? '')
  field.addEventListener('input', () => {
    const pos = getPos()
    if (pos !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, name, field.value))
  })
  field.addEventListener('keydown', (event) => leaveField(event, editor, getPos))
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      dom.dataset.id = String(next.attrs.id ?? '')
      const value = `${(next.attrs as Record<string, string>)[name] ?? ''}`
      // Never rewritten under the fingers: only when it changed elsewhere.
      if (document.activeElement !== field && field.value !== value) field.value = value
      return true
    },
    stopEvent: (event) => line.contains(event.target as Node),
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}

function leaveField(event: KeyboardEvent, editor: Editor, getPos: () => number | undefined) {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  const pos = getPos()
  if (pos !== undefined)
    editor
      .chain()
      .focus(pos + 1)
      .run()
}

/** Pictures side by side; all about them is changed in a dialog. */
export const galleryView =
  (room: Room): NodeViewRenderer =>
  ({ node }) =>
    card(room, node, 'ed-chum-anh', room.t.gallery.edit, ({ items = [] }) => {
      const lacking = items.filter(({ credit, alt }) => !credit.trim() || !alt.trim()).length
      return [
        el('p', { class: 'ed-the' }, room.icon('images'), el('b', {}, room.t.gallery.count(items.length))),
        lacking > 0 ? el('p', { class: 'ed-thieu' }, room.icon('circle-alert'), room.t.gallery.lacking(lacking)) : null,
        el('ul', { class: 'n' }, ...items.map((item) => pictureIn(room, item))),
      ]
    })

function pictureIn(room: Room, { mediaId, alt, caption }: GalleryItem): HTMLElement {
  const media = room.media.get(mediaId)
  const face = media ? el('img', { src: media.thumbUrl ?? media.url, alt: alt || media.alt, draggable: 'false' }) : room.icon('image')
  return el('li', {}, face, el('span', {}, caption))
}

/** Video, file, related link: one line with what it is. */
export const cardView =
  (room: Room): NodeViewRenderer =>
  ({ node }) =>
    card(room, node, 'ed-the-khoi', room.t.edit, (attrs) => {
      const media = room.media.get(Number(attrs.mediaId))
      const poster = node.type.name === 'video' && media?.thumbUrl ? el('img', { src: media.thumbUrl, alt: '', draggable: 'false' }) : null
      const gone = attrs.mediaId !== undefined && !media ? room.t.media.gone : ''
      const name = attrs.label || attrs.caption || attrs.href || media?.name || ''
      const icon = { video: 'film', file: 'paperclip' }[node.type.name] ?? 'link'
      const what = { video: room.t.media.video, file: room.t.media.file }[node.type.name] ?? room.t.related.label
      return [poster, el('p', { class: 'ed-the' }, room.icon(icon), el('b', {}, what), el('span', {}, gone || name))]
    })

type Attrs = { id: string; items?: GalleryItem[]; mediaId?: number | null; label?: string; caption?: string; href?: string }

function card(
  room: Room,
  node: ViewProps['node'],
  kind: string,
  verb: string,
  draw: (attrs: Attrs) => (HTMLElement | null)[],
): ReturnType<NodeViewRenderer> {
  const dom = el('div', { class: `ed-khoi ${kind}`, contenteditable: 'false' })
  let attrs = node.attrs as Attrs
  const edit = el('button', { type: 'button', class: 'btn o nho' }, room.icon('pencil'), verb)
  edit.onclick = () => room.ask.details(attrs.id)
  const show = () => {
    dom.dataset.id = attrs.id ?? ''
    dom.replaceChildren(...draw(attrs).filter((part) => part !== null), edit)
  }
  show()
  return {
    dom,
    update(next) {
      if (next.type !== node.type) return false
      attrs = next.attrs as Attrs
      show()
      return true
    },
    stopEvent: (event) => edit.contains(event.target as Node),
    ignoreMutation: () => true,
  }
}
