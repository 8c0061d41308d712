/// <reference lib="dom" />
import { Mark, Node, wrappingInputRule, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { Italic } from '@tiptap/extension-italic'
import { BulletList } from '@tiptap/extension-list/bullet-list'
import { ListItem } from '@tiptap/extension-list/item'
import { OrderedList } from '@tiptap/extension-list/ordered-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Text } from '@tiptap/extension-text'
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions'
import { limits } from '../../body/body.ts'
import { isExternal, safeHref } from '../../body/href.ts'
import { BlockIds } from './ids.ts'
import type { Room } from './room.ts'
import { boxView, cardView, galleryView, quoteView, tableView } from './views.ts'
import { figureView } from './figure.ts'
import { Pointing } from './pointing.ts'

const flow = '(paragraph | bulletList | orderedList)+'
const noRules = { addInputRules: () => [], addPasteRules: () => [] }

/** The schema of body.ts in the editor's words. It is also the filter of everything pasted: what it does not know does not come in. */
export const extensions = (room: Room): Extensions => [...running(), ...lists(), ...tables(room), ...blocks(room)]

/** Running text, and what keeps the place in it. */
const running = (): Extensions => [
  Document,
  Text,
  Paragraph,
  BlockIds,
  Pointing,
  UndoRedo,
  Gapcursor,
  Dropcursor.configure({ class: 'ed-roi', width: 3, color: false }),
  HardBreak.extend({
    addKeyboardShortcuts() {
      return { 'Shift-Enter': () => this.editor.commands.setHardBreak() }
    },
  }),
  Bold.extend(noRules),
  Italic.extend(noRules),
  link,
  Heading.extend({ ...noRules, addKeyboardShortcuts: headingKeys, parseHTML: () => headingTags }).configure({ levels: [2, 3] }),
]

const blocks = (room: Room): Extensions => [
  Blockquote.extend({ ...noRules, content: flow, addAttributes: () => ({ cite: text('cite') }), addNodeView: () => quoteView(room) }),
  figure(room),
  atom('gallery', { items: galleryItems }, () => galleryView(room)),
  atom('video', { mediaId: number('mediaId'), caption: text('caption'), credit: text('credit') }, () => cardView(room)),
  atom('file', { mediaId: number('mediaId'), label: text('label') }, () => cardView(room)),
  atom('relatedLink', { href: text('href'), label: text('label') }, () => cardView(room)),
  Node.create({
    name: 'infoBox',
    group: 'block',
    content: '(paragraph | heading | bulletList | orderedList)+',
    defining: true,
    isolating: true,
    addAttributes: () => ({ title: text('title') }),
    parseHTML: () => [{ tag: 'aside.hop', contentElement: '.ed-trong' }],
    renderHTML: ({ HTMLAttributes }) => ['aside', { ...HTMLAttributes, class: 'hop' }, ['div', { class: 'ed-trong' }, 0]],
    addNodeView: () => boxView(room),
  }),
]

const text = (name: string) => ({
  default: '',
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name.toLowerCase()}`) ?? '',
  renderHTML: (attributes: Record<string, string | number | null>) =>
    attributes[name] ? { [`data-${name.toLowerCase()}`]: `${attributes[name]}` } : {},
})

const number = (name: string) => ({
  ...text(name),
  default: null,
  parseHTML: (element: HTMLElement) => Number(element.getAttribute(`data-${name.toLowerCase()}`)) || null,
})

function itemsOf(element: HTMLElement): unknown {
  try {
    return JSON.parse(element.getAttribute('data-items') ?? '[]')
  } catch {
    return []
  }
}

const galleryItems = {
  default: [],
  parseHTML: itemsOf,
  renderHTML: ({ items }: { items: unknown }) => ({ 'data-items': JSON.stringify(items) }),
}

/** Pasted headings of other levels come down or up to our two. */
const headingTags = [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level < 3 ? 2 : 3 } }))

function headingKeys(this: { editor: import('@tiptap/core').Editor }) {
  const toggle = (level: 2 | 3) => () => !this.editor.isActive('figure') && this.editor.commands.toggleHeading({ level })
  return { 'Mod-Alt-2': toggle(2), 'Mod-Alt-3': toggle(3) }
}

const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = safeHref(element.getAttribute('href') ?? '')
        return href ? { href } : false
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => {
    const href = safeHref(String(HTMLAttributes.href))
    return href ? ['a', { href, ...(isExternal(href) && { rel: 'noopener' }) }, 0] : ['span', {}, 0]
  },
})

/** The only two signs that turn into something while one types: "- " and "1. ". */
const lists = (): Extensions => [
  BulletList.extend({
    addInputRules() {
      return [wrappingInputRule({ find: /^\s*-\s$/, type: this.type })]
    },
  }),
  OrderedList.extend({
    addAttributes: () => ({ start: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute('start')) || 1 } }),
    addInputRules() {
      return [wrappingInputRule({ find: /^\s*1\.\s$/, type: this.type })]
    },
  }),
  ListItem.extend({ content: `paragraph (paragraph | bulletList | orderedList)*` }),
]

const spans = () =>
  Object.fromEntries(
    ['colspan', 'rowspan'].map((name) => [
      name,
      {
        default: 1,
        parseHTML: (element: HTMLElement) => Math.min(limits.span, Math.max(1, Number(element.getAttribute(name)) || 1)),
        renderHTML: (attributes: Record<string, unknown>) => (Number(attributes[name]) > 1 ? { [name]: attributes[name] } : {}),
      },
    ]),
  )

const tables = (room: Room): Extensions => [
  Table.extend({
    addAttributes: () => ({ caption: text('caption') }),
    addNodeView: () => tableView(room),
    renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
  }).configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: flow, addAttributes: spans, renderHTML: ({ HTMLAttributes }) => ['th', HTMLAttributes, 0] }),
  TableCell.extend({ content: flow, addAttributes: spans, renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0] }),
]

const figure = (room: Room) =>
  Node.create({
    name: 'figure',
    group: 'block',
    content: 'inline*',
    isolating: true,
    defining: true,
    draggable: true,
    addAttributes: () => ({
      mediaId: number('mediaId'),
      alt: text('alt'),
      credit: text('credit'),
      decorative: {
        default: false,
        parseHTML: (element: HTMLElement) => element.hasAttribute('data-decorative'),
        renderHTML: ({ decorative }) => (decorative ? { 'data-decorative': '' } : {}),
      },
    }),
    parseHTML: () => [{ tag: 'figure[data-mediaid]', contentElement: '.chu' }],
    renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes, ['div', { class: 'chu' }, 0]],
    addKeyboardShortcuts() {
      // ProseMirror calls this after the keyboard has committed its syllable, never within a composition.
      return { Enter: () => this.editor.isActive('figure') && leaveCaption(this.editor) }
    },
    addNodeView: () => figureView(room),
  })

/** Enter in a caption goes on below the picture. */
function leaveCaption(editor: import('@tiptap/core').Editor): boolean {
  const { $from } = editor.state.selection
  const after = $from.after()
  return editor
    .chain()
    .insertContentAt(after, { type: 'paragraph' }, { updateSelection: false })
    .setTextSelection(after + 1)
    .scrollIntoView()
    .run()
}

function atom(name: string, attributes: Record<string, object>, view: () => import('@tiptap/core').NodeViewRenderer) {
  return Node.create({
    name,
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag: `div[data-khoi=${name}]` }],
    renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-khoi': name }],
    addNodeView: () => view(),
  })
}
