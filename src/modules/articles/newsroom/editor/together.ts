/// <reference lib="dom" />
import { childrenOf, nodesOf, type Block, type BodyNode } from '../../body/body.ts'
import { merge, type Wording } from '../../body/merge.ts'
import { outlineOf } from '../../body/outline.ts'
import { sameCopy, type Copy } from './drafts.ts'
import type { EditorData } from './props.ts'
import { askWordings, type Asked } from './questions.ts'
import type { Room } from './room.ts'

export type Arrived = { text: Copy | null; wordings: readonly Wording[]; savedBy: string }

/** Settled: places of which the person keeps the own wording. Left: what was chosen about wordings that waited when the page was opened. */
export type Choices = { settled: readonly string[]; left: readonly { id: number; choice: 'mine' | 'theirs' }[] }

export type Together = {
  room: Room
  read(): Copy
  /** Shows another text, touching only what differs; no step of undo. */
  show(copy: Copy): void
  /** The person takes a colleague's wording: a change of their own. */
  put(place: string, wording: string | BodyNode): void
  goTo(place: string): void
  /** The person has chosen: to be saved. */
  changed(): void
  left: EditorData['left']
}

/**
 * A colleague's changes come into what stands in the fields, block by block. Where both wrote in one place, mine stays on the screen and both
 * wordings are shown until the person has chosen.
 */
export function together({ room, read, show, put, goTo, changed, left }: Together) {
  const asked = new Map<string, Asked>()
  const settled = new Set<string>()
  /** Who wrote the other wording first: a later save tells the name of whoever saved last, and that may be oneself. */
  const names = new Map<string, string>()
  const composing = composition()
  const answered = new Map<number, 'mine' | 'theirs'>()
  const draw = askWordings(room, {
    goTo,
    theirs(key) {
      const { place, theirs } = asked.get(key)!
      if (leftOf(key)) answered.set(leftOf(key)!.id, 'theirs')
      else put(place, theirs)
      close(key)
    },
    mine(key) {
      const { place, mine } = asked.get(key)!
      if (leftOf(key)) {
        answered.set(leftOf(key)!.id, 'mine')
        put(place, mine)
      } else settled.add(place)
      close(key)
    },
  })
  const leftOf = (key: string) => left.find(({ id }) => leftKey(id) === key)
  const close = (key: string) => {
    asked.delete(key)
    draw(asked)
    changed()
  }
  return {
    choices: (): Choices => ({ settled: [...settled], left: [...answered].map(([id, choice]) => ({ id, choice })) }),
    /** Asks about what others left, once the text is there. */
    begin() {
      for (const { id, place, wording, by, own } of left) {
        const theirs = wordingAt(read(), place) ?? room.t.wordings.left.gone
        asked.set(leftKey(id), { place, by: own ? '' : by, theirs, mine: wording, left: true })
      }
      draw(asked)
    },
    /**
     * Takes in what a save answered. False: not now, since a syllable is being composed, or since what was typed meanwhile meets a colleague's
     * change that only the server can ask about; then nothing has happened, and the next save brings it again.
     */
    take(sent: Copy, { text, wordings, savedBy }: Arrived, chosen: Choices): boolean {
      if (text && composing()) return false
      if (text && !join(sent, text, wordings)) return false
      for (const place of chosen.settled) settled.delete(place)
      for (const { id } of chosen.left) answered.delete(id)
      stand(text, wordings, savedBy)
      return true
    },
  }

  function join(sent: Copy, text: Copy, wordings: readonly Wording[]): boolean {
    const mine = read()
    const { text: joined, wordings: more } = merge(outlineOf(sent), mine, withWordings(text, wordings))
    if (more.length > 0) return false
    if (!sameCopy(joined, mine)) show(joined)
    return true
  }

  /** The questions as they stand after a save. */
  function stand(text: Copy | null, wordings: readonly Wording[], by: string) {
    const open = wordings.filter(({ place }) => !settled.has(place))
    for (const [key, one] of asked) if (!one.left && !open.some(({ place }) => place === key)) asked.delete(key)
    for (const wording of open) {
      if (!names.has(wording.place)) names.set(wording.place, by)
      const theirs = text && wordingAt(text, wording.place)
      if (theirs)
        asked.set(wording.place, {
          place: wording.place,
          by: names.get(wording.place)!,
          theirs,
          mine: 'node' in wording ? wording.node : wording.text,
        })
    }
    draw(asked)
  }
}

const leftKey = (id: number) => `left-${id}`

/** The text as it would stand with my wording at each place in question. */
function withWordings(text: Copy, wordings: readonly Wording[]): Copy {
  const nodes = new Map(wordings.flatMap((one) => ('node' in one ? [[one.place, one.node] as const] : [])))
  const fields = Object.fromEntries(wordings.flatMap((one) => ('text' in one ? [[one.place, one.text] as const] : [])))
  const mend = (node: BodyNode): BodyNode => {
    const parts = childrenOf(node)
    const mine = nodes.get(node.attrs.id) ?? node
    return (parts.length > 0 ? { ...mine, content: parts.map(mend) } : mine) as BodyNode
  }
  return { ...text, ...fields, body: { ...text.body, content: text.body.content.map(mend) as Block[] } }
}

function wordingAt(text: Copy, place: string): string | BodyNode | undefined {
  if (place === 'title' || place === 'lead') return text[place]
  return [...nodesOf(text.body)].find(({ attrs }) => attrs.id === place)
}

/** Whether somebody is in the middle of a syllable, in any field of the page. */
function composition() {
  let composing = false
  document.addEventListener('compositionstart', () => void (composing = true), true)
  document.addEventListener('compositionend', () => void (composing = false), true)
  return () => composing
}
