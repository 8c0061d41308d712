/// <reference lib="dom" />
import { plainText, type Block, type BodyNode } from '../../body/body.ts'
import { byId, el, type Room } from './room.ts'

/**
 * Two wordings of one place; a field's is its text, a block's the block. `left`: a wording of `by` (or of oneself, '') that waited when the page
 * was opened, as `mine`; then `theirs` is what stands in the text.
 */
export type Asked = { place: string; by: string; theirs: string | BodyNode; mine: string | BodyNode; left?: boolean }
type Answers = { goTo(place: string): void; theirs(key: string): void; mine(key: string): void }

/** Both wordings of each place in question, above the text, with the two answers. Ignored, they wait; nothing of either is lost. */
export function askWordings(room: Room, answers: Answers) {
  const list = byId('ed-hoi')
  const shown = new Map<string, HTMLElement>()
  return (asked: ReadonlyMap<string, Asked>) => {
    for (const [key, box] of shown)
      if (!asked.has(key)) {
        box.remove()
        shown.delete(key)
      }
    for (const [key, one] of asked) {
      const box = shown.get(key) ?? list.appendChild(boxOf(room, key, one, answers))
      shown.set(key, box)
      // Only the words change while a person may be on one of the buttons.
      box.querySelector('[data-ho]')!.textContent = wordsOf(room, one.theirs)
      box.querySelector('[data-toi]')!.textContent = wordsOf(room, one.mine)
    }
    list.hidden = asked.size === 0
  }
}

function boxOf(room: Room, key: string, one: Asked, { goTo, theirs, mine }: Answers): HTMLElement {
  const t = labelsOf(room, one)
  const button = (kind: string, label: string, act: () => void) => {
    const made = el('button', { type: 'button', class: `btn ${kind} nho` }, label)
    made.onclick = act
    return made
  }
  const wording = (label: string, mark: string) => el('div', {}, el('small', {}, label), el('blockquote', { [mark]: '' }))
  return el(
    'section',
    { class: 'ed-hoi-o' },
    el(
      'p',
      {},
      room.icon('triangle-alert'),
      el('b', {}, t.title),
      button('g', room.t.wordings.goTo, () => goTo(one.place)),
    ),
    el('div', { class: 'ed-hoi-hai' }, wording(t.theirs, 'data-ho'), wording(t.mine, 'data-toi')),
    el(
      'div',
      { class: 'nut' },
      button('o', t.takeTheirs, () => theirs(key)),
      button('o', t.keepMine, () => mine(key)),
    ),
  )
}

function labelsOf({ t: { wordings: t } }: Room, { place, by, left }: Asked) {
  const kind = place === 'title' || place === 'lead' ? place : 'block'
  if (!left) return { title: t[kind](by), theirs: t.theirsOf(by), mine: t.mine, takeTheirs: t.takeTheirs(by), keepMine: t.keepMine }
  const whose = by === '' ? t.left.own : t.left.of(by)
  return { title: whose[kind], theirs: t.left.standing, mine: whose.wording, takeTheirs: t.left.keep, keepMine: whose.take }
}

function wordsOf(room: Room, wording: string | BodyNode): string {
  const words = typeof wording === 'string' ? wording : plainText({ type: 'doc', content: [wording as Block] })
  return words.trim() || room.t.wordings.noWords
}
