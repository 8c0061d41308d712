/// <reference lib="dom" />
import type { Editor, JSONContent } from '@tiptap/core'
import { newBlockId, type FigureAttrs } from '../../body/body.ts'
import { insertBlocks } from './commands.ts'
import { joinLate } from './details.ts'
import { askGallery, galleryItem } from './gallery.ts'
import { askLink } from './links.ts'
import { pick, type PickKind } from './picker.ts'
import type { EditorMedia } from './props.ts'
import { byId, findBlock, openDialog, setAttributes, type Room } from './room.ts'

type Asking = (editor: Editor, room: Room) => Promise<void>

/** The buttons of the toolbar that ask something first. */
export const questions: Record<string, Asking> = {
  link: askLink,
  table: askTable,
  gallery: newGallery,
  picture: (editor, room) => choose(editor, room, 'image'),
  video: (editor, room) => choose(editor, room, 'video'),
  file: (editor, room) => choose(editor, room, 'file'),
}

async function choose(editor: Editor, room: Room, kind: PickKind) {
  const picked = await pick(room, kind, kind === 'image' ? 'many' : 'one')
  if (!picked) return editor.view.focus()
  if (picked.files.length > 0) return uploadFiles(editor, room, picked.files, kind)
  if (picked.gallery) return insertBlocks(editor, [{ type: 'gallery', attrs: { id: newBlockId(), items: picked.media.map(galleryItem) } }])
  insertBlocks(
    editor,
    picked.media.map((media) => blockOf(kind, media)),
  )
}

async function newGallery(editor: Editor, room: Room) {
  const answer = await askGallery(room, [], true)
  if (!answer || answer === 'remove') return editor.view.focus()
  const id = newBlockId()
  insertBlocks(editor, [{ type: 'gallery', attrs: { id, items: answer.items } }])
  joinLate(editor, room, id, answer.late)
}

function blockOf(kind: PickKind, media: EditorMedia | null): JSONContent {
  const attrs = { id: newBlockId(), mediaId: media?.id ?? null }
  if (kind === 'video') return { type: 'video', attrs: { ...attrs, caption: media?.caption ?? '', credit: media?.credit ?? '' } }
  if (kind === 'file') return { type: 'file', attrs: { ...attrs, label: media?.name ?? '' } }
  return {
    type: 'figure',
    attrs: { ...attrs, alt: media?.alt ?? '', credit: media?.credit ?? '' },
    ...(media?.caption && { content: [{ type: 'text', text: media.caption }] }),
  }
}

/** The blocks stand in the text at once; each finds its block again by id when its file has arrived. */
export function uploadFiles(editor: Editor, room: Room, files: readonly File[], kind: PickKind) {
  const blocks = files.map((file) => ({ file, block: { ...blockOf(kind, null) } }))
  for (const { file, block } of blocks) if (kind === 'file') block.attrs = { ...block.attrs, label: file.name }
  insertBlocks(
    editor,
    blocks.map(({ block }) => block),
  )
  for (const { file, block } of blocks) startUpload(editor, room, (block.attrs as { id: string }).id, file)
}

function startUpload(editor: Editor, room: Room, id: string, file: File) {
  room.uploads.add(id, file, (media) => {
    room.media.set(media.id, media)
    const attrs = findBlock(editor, id)?.node.attrs as Partial<FigureAttrs> | undefined
    if (!attrs) return
    setAttributes(
      editor,
      id,
      {
        mediaId: media.id,
        ...('alt' in attrs && !attrs.alt && { alt: media.alt }),
        ...('credit' in attrs && !attrs.credit && { credit: media.credit }),
      },
      true,
    )
    room.say(room.t.upload.done)
  })
}

/** For a picture whose upload was cut off: choose it again, caption and credit stay. */
export async function chooseAgain(editor: Editor, room: Room, id: string) {
  const picked = await pick(room, 'image', 'one')
  const media = picked?.media[0]
  const file = picked?.files[0]
  if (file) startUpload(editor, room, id, file)
  if (media) setAttributes(editor, id, { mediaId: media.id, alt: media.alt, credit: media.credit })
}

async function askTable(editor: Editor) {
  const [rows, columns, header] = [byId<HTMLInputElement>('bg-hang'), byId<HTMLInputElement>('bg-cot'), byId<HTMLInputElement>('bg-dau')]
  if ((await openDialog(byId('hop-bang'))) !== 'ok') return editor.view.focus()
  const between = (input: HTMLInputElement) => Math.min(Number(input.max), Math.max(1, Math.round(Number(input.value)) || 1))
  const row = (type: string) => ({
    type: 'tableRow',
    content: Array.from({ length: between(columns) }, () => ({ type, content: [{ type: 'paragraph' }] })),
  })
  const content = Array.from({ length: between(rows) }, (_, index) => row(header.checked && index === 0 ? 'tableHeader' : 'tableCell'))
  insertBlocks(editor, [{ type: 'table', attrs: { id: newBlockId() }, content }])
}
