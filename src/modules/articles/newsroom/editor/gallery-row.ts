/// <reference lib="dom" />
import type { GalleryItem } from '../../body/body.ts'
import type { EditorMedia } from './props.ts'
import { el, type Room } from './room.ts'
import type { UploadState } from './upload.ts'

const names = ['caption', 'credit', 'alt'] as const
export type GalleryRow = ReturnType<typeof galleryRow>
type Acts = { move(by: number): void; drop(): void }

/** One picture of a gallery: its face, its three fields, its place. Its words can be typed while it is on its way. */
export function galleryRow(room: Room, id: string, item: GalleryItem | null, acts: Acts) {
  const face = el('div', { class: 'ed-chum-mat' })
  const fields = fieldsOf(room, item)
  const tools = toolsOf(room, acts)
  const line = el('li', {}, face, fields.place, tools.place)
  let mediaId = item?.mediaId ?? null
  let take: ((item: GalleryItem) => void) | null = null
  const now = (): GalleryItem | null => (mediaId === null ? null : { mediaId, ...fields.read() })
  const draw = () => face.replaceChildren(...faceOf(room, id, mediaId))
  const arrive = (media: EditorMedia) => {
    room.media.set(media.id, media)
    mediaId = media.id
    fields.fill(media)
    draw()
    take?.(now()!)
  }
  line.addEventListener('keydown', (event) => walk(event, fields.inputs, acts))
  draw()
  return {
    id,
    line,
    /** Null while it is on its way. */
    item: now,
    arrived(taker: (item: GalleryItem) => void) {
      take = taker
    },
    send(file: File) {
      room.uploads.watch(id, draw)
      room.uploads.add(id, file, arrive)
      draw()
    },
    number: (index: number) => tools.number(index),
    focus: () => fields.inputs[0]!.focus(),
  }
}

function fieldsOf({ t }: Room, item: GalleryItem | null) {
  const inputs = names.map((name) => el('input', { type: 'text', value: item?.[name] ?? '', maxlength: '1000', autocomplete: 'off' }))
  const place = el('div', {}, ...names.map((name, index) => el('label', {}, t.gallery[name], inputs[index])))
  return {
    inputs,
    place,
    read: () =>
      Object.fromEntries(names.map((name, index) => [name, inputs[index]!.value.trim()])) as Record<(typeof names)[number], string>,
    /** What the library knows, where nobody has typed. */
    fill: (media: EditorMedia) =>
      inputs.forEach((input, index) => {
        if (!input.value && document.activeElement !== input) input.value = media[names[index]!]
      }),
  }
}

function toolsOf(room: Room, { move, drop }: Acts) {
  const t = room.t.gallery
  const number = el('b', { class: 'num' })
  const buttons = [
    ['arrow-up', t.up, () => move(-1)],
    ['arrow-down', t.down, () => move(1)],
    ['trash-2', t.drop, drop],
  ] as const
  const made = buttons.map(([icon, , run]) => {
    const button = el('button', { type: 'button', class: 'btn g vuong' }, room.icon(icon))
    button.onclick = run
    return button
  })
  return {
    place: el('div', { class: 'ed-chum-nut' }, number, ...made),
    number(index: number) {
      number.textContent = t.picture(index)
      buttons.forEach(([, label], at) => made[at]!.setAttribute('aria-label', `${label}: ${t.picture(index)}`))
    },
  }
}

/** Enter goes on to the next field instead of closing the dialog; Alt with an arrow moves the picture. */
function walk(event: KeyboardEvent, inputs: HTMLInputElement[], { move }: Acts) {
  if (event.isComposing || event.keyCode === 229) return
  const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
  const at = inputs.indexOf(event.target as HTMLInputElement)
  if (by) move(by)
  else if (event.key !== 'Enter' || at === -1) return
  else inputs[at + 1]?.focus()
  event.preventDefault()
}

function faceOf(room: Room, id: string, mediaId: number | null): HTMLElement[] {
  const media = mediaId === null ? undefined : room.media.get(mediaId)
  if (media) return [el('img', { src: media.thumbUrl ?? media.url, alt: '' })]
  const state = room.uploads.state(id)
  if (!state) return [el('span', { class: 'ed-hinh' }, room.icon('image')), el('small', {}, room.t.picture.gone)]
  return [state.preview ?? el('span', { class: 'ed-hinh' }, room.icon('image')), progressOf(room, id, state)]
}

function progressOf(room: Room, id: string, { name, percent, message }: UploadState): HTMLElement {
  const t = room.t.upload
  if (name !== 'failed') return el('small', { role: 'status' }, name === 'sending' ? t.progress(percent) : t.queued)
  const again = el('button', { type: 'button', class: 'btn o nho' }, t.retry)
  again.onclick = () => room.uploads.again(id)
  return el('small', { role: 'alert', class: 'ed-sai' }, message ?? t.failed, message ? null : again)
}
