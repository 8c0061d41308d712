import type { ComponentChildren } from 'preact'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ComponentChildren
  /** Numbers and money stand right. */
  align?: 'left' | 'right'
  /** The cell that names the row: a row header, and the title of its card on a phone. */
  main?: boolean
  /** Keep the label out of sight (a column of buttons). */
  quiet?: boolean
  /** Not broken over lines: names, dates. Numbers on the right never are. */
  keep?: boolean
  /** Not shown on a phone. */
  wide?: boolean
  /** A link that sorts by this column, and how it is sorted now. */
  sort?: { href: string; now?: 'ascending' | 'descending' }
}

export type TableProps<Row> = {
  caption: string
  /** The caption is also seen, not only read out. */
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey?: (row: Row) => string | number
  /** Cells of the last line by column key: totals. */
  foot?: Partial<Record<string, ComponentChildren>>
  /** What stands there when there is no row. */
  empty?: ComponentChildren
  class?: string
}

/**
 * The one table. On a phone every row becomes a card with its labels; the roles are written out because a table that is
 * laid out as cards otherwise stops being a table for screen readers.
 */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, foot, empty, class: extra }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div class={extra ? `tablew ${extra}` : 'tablew'} role="region" aria-label={caption} tabindex={0}>
      <table class="g" role="table">
        <caption class={showCaption ? undefined : 'vh'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey?.(row)}>
              {columns.map((column) => (
                <Cell column={column}>{column.cell(row)}</Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Cell column={{ ...column, main: false, quiet: column.main }}>{foot[column.key]}</Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const label = column.quiet ? <span class="vh">{column.label}</span> : column.label
  return (
    <th scope="col" role="columnheader" class={cellClass(column)} aria-sort={column.sort?.now}>
      {column.sort ? <a href={column.sort.href}>{label}</a> : label}
    </th>
  )
}

function Cell<Row>({ column, children }: { column: Column<Row>; children?: ComponentChildren }) {
  const label = column.quiet || column.main ? undefined : column.label
  if (column.main)
    return (
      <th scope="row" role="rowheader" class={cellClass(column)}>
        {children}
      </th>
    )
  return (
    <td role="cell" class={cellClass(column)} data-label={label}>
      {children}
    </td>
  )
}

const cellClass = <Row,>(column: Column<Row>) =>
  [column.align === 'right' && 'r', column.main && 'chinh-o', column.keep && 'lien', column.wide && 'rong'].filter(Boolean).join(' ') ||
  undefined
