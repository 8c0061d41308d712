import { stripControl } from '../text.ts'

/** A path longer than this, as sent, is nobody's address. */
const longestPath = 2_048
const plain = /^(?:\/[\w~-][\w.~-]*)*\/?$/
const encodedSlash = /%(?:2f|5c)/i
const beyondLatin = /[^\0-\xff]/
const wireBytes = /[\x80-\xff]/g
// Control characters, NUL, backslash, and marks that turn the reading direction: never part of an honest address.
const refused = /[\0-\x1f\x7f-\x9f\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
const dotSegment = /\/\.{1,2}(?:\/|$)/

/**
 * The path of a request target as Node hands it over (without the query), decoded and in NFC; null when it must be answered 400: bad
 * percent signs or UTF-8, NUL, `//`, `.` and `..`, encoded slashes, more than 2,048 characters. Vietnamese sent as bare UTF-8 is
 * understood. Never throws.
 */
export function decodePath(raw: string): string | null {
  if (raw.length === 0 || raw.length > longestPath) return null
  if (plain.test(raw)) return raw
  if (raw[0] !== '/' || raw.includes('//') || raw.includes('?') || raw.includes('#')) return null
  if (encodedSlash.test(raw) || beyondLatin.test(raw)) return null
  const path = decoded(raw.replace(wireBytes, (byte) => `%${byte.charCodeAt(0).toString(16)}`))?.normalize('NFC')
  return path === undefined || refused.test(path) || dotSegment.test(path) ? null : path
}

/** The one way a decoded path is written in an address: `decodePath(encodePath(path)) === path` for every path in NFC. */
export const encodePath = (path: string): string =>
  plain.test(path) ? path : encodeURI(path.normalize('NFC').toWellFormed()).replace(/[?#]/g, encodeURIComponent)

/** What stands before and after the first `?` of a request target; `query` is '' when there is none. */
export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?')
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/**
 * Any address as a header can carry it (`Location`, `Link`, `Refresh`): Vietnamese, spaces, line ends, quotes and backslashes are
 * percent-encoded, what is already encoded stays. It does not judge where the address leads: see `localAddress`.
 */
export const encodeLocation = (url: string): string =>
  url
    .normalize('NFC')
    .toWellFormed()
    .replace(/%(?![0-9a-f]{2})|[^\x21-\x7e]+|["<>\\^`{|}]/gi, encodeURIComponent)

/** An address on this very host to send somebody back to, else `fallback`: `//other.host`, `/\other.host` and `https:` are refused. */
export function localAddress(given: unknown, fallback = '/'): string {
  if (typeof given !== 'string' || given.length > longestPath) return fallback
  // Browsers drop tabs and line ends before they read an address, so `/\t/other.host` would leave this host.
  return /^\/(?![/\\])[^\0-\x1f\x7f\\]*$/.test(given) ? encodeLocation(given) : fallback
}

/**
 * A Content-Disposition value (RFC 6266): an accent-free ASCII name for old programs and the true one in UTF-8 (RFC 8187). Folders, control
 * characters and direction marks are taken out, and the name is cut at 150 characters before its ending.
 */
export function contentDisposition(filename: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const name =
    cutName(
      stripControl(filename.normalize('NFC'))
        .replace(/^.*[/\\]/s, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ) || 'tep'
  const ascii = name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/gu, '_')
  if (ascii === name) return `${type}; filename="${name}"`
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*!]/g, percent)}`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function cutName(name: string): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]{1,10})?$/s.exec(name)!
  return [...stem].slice(0, 150).join('') + ending
}

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
