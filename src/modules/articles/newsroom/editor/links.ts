/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import { newBlockId } from '../../body/body.ts'
import { typedHref } from '../../body/href.ts'
import { insertBlocks } from './commands.ts'
import { byId, openDialog, type Room } from './room.ts'

type Asked = { address: HTMLInputElement; label: HTMLInputElement; alone: HTMLInputElement }

/** A link on the chosen words, or a line "Xem thêm" of its own. */
export async function askLink(editor: Editor, room: Room) {
  const dialog = byId<HTMLDialogElement>('hop-lien-ket')
  const wrong = dialog.querySelector<HTMLElement>('[data-sai]')!
  const asked = {
    address: byId<HTMLInputElement>('lk-dia-chi'),
    label: byId<HTMLInputElement>('lk-chu'),
    alone: byId<HTMLInputElement>('lk-rieng'),
  }
  if (editor.isActive('link')) editor.chain().extendMarkRange('link').run()
  fill(editor, dialog, asked)
  wrong.textContent = ''
  for (;;) {
    const answer = await openDialog(dialog)
    if (answer === 'remove') return void editor.chain().focus().unsetMark('link').run()
    if (answer !== 'ok') return editor.view.focus()
    const href = typedHref(asked.address.value)
    if (href) return setLink(editor, href, asked)
    wrong.textContent = room.t.link.wrong
  }
}

function fill(editor: Editor, dialog: HTMLDialogElement, { address, label, alone }: Asked) {
  const { from, to } = editor.state.selection
  address.value = String(editor.getAttributes('link').href ?? '')
  label.value = editor.state.doc.textBetween(from, to, ' ')
  alone.checked = false
  dialog.querySelector<HTMLElement>('[data-bo]')!.hidden = !address.value
}

function setLink(editor: Editor, href: string, asked: Asked) {
  const { from, to } = editor.state.selection
  const label = asked.label.value.trim()
  if (asked.alone.checked) return insertBlocks(editor, [{ type: 'relatedLink', attrs: { id: newBlockId(), href, label: label || href } }])
  const chain = editor.chain().focus().setTextSelection({ from, to })
  if (from !== to && editor.state.doc.textBetween(from, to, ' ') === label)
    return void chain.setMark('link', { href }).setTextSelection(to).run()
  chain
    .insertContent({ type: 'text', text: label || href, marks: [{ type: 'link', attrs: { href } }] })
    .unsetMark('link')
    .run()
}
