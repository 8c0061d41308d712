import { limits } from '../body/body.ts'
import { inlineOf, plainOf } from './inline.ts'
import { isPicture, isWhole, words, type Grid, type GridCell, type GridRow, type Line, type Part, type Picture } from './parts.ts'
import type { Tell } from './units.ts'

export type TableJson = { type: 'table'; attrs: { caption: string }; content: object[] }
export type Made = { table: TableJson | null; lines: Line[]; pictures: Picture[] }

/** `flow` makes paragraphs and lists of what stands in a cell. */
type Flow = (parts: readonly Line[]) => object[]

/** A table with its merged cells; pictures in it come after, since a cell of ours holds words only. */
export function tableOf(grid: Grid, caption: Line | null, flow: Flow, tell: Tell): Made {
  const pictures: Picture[] = []
  const rows = placed(grid)
  if (rows.some(({ cells }) => cells.length > limits.span)) {
    tell('wideTables')
    return { table: null, lines: grid.rows.map(asLine), pictures }
  }
  const heads = headRows(grid)
  const content = rows.map(({ cells }, at) => ({
    type: 'tableRow',
    content: cells.map(({ cell, rowspan }) => {
      const lines = flat(cell?.parts ?? [], tell)
      pictures.push(...lines.flatMap((line) => line.pieces.filter(isPicture)))
      const kept = flow(at < heads ? lines.map(withoutBold) : lines)
      const attrs = { colspan: Math.min(limits.span, cell?.span ?? 1), rowspan: Math.min(limits.span, rowspan) }
      return { type: at < heads ? 'tableHeader' : 'tableCell', attrs, content: kept.length > 0 ? kept : [{ type: 'paragraph' }] }
    }),
  }))
  if (pictures.length > 0) tell('movedPictures', pictures.length)
  const name = caption ? plainOf(inlineOf(caption.pieces)) : ''
  return { table: content.length > 0 ? { type: 'table', attrs: { caption: name }, content } : null, lines: [], pictures }
}

type Placed = { cell: GridCell | null; rowspan: number }

/** Cells with how far they reach down: in Word each row says for itself that a cell goes on. */
function placed(grid: Grid): { cells: Placed[] }[] {
  const reaching = new Map<number, Placed>()
  return grid.rows.map((row) => {
    const cells: Placed[] = []
    const skipped: GridCell = { span: row.skipped, merge: null, parts: [] }
    if (row.skipped > 0) cells.push({ cell: skipped, rowspan: 1 })
    let at = row.skipped
    for (const cell of row.cells) {
      const above = reaching.get(at)
      if (cell.merge === 'goesOn' && above && above.cell?.span === cell.span && above.rowspan < limits.span) above.rowspan++
      else {
        const made = { cell, rowspan: 1 }
        cells.push(made)
        if (cell.merge === 'begins') reaching.set(at, made)
        else reaching.delete(at)
      }
      at += cell.span
    }
    return { cells }
  })
}

/** Rows that Word repeats on each page; else a first row that is bold from end to end, when others are not. */
function headRows({ rows }: Grid): number {
  const said = rows.findIndex(({ header }) => !header)
  if (said > 0) return said
  const [first, second] = rows
  return first && second && isBold(first) && !isBold(second) ? 1 : 0
}

const isBold = ({ cells }: GridRow) => {
  const lines = cells.flatMap((cell) => cell.parts.filter((part) => part.kind === 'line')).filter((line) => words(line).trim() !== '')
  return lines.length > 0 && lines.every((line) => isWhole(line, 'bold'))
}

const withoutBold = (line: Line): Line => ({
  ...line,
  pieces: line.pieces.map((piece) => (piece.kind === 'text' ? { ...piece, bold: false } : piece)),
})

/** The lines of a cell; a table within it gives its lines, cell by cell. */
function flat(parts: readonly Part[], tell: Tell): Line[] {
  return parts.flatMap((part): Line[] => {
    if (part.kind === 'line') return [part]
    tell('nestedTables')
    return part.rows.flatMap(({ cells }) => cells.flatMap((cell) => flat(cell.parts, tell)))
  })
}

/** A table wider than a page can be: each row as one line. */
function asLine(row: GridRow): Line {
  const lines = row.cells.map((cell) => flat(cell.parts, () => {}))
  const pieces = lines.flatMap((cell, at) => [
    ...(at > 0 ? [{ kind: 'text' as const, text: ' | ', bold: false, italic: false, href: null, font: null }] : []),
    ...cell.flatMap((line) => line.pieces),
  ])
  return { kind: 'line', pieces, role: 'plain', level: null, centred: false, indent: 0, numbered: null, dropCap: false }
}
