import { isCaption } from './captions.ts'
import { isEmpty, isPicture, words, type Grid, type Line, type NoteKey, type Part, type Picture, type Piece } from './parts.ts'
import { isLayout, layoutParts } from './layout.ts'

/** What becomes one block, or one item of a list. */
export type Unit =
  | { kind: 'line'; line: Line }
  | { kind: 'picture'; picture: Picture; caption: Line | null }
  | { kind: 'grid'; grid: Grid; caption: Line | null }
export type Tell = (key: NoteKey, count?: number) => void

/** Lines, pictures with their captions and tables; empty lines and Word's contents pages are gone. */
export function unitsOf(parts: readonly Part[], tell: Tell): Unit[] {
  const shown = parts.flatMap((part) => (part.kind === 'grid' && isLayout(part) ? layout(part, tell) : [part]))
  const lines = dropCaps(withoutContents(shown, tell))
  return withCaptions(
    lines.flatMap((part): Unit[] => (part.kind === 'grid' ? [{ kind: 'grid', grid: part, caption: null }] : apart(part, tell))),
    tell,
  )
}

function layout(grid: Grid, tell: Tell): Part[] {
  tell('layoutTables')
  return layoutParts(grid)
}

function withoutContents(parts: readonly Part[], tell: Tell): Part[] {
  const kept = parts.filter((part) => part.kind === 'grid' || part.role !== 'contents')
  if (kept.length < parts.length) tell('contents')
  return kept
}

/** A large first letter is a paragraph of its own in Word; it belongs to the next one. */
function dropCaps(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, at): Part[] => {
    const [before, next] = [parts[at - 1], parts[at + 1]]
    if (part.kind === 'line' && part.dropCap && next?.kind === 'line') return []
    if (part.kind === 'line' && before?.kind === 'line' && before.dropCap) return [{ ...part, pieces: [...before.pieces, ...part.pieces] }]
    return [part]
  })
}

/** A picture in a line parts it: what stands before, the picture, what stands after. */
function apart(line: Line, tell: Tell): Unit[] {
  const units: Unit[] = []
  let waiting: Piece[] = []
  const flush = () => {
    const rest = { ...line, pieces: waiting }
    waiting = []
    if (isEmpty(rest)) return
    const last = units.at(-1)
    if (last?.kind === 'picture' && !last.caption && isCaption(rest)) {
      last.caption = rest
      tell('captions')
    } else units.push({ kind: 'line', line: rest })
  }
  for (const piece of line.pieces) {
    if (!isPicture(piece)) waiting.push(piece)
    else {
      flush()
      units.push({ kind: 'picture', picture: piece, caption: null })
    }
  }
  flush()
  return units
}

/** The line below a picture, the line above a table in Word's style for captions or that begins "Bảng 1". */
function withCaptions(units: readonly Unit[], tell: Tell): Unit[] {
  const taken = new Set<Unit>()
  const captioned = units.map((unit, at): Unit => {
    const line = (near: Unit | undefined) => (near?.kind === 'line' && !taken.has(near) ? near : undefined)
    const found =
      unit.kind === 'picture' && !unit.caption
        ? captionAt(line(units[at + 1]))
        : unit.kind === 'grid'
          ? (nameAt(line(units[at - 1])) ?? nameAt(line(units[at + 1])))
          : undefined
    if (!found) return unit
    taken.add(found)
    tell('captions')
    return { ...unit, caption: found.line } as Unit
  })
  return captioned.filter((_, at) => !taken.has(units[at]!))
}

type LineUnit = Extract<Unit, { kind: 'line' }>

const captionAt = (unit: LineUnit | undefined) =>
  unit && isCaption(unit.line) && !/^\s*Bảng\s+\d/iu.test(words(unit.line)) ? unit : undefined

const nameAt = (unit: LineUnit | undefined) => {
  if (!unit || unit.line.pieces.some(({ kind }) => kind === 'note')) return undefined
  const text = words(unit.line).trim()
  return text.length <= 300 && isCaption(unit.line) && /^(?:Bảng|Biểu|Table)\s*(?:số\s*)?[\d.]+/iu.test(text) ? unit : undefined
}
