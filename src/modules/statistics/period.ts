/** Spans of days that figures are shown for; `12t` is by month. */
export const spans = ['7', '30', '90', '12t'] as const
export type Span = (typeof spans)[number]

/** Whole days, both ends counted; `before` is as long and ends the day before. */
export type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }
export type Period = Days & { span: Span; before: Days }

export const spanOf = (typed: unknown): Span => spans.find((one) => one === typed) ?? '30'

export function periodOf(span: Span, today: Temporal.PlainDate): Period {
  const from = span === '12t' ? today.subtract({ months: 11 }).with({ day: 1 }) : today.subtract({ days: Number(span) - 1 })
  const length = from.until(today, { largestUnit: 'day' }).days + 1
  const to = from.subtract({ days: 1 })
  return { span, from, to: today, before: { from: to.subtract({ days: length - 1 }), to } }
}

export type Counted = { visits: number; visitors: number; views: number; bots: number }
export type DayFigures = Counted & { day: Temporal.PlainDate }

const nothing: Counted = { visits: 0, visitors: 0, views: 0, bots: 0 }

export const sum = (rows: readonly Counted[]): Counted =>
  rows.reduce<Counted>(
    (total, { visits, visitors, views, bots }) => ({
      visits: total.visits + visits,
      visitors: total.visitors + visitors,
      views: total.views + views,
      bots: total.bots + bots,
    }),
    nothing,
  )

/** A row for every day, or for every month of a year: a day without readers is a nought and not a gap. */
export function steps({ from, to, span }: Days & { span: Span }, rows: readonly DayFigures[]): DayFigures[] {
  const start = (day: Temporal.PlainDate) => (span === '12t' ? day.with({ day: 1 }) : day)
  const known = Map.groupBy(rows, ({ day }) => start(day).toString())
  const all: DayFigures[] = []
  for (let day = start(from); Temporal.PlainDate.compare(day, to) <= 0; day = day.add(span === '12t' ? { months: 1 } : { days: 1 }))
    all.push({ day, ...sum(known.get(day.toString()) ?? []) })
  return all
}
