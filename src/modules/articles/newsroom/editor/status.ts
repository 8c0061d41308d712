/// <reference lib="dom" />
import { localTime } from './clock.ts'
import { byId, el, type Room } from './room.ts'
import type { SaveState } from './saving.ts'

export type SavePresses = { again(): void; /** From whoever decides about the text. */ takeOver(): void }

/** The four states (and three rare ones) in icon and words beside the status chip, and what the button there does. */
export function saveStatus(room: Room, signInUrl: string, { again, takeOver }: SavePresses) {
  let held = false
  const place = byId('luu')
  const words = place.querySelector<HTMLElement>('[role=status]')!
  const button = place.querySelector<HTMLButtonElement>('button')!
  const link = place.querySelector<HTMLAnchorElement>('a')!
  link.href = signInUrl
  button.onclick = () => (held ? takeOver() : again())
  return (state: SaveState) => {
    const t = room.t
    place.dataset.trangThai = state.name
    held = state.name === 'held'
    words.textContent = wordsOf(room, state)
    button.hidden = !['failed', 'clash', 'held'].includes(state.name)
    button.textContent = held ? t.takeOver : state.name === 'clash' ? t.choose : t.retry
    link.hidden = state.name !== 'signedOut'
    if (state.name === 'failed') room.say(reason(room, state))
  }
}

function wordsOf({ t }: Room, state: SaveState): string {
  if (state.name === 'saved') return t.saved(localTime(state.at))
  return state.name === 'held' ? t.held(state.by) : t[state.name]
}

function reason({ t }: Room, { status, issues = {} }: Extract<SaveState, { name: 'failed' }>): string {
  if (status === 403 || status === 404) return t.notAllowed
  const [key] = Object.values(issues)
  return (key && t.issues[key]) ?? t.issue
}

/** One line above the text, read out by screen readers; it stays until it is closed or replaced. */
export function notices(t: Room['t'], icon: Room['icon']): Room['say'] {
  const place = byId('ed-bao')
  return (message, action) => {
    const close = el('button', { type: 'button', class: 'btn g vuong nho', 'aria-label': t.notice.close }, icon('x'))
    close.onclick = () => place.replaceChildren()
    const doing = !action
      ? null
      : 'href' in action
        ? el('a', { href: action.href }, action.label)
        : el('button', { type: 'button', class: 'ed-lai' }, action.label)
    if (doing && action && 'run' in action)
      doing.onclick = () => {
        place.replaceChildren()
        action.run()
      }
    place.replaceChildren(el('p', { class: 'ed-bao' }, icon('info'), el('span', {}, message, ' ', doing), close))
  }
}
