import { levelOf, type House } from './house.ts'
import type { Passage, Place, TextModel } from './model.ts'
import type { Finding, Found, Rule } from './rule.ts'
import { rules } from './rules/rules.ts'

/** What the rules that are on in this genre find, required first, each group from top to bottom. */
export function findingsOf(model: TextModel, house: House): Finding[] {
  const order = new Map(model.passages.map(({ place }, at) => [keyOf(place), at + 1]))
  const whole = new Map(model.passages.map((passage) => [keyOf(passage.place), passage]))
  // Section and cover are asked for below title and lead.
  const at = (one: Finding) => (order.get(keyOf(one.place)) ?? (isHead(one.place) ? 2.5 : order.size + 1)) * 1_000_000 + (one.start ?? 0)
  const found = rules.flatMap((rule) => findingsBy(rule, model, house, whole))
  return found.sort((a, b) => rank(a) - rank(b) || at(a) - at(b))
}

const rank = ({ level }: Finding) => (level === 'required' ? 0 : 1)
const isHead = (place: Place) => 'field' in place && place.field !== 'body'

function findingsBy(rule: Rule, model: TextModel, house: House, passages: ReadonlyMap<string, Passage>): Finding[] {
  const level = levelOf(rule, model.genre, house.levels)
  if (level === 'off') return []
  return rule.find(model, house).flatMap((found) => {
    const quote = quoted(found, passages.get(keyOf(found.place)))
    return isAllowed(quote, found, house) ? [] : [{ values: [], ...found, rule: rule.key, level, quote }]
  })
}

const quoted = ({ start, end }: Found, passage: Passage | undefined) => (start === undefined ? '' : (passage?.text.slice(start, end) ?? ''))

/** What stands on the unit's list is right, whichever rule doubts it. */
const isAllowed = (quote: string, { allow }: Found, { allowed }: House) =>
  allow !== undefined && (allowed.has(quote.toLowerCase()) || allowed.has(allow.normalize('NFC').toLowerCase()))

/** Two findings are in one place when this is the same. */
export const keyOf = (place: Place) => ('field' in place ? place.field : `${place.block}.${place.part}.${place.item ?? 0}`)
