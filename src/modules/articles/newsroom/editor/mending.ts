/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { GalleryItem } from '../../body/body.ts'
import type { Change } from '../about/findings.ts'
import { mendField, placeOf } from './letters.ts'
import { textOf } from './pointing.ts'
import { findBlock } from './room.ts'

/**
 * One tap: exactly the quoted letters become others, as a step of undo of its own. Nothing happens while a syllable is being composed, and
 * nothing when the letters are no longer there.
 */
export function mend(editor: Editor, change: Change): boolean {
  const { place } = change
  if ('field' in place) return mendField(change)
  if (editor.view.composing) return false
  const found = findBlock(editor, place.block)
  if (!found) return false
  if (place.part !== 'text') return mendAttribute(editor, found, change)
  const at = placeOf(textOf(found.node), change.quote, change.start)
  if (at === -1) return false
  const from = found.pos + 1 + at
  const marks = editor.state.doc.resolve(from).marksAcross(editor.state.doc.resolve(from + change.quote.length)) ?? []
  const tr = closeHistory(editor.state.tr)
  if (change.change === '') tr.delete(from, from + change.quote.length)
  else tr.replaceWith(from, from + change.quote.length, editor.schema.text(change.change, marks))
  editor.view.dispatch(tr)
  return true
}

/** Captions of galleries, names of tables and boxes, labels: they lie in the block's attributes. */
function mendAttribute(editor: Editor, { pos, node }: NonNullable<ReturnType<typeof findBlock>>, { place, ...change }: Change): boolean {
  if ('field' in place) return false
  const { part, item } = place
  const items = node.attrs.items as GalleryItem[] | undefined
  const before = item === undefined ? (node.attrs[part] as unknown) : items?.[item]?.caption
  if (typeof before !== 'string') return false
  const at = placeOf(before, change.quote, change.start)
  if (at === -1) return false
  const after = before.slice(0, at) + change.change + before.slice(at + change.quote.length)
  const value = item === undefined ? after : items!.map((one, index) => (index === item ? { ...one, caption: after } : one))
  editor.view.dispatch(closeHistory(editor.state.tr).setNodeAttribute(pos, item === undefined ? part : 'items', value))
  return true
}
