import { chosen } from './drawing.ts'
import { type Archive } from './archive.ts'
import { readNumbering } from './numbering.ts'
import { readPackage, type Part as PackagePart } from './package.ts'
import { readParagraph } from './paragraph.ts'
import { note, type Grid, type GridCell, type GridRow, type Notes, type Part, type Reading } from './parts.ts'
import { readStyles } from './styles.ts'
import { deep, kid, kids, value, type Xml } from './xml.ts'

export type Document = {
  parts: Part[]
  /** Each footnote's paragraphs, in the order of their marks. */
  footnotes: Part[][]
  notes: Notes
  pictures: string[]
  bytes: (name: string) => Promise<Buffer | null>
}

/** Everything a reader of the file would read, in order, and a note of what is left out. */
export async function readDocument(archive: Archive): Promise<Document> {
  const file = await readPackage(archive)
  const { document } = file
  const reading: Reading = {
    file,
    styles: readStyles(file.styles, file.theme),
    numbering: readNumbering(file.numbering),
    relations: document.relations,
    notes: {},
    footnotes: [],
    pictures: [],
    fields: [],
  }
  const body = kid(document.root, 'w:body')
  const parts = body ? blocks(body, reading) : []
  if (body && [...deep(body, 'w:headerReference', 'w:footerReference')].length > 0) note(reading, 'headers')
  const footnotes = readFootnotes(reading)
  if (footnotes.length > 0) note(reading, 'footnotes', footnotes.length)
  return { parts, footnotes, notes: reading.notes, pictures: reading.pictures, bytes: file.bytes }
}

/** A footnote may name another one; those come behind it. */
function readFootnotes(reading: Reading): Part[][] {
  const read: Part[][] = []
  for (let at = 0; at < reading.footnotes.length; at++) {
    const { kind, id } = reading.footnotes[at]!
    const part: PackagePart | null = reading.file[kind]
    const found = kids(part?.root).find((one) => value(one, 'w:id') === id)
    reading.relations = part?.relations ?? new Map()
    reading.fields = []
    read.push(found ? blocks(found, reading) : [])
  }
  return read
}

function blocks(node: Xml, reading: Reading): Part[] {
  const again = (inner: Xml) => blocks(inner, reading)
  return kids(node).flatMap((one): Part[] => {
    switch (one.name) {
      case 'w:p':
        return readParagraph(one, reading, again)
      case 'w:tbl':
        return [readGrid(one, again)]
      case 'w:sdt':
        return isContents(one) ? dropped(reading) : again(kid(one, 'w:sdtContent') ?? one)
      case 'w:altChunk':
        note(reading, 'objects')
        return []
      case 'w:del':
      case 'w:moveFrom':
        note(reading, 'deleted')
        return []
      case 'mc:AlternateContent':
        return again(chosen(one) ?? one)
      case 'w:sectPr':
      case 'w:sdtPr':
        return []
      default:
        return again(one)
    }
  })
}

/** Word's own table of contents: the page makes none, and page numbers mean nothing there. */
const isContents = (sdt: Xml) => value(kid(sdt, 'w:sdtPr', 'w:docPartObj', 'w:docPartGallery')) === 'Table of Contents'

function dropped(reading: Reading): Part[] {
  note(reading, 'contents')
  return []
}

function readGrid(table: Xml, again: (node: Xml) => Part[]): Grid {
  const rows = wrapped(table, 'w:tr').map((row): GridRow => {
    const properties = kid(row, 'w:trPr')
    return {
      header: kid(properties, 'w:tblHeader') !== undefined,
      skipped: count(kid(properties, 'w:gridBefore'), 0),
      cells: wrapped(row, 'w:tc').map((cell): GridCell => {
        const about = kid(cell, 'w:tcPr')
        const merge = kid(about, 'w:vMerge')
        return {
          span: count(kid(about, 'w:gridSpan'), 1),
          merge: merge && (value(merge) === 'restart' ? 'begins' : 'goesOn'),
          parts: again(cell),
        } as GridCell
      }),
    }
  })
  return { kind: 'grid', rows }
}

/** Rows and cells also stand in content controls and marks of changes. */
function wrapped(node: Xml, name: 'w:tr' | 'w:tc'): Xml[] {
  return kids(node).flatMap((one) => {
    if (one.name === name) return [one]
    return ['w:sdt', 'w:sdtContent', 'w:ins', 'w:customXml', 'w:moveTo'].includes(one.name) ? wrapped(one, name) : []
  })
}

const count = (node: Xml | undefined, least: number) => Math.min(1000, Math.max(least, Math.trunc(Number(value(node)) || least)))
