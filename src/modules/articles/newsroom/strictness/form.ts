import { z } from 'zod'
import { defaultLevel, levels, rules, strictness, type Level, type Strictness } from '../../../coach/index.ts'
import type { Typed } from '../../../../kernel/form.ts'
import { genres } from '../../article.ts'

export const fieldName = (rule: string, genre: string) => `${rule}.${genre}`

const Level = z.enum(levels)
const Style = z.enum(['old', 'new'])

/** What was chosen, less what holds anyway; null when a field says none of the three. */
export function chosenIn(sent: Typed): Strictness | null {
  const style = Style.safeParse(sent.style)
  if (!style.success) return null
  const chosen: Record<string, Record<string, Level>> = {}
  for (const rule of rules.filter(({ fixed }) => !fixed))
    for (const genre of genres) {
      const level = Level.safeParse(sent[fieldName(rule.key, genre)])
      if (!level.success) return null
      if (level.data !== defaultLevel(rule, genre)) (chosen[rule.key] ??= {})[genre] = level.data
    }
  return { style: style.data, levels: chosen }
}

/** What was in force when the page was drawn; the page wrote it, no person. */
export function seenIn(sent: Typed): Strictness | null {
  try {
    return strictness.schema.safeParse(JSON.parse(sent.from ?? '')).data ?? null
  } catch {
    return null
  }
}
