/// <reference lib="dom" />
import type { Legacy } from '../conversion.ts'
import { oldLetters } from './letters.ts'
import { realLists } from './lists.ts'
import { footnotes } from './notes.ts'
import { takePictures } from './pictures.ts'
import { styled, styleOf } from './style.ts'

export type Pasted = {
  html: string
  /** Pictures that could not come along; `placed` of them left their place, with their caption. */
  pictures: number
  placed: number
  /** Text of an old encoding, unconverted unless that was asked for. */
  legacy: Legacy | null
}

/**
 * HTML out of Word, Google Docs, LibreOffice or a web page, made plain enough for the schema: fake lists become lists, footnotes a list at
 * the end (headed by `notes`), empty paragraphs go, and pictures, which point into the other computer, are taken out and counted.
 */
export function cleanPasted(html: string, { notes, inUnicode = false }: { notes: string; inUnicode?: boolean }): Pasted {
  const { body } = new DOMParser().parseFromString(quiet(html), 'text/html')
  dropJunk(body)
  const legacy = oldLetters(body, inUnicode)
  footnotes(body, notes)
  const { pictures, placed } = takePictures(body)
  flatTables(body)
  realLists(body)
  for (const element of body.querySelectorAll('*')) if (element.tagName.includes(':')) element.replaceWith(...element.childNodes)
  for (const element of body.querySelectorAll<HTMLElement>('*')) plain(element)
  for (const paragraph of body.querySelectorAll('p')) if (isEmpty(paragraph) && !paragraph.closest('td, th, li')) paragraph.remove()
  return { html: body.innerHTML, pictures, placed, legacy }
}

/**
 * Word hides list markers between <![if …]> and <![endif]>. Styles and handlers get other names before anything parses them: the page's
 * policy forbids both, so they would only fill the console, and a style would not even be read.
 */
const quiet = (html: string) =>
  html
    .replaceAll('\0', '')
    .replace(/<(style|script|xml)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<!\[(?:if|endif)[^>]*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ` ${styled}=`).replace(/\son[a-z]+\s*=/gi, ' data-x='))

const junk = 'script, style, meta, link, title, xml, iframe, object, embed, form, input, button, svg, template, del'

/** What is no text of the page, hidden text, and deletions that are only tracked. */
function dropJunk(body: HTMLElement) {
  for (const element of body.querySelectorAll(junk)) element.remove()
  for (const element of body.querySelectorAll(`[${styled}]`))
    if (/mso-hide:\s*all|display:\s*none/i.test(styleOf(element)) && !/mso-element/i.test(styleOf(element))) element.remove()
}

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

const isEmpty = (element: Element) => !element.textContent?.replace(/\u00a0/g, ' ').trim() && !element.querySelector('img, br + br')

/** A cell of ours holds no table: what stood in one stays as paragraphs. */
function flatTables(body: HTMLElement) {
  for (const inner of body.querySelectorAll('td table, th table')) {
    const cells = [...inner.querySelectorAll('td, th')].filter((cell) => !cell.querySelector('td, th'))
    inner.replaceWith(
      ...cells.flatMap((cell) => {
        if (cell.querySelector('p, ul, ol')) return [...cell.childNodes]
        const paragraph = body.ownerDocument.createElement('p')
        paragraph.append(...cell.childNodes)
        return [paragraph]
      }),
    )
  }
}
