import { childrenOf, type Body, type BodyNode } from './body.ts'

/** A node as it was: its id, a print of what it says itself (its parts apart), and its parts. */
export type OutlineNode = readonly [id: string, print: string, parts: readonly OutlineNode[]]
/** What is remembered of a text, to tell later who changed what: a tenth of its size, and no word of it. */
export type Outline = { title: string; lead: string; body: readonly OutlineNode[] }

export const outlineOf = ({ title, lead, body }: { title: string; lead: string; body: Body }): Outline => ({
  title: printOf(title),
  lead: printOf(lead),
  body: body.content.map(outlined),
})

const outlined = (node: BodyNode): OutlineNode => [node.attrs.id, printOfNode(node), childrenOf(node).map(outlined)]

/** The same, as if nobody knew what stood at these places: whatever stands there now is a change. */
export const blinded = ({ title, lead, body }: Outline, places: ReadonlySet<string>): Outline => ({
  title: places.has('title') ? unknown : title,
  lead: places.has('lead') ? unknown : lead,
  body: body.map((node) => blindedNode(node, places)),
})

const unknown = ''

const blindedNode = ([id, print, parts]: OutlineNode, places: ReadonlySet<string>): OutlineNode => [
  id,
  places.has(id) ? unknown : print,
  parts.map((part) => blindedNode(part, places)),
]

/** Of a node without its parts: kind, attributes, running text. */
export function printOfNode(node: BodyNode): string {
  return printOf([
    node.type,
    { ...node.attrs, id: undefined },
    childrenOf(node).length > 0 || !('content' in node) ? [] : (node.content ?? []),
  ])
}

/** Alike for alike values, whatever the order of their keys (a database gives them back in its own). */
export const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    const entries = Object.entries(inner).filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0))
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  })

/**
 * 53 bits of the value. Two different wordings of one paragraph share a print once in 10^16 cases: enough to see a change, and it needs
 * neither Node nor the asynchronous digests of a browser.
 */
export function printOf(value: unknown): string {
  const text = stable(value)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36)
}
