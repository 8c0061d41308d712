import type { BodyNode, Paragraph } from './body.ts'

/** The ids of a parent's parts, in order; '' is the body. */
export type Parts = (parent: string) => readonly string[]

type Kind = BodyNode['type'] | 'doc'
const flow = ['paragraph', 'bulletList', 'orderedList'] as const
const blocks = [...flow, 'heading', 'blockquote', 'figure', 'gallery', 'table', 'video', 'file', 'infoBox', 'relatedLink'] as const
/** What may stand in what: the schema of the body, for texts that were put together. */
const holds: Partial<Record<Kind, readonly Kind[]>> = {
  doc: blocks,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: flow,
  blockquote: flow,
  infoBox: [...flow, 'heading'],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: flow,
  tableHeader: flow,
}

/**
 * The nodes put together from the root. What lost all its parts goes, but a cell stays with an empty line, so that its table keeps its
 * shape, and so does what has words of its own. Null when they do not fit: a node where its kind may not stand, one that cannot be reached.
 */
export function rooted(nodes: ReadonlyMap<string, BodyNode>, parts: Parts, newId: () => string): BodyNode[] | null {
  let reached = 0
  const build = (id: string): BodyNode | null | undefined => {
    const node = nodes.get(id)!
    reached++
    const allowed = holds[node.type]
    const inner = parts(id)
    if (!allowed) return inner.length > 0 ? null : node
    const content = all(inner, allowed)
    if (!content) return null
    const filled = fill(node, content, newId)
    if (filled.length > 0) return { ...node, content: filled } as BodyNode
    return node.type === 'table' && node.attrs.caption ? null : undefined
  }
  const all = (ids: readonly string[], allowed: readonly Kind[]): BodyNode[] | null => {
    const built: BodyNode[] = []
    for (const id of ids) {
      const node = build(id)
      if (node === null || (node && !allowed.includes(node.type))) return null
      if (node) built.push(node)
    }
    return built
  }
  const content = all(parts(''), holds.doc!)
  if (!content || reached !== nodes.size) return null
  return content.length > 0 ? content : [line(newId)]
}

function fill(node: BodyNode, content: BodyNode[], newId: () => string): BodyNode[] {
  if (content.length === 0) return stays(node) ? [line(newId)] : []
  return node.type === 'listItem' && content[0]!.type !== 'paragraph' ? [line(newId), ...content] : content
}

const stays = (node: BodyNode) =>
  node.type === 'tableCell' ||
  node.type === 'tableHeader' ||
  (node.type === 'blockquote' && node.attrs.cite !== '') ||
  (node.type === 'infoBox' && node.attrs.title !== '')

const line = (newId: () => string): Paragraph => ({ type: 'paragraph', attrs: { id: newId() } })
