/// <reference lib="dom" />
import { byId } from './room.ts'
import type { Writing } from './writing.ts'

/** A line of the checklist leads to its spot in the text. */
export function spots(closePanel: () => void, editor: () => Writing | null) {
  document.addEventListener('click', (event) => {
    const target = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')?.hash ?? ''
    const go = wayTo(target, editor())
    if (!go) return
    event.preventDefault()
    closePanel()
    go()
  })
}

function wayTo(target: string, writing: Writing | null): (() => void) | null {
  if (target === '#tieu-de' || target === '#tom-tat') return () => byId(target.slice(1)).focus()
  if (target === '#phan-loai') return openSections
  if (target === '#than' && writing) return () => writing.focus()
  if (target.startsWith(blockHash) && writing) return () => void writing.goTo(target.slice(blockHash.length))
  return null
}

/** The list of sections, opened where the browser can. */
export function openSections() {
  const sections = byId('phan-loai').querySelector<HTMLSelectElement>('select[name=section]')
  sections?.focus()
  sections?.showPicker?.()
}

const blockHash = '#khoi-'

/** The block that the page's own address names. */
export const blockInAddress = () => (location.hash.startsWith(blockHash) ? location.hash.slice(blockHash.length) : '')
