/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'

/** With a mouse: a button beside the words that are chosen. On a phone the toolbar has it, where no menu of the system lies over it. */
export function bubble(editor: Editor, button: HTMLButtonElement, open: () => void) {
  const wide = matchMedia('(hover: hover) and (min-width: 64rem)')
  const place = () => {
    const { selection } = editor.state
    const shown = wide.matches && editor.isFocused && !selection.empty && !editor.view.composing
    button.hidden = !shown
    if (!shown) return
    const { right, bottom } = editor.view.coordsAtPos(selection.to)
    button.style.setProperty('--x', `${Math.round(Math.min(right, innerWidth - 140))}px`)
    button.style.setProperty('--y', `${Math.round(bottom + 6)}px`)
  }
  // The choice stays where it is while the button is pressed.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', open)
  editor.on('selectionUpdate', place)
  editor.on('focus', place)
  editor.on('blur', () => void (button.hidden = true))
  addEventListener('scroll', place, { passive: true })
}
