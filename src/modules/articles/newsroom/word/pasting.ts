/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import { Selection } from '@tiptap/pm/state'
import { cleanPasted } from '../../word/clipboard/clean.ts'
import { byId, type Room } from '../editor/room.ts'

/** The next paste is to be converted; set by the press of a button, and only for the paste that follows at once. */
const asked = new WeakSet<Editor>()

/** What the editor takes out of pasted HTML, and what the person is told of it. */
export function pasted(editor: Editor, room: Room, html: string): string {
  const t = room.t.paste
  const inUnicode = asked.delete(editor)
  const clean = cleanPasted(html, { notes: t.notes, inUnicode })
  const bare = clean.pictures - clean.placed
  if (clean.legacy && !inUnicode) offerUnicode(editor, room, html, clean.legacy.encoding)
  else if (bare > 0)
    room.say(t.pictures(bare), {
      label: t.uploadHere,
      run: () => byId('thanh').querySelector<HTMLElement>('[data-lenh=picture]')?.click(),
    })
  else if (clean.placed > 0) room.say(t.placed(clean.placed))
  else if (inUnicode) room.say(t.converted)
  return clean.html
}

/** Old letters are told, never converted unasked. The conversion pastes the same text once more, while nothing was written since. */
function offerUnicode(editor: Editor, room: Room, html: string, encoding: 'tcvn3' | 'vni') {
  const t = room.t.paste
  const { doc: before, selection } = editor.state
  let after = before
  setTimeout(() => (after = editor.state.doc))
  room.say(t.oldLetters(encoding === 'vni' ? 'VNI' : 'TCVN3 (ABC)'), {
    label: t.convert,
    run() {
      if (!editor.state.doc.eq(after)) return room.say(t.convertLate)
      const { tr } = editor.state
      tr.replaceWith(0, tr.doc.content.size, before.content)
      editor.view.dispatch(tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON())))
      asked.add(editor)
      editor.view.pasteHTML(html)
      editor.view.focus()
    },
  })
}
