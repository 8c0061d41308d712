/// <reference lib="dom" />
import type { Editor, JSONContent } from '@tiptap/core'
import { newBlockId, type FigureAttrs, type Gallery, type GalleryItem } from '../../body/body.ts'
import { typedHref } from '../../body/href.ts'
import { insertBlocks } from './commands.ts'
import { pick, type PickKind } from './picker.ts'
import type { EditorMedia } from './props.ts'
import { byId, el, findBlock, openDialog, setAttributes, type Room } from './room.ts'

type Asking = (editor: Editor, room: Room) => Promise<void>

/** The buttons of the toolbar that ask something first. */
export const questions: Record<string, Asking> = {
  link: askLink,
  table: askTable,
  picture: (editor, room) => choose(editor, room, 'image'),
  video: (editor, room) => choose(editor, room, 'video'),
  file: (editor, room) => choose(editor, room, 'file'),
}

async function choose(editor: Editor, room: Room, kind: PickKind) {
  const picked = await pick(room, kind, kind === 'image')
  if (!picked) return editor.view.focus()
  if (picked.files.length > 0) return uploadFiles(editor, room, picked.files, kind)
  if (picked.gallery) {
    const items = picked.media.map(galleryItem)
    return insertBlocks(editor, [{ type: 'gallery', attrs: { id: newBlockId(), items } }])
  }
  insertBlocks(
    editor,
    picked.media.map((media) => blockOf(kind, media)),
  )
}

const galleryItem = (media: EditorMedia): GalleryItem => ({
  mediaId: media.id,
  caption: media.caption,
  credit: media.credit,
  alt: media.alt,
})

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
  const picked = await pick(room, 'image', false)
  const media = picked?.media[0]
  const file = picked?.files[0]
  if (file) startUpload(editor, room, id, file)
  if (media) setAttributes(editor, id, { mediaId: media.id, alt: media.alt, credit: media.credit })
}

async function askLink(editor: Editor, room: Room) {
  const dialog = byId<HTMLDialogElement>('hop-lien-ket')
  const [address, label, alone] = [
    byId<HTMLInputElement>('lk-dia-chi'),
    byId<HTMLInputElement>('lk-chu'),
    byId<HTMLInputElement>('lk-rieng'),
  ]
  const [remove, wrong] = [dialog.querySelector<HTMLElement>('[data-bo]')!, dialog.querySelector<HTMLElement>('[data-sai]')!]
  if (editor.isActive('link')) editor.chain().extendMarkRange('link').run()
  const { from, to } = editor.state.selection
  const before = String(editor.getAttributes('link').href ?? '')
  address.value = before
  label.value = editor.state.doc.textBetween(from, to, ' ')
  alone.checked = false
  remove.hidden = !before
  wrong.textContent = ''
  for (;;) {
    const answer = await openDialog(dialog)
    if (answer === 'remove') return void editor.chain().focus().unsetMark('link').run()
    if (answer !== 'ok') return editor.view.focus()
    const href = typedHref(address.value)
    if (href) return setLink(editor, href, label.value.trim(), alone.checked, from, to)
    wrong.textContent = room.t.link.wrong
  }
}

