const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * A link address that may stand in a page: http(s), mailto, tel, or an address on this site (`/…`, `#…`, `?…`).
 * Everything else becomes `#`, because JSX escapes quotes but lets `javascript:` through.
 * Browsers drop tabs and newlines inside an address and trim controls before it, and read `\` as `/`; what they would
 * read differently from us is refused, never repaired.
 */
export function safeUrl(href: string | null | undefined): string {
  const address = (href ?? '').trim()
  // oxlint-disable-next-line no-control-regex -- controls are what is refused
  if (address === '' || /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/.test(address)) return '#'
  if (/^[#?]/.test(address) || /^\/(?!\/)/.test(address)) return address
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase()
  if (!scheme || !schemes.has(scheme)) return '#'
  if (scheme.startsWith('http') && !/^https?:\/\/[^/?#@:]/i.test(address)) return '#'
  return address
}
