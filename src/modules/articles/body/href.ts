const local = /^(?:\/(?![/\\])|#)[^\s\\<>"\u0000-\u001f\u007f-\u009f]*$/u
const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * An address that may stand in a text: http(s), mailto, tel, or a path of this site. Everything else (`javascript:`, `data:`, `//host`,
 * a name before the host that hides where it leads) is null.
 */
export function safeHref(address: string): string | null {
  const href = address.normalize('NFC').trim()
  // Half a character is no address, and the database refuses it.
  if (href.length > 2000 || !href.isWellFormed()) return null
  if (local.test(href)) return href
  if (!/^(?:https?:\/\/|mailto:|tel:)[^\s\\<>"\u0000-\u001f\u007f-\u009f]+$/iu.test(href) || !URL.canParse(href)) return null
  const { protocol, username, password } = new URL(href)
  return schemes.has(protocol) && !username && !password ? href : null
}

/** What a person types into the link field: `dulich.vn` and `lan@so.vn` get the scheme they left out. */
export function typedHref(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(text)) return safeHref(`mailto:${text}`)
  if (/^\+?[\d .()-]{8,}$/u.test(text)) return safeHref(`tel:${text.replace(/[^\d+]/g, '')}`)
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/:?#]\S*)?$/u.test(text) && !/^[a-z]+:/i.test(text)) return safeHref(`https://${text}`)
  return safeHref(text)
}

export const isExternal = (href: string) => /^https?:/i.test(href)
