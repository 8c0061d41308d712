/// <reference lib="dom" />
import { countSyllables, formatNumber, nfc } from '../../../../kernel/text.ts'
import { readingMinutes, wordCount, type Body } from '../../body/body.ts'
import { byId, type Room } from './room.ts'

const titleMax = 100

/** Title and lead: they grow with their text and count it; what is typed is never touched. */
export function plainFields(room: Room, changed: () => void, next: () => void) {
  const title = byId<HTMLTextAreaElement>('tieu-de')
  const lead = byId<HTMLTextAreaElement>('tom-tat')
  const show = () => {
    byId('tieu-de-dem').textContent = `${[...nfc(title.value)].length}/${titleMax}`
    byId('tom-tat-dem').textContent = room.t.leadWords(countSyllables(lead.value))
    for (const field of [title, lead]) grow(field)
  }
  for (const field of [title, lead])
    field.addEventListener('input', () => {
      show()
      changed()
    })
  title.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    lead.focus()
  })
  lead.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    next()
  })
  addEventListener('resize', show)
  void document.fonts?.ready.then(show)
  show()
  const oneLine = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ')
  return {
    read: () => ({ title: oneLine(title.value), lead: oneLine(lead.value) }),
    write(copy: { title: string; lead: string }) {
      set(title, copy.title)
      set(lead, copy.lead)
      show()
    },
  }
}

/** The cursor of somebody who is in the field stays where it was. */
function set(field: HTMLTextAreaElement, text: string) {
  if (field.value === text) return
  const { selectionStart, selectionEnd } = field
  field.value = text
  if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd)
}

/** Where the browser cannot size a field by its text itself. */
function grow(field: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return
  field.style.setProperty('height', 'auto')
  field.style.setProperty('height', `${field.scrollHeight}px`)
}

export function showLength(room: Room, body: Body) {
  byId('so-tu').textContent = room.t.words(formatNumber(wordCount(body), room.lang))
  byId('so-phut').textContent = room.t.minutes(readingMinutes(body))
}

/** iOS lays its keyboard over the page: the toolbar and the pill rise by what it covers. */
export function aboveKeyboard() {
  const view = window.visualViewport
  if (!view) return
  const rise = () => {
    const covered = Math.max(0, Math.round(innerHeight - view.height - view.offsetTop))
    document.documentElement.style.setProperty('--ban-phim', `${covered > 80 ? covered : 0}px`)
  }
  view.addEventListener('resize', rise)
  view.addEventListener('scroll', rise)
}
