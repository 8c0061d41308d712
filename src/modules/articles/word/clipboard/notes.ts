/// <reference lib="dom" />
import { blockOf, textOf } from './style.ts'

/** Marks of footnotes and the ways back, as Word, Google Docs and LibreOffice write them. */
const mark = /#(?:_(?:ftn|edn)|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$/i
const back = /#(?:_(?:ftn|edn)ref|ftnt_ref|sdfootnote|sdendnote)(\d+)(?:anc)?$/i
const isBack = (href: string) => back.test(href) && !/(?:sym|_ftn\d+|_edn\d+|#ftnt\d+)$/i.test(href)
const isMark = (href: string) => mark.test(href) && !isBack(href)

/** Footnotes become a numbered list at the end; in the text stands [1]. What is marked and did not come along keeps its mark. */
export function footnotes(body: HTMLElement, heading: string) {
  const links = [...body.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => ({ link, href: link.getAttribute('href') ?? '' }))
  const backs = links.filter(({ href }) => isBack(href))
  const keyOf = (href: string) => `${/edn|endnote/i.test(href) ? 'e' : 'f'}${/(\d+)(?:sym|anc)?$/i.exec(href)?.[1]}`
  const order = new Map(backs.map(({ href }, at) => [keyOf(href), at + 1]))
  for (const { link, href } of links.filter((one) => isMark(one.href))) {
    const number = order.get(keyOf(href)) ?? textOf(link).replace(/\D/g, '')
    const raised = link.closest('sup')
    ;(raised && textOf(raised) === textOf(link) ? raised : link).replaceWith(`[${number}]`)
  }
  const items = backs.flatMap(({ link }) => noteOf(link) ?? [])
  if (items.length === 0) return
  for (const line of body.querySelectorAll('hr')) line.remove()
  const title = body.ownerDocument.createElement('h2')
  title.textContent = heading
  const list = body.ownerDocument.createElement('ol')
  list.append(...items)
  body.append(title, list)
}

function noteOf(link: Element): HTMLElement | null {
  const block = blockOf(link)
  if (!block) return null
  const whole = block.closest('[id^=ftn], [id^=edn], [id^=sdfootnote], [id^=sdendnote]') ?? block
  const raised = link.closest('sup')
  ;(raised && textOf(raised) === textOf(link) ? raised : link).remove()
  const item = link.ownerDocument.createElement('li')
  const paragraphs = whole.querySelectorAll('p').length > 0 ? [...whole.querySelectorAll('p')] : [whole]
  for (const one of paragraphs) {
    const paragraph = link.ownerDocument.createElement('p')
    paragraph.append(...one.childNodes)
    item.append(paragraph)
  }
  // What only parted the notes from the text goes with them.
  const { parentElement: around } = whole
  whole.remove()
  if (around && around.tagName !== 'BODY' && textOf(around) === '') around.remove()
  return item
}
