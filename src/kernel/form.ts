import type { z } from 'zod'
import { done, issues, type Outcome } from './errors.ts'

/**
 * A posted form through its schema. Messages in the schema are message keys of the module's text (`z.string().min(1, 'blank')`);
 * the first issue of a field wins. The page is shown again with what was typed: `typed(body)`.
 */
export function parseForm<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(typed(body))
  if (parsed.success) return done(parsed.data)
  const found: Record<string, string> = {}
  for (const issue of parsed.error.issues) found[issue.path.join('.') || 'form'] ??= issue.message
  return issues(found)
}

export type Typed = Record<string, string>

/** The text of a posted form as it was typed; files, repeated fields and unsafe names are left out. */
export function typed(body: unknown): Typed {
  const fields: Typed = Object.create(null)
  if (body === null || typeof body !== 'object') return fields
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string' && !unsafe.has(name)) fields[name] = value.normalize('NFC').replaceAll('\0', '')
  return fields
}

const unsafe = new Set(['__proto__', 'constructor', 'prototype'])
