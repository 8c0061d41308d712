/** A line that may be an item of a list: numbered by Word, or only typed to look so. */
export type Item = {
  /** Lines of one key stand on one level. */
  key: string
  kind: 'bullet' | 'number' | 'letter'
  value: number
  /** Twentieths of a point. */
  indent: number
  /** Which kinds of marks people put under which, when the indent does not tell. */
  weight: number
  /** Word's own level within its own list. */
  own: { list: string; level: number } | null
}
export type Nest = { ordered: boolean; start: number; items: { at: number; lists: Nest[] }[] }

type Open = { nest: Nest; item: Item; next: number }

/** Lines in a row as lists within lists, at most `depth` deep; `at` is the line's place. */
export function nested(items: readonly Item[], depth: number): Nest[] {
  const roots: Nest[] = []
  let open: Open[] = []
  items.forEach((item, at) => {
    open = open.slice(0, levelOf(item, open))
    const top = open.at(-1)
    if (top && (goesOn(item, top) || (isUnder(item, top.item) && open.length === depth))) {
      top.nest.items.push({ at, lists: [] })
      top.next = item.value + 1
      return
    }
    if (top && !isUnder(item, top.item)) open.pop()
    const nest: Nest = { ordered: item.kind !== 'bullet', start: item.kind === 'bullet' ? 1 : item.value, items: [{ at, lists: [] }] }
    const home = open.at(-1)?.nest.items.at(-1)?.lists ?? roots
    home.push(nest)
    open.push({ nest, item, next: item.value + 1 })
  })
  return roots
}

/** How many of the open lists stay open: those down to its own level, or else those it stands under. */
function levelOf(item: Item, open: readonly Open[]): number {
  const same = open.findLastIndex((one) => isBeside(item, one.item))
  return same >= 0 ? same + 1 : open.findLastIndex((one) => isUnder(item, one.item)) + 1
}

/** A number that does not follow begins a list of its own, so that no number changes; letters may leave out đ, or not. */
const goesOn = (item: Item, { item: before, next }: Open) =>
  isBeside(item, before) && (item.kind === 'bullet' || item.value === next || (item.kind === 'letter' && item.value >= next))

const slack = 120

const isBeside = (item: Item, other: Item) =>
  item.key === other.key && (item.own !== null || Math.abs(item.indent - other.indent) <= slack * 3)

/** Is this line an item beneath an item like that one? */
function isUnder(item: Item, above: Item): boolean {
  if (item.own && above.own && item.own.list === above.own.list) return item.own.level > above.own.level
  if (item.indent > above.indent + slack) return true
  return item.indent >= above.indent - slack && item.weight > above.weight
}
