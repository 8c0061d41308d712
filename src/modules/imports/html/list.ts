import { type Block, type ListItem } from '../../articles/index.ts'
import { blocksOf, type Gathering } from './flow.ts'
import { attribute, isElement, isText, type Element, type Node } from './tree.ts'
import { nextId } from './ids.ts'

/** A list as deep as it is written; text between its items is an item of its own. */
export function listOf(element: Element, gathering: Gathering): Block[] {
  const items = groups(element.childNodes).flatMap((nodes): ListItem[] => {
    const content = blocksOf(nodes, gathering)
    return content.length > 0 ? [{ type: 'listItem', attrs: { id: nextId() }, content: content as ListItem['content'] }] : []
  })
  if (items.length === 0) return []
  if (element.tagName === 'ul') return [{ type: 'bulletList', attrs: { id: nextId() }, content: items }]
  const first = Number(attribute(element, 'start') ?? 1)
  const start = Number.isInteger(first) && first >= 0 && first <= 99_999 ? first : 1
  return [{ type: 'orderedList', attrs: { id: nextId(), start }, content: items }]
}

function groups(nodes: readonly Node[]): (readonly Node[])[] {
  const found: Node[][] = []
  let loose: Node[] | null = null
  for (const node of nodes) {
    const isItem = isElement(node) && node.tagName === 'li'
    // An inner list that forgot to stand in an item belongs to the one before.
    const isInner = isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol')
    if (isItem) {
      found.push([...node.childNodes])
      loose = null
    } else if (isInner && found.length > 0) found.at(-1)!.push(node)
    else if (!isText(node) || node.value.trim() !== '') {
      if (!loose) found.push((loose = []))
      loose.push(node)
    }
  }
  return found
}
