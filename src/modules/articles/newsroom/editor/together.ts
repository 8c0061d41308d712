/// <reference lib="dom" />
import { childrenOf, nodesOf, type Block, type BodyNode } from '../../body/body.ts'
import { merge, type Wording } from '../../body/merge.ts'
import { outlineOf } from '../../body/outline.ts'
import { sameCopy, type Copy } from './drafts.ts'
import { askWordings, type Asked } from './questions.ts'
import type { Room } from './room.ts'

export type Arrived = { text: Copy | null; wordings: readonly Wording[]; savedBy: string }

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
}

/**
 * A colleague's changes come into what stands in the fields, block by block. Where both wrote in one place, mine stays on the screen and both
 * wordings are shown until the person has chosen.
 */
export function together({ room, read, show, put, goTo, changed }: Together) {
  const asked = new Map<string, Asked>()
  const settled = new Set<string>()
  /** Who wrote the other wording first: a later save tells the name of whoever saved last, and that may be oneself. */
  const names = new Map<string, string>()
  const composing = composition()
  const draw = askWordings(room, {
    goTo,
    theirs(place) {
      put(place, asked.get(place)!.theirs)
      close(place)
    },
    mine(place) {
      settled.add(place)
      close(place)
    },
  })
  const close = (place: string) => {
    asked.delete(place)
    draw(asked)
    changed()
  }
  return {
    settled: () => [...settled],
    /**
     * Takes in what a save answered. False: not now, since a syllable is being composed, or since what was typed meanwhile meets a colleague's
     * change that only the server can ask about; then nothing has happened, and the next save brings it again.
     */
    take(sent: Copy, { text, wordings, savedBy }: Arrived, chosen: readonly string[]): boolean {
      if (text && composing()) return false
      if (text && !join(sent, text, wordings)) return false
      for (const place of chosen) settled.delete(place)
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
    for (const place of asked.keys()) if (!open.some((one) => one.place === place)) asked.delete(place)
    for (const wording of open) {
      if (!names.has(wording.place)) names.set(wording.place, by)
      const theirs = text && wordingAt(text, wording.place)
      if (theirs) asked.set(wording.place, { by: names.get(wording.place)!, theirs, mine: 'node' in wording ? wording.node : wording.text })
    }
    draw(asked)
  }
}

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
