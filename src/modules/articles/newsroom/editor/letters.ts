/// <reference lib="dom" />
import type { Change } from '../about/findings.ts'
import { byId } from './room.ts'

/** Where a quote stands now: at its place, or at the only other one. -1 when it is gone or when nobody can tell. */
export function placeOf(text: string, quote: string, start: number): number {
  if (text.startsWith(quote, start)) return start
  const first = text.indexOf(quote)
  return first === text.lastIndexOf(quote) ? first : -1
}

const fields = { title: 'tieu-de', lead: 'tom-tat' } as const

/** As if it were typed, so that the browser's own undo knows it. */
export function mendField({ place, quote, start, change }: Change): boolean {
  if (!('field' in place) || (place.field !== 'title' && place.field !== 'lead')) return false
  const field = byId<HTMLTextAreaElement>(fields[place.field])
  const at = placeOf(field.value, quote, start)
  if (at === -1) return false
  field.focus({ preventScroll: true })
  field.setSelectionRange(at, at + quote.length)
  // The only way that keeps the field's undo; without it the letters are set and the page is told.
  const typed = change === '' ? document.execCommand('delete') : document.execCommand('insertText', false, change)
  if (typed) return true
  field.setRangeText(change, at, at + quote.length, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return true
}
