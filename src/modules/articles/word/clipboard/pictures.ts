/// <reference lib="dom" />
import { creditIn } from '../captions.ts'
import { blockOf, styleOf, textOf } from './style.ts'

const longest = 400

/**
 * A picture cannot come along: its address leads into another computer. With a caption below it leaves its place, for somebody to choose the
 * picture again; others are only counted. A picture of our own text, copied within the editor, is a figure with its number and stays.
 */
export function takePictures(body: HTMLElement): { pictures: number; placed: number } {
  let pictures = 0
  let placed = 0
  for (const image of body.querySelectorAll('img, picture, v\\:imagedata')) {
    if (image.closest('figure[data-mediaid], [data-khoi]')) continue
    if (image.tagName === 'PICTURE' || image.parentElement?.tagName === 'PICTURE') {
      if (image.tagName === 'IMG') image.parentElement!.replaceWith(image)
      else continue
    }
    pictures++
    const caption = captionOf(image)
    if (caption) {
      placed++
      caption.place.before(figureOf(body.ownerDocument, caption.words))
      for (const gone of caption.gone) gone.remove()
    }
    image.remove()
  }
  return { pictures, placed }
}

type Caption = { place: Element; words: Element; gone: Element[] }

/** `place`: the block before which the figure goes; `gone`: what is empty once the figure stands. */
function captionOf(image: Element): Caption | null {
  if (image.closest('td, th, li')) return null
  const figure = image.closest('figure')
  const said = figure?.querySelector('figcaption')
  if (figure && said) return { place: figure, words: said, gone: [figure] }
  const block = figure ?? blockOf(image)
  if (!block || textOf(block) !== '' || block.querySelectorAll('img').length !== 1) return null
  const next = block.nextElementSibling
  return next && isCaption(next) ? { place: block, words: next, gone: [block, next] } : null
}

function isCaption(element: Element): boolean {
  const text = textOf(element)
  if (!['P', 'DIV'].includes(element.tagName) || text === '' || text.length > longest || element.querySelector('img, p, div')) return false
  const centred = /text-align:\s*center/i.test(styleOf(element)) || element.getAttribute('align')?.toLowerCase() === 'center'
  return centred || /caption/i.test(element.className) || isSlanted(element)
}

/** Slanted from the first letter to the last. */
function isSlanted(element: Element): boolean {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const slanted = (node: Node) => {
    for (let at = node.parentElement; at && at !== element; at = at.parentElement)
      if (/^(?:I|EM)$/.test(at.tagName) || /font-style:\s*italic/i.test(styleOf(at))) return true
    return /font-style:\s*italic/i.test(styleOf(element))
  }
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if ((node.nodeValue ?? '').trim() && !slanted(node)) return false
  return true
}

function figureOf(page: Document, words: Element): HTMLElement {
  const text = textOf(words)
  const said = creditIn(text)
  const figure = page.createElement('figure')
  figure.setAttribute('data-mediaid', '')
  if (said) figure.setAttribute('data-credit', said.credit)
  const line = page.createElement('div')
  line.className = 'chu'
  line.textContent = said ? text.slice(0, said.at).replace(/[\s(–-]+$/u, '') : text
  figure.append(line)
  return figure
}
