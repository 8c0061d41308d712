import { converted, legacyOf, type Legacy } from './conversion.ts'
import type { Line, Run } from './parts.ts'

export type Lettered = { text: string; font: string | null }

/** The lines of a text that came with no Word file: which old encoding they are in, and the same in Unicode, text by text. */
export function oldLettersOf(lines: readonly (readonly Lettered[])[]): { legacy: Legacy; texts: string[][] } | null {
  const read = lines.map(lineOf)
  const legacy = legacyOf(read)
  return legacy && { legacy, texts: converted(read, legacy).map((line) => (line as Line).pieces.map((run) => (run as Run).text)) }
}

const lineOf = (runs: readonly Lettered[]): Line => ({
  kind: 'line',
  pieces: runs.map(({ text, font }) => ({ kind: 'text', text, bold: false, italic: false, href: null, font })),
  role: 'plain',
  level: null,
  centred: false,
  indent: 0,
  numbered: null,
  dropCap: false,
})
