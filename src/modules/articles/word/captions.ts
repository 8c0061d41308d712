import type { Inline } from '../body/body.ts'
import { inlineOf, plainOf } from './inline.ts'
import { isEmpty, isPicture, isWhole, words, type Line } from './parts.ts'

/** More than this is a paragraph that happens to stand below a picture. */
const longest = 400

/** A short line right below a picture, in Word's style for it, or centred, or slanted from end to end. */
export function isCaption(line: Line): boolean {
  if (line.level !== null || line.numbered || isEmpty(line) || line.pieces.some(isPicture)) return false
  const { length } = words(line).trim()
  return length <= longest && (line.role === 'caption' || line.centred || isWhole(line, 'italic'))
}

/** Words and credit of a caption: "Vòng Xòe bên lửa. Ảnh: Lò Thị Mai". */
export function captionOf(line: Line): { content: Inline[]; credit: string } {
  const content = inlineOf(line.pieces, { italic: isWhole(line, 'italic'), bold: isWhole(line, 'bold') })
  const said = creditIn(plainOf(content))
  if (!said) return { content, credit: '' }
  return { content: cut(content, said.at), credit: said.credit }
}

const credited = /(?:^|[\s.,;:–(-])\(?(?:Ảnh|Nguồn ảnh|Nguồn|Photo)\s*:\s*(?<credit>[^()]{2,120}?)\.?\)?\s*$/iu

export function creditIn(text: string): { at: number; credit: string } | null {
  const found = credited.exec(text)
  return found && { at: found.index, credit: found.groups!.credit!.trim() }
}

/** The content up to a place in its plain text. */
function cut(content: readonly Inline[], at: number): Inline[] {
  let left = at
  return content.flatMap((one): Inline[] => {
    if (left <= 0) return []
    if (one.type === 'hardBreak') {
      left--
      return left > 0 ? [one] : []
    }
    const text = one.text.slice(0, left)
    left -= one.text.length
    return [left <= 0 ? { ...one, text: text.replace(/[\s(–-]+$/u, '') } : { ...one, text }]
  })
}
