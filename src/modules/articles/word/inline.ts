import type { Inline, Mark, TextRun } from '../body/body.ts'
import { isPicture, isRun, type Line, type Piece, type Run } from './parts.ts'

/** The running text of a line as our body has it. `plain` leaves out bold (in headings) or slant (in captions), where the place says it. */
export function inlineOf(pieces: readonly Piece[], plain: { bold?: boolean; italic?: boolean } = {}): Inline[] {
  const all = pieces.flatMap((piece): Inline[] => {
    if (isPicture(piece)) return []
    if (piece.kind === 'break') return [{ type: 'hardBreak' }]
    if (piece.kind === 'note') return [{ type: 'text', text: `[${piece.number}]` }]
    return piece.text ? [textRun(piece, plain)] : []
  })
  return trimmed(tightened(all))
}

export const plainOf = (content: readonly Inline[]) =>
  content
    .map((one) => (one.type === 'text' ? one.text : ' '))
    .join('')
    .trim()

/** The line without its first `length` letters: a marker that has become a list. */
export function withoutStart(line: Line, length: number): Line {
  let left = length
  const pieces = line.pieces.map((piece) => {
    if (!isRun(piece) || left === 0) return piece
    const cut = Math.min(left, piece.text.length)
    left -= cut
    return { ...piece, text: piece.text.slice(cut) }
  })
  return { ...line, pieces }
}

export const withStart = (line: Line, text: string): Line => {
  const first = line.pieces.find(isRun)
  const run: Run = { kind: 'text', text, bold: first?.bold ?? false, italic: first?.italic ?? false, href: null, font: null }
  return { ...line, pieces: [run, ...line.pieces] }
}

function textRun({ text, bold, italic, href }: Run, plain: { bold?: boolean; italic?: boolean }): TextRun {
  const marks: Mark[] = [
    ...(href ? [{ type: 'link' as const, attrs: { href } }] : []),
    ...(bold && !plain.bold ? [{ type: 'bold' as const }] : []),
    ...(italic && !plain.italic ? [{ type: 'italic' as const }] : []),
  ]
  return { type: 'text', text: text.normalize('NFC'), ...(marks.length > 0 && { marks }) }
}

/** Blanks in a row were there to push something sideways; so were tabs. */
function tightened(content: readonly Inline[]): Inline[] {
  let blank = false
  return content.map((one): Inline => {
    if (one.type === 'hardBreak') {
      blank = true
      return one
    }
    const text = one.text.replace(/[\t \u00a0]{2,}|\t/g, ' ')
    const kept = blank ? text.replace(/^ +/, '') : text
    if (kept !== '') blank = /\s$/.test(kept)
    return { ...one, text: kept }
  })
}

function trimmed(content: readonly Inline[]): Inline[] {
  const isBlank = (one: Inline | undefined) => one !== undefined && (one.type === 'hardBreak' || one.text.trim() === '')
  let [from, to] = [0, content.length]
  while (isBlank(content[from])) from++
  while (to > from && isBlank(content[to - 1])) to--
  return content.slice(from, to).map((one, at, kept) => {
    if (one.type !== 'text') return one
    const start = at === 0 ? one.text.trimStart() : one.text
    return { ...one, text: at === kept.length - 1 ? start.trimEnd() : start }
  })
}
