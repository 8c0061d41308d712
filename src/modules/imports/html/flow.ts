import { type Block, type Inline, type Paragraph } from '../../articles/index.ts'
import type { NoteKind, Picture } from '../item.ts'
import { linkFrom, paragraphsOf, plainLook, runsOf, type Look } from './inline.ts'
import { listOf } from './list.ts'
import { pictureOf } from './picture.ts'
import { tableBlocks } from './table.ts'
import { attribute, elementsOf, isElement, isText, silent, type Element, type Node } from './tree.ts'
import { nextId } from './ids.ts'

export type Placed = Picture & { blockId: string }
/** What a conversion gathers beside the blocks. */
export type Gathering = { base: string | null; pictures: Placed[]; tell: (kind: NoteKind, detail?: string) => void }

type State = Gathering & { out: Block[]; line: Inline[] }

/** The blocks of these nodes in reading order, as deep as they are; what may not stand where is settled by `settled`. */
export function blocksOf(nodes: readonly Node[], gathering: Gathering, look: Look = plainLook): Block[] {
  const state: State = { ...gathering, out: [], line: [] }
  nodes.forEach((node) => walk(node, state, look))
  flush(state)
  return state.out
}

/** What of these blocks is running text alone, a line each, as captions and names of tables are; null when something else is among them. */
export function inlineOf(blocks: readonly Block[]): Inline[] | null {
  const lines = blocks.map((block) => (block.type === 'paragraph' || block.type === 'heading' ? (block.content ?? []) : null))
  if (lines.includes(null)) return null
  return lines.flatMap((line, at): Inline[] => [...(at > 0 ? [{ type: 'hardBreak' } as const] : []), ...line!])
}

export const paragraph = (content: Inline[]): Paragraph => ({
  type: 'paragraph',
  attrs: { id: nextId() },
  ...(content.length > 0 && { content }),
})

function flush(state: State, make: (content: Inline[]) => Block = paragraph) {
  state.out.push(...paragraphsOf(state.line).map(make))
  state.line = []
}

function walk(node: Node, state: State, look: Look) {
  if (isText(node)) return void state.line.push(...runsOf(node.value, look))
  if (!isElement(node)) return
  const make = Object.hasOwn(makers, node.tagName) ? makers[node.tagName] : undefined
  if (make) make(node, state, look)
  else if (!silent.has(node.tagName)) {
    if (blocks.has(node.tagName)) apart(node, state, look)
    else inside(node, state, lookOf(node, state, look))
  }
}

const inside = (element: Element, state: State, look: Look) => element.childNodes.forEach((child) => walk(child, state, look))

/** A block of its own: what stood before ends, and what comes after begins anew. */
function apart(element: Element, state: State, look: Look, make?: (content: Inline[]) => Block) {
  flush(state)
  inside(element, state, look)
  flush(state, make)
}

const blocks = new Set(
  'address article aside body center dd details dialog dir div fieldset figcaption footer form header hgroup html legend li main menu nav option p section summary tbody td tfoot th thead tr'.split(
    ' ',
  ),
)

function lookOf(element: Element, state: State, look: Look): Look {
  const style = attribute(element, 'style') ?? ''
  const bold = element.tagName === 'b' || element.tagName === 'strong' || /font-weight:\s*(?:bold|[6-9]00)/i.test(style)
  const italic = ['i', 'em', 'cite', 'var', 'dfn'].includes(element.tagName) || /font-style:\s*italic/i.test(style)
  const href = element.tagName === 'a' ? hrefOf(element, state) : null
  return { ...look, bold: look.bold || bold, italic: look.italic || italic, href: href ?? look.href }
}

function hrefOf(element: Element, { base, tell }: State): string | null {
  const address = attribute(element, 'href')
  if (!address || address.startsWith('#')) return null
  const href = linkFrom(address, base)
  if (!href) tell('unsafeLinks', address.slice(0, 100))
  return href
}

type Make = (element: Element, state: State, look: Look) => void

