/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { spotOf, type Anchor } from '../../remarks/anchor.ts'
import { findBlock } from '../editor/room.ts'

export type Marked = { id: number; anchor: Anchor }
/** Words that somebody has chosen in one block, or the block itself. */
export type Chosen = { place: string; quote: string; start: number }
type Held = { marked: readonly Marked[]; set: DecorationSet }

const key = new PluginKey<Held>('remarks')
/** So long nobody types before the words are looked for again. */
const pause = 400

/**
 * The words that talks are about, marked on the screen and never in the text. While somebody types the marks only move along; the words are looked
 * for again in a pause, and not while a syllable is being composed.
 */
export function remarkMarks(editor: Editor, pressed: (id: number) => void) {
  let timer: ReturnType<typeof setTimeout>
  const draw = (marked: readonly Marked[]) => {
    clearTimeout(timer)
    const { view } = editor
    if (view.composing) return later(marked)
    view.dispatch(view.state.tr.setMeta(key, marked).setMeta('addToHistory', false).setMeta('preventUpdate', true))
  }
  const later = (marked: readonly Marked[]) => {
    clearTimeout(timer)
    timer = setTimeout(() => draw(marked), pause)
  }
  const plugin = new Plugin<Held>({
    key,
    state: {
      init: () => ({ marked: [], set: DecorationSet.empty }),
      apply(tr, held) {
        const marked = tr.getMeta(key) as readonly Marked[] | undefined
        if (marked) return { marked, set: drawn(tr.doc, marked) }
        return tr.docChanged ? { ...held, set: held.set.map(tr.mapping, tr.doc) } : held
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
      handleClick(view, pos) {
        const [found] = key.getState(view.state)!.set.find(pos, pos)
        if (found) pressed((found.spec as { id: number }).id)
        return false
      },
    },
    view: () => ({
      update(view, before) {
        if (!view.state.doc.eq(before.doc)) later(key.getState(view.state)!.marked)
      },
      destroy: () => clearTimeout(timer),
    }),
  })
  editor.registerPlugin(plugin)
  return {
    show: draw,
    chosen: () => chosenIn(editor.state),
    /** Chooses the words of a talk; false when they are gone. */
    goTo(id: number): boolean {
      const found = key.getState(editor.state)!.marked.find((one) => one.id === id)
      const range = found && rangeOf(editor, found.anchor)
      if (!range) return false
      editor.commands.focus()
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, range.from, range.to)).scrollIntoView())
      return true
    },
  }
}

export type Marks = ReturnType<typeof remarkMarks>

function drawn(doc: Node, marked: readonly Marked[]): DecorationSet {
  const places = new Map<string, Marked[]>()
  for (const one of marked) places.set(one.anchor.place, [...(places.get(one.anchor.place) ?? []), one])
  const found: Decoration[] = []
  doc.descendants((node, pos) => {
    for (const { id, anchor } of places.get(node.attrs.id as string) ?? []) {
      const spot = anchor.quote === '' || !node.inlineContent ? null : spotOf(wordsOf(node), anchor)
      if (spot) found.push(Decoration.inline(pos + 1 + spot.start, pos + 1 + spot.end, { class: 'gy-dau' }, { id }))
      else if (anchor.quote === '') found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'gy-khoi' }, { id }))
    }
  })
  return DecorationSet.create(doc, found)
}

/** One letter per place in the block, as the anchors count. */
const wordsOf = (node: Node) => node.textBetween(0, node.content.size, '', () => '\n')

function rangeOf(editor: Editor, anchor: Anchor): { from: number; to: number } | null {
  const block = findBlock(editor, anchor.place)
  const spot = block?.node.inlineContent ? spotOf(wordsOf(block.node), anchor) : null
  return block && spot ? { from: block.pos + 1 + spot.start, to: block.pos + 1 + spot.end } : null
}

/** What is chosen, as far as it lies in its first block; without a choice the block with the cursor. */
function chosenIn({ selection }: EditorState): Chosen | null {
  if (selection instanceof NodeSelection) {
    const { id } = selection.node.attrs as { id?: string }
    return id ? { place: id, quote: '', start: 0 } : null
  }
  const { $from, to } = selection
  if (!$from.parent.inlineContent || !$from.parent.attrs.id) return null
  const start = $from.parentOffset
  const end = Math.min(to - $from.start(), $from.parent.content.size)
  return trimmed({ place: $from.parent.attrs.id as string, quote: wordsOf($from.parent).slice(start, end), start })
}

/** A double press takes the blank behind a word along; nobody means it. */
export function trimmed({ place, quote, start }: Chosen): Chosen {
  const words = quote.trimStart()
  return { place, quote: words.trimEnd(), start: start + quote.length - words.length }
}
