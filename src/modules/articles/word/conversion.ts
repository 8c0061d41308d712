import { encodingOfFont, encodingOfText, evidence, isCapitalFont, isVniMark, toUnicode, type Encoding } from './legacy.ts'
import { isRun, words, type Line, type Part, type Piece, type Run } from './parts.ts'

/** A text written in an old encoding: which one, what tells so, and a line of it before and after. */
export type Legacy = { encoding: Encoding; by: 'font' | 'letters'; before: string; after: string }

/** Null when the text is Unicode. Nothing is changed by looking. */
export function legacyOf(parts: readonly Part[]): Legacy | null {
  const lines = linesOf(parts)
  const byFont = mostUsed(
    lines.flatMap(({ pieces }) => pieces.filter(isRun).flatMap((run) => (isOld(run) ? [encodingOfFont(run.font)!] : []))),
  )
  const encoding = byFont ?? encodingOfText(lines.map(words).join('\n').slice(0, 200_000))
  if (!encoding) return null
  const found = { encoding, by: byFont ? ('font' as const) : ('letters' as const) }
  const shown = lines.find((line) => line.pieces.some((piece) => isRun(piece) && isOld(piece, found)))
  const before = shown ? words(shown) : ''
  const after = shown ? words(convertLine(shown, found)) : ''
  return { ...found, before: sample(before), after: sample(after) }
}

/** The same text in Unicode; what was Unicode already stays as it is. */
export const converted = (parts: readonly Part[], legacy: Pick<Legacy, 'encoding' | 'by'>): Part[] =>
  parts.map((part) =>
    part.kind === 'line'
      ? convertLine(part, legacy)
      : {
          ...part,
          rows: part.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({ ...cell, parts: converted(cell.parts, legacy) })),
          })),
        },
  )

const linesOf = (parts: readonly Part[]): Line[] =>
  parts.flatMap((part) => (part.kind === 'line' ? [part] : part.rows.flatMap((row) => row.cells.flatMap((cell) => linesOf(cell.parts)))))

/** Words with a letter that only Unicode has: whatever the font is called, they are not to be converted. */
const unicode = /\S*[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]\S*/gu

/** Is a run of an old font really in its encoding? Without a font the letters must say so. */
function isOld(run: Run, by?: Pick<Legacy, 'encoding' | 'by'>): boolean {
  const font = encodingOfFont(run.font)
  const encoding = font ?? (by?.by === 'letters' ? by.encoding : null)
  const rest = run.text.replace(unicode, ' ')
  if (!encoding || !/[^\u0000-\u007f]/.test(rest)) return false
  const { before, after } = evidence(rest, encoding)
  return font ? after >= before : after > before
}

function convertLine(line: Line, by: Pick<Legacy, 'encoding' | 'by'>): Line {
  return { ...line, pieces: rejoined(line.pieces).map((piece) => (isRun(piece) ? convertRun(piece, by) : piece)) }
}

function convertRun(run: Run, by: Pick<Legacy, 'encoding' | 'by'>): Run {
  const encoding = encodingOfFont(run.font) ?? by.encoding
  const words = run.text.split(unicode)
  const kept = run.text.match(unicode) ?? []
  const text = isOld(run, by) ? words.map((part, at) => toUnicode(part, encoding) + (kept[at] ?? '')).join('') : run.text
  return { ...run, text: isCapitalFont(run.font) && kept.length === 0 ? text.toUpperCase() : text, font: null }
}

/** A letter of VNI and its mark may stand in two runs, when somebody made one of them bold. */
function rejoined(pieces: readonly Piece[]): Piece[] {
  const all = pieces.map((piece) => ({ ...piece }))
  all.forEach((piece, at) => {
    const before = all[at - 1]
    if (!isRun(piece) || !before || !isRun(before) || encodingOfFont(piece.font) !== 'vni') return
    if (isVniMark(piece.text[0] ?? '') && /[aeouyôö]$/i.test(before.text)) {
      before.text += piece.text[0]
      piece.text = piece.text.slice(1)
    }
  })
  return all
}

function mostUsed(found: readonly Encoding[]): Encoding | null {
  const vni = found.filter((one) => one === 'vni').length
  return found.length === 0 ? null : vni * 2 > found.length ? 'vni' : 'tcvn3'
}

const sample = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 60)
