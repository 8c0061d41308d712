import type { Lang } from '../../../../kernel/text.ts'
import { childrenOf, inlineOf, nodesOf, type BodyNode } from '../../body/body.ts'
import type { Written } from '../../body/diff.ts'
import { isField } from '../../remarks/anchor.ts'
import { text } from './text.ts'

/** What people call a place: "đoạn 3", "ảnh 2"; counted by kind, in reading order. */
export function placeWords(lang: Lang, written: Written, place: string): string {
  const { places } = text[lang]
  if (place === '') return places.whole
  if (isField(place)) return places[place]
  const counts = { paragraph: 0, picture: 0, block: 0 }
  for (const node of nodesOf(written.body)) {
    const kind = kindOf(node)
    counts[kind]++
    if (node.attrs.id === place) return places[kind](counts[kind])
  }
  return places.gone
}

function kindOf(node: BodyNode): 'paragraph' | 'picture' | 'block' {
  if (node.type === 'figure') return 'picture'
  return node.type === 'paragraph' || node.type === 'heading' || inlineOf(node).length > 0 ? 'paragraph' : 'block'
}

/** The block of the text in which a place stands; a field is its own, and so is what is gone. */
export function blockOf(written: Written, place: string): string {
  const holdsPlace = (node: BodyNode): boolean => node.attrs.id === place || childrenOf(node).some(holdsPlace)
  return written.body.content.find(holdsPlace)?.attrs.id ?? place
}
