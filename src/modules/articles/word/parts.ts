import type { Relations, WordPackage } from './package.ts'
import type { Numbered, Numbering } from './numbering.ts'
import type { Role, Styles } from './styles.ts'

/** A text in the order it is read, between Word's XML and our blocks: still with fonts, indents and what is numbered how. */
export type Part = Line | Grid
export type Line = {
  kind: 'line'
  pieces: Piece[]
  role: Role
  /** 0 for the highest heading. */
  level: number | null
  centred: boolean
  /** Of the first line, in twentieths of a point. */
  indent: number
  numbered: Numbered | null
  /** A letter set into the lines below it. */
  dropCap: boolean
}
export type Run = { kind: 'text'; text: string; bold: boolean; italic: boolean; href: string | null; font: string | null }
export type Picture = { kind: 'picture'; number: number | null; alt: string; decorative: boolean }
export type Piece = Run | Picture | { kind: 'break' } | { kind: 'note'; number: number }
export type Grid = { kind: 'grid'; rows: GridRow[] }
export type GridRow = { header: boolean; skipped: number; cells: GridCell[] }
/** `merge`: the cell begins one that reaches down, or goes on with the one above. */
export type GridCell = { span: number; merge: 'begins' | 'goesOn' | null; parts: Part[] }

/** What a person should know of the way in; each has its sentence in the newsroom's words. */
export const noteKeys = [
  'lists',
  'lettered',
  'headings',
  'captions',
  'footnotes',
  'boxes',
  'textBoxes',
  'layoutTables',
  'nestedTables',
  'wideTables',
  'movedPictures',
  'equations',
  'hidden',
  'deleted',
  'comments',
  'headers',
  'contents',
  'objects',
  'charts',
  'symbols',
  'badLinks',
  'linkedPictures',
  'otherPictures',
  'heavyPictures',
  'croppedPictures',
] as const
export type NoteKey = (typeof noteKeys)[number]
export type Notes = Partial<Record<NoteKey, number>>

/** All that reading a file knows while it goes. */
export type Reading = {
  file: WordPackage
  styles: Styles
  numbering: Numbering
  /** Relationships of the part that is being read. */
  relations: Relations
  notes: Notes
  /** Footnotes and endnotes in the order in which the text names them. */
  footnotes: { kind: 'footnotes' | 'endnotes'; id: string }[]
  /** Names of the parts of pictures, in order; the first is picture 1. */
  pictures: string[]
  /** Fields that were begun and not ended. */
  fields: Field[]
}
export type Field = { code: string; shown: boolean; href: string | null }

export const note = (reading: Reading, key: NoteKey, count = 1) => {
  reading.notes[key] = (reading.notes[key] ?? 0) + count
}

export const isRun = (piece: Piece): piece is Run => piece.kind === 'text'
export const isPicture = (piece: Piece): piece is Picture => piece.kind === 'picture'
export const words = (line: Line) => line.pieces.map((piece) => (isRun(piece) ? piece.text : piece.kind === 'break' ? '\n' : '')).join('')
/** Nothing to read in it: no letter, no picture, no note. */
export const isEmpty = (line: Line) => words(line).trim() === '' && !line.pieces.some(({ kind }) => kind === 'picture' || kind === 'note')
/** Every letter of it is bold (or slanted). */
export function isWhole(line: Line, mark: 'bold' | 'italic'): boolean {
  const runs = line.pieces.filter(isRun).filter(({ text }) => text.trim() !== '')
  return runs.length > 0 && runs.every((run) => run[mark])
}
