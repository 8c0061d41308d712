import { decodePath, encodePath, splitTarget } from './address.ts'
import { lookKey, type Look } from './look.ts'

/**
 * Where a stored page belongs. `host` is the canonical host, `path` the decoded path, `query` only the parameters this route knows,
 * after it has normalised them (`{ trang: '2' }`, never the default page): what it leaves out is not part of the page.
 */
export type PageKey = { host: string; path: string; query?: Readonly<Record<string, string | number | undefined>>; look: Look }

const longestQuery = 1_024
const control = /[\0-\x1f\x7f]/

/** The parts of a key in their one form; none of them can contain a space. */
export type Place = { readonly host: string; readonly look: string; readonly address: string }

export function placeOf({ host, path, query = {}, look }: PageKey): Place {
  const known = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
  return { host, look: lookKey(look), address: addressOf(path, known) }
}

/**
 * The one form of a request target, whatever order or spelling it came in; null when it has none and the router must judge (a
 * malformed path or percent sign, a parameter given twice). A parameter that no page was stored with makes a key that no page has.
 */
export function addressOfTarget(target: string): string | null {
  const { path, query } = splitTarget(target)
  const decoded = decodePath(path)
  const parameters = decoded === null ? null : parametersOf(query)
  return parameters && addressOf(decoded!, parameters)
}

/** Sorted by name: two orders of the same parameters are one page. */
function addressOf(path: string, parameters: [string, string][]): string {
  const address = encodePath(path)
  if (parameters.length === 0) return address
  const sorted = parameters.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `${address}?${sorted.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('=')).join('&')}`
}

function parametersOf(query: string): [string, string][] | null {
  if (query.length > longestQuery) return null
  const found = new Map<string, string>()
  for (const part of query.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    const name = decoded(at === -1 ? part : part.slice(0, at))
    const value = decoded(at === -1 ? '' : part.slice(at + 1))
    if (name === null || value === null || found.has(name)) return null
    found.set(name, value)
  }
  return [...found]
}

function decoded(text: string): string | null {
  try {
    const value = decodeURIComponent(text.replaceAll('+', ' '))
    return control.test(value) ? null : value
  } catch {
    return null
  }
}
