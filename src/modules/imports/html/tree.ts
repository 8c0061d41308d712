import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { nfc, stripControl } from '../../../kernel/text.ts'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type Text = DefaultTreeAdapterTypes.TextNode

/** As a browser would read it, whatever is left open. @throws RangeError for a tree deeper than any text */
export function treeOf(html: string): Node[] {
  const nodes = parseFragment(html, { scriptingEnabled: false }).childNodes
  demandShallow(nodes)
  return nodes
}

const deepest = 400

/** Before any recursive code sees it. */
function demandShallow(nodes: readonly Node[]) {
  const waiting = nodes.map((node): [Node, number] => [node, 1])
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, depth] = next
    if (depth > deepest) throw new RangeError('too deep')
    if (isElement(node)) for (const child of node.childNodes) waiting.push([child, depth + 1])
  }
}

export const isElement = (node: Node): node is Element => 'tagName' in node
export const isText = (node: Node): node is Text => node.nodeName === '#text'
export const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value ?? null

/** No text of the page, or text that only a browser without the thing itself would show. */
export const silent = new Set(
  'script style template head meta link iframe object embed video audio svg noframes noembed area col colgroup input img'.split(' '),
)

/** Every text of these nodes in order, with the nearest element that says something about its font. */
export function* textsOf(nodes: readonly Node[]): Generator<Text> {
  for (const node of nodes) {
    if (isText(node)) yield node
    else if (isElement(node) && !silent.has(node.tagName)) yield* textsOf(node.childNodes)
  }
}

export function* elementsOf(nodes: readonly Node[], ...names: string[]): Generator<Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue
    if (names.includes(node.tagName)) yield node
    yield* elementsOf(node.childNodes, ...names)
  }
}

/** What is compared between source and stored text: every sign but blanks, composed. */
export const squashed = (text: string) => nfc(stripControl(text)).replace(/\s+/gu, '')
export const sourceText = (nodes: readonly Node[]) => squashed([...textsOf(nodes)].map(({ value }) => value).join(''))
