export type Encoding = 'br' | 'gzip' | 'identity'

const ours: readonly Encoding[] = ['br', 'gzip', 'identity']
const plainOnly: readonly Encoding[] = ['identity']
/** A few dozen different headers make nearly all requests. Emptied when full, so that invented headers cannot fill memory. */
const seen = new Map<string, readonly Encoding[]>()

/**
 * What may be sent for an Accept-Encoding header, best first (RFC 9110 §12.5.3): by q, then br before gzip before plain bytes. Without
 * a header plain bytes only, since such clients seldom decode. Plain bytes come last even when refused: a readable answer beats 406.
 */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  if (!header) return plainOnly
  const known = seen.get(header)
  if (known) return known
  if (seen.size >= 500) seen.clear()
  const accepted = negotiate(header)
  seen.set(header, accepted)
  return accepted
}

function negotiate(header: string): readonly Encoding[] {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().slice(0, 1_000).split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    if (name) weights.set(name === 'x-gzip' ? 'gzip' : name, weightOf(parameters))
  }
  const any = weights.get('*') ?? 0
  const weight = (encoding: Encoding) => weights.get(encoding) ?? (encoding === 'identity' ? any || 0.0001 : any)
  const accepted = ours.filter((encoding) => encoding !== 'identity' && weight(encoding) > 0 && weight(encoding) >= weight('identity'))
  return [...accepted.sort((a, b) => weight(b) - weight(a)), 'identity']
}

/** A malformed q means "not this one": plain bytes are always right. */
function weightOf(parameters: string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  if (q === undefined) return 1
  return /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q.slice(2)) : 0
}
