/// <reference lib="dom" />
import { Extension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { findBlock } from './room.ts'

export type Range = { start: number; end: number }

const key = new PluginKey<DecorationSet>('pointing')

/** The letters that a line of the checklist speaks of, marked until the next line is looked at; it goes along with what is typed. */
export const Pointing = Extension.create({
  name: 'pointing',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, before) {
          const asked = tr.getMeta(key) as { from: number; to: number } | null | undefined
          if (asked === undefined) return before.map(tr.mapping, tr.doc)
          return asked
            ? DecorationSet.create(tr.doc, [Decoration.inline(asked.from, asked.to, { class: 'ed-cho-xem' })])
            : DecorationSet.empty
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Marks the letters and puts the cursor behind them: what is typed next replaces nothing. */
export function pointAt(editor: Editor, id: string, range: Range) {
  const found = findBlock(editor, id)
  if (!found) return
  const [from, to] = [range.start, range.end].map((at) => found.pos + 1 + Math.min(Math.max(at, 0), found.node.content.size)) as [
    number,
    number,
  ]
  const tr = editor.state.tr.setMeta(key, from < to ? { from, to } : null)
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to)))
}

/** The running text of a block as the checks read it: a line break is one letter. */
export const textOf = (node: Node) => node.textBetween(0, node.content.size, undefined, '\n')
