import { markerOf } from './marker.ts'
import { isWhole, words, type Line } from './parts.ts'
import type { Tell, Unit } from './units.ts'

/** Which lines are headings: the highest level the text uses is ours, all deeper ones are the second. */
export function headingsOf(units: readonly Unit[], tell: Tell): Map<Line, 2 | 3> {
  const found = new Map<Line, 2 | 3>()
  const styled = units.flatMap((unit) => (unit.kind === 'line' && levelOf(unit.line) !== null ? [unit.line] : []))
  const highest = Math.min(...styled.map((line) => levelOf(line)!))
  for (const line of styled) found.set(line, levelOf(line) === highest ? 2 : 3)
  const guessed = units.flatMap((unit, at) => (looksLikeHeading(unit, units[at + 1]) && !isMostlyBold(units) ? [unit.line] : []))
  const [first] = styled
  const begin = units.findIndex((unit) => unit.kind === 'line' && unit.line === first)
  units.forEach((unit, at) => {
    // Below a real heading such a line parts its text; before the first one it is a heading like it.
    if (unit.kind === 'line' && guessed.includes(unit.line)) found.set(unit.line, first && at > begin ? 3 : 2)
  })
  if (guessed.length > 0) tell('headings', guessed.length)
  return found
}

/** A second title within the text is a heading of the highest level. */
const levelOf = (line: Line) => (line.role === 'title' || line.role === 'subtitle' ? 0 : line.level)

type LineUnit = Extract<Unit, { kind: 'line' }>

/** A short bold line without a full stop, above text that is not bold: the way most people set a heading. */
function looksLikeHeading(unit: Unit, next: Unit | undefined): unit is LineUnit {
  if (unit.kind !== 'line' || next?.kind !== 'line') return false
  const { line } = unit
  const text = words(line).trim()
  return (
    levelOf(line) === null &&
    line.role === 'plain' &&
    (!line.numbered || line.numbered.kind !== 'bullet') &&
    markerOf(text)?.kind !== 'bullet' &&
    text.length <= 120 &&
    !text.includes('\n') &&
    !/[.,;:!…]$/u.test(text) &&
    isWhole(line, 'bold') &&
    levelOf(next.line) === null &&
    !isWhole(next.line, 'bold')
  )
}

/** Where nearly everything is bold, bold says nothing. */
const isMostlyBold = (units: readonly Unit[]) => {
  const lines = units.filter((unit) => unit.kind === 'line')
  return lines.filter(({ line }) => isWhole(line, 'bold')).length * 2 > lines.length
}
