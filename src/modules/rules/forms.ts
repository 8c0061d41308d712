import { z } from 'zod'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Typed } from '../../kernel/form.ts'
import { nfc, stripControl } from '../../kernel/text.ts'
import type { RuleForm } from '../../kernel/rules.ts'
import { parseDate } from '../../kernel/time.ts'
import { keyGrammar } from './rule.ts'
import { counted, isCounted, ruleForms, valueOf, type Shape } from './value.ts'

const line = (max: number) =>
  z
    .string()
    .default('')
    .transform((typed) => stripControl(nfc(typed)).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, 'tooLong'))
const dateOr = (issue: string) =>
  z
    .string()
    .default('')
    .transform((typed, context) => {
      const date = parseDate(typed)
      if (!date) context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'dayMissing' : issue })
      return date ?? z.NEVER
    })
const noDate = z
  .string()
  .default('')
  .transform((typed, context) => {
    if (typed.trim() === '') return null
    const date = parseDate(typed)
    if (!date) context.addIssue({ code: 'custom', message: 'dateBad' })
    return date ?? z.NEVER
  })

type Days = { validFrom: Temporal.PlainDate; validTo: Temporal.PlainDate | null }
const isInOrder = ({ validFrom, validTo }: Days) => validTo === null || Temporal.PlainDate.compare(validFrom, validTo) <= 0
const outOfOrder = { path: ['validTo'], message: 'dateOrder' }

export const ruleKey = line(80).pipe(z.string().min(1, 'keyMissing').regex(keyGrammar, 'keyBad'))
export const legalBasis = line(500).pipe(z.string().min(1, 'basisMissing'))
export const ConfirmForm = z.object({ legalBasis })

/** What every row has besides its key and its value. */
export const ReplaceForm = z.object({ validFrom: dateOr('dateBad'), validTo: noDate, legalBasis }).refine(isInOrder, outOfOrder)
export type ReplaceFields = z.infer<typeof ReplaceForm> & { value: unknown }

/** Which row is to be added, before its value can be asked for. */
export const KeyForm = z.object({ key: ruleKey, form: z.enum(ruleForms, 'formBad') })
export type AddFields = ReplaceFields & { key: string }

/** The shape that a new row's value is to have. A number that a module goes by is never nought, as in `readShape`. */
export function blankShape(form: RuleForm, isRead: boolean, unit?: string): Shape | null {
  const amount = isRead ? 1 : 0
  if (form === 'number') return { shape: 'number', amount }
  if (form === 'fixedDay') return { shape: 'fixedDay', month: 1, day: 1, name: '' }
  if (form === 'datedDays') return { shape: 'datedDays', name: '', dates: [] }
  if (form === 'data') return { shape: 'data', data: null }
  return isCounted(unit) ? { shape: 'duration', amount, ...counted[unit] } : null
}

/** The new value from the fields of the old one's shape. */
export function readValue(was: Shape, typed: Typed): Outcome<unknown> {
  const found: Record<string, string> = {}
  const amount = (field: string, least = 0, most = 100_000) => {
    const text = (typed[field] ?? '').trim()
    const read = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    if (!(read >= least && read <= most)) found[field] = text === '' ? 'valueMissing' : 'numberBad'
    return read
  }
  const words = (field: string) => {
    const read = stripControl(nfc(typed[field] ?? '')).trim()
    if (read === '') found[field] = 'nameMissing'
    return read
  }
  const shape = readShape(was, typed, { amount, words, found })
  return Object.keys(found).length > 0 ? issues(found) : done(valueOf(shape))
}

type Reading = {
  amount: (field: string, least?: number, most?: number) => number
  words: (field: string) => string
  found: Record<string, string>
}

function readShape(was: Shape, typed: Typed, { amount, words, found }: Reading): Shape {
  // Nought where something was meant would end every session, or lock everybody out.
  if (was.shape === 'number' || was.shape === 'duration') return { ...was, amount: amount('amount', Math.min(1, was.amount)) }
  if (was.shape === 'fixedDay') {
    const [day, month] = [amount('day', 1, 31), amount('month', 1, 12)]
    // 29/2 is a day of some years only; a rest day has to be one of every year.
    if (!found.day && !found.month && !isDay(month, day)) found.day = 'dateBad'
    return { ...was, name: words('name'), day, month }
  }
  if (was.shape === 'datedDays') return { ...was, name: words('name'), dates: datesIn(typed.dates ?? '', found) }
  return { shape: 'data', data: dataIn(typed.data ?? '', found) }
}

function isDay(month: number, day: number) {
  return Temporal.PlainDate.from({ year: 2027, month, day: Math.min(day, 31) }, { overflow: 'constrain' }).day === day
}

function datesIn(text: string, found: Record<string, string>): string[] {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter(Boolean)
  const dates = parts.map(parseDate)
  if (parts.length === 0) found.dates = 'datesMissing'
  else if (dates.includes(null) || parts.length > 60) found.dates = 'datesBad'
  return [...new Set(dates.flatMap((date) => (date ? [date.toString()] : [])))].toSorted()
}

function dataIn(text: string, found: Record<string, string>): unknown {
  try {
    const read: unknown = JSON.parse(text)
    // A rule that says nothing would count as no rule.
    if (read === null) found.data = 'valueMissing'
    return read
  } catch {
    found.data = text.trim() === '' ? 'valueMissing' : 'dataBad'
    return null
  }
}
