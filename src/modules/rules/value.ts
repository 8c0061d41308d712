import { z } from 'zod'
import type { RuleForm } from '../../kernel/rules.ts'

const whole = z.number().int().nonnegative().max(100_000)
const units = ['days', 'hours', 'months', 'years'] as const
export type Unit = (typeof units)[number]

export const ruleForms = ['number', 'duration', 'fixedDay', 'datedDays', 'data'] as const satisfies readonly RuleForm[]

/** What a span is counted in, as a person chooses it, and how it is written. */
export const counted = {
  'working-day': { unit: 'days', counted: 'working-day' },
  day: { unit: 'days', counted: 'day' },
  hour: { unit: 'hours', counted: 'hour' },
  month: { unit: 'months' },
  year: { unit: 'years' },
} as const satisfies Record<string, { unit: Unit; counted?: string }>
export type Counted = keyof typeof counted
export const isCounted = (word: string | undefined): word is Counted => word !== undefined && Object.hasOwn(counted, word)

const Duration = z
  .strictObject({
    days: whole.optional(),
    hours: whole.optional(),
    months: whole.optional(),
    years: whole.optional(),
    unit: z.string().optional(),
  })
  .refine((value) => units.filter((unit) => value[unit] !== undefined).length === 1)
const FixedDay = z.strictObject({ month: whole.min(1).max(12), day: whole.min(1).max(31), name: z.string().min(1), days: whole.optional() })
const DatedDays = z
  .strictObject({
    name: z.string().min(1),
    date: z.iso.date().optional(),
    dates: z.array(z.iso.date()).min(1).max(60).optional(),
    days: whole.optional(),
  })
  .refine(({ date, dates }) => date !== undefined || dates !== undefined)

/** How a value is written and read by people: four shapes with fields of their own, everything else as data. */
export type Shape =
  | { shape: 'number'; amount: number }
  | { shape: 'duration'; amount: number; unit: Unit; counted?: string }
  | { shape: 'fixedDay'; month: number; day: number; name: string; days?: number }
  | { shape: 'datedDays'; name: string; dates: string[]; main?: string }
  | { shape: 'data'; data: unknown }

export function shapeOf(value: unknown): Shape {
  if (typeof value === 'number') return { shape: 'number', amount: value }
  const duration = Duration.safeParse(value)
  if (duration.success) {
    const unit = units.find((one) => duration.data[one] !== undefined)!
    return {
      shape: 'duration',
      amount: duration.data[unit]!,
      unit,
      ...(duration.data.unit === undefined ? {} : { counted: duration.data.unit }),
    }
  }
  const fixed = FixedDay.safeParse(value)
  if (fixed.success) return { shape: 'fixedDay', ...fixed.data }
  const dated = DatedDays.safeParse(value)
  if (dated.success) {
    const { name, date, dates } = dated.data
    return { shape: 'datedDays', name, dates: dates ?? [date!], ...(date === undefined ? {} : { main: date }) }
  }
  return { shape: 'data', data: value }
}

/** The value as it is stored. */
export function valueOf(shape: Shape): unknown {
  if (shape.shape === 'number') return shape.amount
  if (shape.shape === 'duration') return { [shape.unit]: shape.amount, ...(shape.counted === undefined ? {} : { unit: shape.counted }) }
  if (shape.shape === 'fixedDay')
    return { month: shape.month, day: shape.day, name: shape.name, ...(shape.days === undefined ? {} : { days: shape.days }) }
  if (shape.shape === 'datedDays')
    return {
      name: shape.name,
      dates: shape.dates,
      date: shape.main && shape.dates.includes(shape.main) ? shape.main : shape.dates[0],
      days: shape.dates.length,
    }
  return shape.data
}
