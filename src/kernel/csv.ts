import { stringify } from 'csv-stringify/sync'

export type Cell = string | number

/**
 * A table as spreadsheets read it: UTF-8 with its mark, lines of RFC 4180. What begins like a formula is kept as text: cells hold what people
 * typed, and somebody will open them in a program that calculates.
 */
export const csvOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([columns, ...rows] as Cell[][], { bom: true, record_delimiter: 'windows', escape_formulas: true })
