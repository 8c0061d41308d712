/// <reference lib="dom" />
import { fromLibrary, type EditorMedia, type MediaPage } from './props.ts'
import { byId, el, openDialog, type Room } from './room.ts'

export type Picked = { files: File[]; media: EditorMedia[]; gallery: boolean }
export type PickKind = 'image' | 'video' | 'file'
/** many: each in a block of its own, or all of them as a gallery · gallery: for one that is open. */
export type PickMode = 'one' | 'many' | 'gallery'

const accepted: Record<PickKind, string> = { image: 'image/*', video: 'video/*', file: '' }

/** The library in a dialog, with the way to upload before it. Nothing picked: null. */
export async function pick(room: Room, kind: PickKind, mode: PickMode): Promise<Picked | null> {
  const shelf = shelfOf(room, kind, mode)
  const { dialog, files, chosen } = shelf
  dialog.querySelector('h2')!.textContent = room.t.picker[mode === 'gallery' ? 'forGallery' : kind]
  files.value = ''
  files.accept = accepted[kind]
  files.multiple = mode !== 'one'
  files.onchange = () => dialog.close('files')
  searching(shelf)
  shelf.grid.replaceChildren()
  mark(shelf)
  void load(shelf)

  const answer = await openDialog(dialog)
  shelf.asked++
  if (answer === 'files') return { files: [...(files.files ?? [])], media: [], gallery: false }
  if (answer !== 'ok' && answer !== 'gallery') return null
  for (const media of chosen.values()) room.media.set(media.id, media)
  return { files: [], media: [...chosen.values()], gallery: answer === 'gallery' }
}

type Shelf = ReturnType<typeof shelfOf>

function shelfOf(room: Room, kind: PickKind, mode: PickMode) {
  const dialog = byId<HTMLDialogElement>('hop-thu-vien')
  const part = <E extends HTMLElement>(name: string) => dialog.querySelector<E>(`[data-${name}]`)!
  return {
    room,
    kind,
    mode,
    dialog,
    grid: part('luoi'),
    status: part('loi'),
    more: part<HTMLButtonElement>('them'),
    insert: part<HTMLButtonElement>('chen'),
    gallery: part<HTMLButtonElement>('chum'),
    files: part<HTMLInputElement>('tep'),
    search: byId<HTMLInputElement>('tv-tim'),
    chosen: new Map<number, EditorMedia>(),
    /** Counts what was asked for: an answer that comes after the next question is passed over. */
    asked: 0,
    page: 1,
  }
}

function searching(shelf: Shelf) {
  const { search, more } = shelf
  let timer: ReturnType<typeof setTimeout>
  search.value = ''
  search.oninput = () => {
    shelf.page = 1
    clearTimeout(timer)
    timer = setTimeout(() => void load(shelf), 300)
  }
  search.onkeydown = (event) => event.key === 'Enter' && event.preventDefault()
  more.onclick = () => {
    shelf.page++
    void load(shelf)
  }
}

async function load(shelf: Shelf) {
  const { room, grid, status, more, chosen } = shelf
  const mine = ++shelf.asked
  status.textContent = room.t.picker.loading
  try {
    const found = await library(shelf)
    if (mine !== shelf.asked) return
    status.textContent = shelf.page === 1 && found.items.length === 0 ? room.t.picker.empty : ''
    const tiles = found.items.map(fromLibrary).map((media) => el('li', {}, tile(shelf, media, chosen.has(media.id))))
    if (shelf.page === 1) grid.replaceChildren(...tiles)
    else grid.append(...tiles)
    more.hidden = !found.more
  } catch {
    if (mine === shelf.asked) status.textContent = room.t.picker.failed
  }
}

async function library({ room, kind, search, page }: Shelf): Promise<MediaPage> {
  const url = new URL(room.mediaUrl, location.href)
  for (const [name, value] of Object.entries({ kind, q: search.value.trim(), page: String(page) }))
    if (value) url.searchParams.set(name, value)
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`library ${response.status}`)
  return (await response.json()) as MediaPage
}

function toggle(shelf: Shelf, media: EditorMedia, button: HTMLElement) {
  const { chosen, grid, mode } = shelf
  const taken = chosen.delete(media.id)
  if (!taken && mode === 'one') {
    chosen.clear()
    for (const other of grid.querySelectorAll('[aria-pressed=true]')) other.setAttribute('aria-pressed', 'false')
  }
  if (!taken) chosen.set(media.id, media)
  button.setAttribute('aria-pressed', String(!taken))
  mark(shelf)
}

/** What the buttons would do with what is chosen. */
function mark({ room, chosen, insert, gallery, mode }: Shelf) {
  const t = room.t.picker
  insert.disabled = chosen.size === 0
  insert.textContent = mode === 'gallery' ? t.add(chosen.size) : chosen.size > 1 ? t.many(chosen.size) : t.one
  gallery.hidden = mode !== 'many' || chosen.size < 2
  gallery.textContent = t.gallery(chosen.size)
}

function tile(shelf: Shelf, media: EditorMedia, chosen: boolean): HTMLElement {
  const { room } = shelf
  const face = media.thumbUrl
    ? el('img', { src: media.thumbUrl, alt: media.alt, loading: 'lazy' })
    : el('span', { class: 'ed-hinh' }, room.icon(media.kind === 'video' ? 'film' : 'file-text'))
  const lacking = media.kind === 'image' && !media.alt && el('small', {}, room.t.picker.noAlt)
  const button = el(
    'button',
    { type: 'button', 'aria-pressed': String(chosen) },
    face,
    el('span', {}, media.caption || media.name),
    lacking,
  )
  button.onclick = () => toggle(shelf, media, button)
  return button
}
