import { formatNumber, type Lang } from '../../kernel/text.ts'
import { formatDate, formatMonth } from '../../kernel/time.ts'
import { Days } from '../../ui/chart/days.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Table, type Column } from '../../ui/table/table.tsx'
import type { Counted, DayFigures, Span } from './period.ts'

type CourseProps = {
  lang: Lang
  span: Span
  days: readonly DayFigures[]
  caption: string
  /** Said in place of columns that would all be empty. */
  instead?: string
  words: { chart: string; table: string; day: string; month: string }
  /** The columns of the table, in their order. */
  measures: readonly (readonly [keyof Counted, string])[]
}

/** Visits day by day, or month by month: columns, and the numbers behind them. */
export function Course({ lang, span, days, caption, instead, words, measures }: CourseProps) {
  const name = ({ day }: DayFigures) => (span === '12t' ? formatMonth(day, lang) : formatDate(day, lang))
  const figures = measures.map(([key, label]): Column<DayFigures> => ({
    key,
    label,
    cell: (row) => formatNumber(row[key], lang),
    align: 'right',
  }))
  return (
    <>
      {instead ? <p>{instead}</p> : <Days label={words.chart} points={days.map((day) => ({ label: name(day), value: day.visits }))} />}
      <details>
        <summary class="btn g nho">
          {words.table}
          <Icon name="chevron-down" />
        </summary>
        <Table
          caption={caption}
          columns={[{ key: 'day', label: span === '12t' ? words.month : words.day, cell: name, main: true, keep: true }, ...figures]}
          rows={days.toReversed()}
        />
      </details>
    </>
  )
}
