/// <reference lib="dom" />
import { byId, type Room } from './room.ts'

/** Tabs of the side panel, and on narrow screens the sheet they lie in. */
export function sidePanel(room: Room) {
  const panel = byId('tro-giup')
  const pill = document.getElementById('mo-tro-giup')
  const tabs = [...panel.querySelectorAll<HTMLElement>('[role=tab]')]
  const choose = (tab: HTMLElement) => turnTo(room, tabs, tab)
  walking(panel, tabs, choose)
  const sheet = opening(panel, pill)
  const show = (name: string) => {
    const tab = document.getElementById(`tab-${name}`)
    if (!tab) return
    choose(tab)
    sheet.open()
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-mo-tab]')) button.onclick = () => show(button.dataset.moTab!)
  return { close: sheet.close, refresh: () => refresh(room, tabs), show }
}

const partOf = (tab: HTMLElement) => byId(tab.getAttribute('aria-controls')!)

function turnTo(room: Room, tabs: readonly HTMLElement[], tab: HTMLElement) {
  for (const other of tabs) {
    other.setAttribute('aria-selected', String(other === tab))
    other.tabIndex = other === tab ? 0 : -1
    partOf(other).hidden = other !== tab
  }
  if (partOf(tab).dataset.cu !== undefined) void renew(room, tab, tab === tabs[0])
}

function walking(panel: HTMLElement, tabs: HTMLElement[], choose: (tab: HTMLElement) => void) {
  panel.addEventListener('click', (event) => {
    const tab = (event.target as Element).closest<HTMLElement>('[role=tab]')
    if (tab) choose(tab)
  })
  panel.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const at = tabs.indexOf(document.activeElement as HTMLElement)
    const next = step && at >= 0 ? tabs[(at + step + tabs.length) % tabs.length] : undefined
    if (!next) return
    choose(next)
    next.focus()
  })
}

function opening(panel: HTMLElement, pill: HTMLElement | null) {
  const veil = byId('man')
  const behind = () => [byId('noi-dung'), ...document.querySelectorAll<HTMLElement>('header.tb, .wf, .side')]
  const show = (open: boolean) => {
    panel.classList.toggle('mo', open)
    panel.toggleAttribute('aria-modal', open)
    if (open) panel.setAttribute('role', 'dialog')
    else panel.removeAttribute('role')
    veil.hidden = !open
    pill?.setAttribute('aria-expanded', String(open))
    for (const element of behind()) element.inert = open
  }
  // On a wide screen the panel stands beside the text: there is nothing to open.
  const open = () => {
    if (pill && pill.offsetParent === null && getComputedStyle(pill).display === 'none') return
    show(true)
    panel.focus()
  }
  const close = () => {
    if (!panel.classList.contains('mo')) return
    show(false)
    pill?.focus({ preventScroll: true })
  }
  pill?.addEventListener('click', open)
  veil.addEventListener('click', close)
  byId('dong-tro-giup').addEventListener('click', close)
  panel.addEventListener('keydown', (event) => event.key === 'Escape' && close())
  matchMedia('(min-width: 75rem)').addEventListener('change', close)
  return { open, close }
}

/** After a save the first part (its count stands on the buttons) and the one that is seen are asked for again; the others when they are opened. */
async function refresh(room: Room, tabs: readonly HTMLElement[]) {
  for (const [index, tab] of tabs.entries()) {
    const part = partOf(tab)
    if (index === 0 || !part.hidden) await renew(room, tab, index === 0)
    else if (part.dataset.lamMoi) part.dataset.cu = ''
  }
}

/** A line that fails leaves what stands there. */
async function renew(room: Room, tab: HTMLElement, first: boolean) {
  const part = partOf(tab)
  if (!part.dataset.lamMoi) return
  const html = await fetch(part.dataset.lamMoi, { headers: { accept: 'text/html' } }).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  )
  part.dataset.cu = ''
  // Whoever is about to press something there does not lose it; the next save asks again.
  if (html === null || (part.contains(document.activeElement) && !isMending(part))) return
  delete part.dataset.cu
  // Rendered and escaped by our own server, from the same components as the page.
  const at = mendingAt(part)
  part.innerHTML = html
  buttonsOf(part)[at]?.focus({ preventScroll: true })
  const count = Number(part.querySelector<HTMLElement>('[data-con]')?.dataset.con ?? Number.NaN)
  if (Number.isFinite(count)) counted(room, tab, count, first)
}

const buttonsOf = (part: HTMLElement) => [...part.querySelectorAll<HTMLElement>('[data-sua]')]
/** Which of the one-tap buttons has the focus: after a change the list is new, and the hand stays where it was. */
const mendingAt = (part: HTMLElement) => buttonsOf(part).indexOf(document.activeElement as HTMLElement)
const isMending = (part: HTMLElement) => mendingAt(part) >= 0

/** On its tab; the first part's also on the phone's pill and the main button. */
function counted({ t }: Room, tab: HTMLElement, count: number, first: boolean) {
  const badge = tab.querySelector('sup')
  if (badge) {
    badge.textContent = String(count)
    badge.hidden = count === 0
  }
  if (!first) return
  const words = document.querySelector<HTMLElement>('#mo-tro-giup [data-chu]')
  if (words) words.textContent = t.pill(words.dataset.chu ?? '', count)
  for (const left of document.querySelectorAll<HTMLElement>('form[data-buoc] em[data-con]')) {
    left.textContent = t.remaining(count)
    left.hidden = count === 0
  }
}
