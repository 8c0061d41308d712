/// <reference lib="dom" />
import { newBlockId, type GalleryItem } from '../../body/body.ts'
import { galleryRow, type GalleryRow } from './gallery-row.ts'
import { pick } from './picker.ts'
import type { EditorMedia } from './props.ts'
import { byId, openDialog, type Room } from './room.ts'

/** A picture still on its way when the dialog was closed, with the words typed for it. */
export type LatePicture = Pick<GalleryRow, 'id' | 'arrived'>
export type GalleryAnswer = { items: GalleryItem[]; late: LatePicture[] } | 'remove' | null

/** The pictures of a gallery in a dialog: put in, in order, described. `fresh`: one that does not stand in the text yet. */
export async function askGallery(room: Room, before: readonly GalleryItem[], fresh: boolean): Promise<GalleryAnswer> {
  const dialog = byId<HTMLDialogElement>('hop-chum')
  const list = listIn(room, dialog)
  for (const item of before) add(list, item)
  number(list)
  dialog.querySelector<HTMLElement>('[data-bo]')!.hidden = fresh
  const answer = await openDialog(dialog)
  const { rows } = list
  if (answer === 'ok' && rows.length > 0)
    return { items: rows.flatMap((row) => row.item() ?? []), late: rows.filter((row) => row.item() === null) }
  for (const row of rows) room.uploads.drop(row.id)
  return answer === 'remove' || (answer === 'ok' && !fresh) ? 'remove' : null
}

export const galleryItem = ({ id, caption, credit, alt }: EditorMedia): GalleryItem => ({ mediaId: id, caption, credit, alt })

type List = { room: Room; place: HTMLElement; empty: HTMLElement; status: HTMLElement; library: HTMLElement; rows: GalleryRow[] }

function listIn(room: Room, dialog: HTMLDialogElement): List {
  const part = <E extends HTMLElement>(name: string) => dialog.querySelector<E>(`[data-${name}]`)!
  const list: List = { room, place: part('chum'), empty: part('trong'), status: part('loi'), library: part('them'), rows: [] }
  const files = part<HTMLInputElement>('tep')
  list.place.replaceChildren()
  list.status.textContent = ''
  files.onchange = () => {
    for (const file of files.files ?? []) add(list, null, file)
    files.value = ''
  }
  list.library.onclick = async () => {
    const picked = await pick(room, 'image', 'gallery')
    for (const file of picked?.files ?? []) add(list, null, file)
    for (const media of picked?.media ?? []) add(list, galleryItem(media))
  }
  return list
}

function add(list: List, item: GalleryItem | null, file?: File) {
  const row: GalleryRow = galleryRow(list.room, newBlockId(), item, { move: (by) => move(list, row, by), drop: () => drop(list, row) })
  list.rows.push(row)
  list.place.append(row.line)
  if (file) row.send(file)
  number(list)
}

function number({ rows, empty }: List) {
  empty.hidden = rows.length > 0
  rows.forEach((row, index) => row.number(index + 1))
}

function move(list: List, row: GalleryRow, by: number) {
  const { rows, place, status, room } = list
  const from = rows.indexOf(row)
  const to = Math.min(rows.length - 1, Math.max(0, from + by))
  if (to === from) return
  rows.splice(to, 0, ...rows.splice(from, 1))
  keepFocus(() => place.insertBefore(row.line, rows[to + 1]?.line ?? null))
  number(list)
  status.textContent = room.t.gallery.moved(to + 1, rows.length)
}

/** A node that is moved loses the focus within it. */
function keepFocus(change: () => void) {
  const focused = document.activeElement as HTMLElement | null
  change()
  focused?.focus({ preventScroll: true })
  focused?.scrollIntoView({ block: 'nearest' })
}

function drop(list: List, row: GalleryRow) {
  const at = list.rows.indexOf(row)
  list.room.uploads.drop(row.id)
  list.rows.splice(at, 1)
  row.line.remove()
  number(list)
  const next = list.rows[at] ?? list.rows[at - 1]
  if (next) next.focus()
  else list.library.focus()
}
