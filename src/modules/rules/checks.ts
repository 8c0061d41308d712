import type { Check, Finding } from '../../kernel/module.ts'
import { formatDate, today } from '../../kernel/time.ts'
import { rulesList } from './queries.ts'
import { isMany, overlaps, type Rule } from './rule.ts'
import { named } from './names.ts'
import { text } from './text.ts'

/** What ends within this many days without a row after it is told in time to ask the legal officer. */
const ahead = 60
/** Rows that wait, rows that hold at once, keys that are about to end, and the holidays of the coming year. */
export const checkRules: Check = async ({ db }) => {
  const rules = await rulesList(db)
  const found = [...waiting(rules), ...clashes(rules), ...ending(rules), ...nextYear(rules)]
  return found.length > 0 ? found : [{ level: 'good', what: both((t) => t.good) }]
}

const both = (words: (t: typeof text.vi.checks, lang: 'vi' | 'en') => string) => ({
  vi: words(text.vi.checks, 'vi'),
  en: words(text.en.checks, 'en'),
})
const warn = (what: Finding['what'], todo: Finding['what']): Finding => ({ level: 'warn', what, todo })

function waiting(rules: readonly Rule[]): Finding[] {
  const count = rules.filter(({ confirmedAt }) => confirmedAt === null).length
  return count === 0
    ? []
    : [
        warn(
          both((t) => t.waiting(count)),
          both((t) => t.waitingTodo),
        ),
      ]
}

function clashes(rules: readonly Rule[]): Finding[] {
  const keys = new Set(
    rules
      .filter((one) => !isMany(one.key) && rules.some((other) => other.id < one.id && other.key === one.key && overlaps(one, other)))
      .map(({ key }) => key),
  )
  return [...keys].map((key) =>
    warn(
      both((t, lang) => t.clash(named(lang, key))),
      both((t) => t.clashTodo),
    ),
  )
}

function ending(rules: readonly Rule[]): Finding[] {
  const limit = today().add({ days: ahead })
  return [
    ...Map.groupBy(
      rules.filter(({ key }) => !isMany(key)),
      ({ key }) => key,
    ),
  ].flatMap(([key, rows]) => {
    if (rows.some(({ validTo }) => validTo === null)) return []
    const last = rows
      .map(({ validTo }) => validTo!)
      .toSorted(Temporal.PlainDate.compare)
      .at(-1)!
    if (Temporal.PlainDate.compare(last, limit) > 0) return []
    return [
      warn(
        both((t, lang) => t.ending(named(lang, key), formatDate(last, lang))),
        both((t) => t.endingTodo),
      ),
    ]
  })
}

/** The government names the days of Tết before the year begins; without them every deadline over Tết is wrong. */
function nextYear(rules: readonly Rule[]): Finding[] {
  const day = today()
  const year = day.month >= 10 ? day.year + 1 : day.year
  const there = rules.some(({ key, validFrom }) => key === 'holiday.date' && validFrom.year === year)
  return there
    ? []
    : [
        warn(
          both((t) => t.noHolidays(year)),
          both((t) => t.noHolidaysTodo),
        ),
      ]
}
