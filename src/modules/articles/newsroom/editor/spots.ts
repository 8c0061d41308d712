/// <reference lib="dom" />
import { byId } from './room.ts'
import type { Range } from './pointing.ts'
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
  const [spot, range] = ranged(target)
  if (spot === '#tieu-de' || spot === '#tom-tat') return () => select(byId<HTMLTextAreaElement>(spot.slice(1)), range)
  if (target === '#phan-loai') return openSections
  if (target === '#than' && writing) return () => writing.focus()
  if (spot.startsWith(blockHash) && writing) return () => void writing.goTo(spot.slice(blockHash.length), range)
  return null
}

/** `#khoi-abcd1234~12-20`: the letters of a spot that are meant. */
function ranged(hash: string): [spot: string, range?: Range] {
  const [spot = '', start, end] = hash.split(/~(\d{1,6})-(\d{1,6})$/)
  return start === undefined || end === undefined ? [hash] : [spot, { start: Number(start), end: Number(end) }]
}

function select(field: HTMLTextAreaElement, range?: Range) {
  field.focus()
  if (range) field.setSelectionRange(range.start, range.end)
}

/** The list of sections, opened where the browser can. */
export function openSections() {
  const sections = byId('phan-loai').querySelector<HTMLSelectElement>('select[name=section]')
  sections?.focus()
  sections?.showPicker?.()
}

const blockHash = '#khoi-'

/** Goes where the page's own address leads. */
export const goToAddress = (writing: Writing) => wayTo(decodeURIComponent(location.hash), writing)?.()
