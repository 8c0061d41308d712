import { done, issues, type Outcome } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import { nfc, slug, stripControl } from '../../../../kernel/text.ts'
import { formatTime, parseTime } from '../../../../kernel/time.ts'
import { genres, stages, type Stage, type Stages } from '../../article.ts'
import { officeSetting, reasonsSetting, type ChosenStages, type ReturnReason } from '../../procedure/settings.ts'

/** What a form says of one site's stages, put into what holds for all; an empty choice follows the wider one. */
export function siteStages(typed: Typed, siteId: number, before: ChosenStages): Outcome<ChosenStages> {
  const fields = ['all', ...genres.map((genre) => `genre-${genre}`)]
  const wrong = fields.find((field) => !isCount(typed[field] ?? ''))
  if (wrong) return issues({ [wrong]: 'stagesUnreadable' })
  const key = (field: string) => (field === 'all' ? String(siteId) : `${siteId}:${field.slice('genre-'.length)}`)
  return done(chosen(before, fields, key, typed))
}

export function networkStages(typed: Typed, before: ChosenStages): Outcome<ChosenStages> {
  if (!isCount(typed.all ?? '')) return issues({ all: 'stagesUnreadable' })
  return done(chosen(before, ['all'], () => 'all', typed))
}

function chosen(before: ChosenStages, fields: readonly string[], key: (field: string) => string, typed: Typed): ChosenStages {
  const keys = new Set(fields.map(key))
  const others = Object.entries(before).filter(([one]) => !keys.has(one))
  const own = fields.flatMap((field) => (typed[field] ? [[key(field), Number(typed[field]) as Stages] as const] : []))
  return Object.fromEntries([...others, ...own])
}

const isCount = (value: string) => /^[1-4]?$/.test(value)

export const officeFields = ['morning-from', 'morning-to', 'afternoon-from', 'afternoon-to'] as const
type Office = { from: string; to: string }[]

/** Hours for each stage, and the office day: a morning, and an afternoon that may be left out. */
export function timeFrom(typed: Typed): Outcome<{ hours: Record<Stage, number>; office: Office }> {
  const wrong = stages.find((stage) => !/^\d{1,3}$/.test(typed[`hours-${stage}`]?.trim() ?? '') || Number(typed[`hours-${stage}`]) > 200)
  if (wrong) return issues({ [`hours-${wrong}`]: 'hoursUnreadable' })
  const hours = Object.fromEntries(stages.map((stage) => [stage, Number(typed[`hours-${stage}`])])) as Record<Stage, number>
  const used = officeFields.slice(0, typed['afternoon-from']?.trim() || typed['afternoon-to']?.trim() ? 4 : 2)
  const times = used.map((field) => parseTime(typed[field] ?? ''))
  const missing = times.findIndex((time) => time === null)
  if (missing >= 0) return issues({ [used[missing]!]: 'officeUnreadable' })
  const shown = times.map((time) => formatTime(time!))
  const office = [{ from: shown[0]!, to: shown[1]! }, ...(shown.length > 2 ? [{ from: shown[2]!, to: shown[3]! }] : [])]
  return officeSetting.schema.safeParse(office).success ? done({ hours, office }) : issues({ 'morning-from': 'officeUnreadable' })
}

export const newReasons = [0, 1, 2] as const

/** The list as the form has it; what is no longer ticked stays, to name past returns. `shipped`: the words a key has of its own. */
export function reasonsFrom(typed: Typed, before: readonly ReturnReason[], shipped: (key: string) => string): Outcome<ReturnReason[]> {
  const kept = before.map(({ key, words }) => {
    const now = cleaned(typed[`words-${key}`] ?? '')
    return { key, words: now === shipped(key) ? '' : now || words, used: typed[`used-${key}`] === '1' }
  })
  const keys = new Set(kept.map(({ key }) => key))
  const added = newReasons.flatMap((index) => {
    const words = cleaned(typed[`new-${index}`] ?? '')
    if (!words) return []
    const key = freeKey(slug(words), keys)
    keys.add(key)
    return [{ key, words, used: true }]
  })
  const all = [...kept, ...added]
  if (!all.some(({ used }) => used)) return issues({ 'new-0': 'noReasonLeft' })
  return reasonsSetting.schema.safeParse(all).success ? done(all) : issues({ 'new-0': 'tooLong' })
}

const cleaned = (words: string) => stripControl(nfc(words)).trim().slice(0, 120)

function freeKey(wanted: string, taken: ReadonlySet<string>) {
  const base = wanted.replace(/[^a-z0-9-]/g, '').slice(0, 36) || 'ly-do'
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`
    if (!taken.has(key)) return key
  }
}
