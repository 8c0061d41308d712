/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import type { Lang } from '../../../../kernel/text.ts'
import type { EditorMedia } from './props.ts'
import type { EditorText } from './text.ts'
import type { Uploads } from './upload.ts'

/** What the parts of the editor share: words, pictures known so far, uploads, and how to tell the person something. */
export type Room = {
  lang: Lang
  t: EditorText
  mediaUrl: string
  media: Map<number, EditorMedia>
  uploads: Uploads
  icon(name: string): SVGElement
  say(message: string, action?: { label: string; run(): void } | { label: string; href: string }): void
  /** True when the server has all that was typed. */
  flush(): Promise<boolean>
  /** Opens the questions about a block; set when the editor is there. */
  ask: { details(blockId: string): void; again(blockId: string): void }
}

export const byId = <E extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as E

type Parts = (Node | string | null | undefined | false)[]

/** A DOM element with attributes and children; never parses HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...parts: Parts
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...parts.filter((part): part is Node | string => Boolean(part)))
  return element
}

export function iconFrom(sprite: string) {
  return (name: string) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
    use.setAttribute('href', `${sprite}#${name}`)
    svg.setAttribute('class', 'i')
    svg.setAttribute('aria-hidden', 'true')
    svg.append(use)
    return svg
  }
}

/** A dialog's answer: the value of the button that closed it, '' for Esc and Hủy. */
export function openDialog(dialog: HTMLDialogElement): Promise<string> {
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true }))
}

/** Where a block stands now, and what it is; null when it was deleted. */
export function findBlock(editor: Editor, id: string) {
  let found: { pos: number; node: import('@tiptap/pm/model').Node } | null = null
  editor.state.doc.descendants((node, pos) => {
    if (!found && node.attrs.id === id) found = { pos, node }
    return !found
  })
  return found as { pos: number; node: import('@tiptap/pm/model').Node } | null
}

/** Changes attributes of a block wherever it has moved to since; `quiet` changes are no step of undo. */
export function setAttributes(editor: Editor, id: string, attributes: Record<string, unknown>, quiet = false) {
  const block = findBlock(editor, id)
  if (!block) return
  const { tr } = editor.state
  for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(block.pos, name, value)
  editor.view.dispatch(quiet ? tr.setMeta('addToHistory', false) : tr)
}