function setLink(editor: Editor, href: string, label: string, alone: boolean, from: number, to: number) {
  if (alone) return insertBlocks(editor, [{ type: 'relatedLink', attrs: { id: newBlockId(), href, label: label || href } }])
  const chain = editor.chain().focus().setTextSelection({ from, to })
  if (from !== to && editor.state.doc.textBetween(from, to, ' ') === label)
    return void chain.setMark('link', { href }).setTextSelection(to).run()
  chain
    .insertContent({ type: 'text', text: label || href, marks: [{ type: 'link', attrs: { href } }] })
    .unsetMark('link')
    .run()
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

/** Credit and description of a picture, captions of a gallery, words of a video, file or link. */
export async function askDetails(editor: Editor, room: Room, id: string) {
  const block = findBlock(editor, id)
  if (!block) return
  const asked =
    block.node.type.name === 'figure'
      ? await askPicture(block.node.attrs as FigureAttrs)
      : block.node.type.name === 'gallery'
        ? await askGallery(room, (block.node.attrs as Gallery['attrs']).items)
        : await askWords(room, block.node.type.name, block.node.attrs)
  const now = findBlock(editor, id)
  if (asked === 'remove' && now) editor.view.dispatch(editor.state.tr.delete(now.pos, now.pos + now.node.nodeSize))
  else if (asked && asked !== 'remove') setAttributes(editor, id, asked)
}

type Answer = Record<string, unknown> | 'remove' | null

async function askPicture(attrs: FigureAttrs): Promise<Answer> {
  const [credit, alt, decorative] = [
    byId<HTMLInputElement>('an-nguon'),
    byId<HTMLInputElement>('an-mo-ta'),
    byId<HTMLInputElement>('an-trang-tri'),
  ]
  credit.value = attrs.credit
  alt.value = attrs.alt
  decorative.checked = attrs.decorative
  const answer = await openDialog(byId('hop-anh'))
  if (answer === 'remove') return 'remove'
  return answer === 'ok' ? { credit: credit.value.trim(), alt: alt.value.trim(), decorative: decorative.checked } : null
}

async function askWords(room: Room, kind: string, attrs: Record<string, string | number | null>): Promise<Answer> {
  const t = room.t.media
  const names: Record<string, [string, string][]> = {
    video: [
      ['caption', t.videoCaption],
      ['credit', t.videoCredit],
    ],
    file: [['label', t.fileLabel]],
    relatedLink: [
      ['label', room.t.link.label],
      ['href', room.t.link.address],
    ],
  }
  const inputs = ['tp-mot', 'tp-hai'].map((id) => byId<HTMLInputElement>(id))
  const fields = names[kind] ?? []
  inputs.forEach((input, index) => {
    const [name, label] = fields[index] ?? []
    input.parentElement!.hidden = !name
    input.parentElement!.querySelector('label')!.textContent = label ?? ''
    input.value = name ? `${attrs[name] ?? ''}` : ''
  })
  const dialog = byId<HTMLDialogElement>('hop-tep')
  dialog.querySelector('h2')!.textContent = kind === 'video' ? t.video : kind === 'file' ? t.file : room.t.related.label
  const answer = await openDialog(dialog)
  if (answer === 'remove') return 'remove'
  if (answer !== 'ok') return null
  return Object.fromEntries(
    fields.map(([name], index) => {
      const typed = inputs[index]!.value.trim()
      return [name, name === 'href' ? (typedHref(typed) ?? attrs.href) : typed]
    }),
  )
}

async function askGallery(room: Room, before: readonly GalleryItem[]): Promise<Answer> {
  const dialog = byId<HTMLDialogElement>('hop-chum')
  const list = dialog.querySelector<HTMLElement>('ol[data-chum]')!
  let items = before.map((item) => ({ ...item }))
  const draw = () =>
    list.replaceChildren(
      ...items.map((item, index) =>
        galleryRow(room, item, index, (change) => {
          items = change(items)
          draw()
        }),
      ),
    )
  draw()
  let adding = false
  dialog.querySelector<HTMLButtonElement>('[data-them]')!.onclick = () => {
    adding = true
    dialog.close('')
  }
  for (;;) {
    const answer = await openDialog(dialog)
    if (answer === 'remove') return 'remove'
    if (answer === 'ok') return items.length > 0 ? { items } : 'remove'
    if (!adding) return null
    adding = false
    const picked = await pick(room, 'image', true)
    items.push(...(picked?.media ?? []).map(galleryItem))
    draw()
  }
}

type Change = (change: (items: GalleryItem[]) => GalleryItem[]) => void

function galleryRow(room: Room, item: GalleryItem, index: number, change: Change): HTMLElement {
  const t = room.t.gallery
  const media = room.media.get(item.mediaId)
  const field = (name: 'caption' | 'credit' | 'alt') => {
    const input = el('input', { type: 'text', value: item[name], maxlength: '1000' })
    input.oninput = () => {
      item[name] = input.value
    }
    return el('label', {}, t[name], input)
  }
  const move = (by: number) =>
    change((items) => {
      const to = index + by
      if (to < 0 || to >= items.length) return items
      const moved = [...items]
      moved.splice(to, 0, ...moved.splice(index, 1))
      return moved
    })
  const button = (icon: string, label: string, run: () => void) => {
    const made = el('button', { type: 'button', class: 'btn g vuong', 'aria-label': `${label}: ${t.picture(index + 1)}` }, room.icon(icon))
    made.onclick = run
    return made
  }
  return el(
    'li',
    {},
    media ? el('img', { src: media.thumbUrl ?? media.url, alt: t.picture(index + 1) }) : room.icon('image'),
    el('div', {}, field('caption'), field('credit'), field('alt')),
    el(
      'div',
      {},
      button('arrow-up', t.up, () => move(-1)),
      button('arrow-down', t.down, () => move(1)),
      button('trash-2', t.drop, () => change((items) => items.filter((one) => one !== item))),
    ),
  )
}
