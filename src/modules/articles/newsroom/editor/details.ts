/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import type { FigureAttrs, Gallery, GalleryItem } from '../../body/body.ts'
import { typedHref } from '../../body/href.ts'
import { askGallery, type LatePicture } from './gallery.ts'
import { byId, findBlock, openDialog, setAttributes, type Room } from './room.ts'

/** Credit and description of a picture, pictures of a gallery, words of a video, file or link. */
export async function askDetails(editor: Editor, room: Room, id: string) {
  const block = findBlock(editor, id)
  if (!block) return
  const asked =
    block.node.type.name === 'figure'
      ? await askPicture(block.node.attrs as FigureAttrs)
      : block.node.type.name === 'gallery'
        ? await askPictures(editor, room, id, (block.node.attrs as Gallery['attrs']).items)
        : await askWords(room, block.node.type.name, block.node.attrs)
  const now = findBlock(editor, id)
  if (asked === 'remove' && now) editor.view.dispatch(editor.state.tr.delete(now.pos, now.pos + now.node.nodeSize))
  else if (asked && asked !== 'remove') setAttributes(editor, id, asked)
}

type Answer = Record<string, unknown> | 'remove' | null

async function askPicture(attrs: FigureAttrs): Promise<Answer> {
  const credit = byId<HTMLInputElement>('an-nguon')
  const alt = byId<HTMLInputElement>('an-mo-ta')
  const decorative = byId<HTMLInputElement>('an-trang-tri')
  credit.value = attrs.credit
  alt.value = attrs.alt
  decorative.checked = attrs.decorative
  const answer = await openDialog(byId('hop-anh'))
  if (answer === 'remove') return 'remove'
  return answer === 'ok' ? { credit: credit.value.trim(), alt: alt.value.trim(), decorative: decorative.checked } : null
}

async function askPictures(editor: Editor, room: Room, id: string, before: readonly GalleryItem[]): Promise<Answer> {
  const answer = await askGallery(room, before, false)
  if (!answer || answer === 'remove') return answer
  joinLate(editor, room, id, answer.late)
  return { items: answer.items }
}

/** Pictures that were on their way when the dialog was closed join the gallery one by one. */
export function joinLate(editor: Editor, room: Room, id: string, late: readonly LatePicture[]) {
  const t = room.t.gallery
  if (late.length > 0) room.say(t.late(late.length))
  for (const picture of late) {
    const failed = () => {
      if (room.uploads.state(picture.id)?.name !== 'failed') return
      room.say(t.lateFailed, { label: room.t.upload.retry, run: () => room.uploads.again(picture.id) })
    }
    room.uploads.watch(picture.id, failed)
    failed()
    picture.arrived((item) => {
      const gallery = findBlock(editor, id)?.node.attrs as Gallery['attrs'] | undefined
      if (!gallery) return
      setAttributes(editor, id, { items: [...gallery.items, item] }, true)
      room.say(room.t.upload.done)
    })
  }
}

type Attrs = Record<string, string | number | null>

async function askWords(room: Room, kind: string, attrs: Attrs): Promise<Answer> {
  const fields = fieldsOf(room, kind)
  const inputs = ['tp-mot', 'tp-hai'].map((id) => byId<HTMLInputElement>(id))
  inputs.forEach((input, index) => {
    const [name, label] = fields[index] ?? []
    input.parentElement!.hidden = !name
    input.parentElement!.querySelector('label')!.textContent = label ?? ''
    input.value = name ? `${attrs[name] ?? ''}` : ''
  })
  const dialog = byId<HTMLDialogElement>('hop-tep')
  const { video, file } = room.t.media
  dialog.querySelector('h2')!.textContent = kind === 'video' ? video : kind === 'file' ? file : room.t.related.label
  const answer = await openDialog(dialog)
  if (answer === 'remove') return 'remove'
  return answer === 'ok' ? Object.fromEntries(fields.map(([name], index) => [name, typed(name, inputs[index]!.value.trim(), attrs)])) : null
}

function fieldsOf({ t }: Room, kind: string): [string, string][] {
  if (kind === 'video')
    return [
      ['caption', t.media.videoCaption],
      ['credit', t.media.videoCredit],
    ]
  if (kind === 'file') return [['label', t.media.fileLabel]]
  return [
    ['label', t.link.label],
    ['href', t.link.address],
  ]
}

/** An address that cannot be used leaves the one that was there. */
const typed = (name: string, words: string, attrs: Attrs) => (name === 'href' ? (typedHref(words) ?? attrs.href) : words)
