/**
 * What can be asked about a row that carries marks (`word=live`, `site=3`): PostgreSQL's tsquery as text, so that however many conditions a
 * question has, one index answers it. `true` and `false` are questions whose answer is known.
 */
export type Ask = string | boolean

export const mark = (name: string, value?: string | number) => (value === undefined ? name : `${name}=${value}`)

/** The row carries the mark. */
export const has = (name: string, value?: string | number): Ask => quote(mark(name, value))

/** The row carries a mark that begins so. */
export const begins = (name: string, value: string): Ask => `${quote(mark(name, value))}:*`

export function all(...asks: Ask[]): Ask {
  if (asks.includes(false)) return false
  return joined(asks, ' & ') ?? true
}

export function any(...asks: Ask[]): Ask {
  if (asks.includes(true)) return true
  return joined(asks, ' | ') ?? false
}

export const not = (ask: Ask): Ask => (typeof ask === 'boolean' ? !ask : `!${ask}`)

function joined(asks: readonly Ask[], sign: string): string | undefined {
  const parts = [...new Set(asks)].filter((ask) => typeof ask === 'string')
  return parts.length > 1 ? `(${parts.join(sign)})` : parts[0]
}

const quote = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
