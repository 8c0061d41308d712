/// <reference lib="dom" />

/**
 * HTML out of Word, Google Docs or a web page, made plain enough for the schema: Word's fake lists become lists, empty paragraphs go,
 * pictures (which point into the other computer) are taken out and counted.
 */
export function cleanPasted(html: string): { html: string; pictures: number } {
  const page = new DOMParser().parseFromString(quiet(html), 'text/html')
  const { body } = page
  for (const junk of body.querySelectorAll(
    'script, style, meta, link, title, xml, iframe, object, embed, form, input, button, svg, template',
  ))
    junk.remove()
  const pictures = takePictures(body)
  realLists(body)
  for (const element of body.querySelectorAll('*')) if (element.tagName.includes(':')) element.replaceWith(...element.childNodes)
  for (const element of body.querySelectorAll<HTMLElement>('*')) plain(element)
  for (const paragraph of body.querySelectorAll('p')) if (isEmpty(paragraph) && !paragraph.closest('td, th, li')) paragraph.remove()
  return { html: body.innerHTML, pictures }
}

/**
 * Word hides list markers between <![if …]> and <![endif]>. Styles and handlers get other names before anything parses them: the page's
 * policy forbids both, so they would only fill the console, and a style would not even be read.
 */
const quiet = (html: string) =>
  html
    .replace(/<(style|script|xml)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/<!\[(?:if|endif)[^>]*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ` ${styled}=`).replace(/\son[a-z]+\s*=/gi, ' data-x='))

const styled = 'data-kieu'
const styleOf = (element: Element) => element.getAttribute(styled) ?? ''
const kept = new Set(['href', 'colspan', 'rowspan', 'start', 'class'])

/** Weight and slant that stand in a style become marks; everything else a foreign element carries goes, only our own data stay. */
function plain(element: HTMLElement) {
  const style = styleOf(element)
  const wrap = (tag: string) => {
    const mark = element.ownerDocument.createElement(tag)
    mark.append(...element.childNodes)
    element.append(mark)
  }
  if (element.tagName === 'SPAN' && /font-weight:\s*(?:bold|[6-9]00)/i.test(style)) wrap('strong')
  if (element.tagName === 'SPAN' && /font-style:\s*italic/i.test(style)) wrap('em')
  if (element.tagName === 'B' && /font-weight:\s*(?:normal|400)/i.test(style)) element.replaceWith(...element.childNodes)
  const own = (name: string) => kept.has(name) || (name.startsWith('data-') && name !== styled && name !== 'data-x')
  for (const name of element.getAttributeNames()) if (!own(name)) element.removeAttribute(name)
}

/** A picture of our own text, copied within the editor, is a figure with its number and no <img> of the outside. */
function takePictures(body: HTMLElement): number {
  let pictures = 0
  for (const image of body.querySelectorAll('img, picture')) {
    if (image.closest('figure[data-mediaid], [data-khoi]')) continue
    if (image instanceof HTMLImageElement) pictures++
    if (image.tagName === 'IMG') image.remove()
  }
  return pictures
}

const isEmpty = (element: Element) => !element.textContent?.replace(/\u00a0/g, ' ').trim() && !element.querySelector('img, br + br')

type Item = { element: HTMLElement; level: number; ordered: boolean }

/** `mso-list:l0 level2 lfo1` on paragraphs in a row, each with a marker of its own, is how Word sends a list. */
function realLists(body: HTMLElement) {
  const items = [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, div')].flatMap((element) => {
    const level = /mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(element))?.[1]
    return level ? [{ element, level: Math.min(4, Number(level)), ordered: takeMarker(element) }] : []
  })
  let run: Item[] = []
  for (const item of items) {
    const before = run.at(-1)?.element
    if (before && nextElement(before) !== item.element) {
      build(run)
      run = []
    }
    run.push(item)
  }
  build(run)
}

const nextElement = (element: Element) => {
  let next = element.nextElementSibling
  while (next && next.tagName === 'P' && isEmpty(next)) next = next.nextElementSibling
  return next
}

/** Removes "1." or "·" and says whether it counted. */
function takeMarker(element: HTMLElement): boolean {
  const marker = [...element.querySelectorAll<HTMLElement>('span')].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
  const sign = marker?.textContent?.replace(/[\s\u00a0]+/g, '') ?? ''
  marker?.remove()
  return /^(?:\d+|[a-zđ]|[ivxlc]+)[.)]/i.test(sign)
}

function build(run: readonly Item[]) {
  const first = run[0]
  if (!first) return
  const stack: { level: number; list: HTMLElement }[] = []
  for (const { element, level, ordered } of run) {
    while (stack.length > 1 && stack.at(-1)!.level > level) stack.pop()
    let top = stack.at(-1)
    if (!top || top.level < level) {
      const list = element.ownerDocument.createElement(ordered ? 'ol' : 'ul')
      if (top) (top.list.lastElementChild ?? top.list).append(list)
      else element.before(list)
      top = { level, list }
      stack.push(top)
    }
    const item = element.ownerDocument.createElement('li')
    const paragraph = element.ownerDocument.createElement('p')
    paragraph.append(...element.childNodes)
    item.append(paragraph)
    top.list.append(item)
    element.remove()
  }
}
