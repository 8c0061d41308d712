import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { steady } from '../../body/ordered.ts'

/**
 * Makes the document `next` by touching only the blocks that differ: a cursor, a selection and a syllable in the making stay where they are,
 * unless their very block is another one now.
 */
export function takeIn(tr: Transaction, next: Node): Transaction {
  const before = tr.doc
  change(tr, before, next, within)
  // A part that could not be fitted in place: then its whole block is replaced.
  if (!tr.doc.eq(next)) change(tr, tr.doc, next, whole)
  if (!tr.doc.eq(next)) tr.replaceWith(0, tr.doc.content.size, next.content)
  return tr
}

type Replace = (tr: Transaction, pos: number, from: Node, to: Node) => void

/** From the end to the beginning, so that places found in the old document still hold. */
function change(tr: Transaction, before: Node, next: Node, replace: Replace) {
  const starts = startsOf(before)
  let [oldEnd, newEnd] = [before.childCount, next.childCount]
  for (const [old, now] of [...keptPairs(before, next)].reverse()) {
    fill(tr, starts[old + 1]!, starts[oldEnd]!, next, now + 1, newEnd)
    if (!before.child(old).eq(next.child(now))) replace(tr, starts[old]!, before.child(old), next.child(now))
    ;[oldEnd, newEnd] = [old, now]
  }
  fill(tr, 0, starts[oldEnd]!, next, 0, newEnd)
}

/** Puts the new blocks from..to in the place of what stands between two positions. */
function fill(tr: Transaction, start: number, end: number, next: Node, from: number, to: number) {
  const blocks = Array.from({ length: to - from }, (_, at) => next.child(from + at))
  if (blocks.length > 0) tr.replaceWith(start, end, blocks)
  else if (end > start) tr.delete(start, end)
}

/** Blocks that are in both and kept their order, as pairs of their places. */
function keptPairs(before: Node, next: Node): [old: number, now: number][] {
  const places = new Map<string, number>()
  before.forEach((node, _, at) => void places.set(node.attrs.id as string, at))
  const pairs: [number, number][] = []
  next.forEach((node, _, at) => {
    const old = places.get(node.attrs.id as string)
    if (old !== undefined) pairs.push([old, at])
  })
  const kept = steady(pairs.map(([old]) => old))
  return pairs.filter(([old]) => kept.has(old))
}

/** Where each block begins, and where the last one ends. */
function startsOf(doc: Node): number[] {
  const starts = [0]
  doc.forEach((node, offset) => void starts.push(offset + node.nodeSize))
  return starts
}

const whole: Replace = (tr, pos, from, to) => void tr.replaceWith(pos, pos + from.nodeSize, to)

/** Only what differs inside the block. */
const within: Replace = (tr, pos, from, to) => {
  if (from.type !== to.type) return whole(tr, pos, from, to)
  const start = from.content.findDiffStart(to.content)
  if (start !== null) {
    const end = from.content.findDiffEnd(to.content)!
    const overlap = Math.max(0, start - Math.min(end.a, end.b))
    tr.replace(pos + 1 + start, pos + 1 + end.a + overlap, to.slice(start, end.b + overlap))
  }
  if (!from.hasMarkup(to.type, to.attrs, to.marks)) tr.setNodeMarkup(pos, undefined, to.attrs, to.marks)
}
