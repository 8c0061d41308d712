/// <reference lib="dom" />

/** Where a foreign style attribute stands while we read it: under its own name the page's policy would forbid it. */
export const styled = 'data-kieu'
export const styleOf = (element: Element) => element.getAttribute(styled) ?? ''

/** Twentieths of a point in a length of CSS. */
export function twips(style: string, name: string): number {
  const found = new RegExp(`(?:^|;)\\s*${name}:\\s*(-?[\\d.]+)(pt|px|cm|mm|in)`, 'i').exec(style)
  return found ? Number(found[1]) * units[found[2]!.toLowerCase() as keyof typeof units] : 0
}

const units = { pt: 20, px: 15, cm: 567, mm: 56.7, in: 1440 }

/** The text of an element with blanks as a person sees them. */
export const textOf = (element: Element) =>
  (element.textContent ?? '')
    .replace(/\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The smallest element that stands as a paragraph of its own around a node. */
export const blockOf = (node: Node): Element | null =>
  (node instanceof Element ? node : node.parentElement)?.closest('p, li, td, th, h1, h2, h3, h4, h5, h6, div, blockquote, figcaption') ??
  null
