import type { Inline } from '../body/body.ts'
import { captionOf } from './captions.ts'
import { inlineOf, withoutStart, withStart } from './inline.ts'
import { cellsOf } from './layout.ts'
import { nested, type Item, type Nest } from './lists.ts'
import { isList, markerOf, type Marker } from './marker.ts'
import { isWhole, words, type Grid, type Line, type Picture } from './parts.ts'
import { tableOf } from './table.ts'
import type { Tell, Unit } from './units.ts'

/** A block of our body as JSON, still without its id. */
export type Json = { type: string; attrs?: object; content?: object[] }

/** Lists may go so deep that body.ts still takes them: four levels in the text, three in a cell. */
const depth = { text: 4, cell: 3 }

export function blocksOf(units: readonly Unit[], headings: ReadonlyMap<Line, 2 | 3>, tell: Tell): Json[] {
  return runs(units, headings).flatMap((run): Json[] => {
    if (run.kind === 'lines') return listed(run.lines, depth.text, tell)
    if (run.kind === 'heading')
      return [{ type: 'heading', attrs: { level: run.level }, content: inlineOf(labelled(run.line).pieces, { bold: true }) }]
    if (run.kind === 'quote') return [{ type: 'blockquote', content: run.lines.map((line) => paragraph(line)) }]
    return run.unit.kind === 'picture' ? [figureOf(run.unit.picture, run.unit.caption)] : gridBlocks(run.unit.grid, run.unit.caption, tell)
  })
}

type Run =
  | { kind: 'lines'; lines: Line[] }
  | { kind: 'quote'; lines: Line[] }
  | { kind: 'heading'; line: Line; level: 2 | 3 }
  | { kind: 'unit'; unit: Exclude<Unit, { kind: 'line' }> }

function runs(units: readonly Unit[], headings: ReadonlyMap<Line, 2 | 3>): Run[] {
  const found: Run[] = []
  for (const unit of units) {
    if (unit.kind !== 'line') {
      found.push({ kind: 'unit', unit })
      continue
    }
    const { line } = unit
    const level = headings.get(line)
    const kind = line.role === 'quote' ? ('quote' as const) : ('lines' as const)
    const last = found.at(-1)
    if (level) found.push({ kind: 'heading', line, level })
    else if (last?.kind === kind) last.lines.push(line)
    else found.push({ kind, lines: [line] })
  }
  return found
}

const paragraph = (line: Line): Json => ({ type: 'paragraph', content: inlineOf(line.pieces) })

export function figureOf({ number, alt, decorative }: Picture, caption: Line | null): Json {
  const said: { content: Inline[]; credit: string } = caption ? captionOf(caption) : { content: [], credit: '' }
  return { type: 'figure', attrs: { mediaId: number, alt, decorative, credit: said.credit }, content: said.content }
}

type Marked = { line: Line; item: Item; marker: Marker | null }

/** Paragraphs and lists: what Word numbers, and what was only typed to look like a list. */
export function listed(lines: readonly Line[], most: number, tell: Tell): Json[] {
  const made: Json[] = []
  let waiting: Marked[] = []
  const flush = () => {
    made.push(...listsOf(waiting, most, tell))
    waiting = []
  }
  for (const line of lines) {
    const marked = markedOf(line)
    if (marked) waiting.push(marked)
    else {
      flush()
      made.push(paragraph(labelled(line)))
    }
  }
  flush()
  return made
}

/** A label that says more than a number ("Điều 5.") is part of the text. */
const labelled = (line: Line): Line =>
  line.numbered && line.numbered.kind !== 'bullet' ? withStart(line, `${line.numbered.label} `) : line

function markedOf(line: Line): Marked | null {
  const { numbered, indent } = line
  if (numbered?.wordy) return null
  if (numbered) {
    const { list, level, kind, value } = numbered
    const weight = { number: 0, letter: 1, bullet: 2 }[kind]
    return { line, marker: null, item: { key: `${list} ${level}`, kind, value, indent, weight, own: { list, level } } }
  }
  const marker = markerOf(words(line))
  if (!marker) return null
  const { key, kind, value, weight } = marker
  return { line: withoutStart(line, marker.length), marker, item: { key, kind, value, indent, weight, own: null } }
}

function listsOf(marked: readonly Marked[], most: number, tell: Tell): Json[] {
  const typed = marked.flatMap(({ marker }) => marker ?? [])
  const original = ({ line, marker }: Marked) => (marker ? withStart(line, `${marker.shown} `) : line)
  if (
    typed.length === marked.length &&
    !isList(
      typed,
      marked.map(({ line }) => words(line)),
    )
  )
    return marked.map((one) => paragraph(original(one)))
  if (typed.length > 0) tell('lists', typed.length)
  const lettered = marked.filter(({ item }) => item.kind === 'letter').length
  if (lettered > 0) tell('lettered', lettered)
  return nested(
    marked.map(({ item }) => item),
    most,
  ).map((nest) => listJson(nest, marked))
}

const listJson = ({ ordered, start, items }: Nest, marked: readonly Marked[]): Json => ({
  type: ordered ? 'orderedList' : 'bulletList',
  ...(ordered && { attrs: { start } }),
  content: items.map(({ at, lists }) => ({
    type: 'listItem',
    content: [paragraph(marked[at]!.line), ...lists.map((nest) => listJson(nest, marked))],
  })),
})

/** A table; a frame of one cell around words is what we call a box. */
function gridBlocks(grid: Grid, caption: Line | null, tell: Tell): Json[] {
  const inCell = (lines: readonly Line[]) =>
    listed(
      lines.filter((line) => words(line).trim() !== '' || line.pieces.some(({ kind }) => kind === 'note')),
      depth.cell,
      tell,
    )
  const cells = cellsOf(grid)
  const [only] = cells
  if (only && cells.length === 1 && !caption && only.parts.every((part) => part.kind === 'line')) {
    const lines = only.parts.filter((part) => part.kind === 'line').filter((line) => words(line).trim() !== '')
    if (lines.length === 0) return []
    tell('boxes')
    const [first] = lines
    const titled = first && lines.length > 1 && isWhole(first, 'bold') && words(first).length <= 150
    return [{ type: 'infoBox', attrs: { title: titled ? words(first).trim() : '' }, content: inCell(titled ? lines.slice(1) : lines) }]
  }
  const { table, lines, pictures } = tableOf(grid, caption, inCell, tell)
  return [...(table ? [table] : []), ...lines.map((line) => paragraph(line)), ...pictures.map((picture) => figureOf(picture, null))]
}
