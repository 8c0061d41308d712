/// <reference lib="dom" />
import { Editor, getSchema } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { Body, BodyNode } from '../../body/body.ts'
import { canDo, commands, isOn } from './commands.ts'
import { askDetails } from './details.ts'
import { chooseAgain, questions, uploadFiles } from './insert.ts'
import { extensions } from './nodes.ts'
import { dropWord } from '../word/drop.ts'
import { pasted } from '../word/pasting.ts'
import { startTalking, type Talking } from '../remarks/talking.ts'
import type { Change } from '../about/findings.ts'
import { mend } from './mending.ts'
import { pointAt, type Range } from './pointing.ts'
import { byId, findBlock, type Room } from './room.ts'
import { takeIn } from './taking.ts'

export type Writing = {
  json(): Body
  /** A colleague's changes: only the blocks that differ, no step of undo. */
  take(body: Body): void
  /** Another wording of one block, as the person has chosen. */
  put(node: BodyNode): void
  /** The block with the cursor; '' when there is none. */
  block(): string
  /** Another text in its place, as a step of undo. */
  replace(body: Body): void
  /** Moves the cursor to a block; false when it is gone. */
  goTo(id: string, range?: Range): boolean
  /** One tap of the checklist; false when the letters are not there any more, or a syllable is being composed. */
  mend(change: Change): boolean
  undo(): void
  focus(): void
  /** Talks about the text, once it is there. */
  talk(talking: Talking): void
}

/** The editor itself, the part that is loaded last. Throws when the text does not fit its schema, rather than dropping a part of it. */
export function startWriting(room: Room, mount: HTMLElement, body: Body, changed: () => void): Writing {
  const known = extensions(room)
  getSchema(known).nodeFromJSON(body).check()
  mount.replaceChildren()
  const editor = new Editor({
    element: mount,
    extensions: known,
    content: body,
    injectCSS: false,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        'aria-label': room.t.body,
        'aria-multiline': 'true',
        role: 'textbox',
        lang: mount.dataset.lang ?? 'vi',
        spellcheck: 'false',
        autocapitalize: 'sentences',
      },
      transformPastedHTML: (html) => pasted(editor, room, html),
      handlePaste: (_, event) => pasteInto(editor, room, event),
      handleDrop: (_, event, __, moved) => !moved && (dropWord(room, event.dataTransfer) || dropFiles(editor, room, event)),
      handleKeyDown: (_, event) => keys(editor, room, event),
    },
    onUpdate: changed,
  })
  editor.view.dom.style.setProperty('--cho', JSON.stringify(room.t.bodyEmpty))
  room.ask = { details: (id) => void askDetails(editor, room, id), again: (id) => void chooseAgain(editor, room, id) }
  toolbar(editor, room)
  lastLine(editor, mount)
  return {
    json: () => editor.getJSON() as unknown as Body,
    replace: (next) => void editor.commands.setContent(next, { emitUpdate: false }),
    take: (next) => take(editor, next),
    put: (node) => put(editor, node),
    block: () => (editor.isFocused ? ((editor.state.selection.$from.node(1)?.attrs.id as string | undefined) ?? '') : ''),
    goTo: (id, range) => goTo(editor, id, range),
    mend: (change) => mend(editor, change),
    undo: () => void editor.chain().focus().undo().run(),
    focus: () => editor.commands.focus('start'),
    talk: (talking) => startTalking(editor, talking),
  }
}

function take(editor: Editor, body: Body) {
  const tr = takeIn(editor.state.tr, editor.schema.nodeFromJSON(body))
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false).setMeta('preventUpdate', true))
}

function put(editor: Editor, node: BodyNode) {
  // A step of undo of its own: what was typed a moment ago is not part of it.
  const tr = closeHistory(editor.state.tr)
  const put = editor.schema.nodeFromJSON(node)
  const found = findBlock(editor, node.attrs.id)
  if (found) editor.view.dispatch(tr.replaceWith(found.pos, found.pos + found.node.nodeSize, put))
  // Its paragraph was removed meanwhile: at the end, as a paragraph when it was a part of something.
  else editor.view.dispatch(tr.insert(tr.doc.content.size, fitting(editor, put)))
  editor.commands.scrollIntoView()
}

