import { longest } from '../body/body.ts'
import { inlineOf, plainOf } from './inline.ts'
import { isWhole, words, type Line } from './parts.ts'
import type { Unit } from './units.ts'

/** The lines that are likely the title and the lead, and what is left. Both may go back into the text when the guess was wrong. */
export type Guess = { title: Line[]; lead: Line | null; rest: Unit[] }

export function guessOf(units: readonly Unit[]): Guess {
  const title = titleLines(units)
  const after = units[title.length]
  const isLead = title.length > 0 && after?.kind === 'line' && leads(after.line)
  return { title, lead: isLead ? after.line : null, rest: units.slice(title.length + (isLead ? 1 : 0)) }
}

export const textOfLines = (lines: readonly Line[]) =>
  lines
    .map((line) => plainOf(inlineOf(line.pieces)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The first line, when its style or its letters say so; a title set in the middle may go over two lines. */
function titleLines([first, second]: readonly Unit[]): Line[] {
  if (first?.kind !== 'line' || !isTitle(first.line)) return []
  const both = second?.kind === 'line' ? [first.line, second.line] : []
  return both.length > 0 && both.every(isCentredTitle) && textOfLines(both).length <= longest.title ? both : [first.line]
}

const isTitle = (line: Line) =>
  (line.role === 'title' || line.level !== null || isWhole(line, 'bold')) && !hasNote(line) && textOfLines([line]).length <= longest.title

const isCentredTitle = (line: Line) =>
  line.centred && isWhole(line, 'bold') && line.role === 'plain' && line.level === null && !hasNote(line)

const leads = (line: Line) =>
  line.level === null &&
  !line.numbered &&
  !hasNote(line) &&
  (line.role === 'subtitle' || (isWhole(line, 'bold') && words(line).trim().length >= 40)) &&
  textOfLines([line]).length <= longest.lead

/** A mark of a footnote in a title would lead nowhere. */
const hasNote = (line: Line) => line.pieces.some(({ kind }) => kind === 'note')
