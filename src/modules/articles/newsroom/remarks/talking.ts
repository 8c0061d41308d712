/// <reference lib="dom" />
import type { Editor } from '@tiptap/core'
import type { BodyNode } from '../../body/body.ts'
import type { Anchor } from '../../remarks/anchor.ts'
import { reworded } from '../../remarks/reword.ts'
import type { Copy } from '../editor/drafts.ts'
import { byId, el, type Room } from '../editor/room.ts'
import { askBefore } from './asking.ts'
import { bubble } from './bubble.ts'
import { remarkMarks, trimmed, type Chosen, type Marked } from './marks.ts'
import { saying } from './saying.ts'
import { post } from './sending.ts'

export type Talking = {
  room: Room
  read(): Copy
  /** Writes other words into a place, as the person's own step. */
  put(place: string, wording: string | BodyNode): void
  session(): string
  /** A version that is saved, and stands on this screen already. */
  heard(version: number): void
  panel: { refresh(): Promise<void>; show(tab: string): void; close(): void }
}
type Decided = { version: number; rewording: { anchor: Anchor; wording: string } | null }

/** Talks in the editor: their words marked in the text, saying something about chosen words, answering, accepting. */
export function startTalking(editor: Editor, talking: Talking) {
  const part = document.getElementById('tam-gop-y')
  if (!part) return
  const { room, panel } = talking
  const marks = remarkMarks(editor, (id) => pressed(talking, id))
  const say = saying({
    room,
    chosen: () => chosenOn(marks.chosen()),
    sent(id) {
      // The panel first: what is not looked at is not asked for again.
      panel.show('gop-y')
      void panel.refresh().then(() => show(talking, id))
    },
  })
  const mark = () => marks.show(markedIn(part))
  new MutationObserver(mark).observe(part, { childList: true })
  mark()
  openers(editor, part, say.open)
  part.addEventListener('submit', (event) => {
    event.preventDefault()
    void act(talking, event.target as HTMLFormElement)
  })
  part.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('header small a')
    const id = Number(link?.closest<HTMLElement>('[data-gop-y]')?.dataset.gopY)
    if (!link || !marks.goTo(id)) return
    event.preventDefault()
    event.stopPropagation()
    panel.close()
    marks.goTo(id)
  })
  const [, asked] = /^#gop-y-(\d+)$/.exec(location.hash) ?? []
  if (asked) show(talking, Number(asked))
  askBefore(part, room, () => panel.show('gop-y'))
  watch(part, panel.refresh)
}

/** Where the panel lies over the text a press only sets the cursor, as between all other words; the talk is one press further. */
function pressed(talking: Talking, id: number) {
  if (matchMedia('(min-width: 75rem)').matches) return show(talking, id)
  const { co = '', xem = '' } = byId('hop-gop-y').dataset
  talking.room.say(co, { label: xem, run: () => show(talking, id) })
}

/** Every way to begin: the toolbar, the button beside the chosen words, a key. */
function openers(editor: Editor, part: HTMLElement, open: (whole?: boolean) => void) {
  const { gopY = '' } = byId('hop-gop-y').dataset
  const floating = byId('noi-dung').appendChild(el('button', { type: 'button', class: 'btn o nho gy-noi' }, gopY))
  floating.hidden = true
  bubble(editor, floating, () => open())
  document.querySelector('[data-lenh=remark]')?.addEventListener('click', () => open())
  part.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-gop-y-moi]')) open(true)
  })
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || !event.ctrlKey || !event.altKey || event.key.toLowerCase() !== 'm') return
    event.preventDefault()
    open()
  })
}

/** In the title or the lead what is chosen there, else what is chosen in the text, else the whole of it. */
function chosenOn(inText: Chosen | null): Chosen {
  const field = document.activeElement
  const place = field?.id === 'tieu-de' ? 'title' : field?.id === 'tom-tat' ? 'lead' : null
  if (!place) return inText ?? { place: '', quote: '', start: 0 }
  const { selectionStart: start, selectionEnd, value } = field as HTMLTextAreaElement
  return trimmed({ place, quote: value.slice(start, selectionEnd), start })
}

const markedIn = (part: HTMLElement): Marked[] =>
  [...part.querySelectorAll<HTMLElement>('[data-gop-y]')]
    .filter((card) => !card.closest('.gy-xong'))
    .map((card) => ({ id: Number(card.dataset.gopY), anchor: JSON.parse(card.dataset.moc!) as Anchor }))

function show({ panel }: Talking, id: number) {
  panel.show('gop-y')
  const card = document.querySelector<HTMLElement>(`#tam-gop-y [data-gop-y="${id}"]`)
  card?.closest('details')?.setAttribute('open', '')
  card?.focus({ preventScroll: true })
  card?.scrollIntoView({ block: 'nearest' })
}

/** What a press in the panel does. Words go into the text on the server first, which knows who was faster; then here, as a step that can be undone. */
async function act(talking: Talking, form: HTMLFormElement) {
  const { room, panel, session } = talking
  const { chuaLuu = '', muon = '', hong = '', daNhan = '', hoanTac = '' } = byId('hop-gop-y').dataset
  const rewords = /\/(nhan|hoan-tac)$/.exec(form.action)
  if (rewords && !(await room.flush())) return room.say(chuaLuu)
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value as string]))
  const answer = await post<Decided>(form.action, { ...fields, session: session() })
  if (answer.kind === 'failed') return room.say(hong)
  if (answer.kind === 'wrong') return room.say(answer.sentence)
  if (answer.kind === 'late') room.say(muon)
  else if (rewords) {
    take(talking, answer.value)
    if (rewords[1] === 'nhan') room.say(daNhan, { label: hoanTac, run: () => void undo(talking, form) })
  }
  const id = Number(form.closest<HTMLElement>('[data-gop-y]')?.dataset.gopY)
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await panel.refresh()
  show(talking, id)
}

function undo(talking: Talking, accepted: HTMLFormElement) {
  const form = el('form', { action: accepted.action.replace(/nhan$/, 'hoan-tac') })
  return act(talking, form)
}

function take({ read, put, heard }: Talking, { version, rewording }: Decided) {
  if (rewording) {
    const here = JSON.parse(JSON.stringify(read()).normalize('NFC')) as Copy
    const change = reworded(here, rewording.anchor, rewording.wording)
    if (change) put(rewording.anchor.place, change.put)
  }
  heard(version)
}

/** What colleagues say meanwhile comes in while the talks are looked at. */
const every = 20_000

function watch(part: HTMLElement, refresh: () => Promise<void>) {
  setInterval(() => {
    const looks = document.visibilityState === 'visible' && navigator.onLine && !part.hidden && part.offsetParent !== null
    if (looks && !part.querySelector('details.gy-mo[open]')) void refresh()
  }, every)
}
