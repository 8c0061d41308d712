/// <reference lib="dom" />
import type { Editor, JSONContent } from '@tiptap/core'
import { Selection, TextSelection } from '@tiptap/pm/state'
import { newBlockId } from '../../body/body.ts'

/** What the toolbar's buttons do; those that ask first (link, picture…) are in insert.ts. */
export const commands: Record<string, (editor: Editor) => unknown> = {
  heading2: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  heading3: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  quote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  list: nextList,
  box: (editor) => insertBlocks(editor, [{ type: 'infoBox', attrs: { id: newBlockId() }, content: [{ type: 'paragraph' }] }]),
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
  addRowAfter: (editor) => editor.chain().focus().addRowAfter().run(),
  addColumnAfter: (editor) => editor.chain().focus().addColumnAfter().run(),
  deleteRow: (editor) => editor.chain().focus().deleteRow().run(),
  deleteColumn: (editor) => editor.chain().focus().deleteColumn().run(),
  toggleHeaderRow: (editor) => editor.chain().focus().toggleHeaderRow().run(),
  toggleHeaderColumn: (editor) => editor.chain().focus().toggleHeaderColumn().run(),
  mergeOrSplit: (editor) => editor.chain().focus().mergeOrSplit().run(),
  deleteTable: (editor) => editor.chain().focus().deleteTable().run(),
}

/** Which of the toggles are on where the cursor stands. */
export const isOn: Record<string, (editor: Editor) => boolean> = {
  heading2: (editor) => editor.isActive('heading', { level: 2 }),
  heading3: (editor) => editor.isActive('heading', { level: 3 }),
  bold: (editor) => editor.isActive('bold'),
  italic: (editor) => editor.isActive('italic'),
  link: (editor) => editor.isActive('link'),
  quote: (editor) => editor.isActive('blockquote'),
  list: (editor) => editor.isActive('bulletList') || editor.isActive('orderedList'),
}

const shapes = new Set(['heading2', 'heading3', 'quote', 'list'])

/** A caption stays a caption, and a cell or a box takes no blocks of its own inside it. */
export function canDo(editor: Editor, command: string): boolean {
  if (command === 'undo') return editor.can().undo()
  if (command === 'redo') return editor.can().redo()
  return !(shapes.has(command) && editor.isActive('figure'))
}

/** Bullets, then numbers, then none again: one button where a phone has no room for two. */
function nextList(editor: Editor) {
  const chain = editor.chain().focus()
  if (editor.isActive('bulletList')) return chain.toggleOrderedList().run()
  return editor.isActive('orderedList') ? chain.toggleOrderedList().run() : chain.toggleBulletList().run()
}

/** Puts blocks below the one with the cursor (or in its place when that is empty) and the cursor into the first of them. */
export function insertBlocks(editor: Editor, blocks: JSONContent[]) {
  const { state, view } = editor
  const { $from, to } = state.selection
  const top = $from.depth > 0 ? $from.node(1) : null
  const empty = top?.type.name === 'paragraph' && top.content.size === 0
  const from = top ? (empty ? $from.before(1) : $from.after(1)) : to
  const end = empty ? $from.after(1) : from
  const nodes = blocks.map((block) => state.schema.nodeFromJSON(block))
  const tr = state.tr.replaceWith(from, end, nodes)
  const after = from + nodes.reduce((size, node) => size + node.nodeSize, 0)
  // There is always a line to go on below.
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, state.schema.nodes.paragraph!.create())
  const inside = Selection.findFrom(tr.doc.resolve(from + 1), 1, true)
  tr.setSelection(inside instanceof TextSelection ? inside : Selection.near(tr.doc.resolve(after), 1))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}
