import { childrenOf, inlineOf, inlineText, type Block, type Body, type BodyNode, type Inline, type Mark } from '../body/body.ts'
import type { Written } from '../body/diff.ts'
import { gapOf, isField, spotOf, textAt, type Anchor } from './anchor.ts'

/** The text with other words where the anchor points, and what was written there; null when its words are gone. Nothing else changes. */
export function reworded(written: Written, anchor: Anchor, wording: string): { text: Written; put: string | BodyNode } | null {
  const { place, quote } = anchor
  const text = textAt(written, place)
  if (text === null || place === '') return null
  const spot = quote === '' ? gapOf(text, anchor) : spotOf(text, anchor)
  if (!spot) return null
  if (isField(place)) {
    const put = text.slice(0, spot.start) + wording.replace(/\s+/g, ' ') + text.slice(spot.end)
    return { text: { ...written, [place]: put }, put }
  }
  let put: BodyNode | null = null
  const mend = (node: BodyNode): BodyNode => {
    if (node.attrs.id === place) return (put = withWords(node, spot, wording))
    const parts = childrenOf(node)
    return parts.length > 0 ? ({ ...node, content: parts.map(mend) } as BodyNode) : node
  }
  const body: Body = { type: 'doc', content: written.body.content.map(mend) as Block[] }
  return put && { text: { ...written, body }, put }
}

/** Only the middle that differs is written: what is bold or linked around it stays so. */
function withWords(node: BodyNode, { start, end }: { start: number; end: number }, wording: string): BodyNode {
  const content = inlineOf(node)
  const old = inlineText(content).slice(start, end)
  const [head, tail] = alike(old, wording)
  const [from, to] = [start + head, end - tail]
  const put = wording.slice(head, wording.length - tail)
  const marks = marksFor(content, from, to)
  const words = put
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(line ? [{ type: 'text' as const, text: line, ...(marks.length > 0 && { marks }) }] : []),
    ])
  return { ...node, content: [...cut(content, 0, from), ...words, ...cut(content, to, Infinity)] } as BodyNode
}

/** How many letters the two begin with alike, and how many they end with; whole words, so that no half of a syllable is written alone. */
function alike(a: string, b: string): [head: number, tail: number] {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head++
  while (head > 0 && !(isEdge(a, head) && isEdge(b, head))) head--
  let tail = 0
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  while (tail > 0 && !(isEdge(a, a.length - tail) && isEdge(b, b.length - tail))) tail--
  return [head, tail]
}

const isEdge = (text: string, at: number) => at === 0 || at === text.length || /\s/.test(text[at - 1]!) || /\s/.test(text[at]!)

/** The look of what is replaced; of what is put between, that of the letter before it, but no link grows. */
function marksFor(content: readonly Inline[], from: number, to: number): Mark[] {
  const at = to > from ? from : Math.max(0, from - 1)
  const run = cut(content, at, at + 1)[0]
  const marks = run?.type === 'text' ? (run.marks ?? []) : []
  return to > from ? marks : marks.filter(({ type }) => type !== 'link')
}

function cut(content: readonly Inline[], from: number, to: number): Inline[] {
  let at = 0
  return content.flatMap((run): Inline[] => {
    const length = run.type === 'text' ? run.text.length : 1
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, length)]
    at += length
    if (start >= end) return []
    return run.type === 'text' ? [{ ...run, text: run.text.slice(start, end) }] : [run]
  })
}
