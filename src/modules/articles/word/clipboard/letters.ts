/// <reference lib="dom" />
import { converted, legacyOf, type Legacy } from '../conversion.ts'
import type { Line, Run } from '../parts.ts'
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
  const lines = texts.map(lineOf)
  const legacy = legacyOf(lines)
  if (!legacy || !convert) return legacy
  converted(lines, legacy).forEach((line, at) => {
    const runs = (line as Line).pieces as Run[]
    texts[at]!.forEach((node, place) => {
      node.data = runs[place]!.text
    })
  })
  return legacy
}

const lineOf = (nodes: readonly Text[]): Line => ({
  kind: 'line',
  pieces: nodes.map((node) => ({ kind: 'text', text: node.data, bold: false, italic: false, href: null, font: fontOf(node) })),
  role: 'plain',
  level: null,
  centred: false,
  indent: 0,
  numbered: null,
  dropCap: false,
})

/** The font a text is set in, by the nearest word about it. */
function fontOf(node: Node): string | null {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const said = /font-family:\s*([^;]+)/i.exec(styleOf(at))?.[1] ?? at.getAttribute('face')
    if (said) return said.split(',')[0]!.replace(/["']/g, '').trim()
  }
  return null
}