const heading =
  (level: 2 | 3): Make =>
  (element, state, look) => {
    // A picture or a table in a heading leaves it.
    const parts = blocksOf(element.childNodes, state, { ...look, bold: false })
    flush(state)
    state.out.push(
      ...parts.map((block): Block =>
        block.type === 'paragraph'
          ? { type: 'heading', attrs: { ...block.attrs, level }, ...(block.content && { content: block.content }) }
          : block,
      ),
    )
  }

const put =
  (made: (element: Element, state: State) => Block[]): Make =>
  (element, state) => {
    flush(state)
    state.out.push(...made(element, state))
  }

const makers: Record<string, Make> = {
  br: (_element, state) => void state.line.push({ type: 'hardBreak' }),
  hr: (_element, state) => flush(state),
  img: put((element, state) => pictureOf(element, state)),
  h1: heading(2),
  h2: heading(2),
  h3: heading(3),
  h4: heading(3),
  h5: heading(3),
  h6: heading(3),
  ul: put((element, state) => listOf(element, state)),
  ol: put((element, state) => listOf(element, state)),
  dt: (element, state, look) => apart(element, state, { ...look, bold: true }),
  pre: (element, state, look) => apart(element, state, { ...look, pre: true }),
  blockquote: put((element, state) => {
    const content = blocksOf(element.childNodes, state)
    return content.length > 0 ? [{ type: 'blockquote', attrs: { id: nextId(), cite: '' }, content: content as Paragraph[] }] : []
  }),
  table: put((element, state) => tableBlocks(element, state)),
  figure: put((element, state) => figureBlocks(element, state)),
  a: (element, state, look) => {
    // A small picture that leads to the large one.
    const href = attribute(element, 'href') ?? ''
    const [picture] = elementsOf(element.childNodes, 'img')
    if (picture && /^[^?#]+\.(?:jpe?g|png|webp|gif)$/i.test(href)) picture.attrs.push({ name: 'data-full', value: href })
    inside(element, state, lookOf(element, state, look))
  },
  ...Object.fromEntries(['iframe', 'embed', 'object', 'video', 'audio'].map((name) => [name, put(frame)])),
}

/** What another machine shows in a frame: its address stays, as a link. */
function frame(element: Element, { base, tell }: State): Block[] {
  const named = [element, ...elementsOf(element.childNodes, 'source', 'embed', 'param')]
  const address = named
    .flatMap((one) => attribute(one, 'src') ?? attribute(one, 'data-src') ?? attribute(one, 'data') ?? [])
    .find((one) => one !== '')
  const href = address ? linkFrom(address.replace(/^\/\//, 'https://'), base) : null
  tell('embeds', (href ?? address ?? element.tagName).slice(0, 200))
  return href ? [{ type: 'relatedLink', attrs: { id: nextId(), href, label: '' } }] : []
}

/** Pictures with the words beside them; anything else in a figure is read as it stands. */
function figureBlocks(element: Element, state: State): Block[] {
  const nodes = element.childNodes
  const at = nodes.findIndex((node) => isElement(node) && node.tagName === 'figcaption')
  if (at < 0) return blocksOf(nodes, state)
  const before = blocksOf(nodes.slice(0, at), state)
  const caption = blocksOf(nodes.slice(at, at + 1), state)
  const after = blocksOf(nodes.slice(at + 1), state)
  const words = inlineOf(caption)
  const [last, first] = [before.at(-1), after[0]]
  if (words?.length && last?.type === 'figure' && !last.content) return [...before.slice(0, -1), captioned(last, words, state), ...after]
  if (words?.length && first?.type === 'figure' && !first.content) return [...before, captioned(first, words, state), ...after.slice(1)]
  return [...before, ...caption, ...after]
}

function captioned(figure: Extract<Block, { type: 'figure' }>, content: Inline[], { pictures }: State): Block {
  const placed = pictures.find(({ blockId }) => blockId === figure.attrs.id)
  if (placed) placed.caption = content.map((run) => (run.type === 'text' ? run.text : ' ')).join('')
  return { ...figure, content }
}
