import { z } from 'zod'
import { isKey } from '../files/key.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

export const Manifest = z.strictObject({
  format: z.literal('hoaban-1'),
  madeAt: z.iso.datetime({ offset: true }),
  migrations: z
    .array(z.string().regex(/^\d{4}_\w{1,60}\.sql$/))
    .min(1)
    .max(10_000),
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1).max(300) })).max(1_000),
  /** The last number each identity column has given: a number is never given twice, also when its row is gone. */
  sequences: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,62}\.[a-z][a-z0-9_]{0,62}$/), z.number().int().nonnegative()),
  /** The head of the activity chain at that moment: a chain that was cut later shows against it. */
  head: z.strictObject({ position: z.number().int().positive(), mac: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
})
export type Manifest = z.infer<typeof Manifest>

/** SHA-256 and size of every entry before it; the last entry, so a file that was cut off has none. */
export const Sums = z.record(
  z.string(),
  z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().nonnegative() }),
)
export type Sums = z.infer<typeof Sums>

/** What an entry may be called: anything else makes the whole archive a stranger's. */
export function entryKind(path: string): 'manifest' | 'sums' | 'table' | 'file' | 'key' | null {
  if (path === 'manifest.json') return 'manifest'
  if (path === 'sums.json') return 'sums'
  if (/^tables\/[a-z][a-z0-9_]{0,62}\.copy$/.test(path)) return 'table'
  if (/^keys\/[a-z-]{1,30}$/.test(path)) return 'key'
  return path.startsWith('files/') && isKey(path.slice(6)) ? 'file' : null
}
