import { oldLettersOf } from '../../articles/index.ts'
import { attribute, isElement, isText, silent, type Element, type Node, type Text } from './tree.ts'

const lines = new Set('p div h1 h2 h3 h4 h5 h6 li td th dt dd blockquote figcaption caption pre'.split(' '))

/** Brings text of TCVN3 or VNI to Unicode, in place; answers which of the two it was. */
export function intoUnicode(nodes: readonly Node[]): string | null {
  const found: { node: Text; font: string | null }[][] = []
  gather(nodes, null, found)
  if (isUnicode(found)) return null
  const old = oldLettersOf(found.map((line) => line.map(({ node, font }) => ({ text: node.value, font }))))
  old?.texts.forEach((line, at) =>
    line.forEach((text, place) => {
      found[at]![place]!.node.value = text
    }),
  )
  return old?.legacy.encoding ?? null
}

/** Letters that no old encoding has, and no font of one: most texts are known by that, and need no closer look. */
function isUnicode(found: readonly { node: Text; font: string | null }[][]) {
  const runs = found.flat()
  if (runs.some(({ font }) => /^(?:\.vn|vni)/i.test(font ?? ''))) return false
  const count = (letters: RegExp) => runs.reduce((sum, { node }) => sum + (node.value.match(letters)?.length ?? 0), 0)
  const only = count(/[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/gu)
  // A title of today above a text of old does not speak for it.
  return only >= 8 && only * 4 >= count(/[^\u0000-\u007f]/gu)
}

function gather(nodes: readonly Node[], font: string | null, found: { node: Text; font: string | null }[][]) {
  for (const node of nodes) {
    if (isText(node)) {
      if (found.length === 0) found.push([])
      found.at(-1)!.push({ node, font })
    } else if (isElement(node) && !silent.has(node.tagName)) {
      if (lines.has(node.tagName)) found.push([])
      gather(node.childNodes, fontOf(node) ?? font, found)
      if (lines.has(node.tagName)) found.push([])
    }
  }
}

const fontOf = (element: Element) => {
  const said = /font-family:\s*([^;]+)/i.exec(attribute(element, 'style') ?? '')?.[1] ?? attribute(element, 'face')
  return said ? said.split(',')[0]!.replace(/["']/g, '').trim() : null
}