function fitting({ schema, state: { doc } }: Editor, node: Node): Node {
  return doc.canReplaceWith(doc.childCount, doc.childCount, node.type)
    ? node
    : schema.node('paragraph', null, schema.text(node.textContent))
}

/** Buttons keep the cursor (and a phone's keyboard) where it is. */
function toolbar(editor: Editor, room: Room) {
  const bar = byId('thanh')
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('[data-lenh]')]
  bar.addEventListener('mousedown', (event) => event.preventDefault())
  bar.addEventListener('click', (event) => {
    const command = (event.target as Element).closest<HTMLElement>('[data-lenh]')?.dataset.lenh ?? ''
    if (questions[command]) void questions[command](editor, room)
    else commands[command]?.(editor)
  })
  bar.addEventListener('keydown', (event) =>
    walk(
      event,
      buttons.filter((button) => !button.disabled && button.offsetParent !== null),
    ),
  )
  const show = () => {
    byId('thanh-bang').hidden = !editor.isActive('table')
    for (const button of buttons) {
      const command = button.dataset.lenh!
      button.disabled = !canDo(editor, command)
      if (isOn[command]) button.setAttribute('aria-pressed', String(isOn[command](editor)))
    }
  }
  editor.on('transaction', show)
  show()
}

/** A toolbar is one stop of the Tab key; arrows walk in it. */
function walk(event: KeyboardEvent, buttons: HTMLButtonElement[]) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const index = buttons.indexOf(document.activeElement as HTMLButtonElement)
  if (!step || index === -1) return
  event.preventDefault()
  buttons[(index + step + buttons.length) % buttons.length]?.focus()
}

function keys(editor: Editor, room: Room, event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return false
  if (event.altKey && event.key === 'F10') {
    byId('thanh').querySelector<HTMLElement>('.tbar:not([hidden]) button:not(:disabled)')?.focus()
    return true
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    void questions.link!(editor, room)
    return true
  }
  return false
}

const picturesOf = (data: DataTransfer | null) => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))

/** A lone picture is uploaded; in a caption everything comes in as one line of plain text. */
function pasteInto(editor: Editor, room: Room, event: ClipboardEvent): boolean {
  const data = event.clipboardData
  const files = picturesOf(data)
  if (files.length > 0 && !data?.getData('text/html').trim()) {
    uploadFiles(editor, room, files, 'image')
    return true
  }
  if (!editor.isActive('figure')) return false
  const words = data?.getData('text/plain').replace(/\s+/g, ' ').trim()
  if (words) editor.view.dispatch(editor.state.tr.insertText(words).scrollIntoView())
  return true
}

function dropFiles(editor: Editor, room: Room, event: DragEvent): boolean {
  const files = picturesOf(event.dataTransfer)
  if (files.length === 0) return false
  const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (at) editor.commands.setTextSelection(at.pos)
  uploadFiles(editor, room, files, 'image')
  return true
}

function goTo(editor: Editor, id: string, range?: Range): boolean {
  const block = findBlock(editor, id)
  if (!block) return false
  if (block.node.isAtom) editor.chain().focus().setNodeSelection(block.pos).run()
  else
    editor
      .chain()
      .focus()
      .setTextSelection(block.pos + 1)
      .run()
  if (range && block.node.isTextblock) pointAt(editor, id, range)
  editor.view
    .nodeDOM(block.pos)
    ?.parentElement?.querySelector(`[data-id="${CSS.escape(id)}"]`)
    ?.scrollIntoView({ block: 'center' })
  return true
}

/** A press below a text that ends in a picture or a table gives it the line it lacks. */
function lastLine(editor: Editor, mount: HTMLElement) {
  mount.addEventListener('click', (event) => {
    const last = editor.state.doc.lastChild
    const end = editor.view.dom.lastElementChild?.getBoundingClientRect().bottom ?? 0
    if (!last || last.type.name === 'paragraph' || event.clientY <= end) return
    const at = editor.state.doc.content.size
    editor
      .chain()
      .insertContentAt(at, { type: 'paragraph' })
      .setTextSelection(at + 1)
      .focus()
      .run()
  })
}
