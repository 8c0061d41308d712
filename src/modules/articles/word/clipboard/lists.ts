/// <reference lib="dom" />
import { nested, type Item, type Nest } from '../lists.ts'
import { isList, markerOf, type Marker } from '../marker.ts'
import { styleOf, textOf, twips } from './style.ts'

type Found = { element: HTMLElement; item: Item; marker: Marker | null }

/** Paragraphs that only look like items become items: Word's, which carry their marker with them, and those that somebody typed. */
export function realLists(body: HTMLElement) {
  inPlace(body)
  const seen = new Set<Element>()
  for (const element of body.querySelectorAll<HTMLElement>('p, div')) {
    if (seen.has(element) || element.closest('li')) continue
    const run: Found[] = []
    for (let next: Element | null = element; next instanceof HTMLElement; next = nextOf(next)) {
      const found = itemOf(next)
      if (!found) break
      run.push(found)
      seen.add(next)
    }
    if (run.length > 0) build(run)
  }
  for (const heading of body.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')) keepLabel(heading)
}

/** Google Docs puts a list beside the item it belongs to; in ours it stands in that item. */
function inPlace(body: HTMLElement) {
  for (const list of body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const item = list.previousElementSibling
    if (item?.tagName === 'LI') item.append(list)
  }
}

/** The next paragraph, past empty ones. */
function nextOf(element: Element): Element | null {
  let next = element.nextElementSibling
  while (next && next.tagName === 'P' && textOf(next) === '' && !next.querySelector('img')) next = next.nextElementSibling
  return next
}

function itemOf(element: HTMLElement): Found | null {
  if (!['P', 'DIV'].includes(element.tagName) || element.querySelector('p, div, ul, ol, table')) return null
  const style = styleOf(element)
  const indent = twips(style, 'margin-left') + twips(style, 'text-indent')
  const own = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(style)
  if (own) return numberedOf(element, own[1]!, Number(own[2]) - 1, indent)
  const marker = markerOf(writtenIn(element))
  if (!marker) return null
  const { key, kind, value, weight } = marker
  return { element, marker, item: { key, kind, value, weight, indent, own: null } }
}

function numberedOf(element: HTMLElement, list: string, level: number, indent: number): Found | null {
  const sign = signOf(element)
  // "Điều 5." says more than a number and stays as text.
  if (/\p{L}{2,}/u.test(sign.replace(/^[ivxlc]+[.)]$/i, ''))) {
    keepLabel(element)
    return null
  }
  markerIn(element)?.remove()
  const number = /^(\d+)/.exec(sign)?.[1]
  const kind = number ? 'number' : /^(?:[a-zđ]|[ivxlc]+)[.)]/i.test(sign) ? 'letter' : 'bullet'
  const place = { list, level }
  return {
    element,
    marker: null,
    item: { key: `${list} ${level}`, kind, value: Number(number ?? 1), weight: level, indent, own: place },
  }
}

const markerIn = (element: Element) => [...element.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
const signOf = (element: Element) => (markerIn(element)?.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim()

/** The number of a heading, or a label in words, is part of what one reads. */
function keepLabel(element: HTMLElement) {
  markerIn(element)?.replaceWith(`${signOf(element)} `)
}

/** As `textOf`, but every letter where it stands, so that a marker can be cut off by its length. */
const writtenIn = (element: Element) => (element.textContent ?? '').replace(/[\r\n]/g, ' ')

function build(run: readonly Found[]) {
  const typed = run.flatMap(({ marker }) => marker ?? [])
  const texts = run.map(({ element, marker }) => writtenIn(element).slice(marker?.length ?? 0))
  if (typed.length === run.length && !isList(typed, texts)) return
  for (const { element, marker } of run) if (marker) cutStart(element, marker.length)
  const { element: first } = run[0]!
  const place = first.ownerDocument.createComment('')
  first.before(place)
  const items = run.map(({ item }) => item)
  place.replaceWith(...nested(items, 4).map((nest) => listOf(nest, run)))
}

function listOf({ ordered, start, items }: Nest, run: readonly Found[]): HTMLElement {
  const page = run[0]!.element.ownerDocument
  const list = page.createElement(ordered ? 'ol' : 'ul')
  if (ordered && start !== 1) list.setAttribute('start', String(start))
  for (const { at, lists } of items) {
    const item = page.createElement('li')
    const paragraph = page.createElement('p')
    const { element } = run[at]!
    paragraph.append(...element.childNodes)
    item.append(paragraph, ...lists.map((nest) => listOf(nest, run)))
    element.remove()
    list.append(item)
  }
  return list
}

function cutStart(element: Element, length: number) {
  let left = length
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const text = node.nodeValue ?? ''
    node.nodeValue = text.slice(left)
    left -= Math.min(left, text.length)
  }
}
