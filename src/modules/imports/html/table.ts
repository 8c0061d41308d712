import { bodyLimits, inlineText, type Block, type TableCell } from '../../articles/index.ts'
import { blocksOf, inlineOf, paragraph, type Gathering } from './flow.ts'
import { attribute, isElement, type Element } from './tree.ts'
import { nextId } from './ids.ts'

const longestName = 300

/** A table; one that only put things below each other gives what stood in it. */
export function tableBlocks(element: Element, gathering: Gathering): Block[] {
  const { caption, rows } = partsOf(element)
  const above = caption ? blocksOf(caption.childNodes, gathering) : []
  const name = inlineText(inlineOf(above) ?? []).replaceAll('\n', ' ')
  const widest = Math.max(0, ...rows.map((row) => row.length))
  const isName = widest > 1 && widest <= bodyLimits.span && inlineOf(above) !== null && name.length <= longestName
  const before = isName ? [] : above
  if (widest <= 1) return [...before, ...frame(rows.map(([cell]) => (cell ? blocksOf(cell.childNodes, gathering) : [])))]
  if (widest > bodyLimits.span) {
    gathering.tell('wideTables')
    return [...before, ...rows.flatMap((row) => row.flatMap((cell) => blocksOf(cell.childNodes, gathering)))]
  }
  const content = rows.map((row) => ({
    type: 'tableRow' as const,
    attrs: { id: nextId() },
    content: row.map((cell) => cellOf(cell, gathering)),
  }))
  return [...before, { type: 'table', attrs: { id: nextId(), caption: isName ? name : '' }, content }]
}

function cellOf(cell: Element, gathering: Gathering): TableCell {
  const content = blocksOf(cell.childNodes, gathering) as TableCell['content']
  return {
    type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
    attrs: { id: nextId(), colspan: span(cell, 'colspan'), rowspan: span(cell, 'rowspan') },
    content: content.length > 0 ? content : [paragraph([])],
  }
}

const span = (cell: Element, name: string) => {
  const said = Number(attribute(cell, name) ?? 1)
  return Number.isInteger(said) ? Math.min(bodyLimits.span, Math.max(1, said)) : 1
}

type Parts = { caption: Element | null; rows: Element[][] }

/** A second name, or one behind the rows, is a row of its own. */
function partsOf(table: Element): Parts {
  const found: Parts = { caption: null, rows: [] }
  const read = (element: Element) => {
    for (const child of element.childNodes.filter(isElement)) {
      if (child.tagName === 'caption' && !found.caption && found.rows.length === 0) found.caption = child
      else if (child.tagName === 'caption') found.rows.push([child])
      else if (['tbody', 'thead', 'tfoot'].includes(child.tagName)) read(child)
      else if (child.tagName === 'tr')
        found.rows.push(child.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th'))
    }
  }
  read(table)
  return found
}

/** So old pages put words under a picture: a table of one column. */
function frame(cells: readonly Block[][]): Block[] {
  const [shown, words, ...more] = cells
  const [picture, caption] = [shown?.[0], words?.[0]]
  const isCaption = caption?.type === 'paragraph' && inlineText(caption.content).length <= 600
  if (more.length === 0 && shown?.length === 1 && words?.length === 1 && picture?.type === 'figure' && !picture.content && isCaption)
    return [{ ...picture, ...(caption.content && { content: caption.content }) }]
  return cells.flat()
}
