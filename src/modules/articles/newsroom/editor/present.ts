/// <reference lib="dom" />
import { avatarClass, initials } from '../../../../ui/avatar/initials.ts'
import { byId, el, type Room } from './room.ts'

export type Other = { name: string; doing: 'reading' | 'writing' | 'deciding'; block: string; own: boolean }
type Heard = { others: Other[]; version: number }

export type Presence = {
  room: Room
  url: string
  session(): string
  /** The block in which the person writes. */
  block(): string
  heard(version: number): void
}

/** Every ten seconds while the page is looked at; seldom enough for a weak line, often enough that thirty seconds of silence mean a closed page. */
const pause = 10_000
const hiddenPause = 25_000

/** Tells that this page is open, shows who else is there, and hears of newer versions. */
export function present({ room, url, session, block, heard }: Presence) {
  let timer: ReturnType<typeof setTimeout>
  const known = new Set<string>()
  const post = (more: object, keepalive = false) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ session: session(), doing: 'writing', block: block(), ...more }),
      keepalive,
    })
  const tell = async () => {
    clearTimeout(timer)
    const response = navigator.onLine ? await post({}).catch(() => null) : null
    if (response?.ok) {
      const { others, version } = (await response.json()) as Heard
      show(room, others)
      greet(room, others, known)
      heard(version)
    }
    timer = setTimeout(() => void tell(), document.visibilityState === 'hidden' ? hiddenPause : pause)
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void tell())
  addEventListener('pagehide', () => void post({ leaving: true }, true).catch(() => {}))
  void tell()
}

/** One face per person; a second window of one's own is no colleague. */
function show(room: Room, others: readonly Other[]) {
  const place = byId('cung-mo')
  const people = new Map(others.filter(({ own }) => !own).map((one) => [one.name, one]))
  const words = room.t.open([...people.values()].map(({ name, doing }) => room.t.doing[doing](name)).join(', '))
  place.hidden = people.size === 0
  if (place.getAttribute('aria-label') === words) return
  place.setAttribute('aria-label', words)
  place.title = words
  place.replaceChildren(
    ...[...people.keys()].slice(0, 4).map((name) => el('span', { class: avatarClass(name), 'aria-hidden': 'true' }, initials(name))),
  )
}

/** Said once for each who comes while this page is open. */
function greet(room: Room, others: readonly Other[], known: Set<string>) {
  for (const { name, doing, own } of others) {
    if (own || doing !== 'writing' || known.has(name)) continue
    known.add(name)
    room.say(room.t.writesToo(name))
  }
}
