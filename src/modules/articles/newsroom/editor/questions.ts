/// <reference lib="dom" />
import { plainText, type Block, type BodyNode } from '../../body/body.ts'
import { byId, el, type Room } from './room.ts'

/** Two wordings of one place; a field's is its text, a block's the block. */
export type Asked = { by: string; theirs: string | BodyNode; mine: string | BodyNode }
type Answers = { goTo(place: string): void; theirs(place: string): void; mine(place: string): void }

/** Both wordings of each place in question, above the text, with the two answers. Ignored, they wait; nothing of either is lost. */
export function askWordings(room: Room, answers: Answers) {
  const list = byId('ed-hoi')
  const shown = new Map<string, HTMLElement>()
  return (asked: ReadonlyMap<string, Asked>) => {
    for (const [place, box] of shown)
      if (!asked.has(place)) {
        box.remove()
        shown.delete(place)
      }
    for (const [place, one] of asked) {
      const box = shown.get(place) ?? list.appendChild(boxOf(room, place, one, answers))
      shown.set(place, box)
      // Only the words change while a person may be on one of the buttons.
      box.querySelector('[data-ho]')!.textContent = wordsOf(room, one.theirs)
      box.querySelector('[data-toi]')!.textContent = wordsOf(room, one.mine)
    }
    list.hidden = asked.size === 0
  }
}

function boxOf(room: Room, place: string, { by }: Asked, { goTo, theirs, mine }: Answers): HTMLElement {
  const t = room.t.wordings
  const button = (kind: string, label: string, act: (place: string) => void) => {
    const made = el('button', { type: 'button', class: `btn ${kind} nho` }, label)
    made.onclick = () => act(place)
    return made
  }
  const wording = (label: string, mark: string) => el('div', {}, el('small', {}, label), el('blockquote', { [mark]: '' }))
  const title = place === 'title' ? t.title(by) : place === 'lead' ? t.lead(by) : t.block(by)
  return el(
    'section',
    { class: 'ed-hoi-o' },
    el('p', {}, room.icon('triangle-alert'), el('b', {}, title), button('g', t.goTo, goTo)),
    el('div', { class: 'ed-hoi-hai' }, wording(t.theirsOf(by), 'data-ho'), wording(t.mine, 'data-toi')),
    el('div', { class: 'nut' }, button('o', t.takeTheirs(by), theirs), button('o', t.keepMine, mine)),
  )
}

function wordsOf(room: Room, wording: string | BodyNode): string {
  const words = typeof wording === 'string' ? wording : plainText({ type: 'doc', content: [wording as Block] })
  return words.trim() || room.t.wordings.noWords
}
