/// <reference lib="dom" />
import type { Change } from '../about/findings.ts'
import { byId, el, type Room } from './room.ts'
import type { Writing } from './writing.ts'

type Checks = { room: Room; panel: HTMLElement; writing: () => Writing | null; mend: (change: Change) => boolean; refresh: () => void }

/** The buttons of the checklist: one tap changes the letters it names, another puts a word on the unit's list. */
export function checks({ room, panel, writing, mend, refresh }: Checks) {
  panel.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-sua]')
    if (!button) return
    const change = JSON.parse(button.dataset.sua!) as Change
    const done = !('block' in change.place) || writing() ? mend(change) : false
    if (!done) return say(room.t.movedOn)
    next(button)
    say(room.t.mended, { label: room.t.undoMend, run: () => undo(change, writing(), mend) })
  })
  panel.addEventListener('submit', (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>('form[data-them]')
    if (!form) return
    event.preventDefault()
    void keep(room, form, refresh)
  })
}

/** Said in the panel itself: on a phone it lies over everything else. */
function say(words: string, act?: { label: string; run: () => void }) {
  const place = byId('da-sua')
  const button = act && el('button', { type: 'button', class: 'btn o sm' }, act.label)
  place.replaceChildren(words, ...(button ? [' ', button] : []))
  button?.addEventListener('click', () => {
    place.replaceChildren()
    act!.run()
  })
}

/** The line is done; whoever mends one after the other by keyboard goes on with the next. */
function next(button: HTMLElement) {
  const line = button.closest('li')!
  const others = [...line.parentElement!.querySelectorAll<HTMLElement>('[data-sua]')]
  const following = others[others.indexOf(button) + 1] ?? others[others.indexOf(button) - 1]
  line.remove()
  following?.focus({ preventScroll: true })
}

/** A field behind the phone's sheet has no undo of its own: the letters are changed back. */
function undo({ place, start, quote, change }: Change, writing: Writing | null, mend: (change: Change) => boolean) {
  if ('block' in place) writing?.undo()
  else mend({ place, start, quote: change, change: quote })
}

async function keep(room: Room, form: HTMLFormElement, refresh: () => void) {
  const body = new URLSearchParams([...form.querySelectorAll('input')].map(({ name, value }) => [name, value]))
  const response = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
  // A redirect is the answer of a form that was taken; a word that is there already is as good.
  const taken = response !== null && (response.type === 'opaqueredirect' || response.ok || response.status === 422)
  say(taken ? room.t.listed : room.t.notListed)
  if (!taken) return
  ;(document.activeElement as HTMLElement | null)?.blur()
  refresh()
}
