/// <reference lib="dom" />
import { fromLibrary, type EditorMedia, type MediaPage } from './props.ts'
import { byId, el, openDialog, type Room } from './room.ts'

export type Picked = { files: File[]; media: EditorMedia[]; gallery: boolean }
export type PickKind = 'image' | 'video' | 'file'

const accepted: Record<PickKind, string> = { image: 'image/*', video: 'video/*', file: '' }

/** The library in a dialog, with the way to upload before it. Nothing picked: null. */
export async function pick(room: Room, kind: PickKind, several: boolean): Promise<Picked | null> {
  const dialog = byId<HTMLDialogElement>('hop-thu-vien')
  const part = <E extends HTMLElement>(name: string) => dialog.querySelector<E>(`[data-${name}]`)!
  const t = room.t.picker
  const [grid, status, more] = [part('luoi'), part('loi'), part<HTMLButtonElement>('them')]
  const [insert, gallery] = [part<HTMLButtonElement>('chen'), part<HTMLButtonElement>('chum')]
  const [search, files] = [byId<HTMLInputElement>('tv-tim'), part<HTMLInputElement>('tep')]
  const chosen = new Map<number, EditorMedia>()
  let asked = 0
  let page = 1
  dialog.querySelector('h2')!.textContent = t[kind]

  const mark = () => {
    insert.disabled = chosen.size === 0
    insert.textContent = chosen.size > 1 ? t.many(chosen.size) : t.one
    gallery.hidden = chosen.size < 2
    gallery.textContent = t.gallery(chosen.size)
  }
  const toggle = (media: EditorMedia, tile: HTMLElement) => {
    const taken = chosen.delete(media.id)
    if (!taken && !several) {
      chosen.clear()
      for (const other of grid.querySelectorAll('[aria-pressed=true]')) other.setAttribute('aria-pressed', 'false')
    }
    if (!taken) chosen.set(media.id, media)
    tile.setAttribute('aria-pressed', String(!taken))
    mark()
  }
  const load = async () => {
    const mine = ++asked
    status.textContent = t.loading
    try {
      const found = await library(room, kind, search.value, page)
      if (mine !== asked) return
      status.textContent = page === 1 && found.items.length === 0 ? t.empty : ''
      const tiles = found.items.map(fromLibrary).map((media) => el('li', {}, tile(room, media, chosen.has(media.id), toggle)))
      if (page === 1) grid.replaceChildren(...tiles)
      else grid.append(...tiles)
      more.hidden = !found.more
    } catch {
      if (mine === asked) status.textContent = t.failed
    }
  }

  let timer: ReturnType<typeof setTimeout>
  search.value = ''
  search.oninput = () => {
    page = 1
    clearTimeout(timer)
    timer = setTimeout(() => void load(), 300)
  }
  search.onkeydown = (event) => event.key === 'Enter' && event.preventDefault()
  more.onclick = () => {
    page++
    void load()
  }
  files.value = ''
  files.accept = accepted[kind]
  files.multiple = several
  files.onchange = () => dialog.close('files')
  grid.replaceChildren()
  mark()
  void load()

  const answer = await openDialog(dialog)
  asked++
  if (answer === 'files') return { files: [...(files.files ?? [])], media: [], gallery: false }
  if (answer !== 'ok' && answer !== 'gallery') return null
  for (const media of chosen.values()) room.media.set(media.id, media)
  return { files: [], media: [...chosen.values()], gallery: answer === 'gallery' }
}

async function library(room: Room, kind: PickKind, query: string, page: number): Promise<MediaPage> {
  const url = new URL(room.mediaUrl, location.href)
  for (const [name, value] of Object.entries({ kind, q: query.trim(), page: String(page) })) if (value) url.searchParams.set(name, value)
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`library ${response.status}`)
  return (await response.json()) as MediaPage
}

function tile(room: Room, media: EditorMedia, chosen: boolean, toggle: (media: EditorMedia, tile: HTMLElement) => void): HTMLElement {
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
  button.onclick = () => toggle(media, button)
  return button
}
