import { childrenOf, nodesOf, type Block, type Body, type BodyNode, type ListItem, type Paragraph } from './body.ts'
import type { Written } from './diff.ts'
import { doc, p, parse } from './fixture.ts'

/** People at work on a text, by chance but repeatable: they type, split, join, move, delete, make lists and tables. */
type Hand = { next: (below: number) => number; id: () => string; word: () => string }

function handOf(seed: number, name: string): Hand {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  let typed = 0
  let made = 0
  const next = (below: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  return {
    next,
    id: () => `${name}${(seed % 1_000_000).toString(36)}${(made++).toString(36).padStart(3, '0')}`.padEnd(8, 'x').slice(0, 16),
    word: () => `${name.toUpperCase()}${typed++}`,
  }
}

export function startingText(seed: number): Written {
  const hand = handOf(seed, 's')
  const line = () => p(`Câu ${hand.word()}.`, hand.id())
  const item = () => ({ type: 'listItem', attrs: { id: hand.id() }, content: [line()] })
  const cell = () => ({ type: 'tableCell', attrs: { id: hand.id() }, content: [line()] })
  const row = () => ({ type: 'tableRow', attrs: { id: hand.id() }, content: [cell(), cell()] })
  const makers = [
    line,
    line,
    line,
    () => ({ type: 'bulletList', attrs: { id: hand.id() }, content: [item(), item(), item()] }),
    () => ({ type: 'table', attrs: { id: hand.id(), caption: hand.word() }, content: [row(), row()] }),
    () => ({ type: 'infoBox', attrs: { id: hand.id(), title: hand.word() }, content: [line(), line()] }),
    () => ({ type: 'blockquote', attrs: { id: hand.id(), cite: hand.word() }, content: [line()] }),
    () => ({
      type: 'figure',
      attrs: { id: hand.id(), mediaId: 1, alt: hand.word(), credit: hand.word() },
      content: [{ type: 'text', text: hand.word() }],
    }),
  ]
  const content = Array.from({ length: 3 + hand.next(6) }, () => makers[hand.next(makers.length)]!())
  return { title: hand.word(), lead: hand.word(), body: parse(doc(...content)) }
}

/** The text after one person's work of so many steps; `name` marks the words typed. */
export function worked(text: Written, seed: number, steps: number, name: string): Written {
  const hand = handOf(seed, name)
  const copy = structuredClone(text)
  for (let step = 0; step < steps; step++) acts[hand.next(acts.length)]!(copy, hand)
  return { ...copy, body: parse(copy.body) }
}

type Act = (text: Written, hand: Hand) => void
const any = <T>(list: readonly T[], hand: Hand): T | undefined => list[hand.next(Math.max(1, list.length))]
const leaves = (body: Body) => [...nodesOf(body)].filter((node): node is Paragraph => node.type === 'paragraph')
const words = (node: Paragraph) => node.content?.map((run) => (run.type === 'text' ? run.text : '')).join('') ?? ''
const write = (node: Paragraph, text: string) =>
  text.trim() ? (node.content = [{ type: 'text', text: text.trim() }]) : delete node.content
/** The list of nodes that holds this one. */
const home = (body: Body, node: BodyNode): BodyNode[] => [body, ...nodesOf(body)].map(holder).find((list) => list.includes(node))!
function holder(node: Body | BodyNode): BodyNode[] {
  return childrenOf(node).length > 0 ? ((node as Body).content as BodyNode[]) : []
}

const type: Act = ({ body }, hand) => {
  const leaf = any(leaves(body), hand)
  if (leaf) write(leaf, `${words(leaf)} ${hand.word()}`)
}
const typeField: Act = (text, hand) => void (text[hand.next(2) ? 'title' : 'lead'] += ` ${hand.word()}`)
const typeAttribute: Act = ({ body }, hand) => {
  const node = any(
    [...nodesOf(body)].filter(({ type }) => /figure|table$|infoBox|blockquote/.test(type)),
    hand,
  )
  if (node?.type === 'figure') node.attrs.credit += ` ${hand.word()}`
  if (node?.type === 'table') node.attrs.caption += ` ${hand.word()}`
  if (node?.type === 'infoBox') node.attrs.title += ` ${hand.word()}`
  if (node?.type === 'blockquote') node.attrs.cite += ` ${hand.word()}`
}
const split: Act = ({ body }, hand) => {
  const leaf = any(leaves(body), hand)
  if (!leaf) return
  const [list, all] = [home(body, leaf), words(leaf).split(' ')]
  const at = hand.next(all.length + 1)
  const second = { type: 'paragraph', attrs: { id: hand.id() } } as Paragraph
  write(leaf, all.slice(0, at).join(' '))
  write(second, all.slice(at).join(' '))
  list.splice(list.indexOf(leaf) + 1, 0, second)
}
const join: Act = ({ body }, hand) => {
  const leaf = any(leaves(body), hand)
  if (!leaf) return
  const list = home(body, leaf)
  const after = list[list.indexOf(leaf) + 1]
  if (after?.type !== 'paragraph') return
  write(leaf, `${words(leaf)} ${words(after)}`)
  list.splice(list.indexOf(after), 1)
}
const remove: Act = ({ body }, hand) => {
  const node = any([...nodesOf(body)], hand)
  const list = node && home(body, node)
  if (list && list.length > 1 && !(node.type === 'paragraph' && list[0] === node && list[1]!.type !== 'paragraph'))
    list.splice(list.indexOf(node), 1)
}
const move: Act = ({ body }, hand) => {
  const node = any(body.content, hand)
  if (!node || body.content.length < 2) return
  body.content.splice(body.content.indexOf(node), 1)
  body.content.splice(hand.next(body.content.length + 1), 0, node)
}
const add: Act = ({ body }, hand) => {
  const node = parse(doc(p(`Thêm ${hand.word()}.`, hand.id()))).content[0]!
  body.content.splice(hand.next(body.content.length + 1), 0, node)
}
const wrap: Act = ({ body }, hand) => {
  const at = hand.next(body.content.length)
  const node = body.content[at]
  if (node?.type !== 'paragraph') return
  const content = [{ type: 'listItem', attrs: { id: hand.id() }, content: [node] } satisfies ListItem]
  body.content[at] = { type: 'bulletList', attrs: { id: hand.id() }, content }
}
/** A list taken apart: its paragraphs stand in the text again. */
const lift: Act = ({ body }, hand) => {
  const at = hand.next(body.content.length)
  const node = body.content[at]
  if (node?.type === 'bulletList') body.content.splice(at, 1, ...(node.content.flatMap(({ content }) => content) as Block[]))
}
/** Into a box or a quote that stands before it. */
const swallow: Act = ({ body }, hand) => {
  const at = hand.next(body.content.length)
  const [into, node] = [body.content[at], body.content[at + 1]]
  if ((into?.type !== 'infoBox' && into?.type !== 'blockquote') || (node?.type !== 'paragraph' && node?.type !== 'bulletList')) return
  into.content.push(node)
  body.content.splice(at + 1, 1)
}
const addRow: Act = ({ body }, hand) => {
  const table = any(
    body.content.filter(({ type }) => type === 'table'),
    hand,
  )
  if (table?.type !== 'table') return
  const cell = () => ({ type: 'tableCell', attrs: { id: hand.id() }, content: [p(hand.word(), hand.id())] })
  table.content.splice(hand.next(table.content.length + 1), 0, {
    type: 'tableRow',
    attrs: { id: hand.id() },
    content: table.content[0]!.content.map(cell),
  } as (typeof table.content)[0])
}
const addColumn: Act = ({ body }, hand) => {
  const table = any(
    body.content.filter(({ type }) => type === 'table'),
    hand,
  )
  if (table?.type !== 'table') return
  for (const row of table.content)
    row.content.push({
      type: 'tableCell',
      attrs: { id: hand.id(), colspan: 1, rowspan: 1 },
      content: parse(doc(p(hand.word(), hand.id()))).content as Paragraph[],
    })
}

const acts: readonly Act[] = [
  type,
  type,
  type,
  typeField,
  typeAttribute,
  split,
  join,
  remove,
  move,
  add,
  wrap,
  lift,
  swallow,
  addRow,
  addColumn,
]
