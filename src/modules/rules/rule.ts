/** A dated row: a rate, threshold, deadline, citation or name with the days on which it holds and its legal basis. */
export type Rule = {
  id: number
  key: string
  value: unknown
  validFrom: Temporal.PlainDate
  validTo: Temporal.PlainDate | null
  legalBasis: string
  sourceMark: string
  confirmedBy: string | null
  confirmedAt: Temporal.Instant | null
}

/** Many rows of these hold at once: each is another holiday. */
export const isMany = (key: string) => key.startsWith('holiday.')

/** `family.name`: words of a to z and digits, joined by hyphens, parted by dots. */
export const keyGrammar = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/

const day = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b)

/** Does the rule hold on this day? Both ends are included. */
export const holdsOn = (rule: Pick<Rule, 'validFrom' | 'validTo'>, date: Temporal.PlainDate) =>
  day(rule.validFrom, date) <= 0 && (rule.validTo === null || day(date, rule.validTo) <= 0)

/** Two rows of one key that hold on the same day: the later start wins, and `doctor` tells of it. */
export const overlaps = (a: Pick<Rule, 'validFrom' | 'validTo'>, b: Pick<Rule, 'validFrom' | 'validTo'>) =>
  (a.validTo === null || day(b.validFrom, a.validTo) <= 0) && (b.validTo === null || day(a.validFrom, b.validTo) <= 0)
