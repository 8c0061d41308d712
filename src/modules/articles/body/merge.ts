import { childrenOf, newBlockId, type Block, type Body, type BodyNode } from './body.ts'
import type { Written } from './diff.ts'
import { ordered } from './ordered.ts'
import { printOf, printOfNode, type Outline, type OutlineNode } from './outline.ts'
import { rooted, type Parts } from './rooted.ts'

/** What one writer put where a colleague had put something else: the text shows the colleague's, this one waits for a choice. */
export type Wording = { place: 'title' | 'lead'; text: string } | { place: string; node: BodyNode }
export type Merged = {
  text: Written
  wordings: Wording[]
  /** Nodes that this writer had removed and a colleague had changed: they stay. */
  kept: string[]
}

/**
 * Two people's texts made one, block by block: `base` is what both began from, `theirs` what is saved, `mine` what comes to it. A sentence
 * that either of them wrote stands in the text, or in a wording that asks. For places in `settled` this writer has chosen: mine stands; in
 * `asked` mine waits already: it does not come in unseen.
 */
export function merge(base: Outline, mine: Written, theirs: Written, settled: Places = new Set(), asked: Places = new Set()): Merged {
  const wordings: Wording[] = []
  const field = (place: 'title' | 'lead') => {
    if (mine[place] === theirs[place] || printOf(mine[place]) === base[place]) return theirs[place]
    if ((printOf(theirs[place]) === base[place] && !asked.has(place)) || settled.has(place)) return mine[place]
    wordings.push({ place, text: mine[place] })
    return theirs[place]
  }
  const [title, lead] = [field('title'), field('lead')]
  const body = mergeBodies(base.body, mine.body, theirs.body, settled, asked)
  return { text: { title, lead, body: body.body }, wordings: [...wordings, ...body.wordings], kept: body.kept }
}

type Places = ReadonlySet<string>
type Was = { print: string; parent: string }
type Is = Was & { node: BodyNode }
type Side = { at: ReadonlyMap<string, Is>; parts: ReadonlyMap<string, readonly string[]>; changed: (id: string) => boolean }

/** The body itself, as the parent of its blocks. */
export const root = ''

function mergeBodies(base: readonly OutlineNode[], mine: Body, theirs: Body, settled: Places, asked: Places) {
  const was = new Map<string, Was>()
  remember(base, root, was)
  const [my, their] = [sideOf(mine, was), sideOf(theirs, was)]
  const wordings: Wording[] = []
  const nodes = new Map<string, BodyNode>()
  const parents = new Map<string, string>()
  const kept: string[] = []
  for (const id of new Set([...their.at.keys(), ...my.at.keys()])) {
    const place = placeOf(id, was, my, their)
    if (place === null) continue
    parents.set(id, place)
    const words = said(my.at.get(id), their.at.get(id), was.get(id)?.print, settled.has(id) ? 'mine' : asked.has(id) ? 'asked' : null)
    if (words.asks) wordings.push({ place: id, node: my.at.get(id)!.node })
    nodes.set(id, words.node)
    if (!my.at.has(id) && was.has(id)) kept.push(id)
  }
  const parts: Parts = (parent) =>
    ordered({
      wanted: (id) => parents.get(id) === parent,
      base: partsOf(base, parent),
      mine: my.parts.get(parent) ?? [],
      theirs: their.parts.get(parent) ?? [],
    })
  const content = rooted(nodes, parts, newBlockId)
  // Two moves that exclude each other, or a picture where none may stand: then what is saved stays, and each block of mine that differs asks.
  if (!content) return { body: theirs, wordings: coarse(mine, my), kept: [] }
  return { body: { type: 'doc' as const, content: content as Block[] }, wordings, kept }
}

/** Where a node stands in the merged text; null when one of them removed it and the other had not touched it. */
function placeOf(id: string, was: ReadonlyMap<string, Was>, my: Side, their: Side): string | null {
  const [old, mine, theirs] = [was.get(id), my.at.get(id), their.at.get(id)]
  if (mine && theirs) return old && theirs.parent === old.parent ? mine.parent : theirs.parent
  if (!old) return (mine ?? theirs)!.parent
  if (theirs) return their.changed(id) ? theirs.parent : null
  return my.changed(id) ? mine!.parent : null
}

/** What the node itself says: whoever changed it is right; when both did, the saved one stands and the other asks. */
function said(mine: Is | undefined, theirs: Is | undefined, old: string | undefined, choice: 'mine' | 'asked' | null) {
  if (!mine || !theirs) return { node: (mine ?? theirs)!.node, asks: false }
  if (mine.print === theirs.print || mine.print === old) return { node: theirs.node, asks: false }
  if (choice === 'mine' || (theirs.print === old && choice === null)) return { node: mine.node, asks: false }
  return { node: theirs.node, asks: true }
}

function remember(nodes: readonly OutlineNode[], parent: string, was: Map<string, Was>) {
  for (const [id, print, parts] of nodes) {
    was.set(id, { print, parent })
    remember(parts, id, was)
  }
}

function sideOf(body: Body, was: ReadonlyMap<string, Was>): Side {
  const at = new Map<string, Is>()
  const parts = new Map<string, readonly string[]>()
  const enter = (nodes: readonly BodyNode[], parent: string) => {
    parts.set(
      parent,
      nodes.map(({ attrs }) => attrs.id),
    )
    for (const node of nodes) {
      at.set(node.attrs.id, { node, parent, print: printOfNode(node) })
      enter(childrenOf(node), node.attrs.id)
    }
  }
  enter(body.content, root)
  const known = new Map<string, boolean>()
  const changed = (id: string): boolean => {
    const found = known.get(id)
    if (found !== undefined) return found
    const own = was.get(id)?.print !== at.get(id)!.print
    const within = (parts.get(id) ?? []).some((part) => was.get(part)?.parent !== id || changed(part))
    known.set(id, own || within)
    return own || within
  }
  return { at, parts, changed }
}

function partsOf(base: readonly OutlineNode[], parent: string): readonly string[] {
  if (parent === root) return base.map(([id]) => id)
  for (const [id, , parts] of base) {
    const found = id === parent ? parts.map(([part]) => part) : partsOf(parts, parent)
    if (found.length > 0) return found
  }
  return []
}

const coarse = (mine: Body, my: Side): Wording[] =>
  mine.content.filter((node) => my.changed(node.attrs.id)).map((node) => ({ place: node.attrs.id, node }))
