import { toast } from './toast.ts'

/** For islands: says what was done, with a way back. The words are text, never markup. */
export function showToast(words: string, undo?: { label: string; act: () => void }) {
  const line = document.createElement('div')
  line.className = 'flash'
  const box = line.appendChild(document.createElement('div'))
  box.className = 'thu x'
  const inner = box.appendChild(document.createElement('div'))
  inner.textContent = words
  if (undo) {
    const button = box.appendChild(document.createElement('button'))
    button.className = 'btn g nho'
    button.textContent = undo.label
    button.addEventListener('click', () => {
      undo.act()
      line.remove()
    })
  }
  toast(line)
}
