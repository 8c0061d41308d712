/// <reference lib="dom" />
import type { NodeViewRenderer } from '@tiptap/core'
import type { FigureAttrs } from '../../body/body.ts'
import { credited } from '../../body/credit.ts'
import { el, type Room } from './room.ts'
import type { UploadState } from './upload.ts'

/** A picture as readers will see it; its caption is typed in place, also while it uploads. What is missing stands there as a button. */
export const figureView =
  (room: Room): NodeViewRenderer =>
  ({ node }) => {
    const frame = el('div', { class: 'ed-khung', contenteditable: 'false' })
    const contentDOM = el('div', { class: 'chu' })
    const notes = el('span', { class: 'ed-nguon', contenteditable: 'false' })
    const dom = el('figure', { class: 'ed-anh' }, frame, el('figcaption', {}, contentDOM, notes))
    contentDOM.style.setProperty('--cho', JSON.stringify(room.t.picture.caption))
    let attrs = node.attrs as FigureAttrs
    const draw = () => {
      dom.dataset.id = attrs.id ?? ''
      const state = room.uploads.state(attrs.id)
      frame.replaceChildren(picture(room, attrs, state), ...(state ? [progress(room, attrs.id, state)] : []))
      notes.replaceChildren(...remarks(room, attrs))
    }
    let unwatch = room.uploads.watch(attrs.id, draw)
    draw()
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type.name !== 'figure') return false
        const fresh = next.attrs as FigureAttrs
        if (fresh.id !== attrs.id) {
          unwatch()
          unwatch = room.uploads.watch(fresh.id, draw)
        }
        const changed = JSON.stringify(fresh) !== JSON.stringify(attrs)
        attrs = fresh
        if (changed) draw()
        return true
      },
      stopEvent: (event) => event.target instanceof Element && event.target.closest('button') !== null,
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      destroy: () => unwatch(),
    }
  }

function picture(room: Room, attrs: FigureAttrs, state: UploadState | undefined): HTMLElement {
  if (state?.preview) return state.preview
  const media = attrs.mediaId === null ? undefined : room.media.get(attrs.mediaId)
  if (media) {
    const size: Record<string, string> =
      media.width > 0 && media.height > 0 ? { width: String(media.width), height: String(media.height) } : {}
    return el('img', { src: media.url, alt: attrs.alt || media.alt, draggable: 'false', ...size })
  }
  const again = el('button', { type: 'button', class: 'btn o nho' }, room.t.picture.again)
  again.onclick = () => room.ask.again(attrs.id)
  const words = state ? room.t.upload.queued : attrs.mediaId === null ? room.t.picture.waiting : room.t.picture.gone
  return el('div', { class: 'ed-thieu-anh' }, room.icon('image'), el('span', {}, words), !state && again)
}

function progress(room: Room, id: string, state: UploadState): HTMLElement {
  const t = room.t.upload
  if (state.name === 'failed') {
    const retry = el('button', { type: 'button', class: 'btn o nho' }, t.retry)
    retry.onclick = () => room.uploads.again(id)
    return el(
      'p',
      { class: 'ed-tien hong', role: 'alert' },
      room.icon('circle-alert'),
      el('span', {}, state.message ?? t.failed),
      state.message ? null : retry,
    )
  }
  const words = state.name === 'queued' ? t.queued : state.name === 'preparing' ? t.preparing : t.progress(state.percent)
  const bar = el('progress', { max: '100', 'aria-label': words })
  bar.value = state.percent
  return el('p', { class: 'ed-tien' }, bar, el('span', { class: 'num' }, words))
}

function remarks(room: Room, attrs: FigureAttrs): HTMLElement[] {
  const t = room.t.picture
  const button = (words: string, lacking: boolean) => {
    const made = el(
      'button',
      { type: 'button', ...(lacking && { class: 'thieu' }), title: t.edit },
      lacking && room.icon('circle-alert'),
      words,
    )
    made.onclick = () => room.ask.details(attrs.id)
    return made
  }
  return [
    button(attrs.credit ? credited(attrs.credit, t.credit) : t.addCredit, !attrs.credit),
    ...(attrs.alt || attrs.decorative ? [] : [button(t.addAlt, true)]),
  ]
}
