import { closeDialogsOutside, openDialogs } from '../dialog/open.ts'
import { toast } from '../toast/toast.ts'
import { areaKeys, helpDialog } from './keys.ts'

/** Keys, dialogs, toasts and the look of the newsroom. Every one has a way without script. */

openDialogs()
closeDialogsOutside()
for (const flash of document.querySelectorAll<HTMLElement>('[data-flash]')) {
  if (flash.dataset.flash !== 'error') toast(flash)
}

/** `g` waits this long for its letter, in milliseconds. */
const patience = 1500
let waiting = 0

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return
  if (event.ctrlKey || event.metaKey) return event.key === 'Enter' ? send(event) : undefined
  if (document.body.dataset.phim === 'tat' || isTyping(event.target) || document.querySelector('dialog[open]')) return
  const { key } = event
  const area = event.timeStamp - waiting < patience && areaKeys().find((entry) => entry.key === key.toLowerCase())
  waiting = key === 'g' ? event.timeStamp : 0
  if (area) return go(event, area.href)
  if (key === '?') return act(event, () => helpDialog().showModal())
  if (key === '/') return search(event)
  if (key === 'j' || key === 'k') return walk(event, key === 'j' ? 1 : -1)
  if (key === 'c' && document.body.dataset.viet) return go(event, document.body.dataset.viet)
})

document.addEventListener('click', (event) => {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.me[open],.muc[open]'))
    if (!fold.contains(event.target as Node)) fold.open = false
})

/** Sends the form that is being filled; a screen with ways of its own has stopped the key before. */
function send(event: KeyboardEvent) {
  const form = event.target instanceof Element ? event.target.closest('form') : null
  if (!event.defaultPrevented && form?.method === 'post') act(event, () => form.requestSubmit())
}

/** From row to row of the lists on this screen: the focus goes to the link that names the row, so that Enter opens it. */
function walk(event: KeyboardEvent, step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr, main .vr')].flatMap(
    (row) => row.querySelector<HTMLElement>('a[href]') ?? [],
  )
  const now = rows.findIndex((link) => link.closest('tr, .vr')!.contains(document.activeElement))
  const next = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : now + step]
  if (next) act(event, () => next.focus())
}

function search(event: KeyboardEvent) {
  const box = document.querySelector<HTMLInputElement>('main input[type=search]')
  if (box) return act(event, () => box.focus())
  if (document.body.dataset.tim) go(event, document.body.dataset.tim)
}

function go(event: KeyboardEvent, href: string) {
  act(event, () => location.assign(href))
}

function act(event: KeyboardEvent, what: () => void) {
  event.preventDefault()
  what()
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
