import { isEmpty, isPicture, words, type Grid, type GridCell, type Line, type Part } from './parts.ts'

/**
 * A table that only sets pictures side by side, with or without a line below each; or a frame of one cell around pictures. Not what it
 * says matters here but that a reader would not call it a table.
 */
export function isLayout(grid: Grid): boolean {
  const cells = cellsOf(grid)
  if (!cells.some((cell) => lines(cell).some((line) => line.pieces.some(isPicture)))) return false
  if (cells.length === 1) return true
  return (
    cells.every((cell) => cell.parts.every((part) => part.kind === 'line') && lettersBeside(cell) <= longest) && grid.rows.length <= most
  )
}

const longest = 400
const most = 12

/** What stood in it, each column from top to bottom, so that a line below a picture comes below it. */
export function layoutParts(grid: Grid): Part[] {
  const columns = new Map<number, Part[]>()
  for (const row of grid.rows) {
    let at = row.skipped
    for (const cell of row.cells) {
      if (cell.merge !== 'goesOn') columns.set(at, [...(columns.get(at) ?? []), ...cell.parts.map(asCaption)])
      at += cell.span
    }
  }
  return [...columns].toSorted(([a], [b]) => a - b).flatMap(([, parts]) => parts)
}

/** In a cell a line needs no centring to be the picture's. */
const asCaption = (part: Part): Part =>
  part.kind === 'line' && !isEmpty(part) && words(part).trim() !== '' && !part.pieces.some(isPicture) ? { ...part, centred: true } : part

export const cellsOf = (grid: Grid): GridCell[] => grid.rows.flatMap(({ cells }) => cells.filter(({ merge }) => merge !== 'goesOn'))
const lines = (cell: GridCell): Line[] => cell.parts.filter((part) => part.kind === 'line')
const lettersBeside = (cell: GridCell) => lines(cell).reduce((sum, line) => sum + words(line).trim().length, 0)
