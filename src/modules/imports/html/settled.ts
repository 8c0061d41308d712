import { type Block, type Inline, type List, type Paragraph } from '../../articles/index.ts'
import { paragraph, type Gathering } from './flow.ts'

type Flow = (Paragraph | List)[]
type Tell = Gathering['tell']
type Tray = { hoisted: Block[]; tell: Tell; lists: number }

/** How deep lists may go within the text, a quotation, a cell. */
const depth = { text: 4, inner: 3 }

/** The same blocks as our schema has them: lists, quotations and cells hold paragraphs and lists; pictures and links come after what they stood in. */
export const settled = (blocks: readonly Block[], tell: Tell): Block[] => blocks.flatMap((block) => settle(block, tell))

function settle(block: Block, tell: Tell): Block[] {
  const hoisted: Block[] = []
  const after = () => {
    if (hoisted.some(({ type }) => type === 'figure')) tell('movedPictures')
    return hoisted
  }
  switch (block.type) {
    case 'bulletList':
    case 'orderedList':
      return [settledList(block, { hoisted, tell, lists: depth.text }), ...after()]
    case 'blockquote': {
      const content = flow(block.content, { hoisted, tell, lists: depth.inner })
      return [...(content.length > 0 ? [{ ...block, content }] : []), ...after()]
    }
    case 'table': {
      const tray = { hoisted, tell, lists: depth.inner }
      const content = block.content.map((row) => ({
        ...row,
        content: row.content.map((cell) => ({ ...cell, content: filled(flow(cell.content, tray)) })),
      }))
      return [{ ...block, content }, ...after()]
    }
    default:
      return [block]
  }
}

const filled = (content: Flow): Flow => (content.length > 0 ? content : [paragraph([])])

function settledList(list: List, tray: Tray): List {
  const below = { ...tray, lists: tray.lists - 1 }
  const content = list.content.map((item) => {
    const inner = flow(item.content, below)
    return { ...item, content: inner[0]?.type === 'paragraph' ? inner : [paragraph([]), ...inner] }
  })
  return { ...list, content } as List
}

/** Paragraphs and lists of whatever was found there, in the same order of words. */
function flow(content: readonly Block[], tray: Tray): Flow {
  return content.flatMap((block): Flow => {
    switch (block.type) {
      case 'paragraph':
        return [block]
      case 'heading':
        return [{ type: 'paragraph', attrs: { id: block.attrs.id }, ...(block.content && { content: bold(block.content) }) }]
      case 'bulletList':
      case 'orderedList':
        if (tray.lists > 0) return [settledList(block, tray)]
        tray.tell('deepLists')
        return block.content.flatMap((item) => flow(item.content, tray))
      case 'blockquote':
        return flow(block.content, tray)
      case 'table':
        tray.tell('nestedTables')
        return [
          ...(block.attrs.caption ? [paragraph([{ type: 'text', text: block.attrs.caption }])] : []),
          ...block.content.flatMap((row) => row.content.flatMap((cell) => flow(cell.content, tray))),
        ]
      case 'figure': {
        const { content: words, ...picture } = block
        tray.hoisted.push(picture)
        return words ? [paragraph(words)] : []
      }
      default:
        tray.hoisted.push(block)
        return []
    }
  })
}

const bold = (content: readonly Inline[]): Inline[] =>
  content.map((run) =>
    run.type === 'text' ? { ...run, marks: [...(run.marks ?? []).filter(({ type }) => type !== 'bold'), { type: 'bold' }] } : run,
  )
