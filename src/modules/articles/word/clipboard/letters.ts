/// <reference lib="dom" />
import type { Legacy } from '../conversion.ts'
import { oldLettersOf } from '../old-letters.ts'
import { blockOf, styleOf } from './style.ts'

/** Which old encoding the pasted text is in, by its fonts or its letters; it is converted in place only when that was asked for. */
export function oldLetters(body: HTMLElement, convert: boolean): Legacy | null {
  const blocks = new Map<Element, Text[]>()
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = blockOf(node) ?? body
    blocks.set(block, [...(blocks.get(block) ?? []), node as Text])
  }
  const texts = [...blocks.values()]
  const found = oldLettersOf(texts.map((nodes) => nodes.map((node) => ({ text: node.data, font: fontOf(node) }))))
  if (found && convert)
    found.texts.forEach((line, at) => {
      texts[at]!.forEach((node, place) => {
        node.data = line[place]!
      })
    })
  return found?.legacy ?? null
}

/** The font a text is set in, by the nearest word about it. */
function fontOf(node: Node): string | null {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const said = /font-family:\s*([^;]+)/i.exec(styleOf(at))?.[1] ?? at.getAttribute('face')
    if (said) return said.split(',')[0]!.replace(/["']/g, '').trim()
  }
  return null
}
