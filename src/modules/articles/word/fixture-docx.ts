import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

/** Word files for tests, written part by part: honest ones, and those that nobody's Word would write. */
export type Part = string | Uint8Array

/** `claim` lies about the unpacked size in the directory. */
export type Packed = { name: string; content: Part; stored?: boolean; claim?: number }

export function zipOf(entries: readonly Packed[]): Buffer {
  const locals: Buffer[] = []
  const index: Buffer[] = []
  let at = 0
  for (const { name, content, stored, claim } of entries) {
    const bytes = Buffer.from(content as string)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const path = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800, 2)
    facts.writeUInt16LE(stored ? 0 : 8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(claim ?? bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, path, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    index.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, place, path]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ')

export type Relation = { id: string; kind: string; target: string; outside?: boolean }
export type Given = {
  styles?: string
  numbering?: string
  footnotes?: string
  relations?: Relation[]
  media?: Record<string, Uint8Array>
  type?: string
  /** More parts, or others in place of ours. */
  parts?: Record<string, Part>
  head?: string
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (all: readonly Relation[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ({ id, kind, target, outside }) =>
        `<Relationship Id="${id}" Type="${office}/${kind}" Target="${escape(target)}"${outside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export function docxParts(body: string, given: Given = {}): Record<string, Part> {
  const { styles, numbering, footnotes, media = {}, parts = {}, type = wordType, head = '' } = given
  const root = (name: string, inner: string) => `<?xml version="1.0" encoding="UTF-8"?>${head}<w:${name} ${spaces}>${inner}</w:${name}>`
  const beside = Object.entries({ styles, numbering, footnotes }).filter(([, inner]) => inner !== undefined)
  return {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': relations([{ id: 'r1', kind: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': root('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relations([
      ...beside.map(([kind]) => ({ id: `p-${kind}`, kind, target: `${kind}.xml` })),
      ...Object.keys(media).map((name) => ({ id: name.replace(/\..*/, ''), kind: 'image', target: `media/${name}` })),
      ...(given.relations ?? []),
    ]),
    ...Object.fromEntries(beside.map(([kind, inner]) => [`word/${kind}.xml`, root(kind, inner!)])),
    ...Object.fromEntries(Object.entries(media).map(([name, bytes]) => [`word/media/${name}`, bytes])),
    ...parts,
  }
}

export const docx = (body: string, given: Given = {}): Buffer =>
  zipOf(Object.entries(docxParts(body, given)).map(([name, content]) => ({ name, content })))

export const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export type Look = { bold?: boolean; italic?: boolean; font?: string; up?: boolean; hidden?: boolean; color?: string }

export function r(text: string, look: Look = {}): string {
  const flags = [
    look.font && `<w:rFonts w:ascii="${escape(look.font)}" w:hAnsi="${escape(look.font)}"/>`,
    look.bold && '<w:b/>',
    look.italic && '<w:i/>',
    look.hidden && '<w:vanish/>',
    look.color && `<w:color w:val="${look.color}"/>`,
    look.up && '<w:vertAlign w:val="superscript"/>',
  ]
  const written = escape(text)
    .split('\t')
    .map((piece) => `<w:t xml:space="preserve">${piece}</w:t>`)
    .join('<w:tab/>')
  return `<w:r><w:rPr>${flags.filter(Boolean).join('')}</w:rPr>${written}</w:r>`
}

export type Shape = Look & { style?: string; align?: string; left?: number; list?: [id: number, level: number] }

/** A paragraph of text, or of runs already written. */
export function p(content: string, { style, align, left, list, ...look }: Shape = {}): string {
  const shape = [
    style && `<w:pStyle w:val="${style}"/>`,
    list && `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>`,
    left !== undefined && `<w:ind w:left="${left}"/>`,
    align && `<w:jc w:val="${align}"/>`,
  ]
  return `<w:p><w:pPr>${shape.filter(Boolean).join('')}</w:pPr>${content.startsWith('<w:') || content.startsWith('<mc:') ? content : r(content, look)}</w:p>`
}

export const picture = (id: string, alt = '') =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${escape(alt)}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

export const cell = (inner: string, { span = 1, merge = '' }: { span?: number; merge?: '' | 'restart' | 'continue' } = {}) =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/>${merge && `<w:vMerge w:val="${merge}"/>`}</w:tcPr>${inner.startsWith('<w:') ? inner : p(inner)}</w:tc>`
export const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
export const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`

const style = (id: string, name: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`

export const usualStyles = [
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>',
  style('Normal', 'Normal'),
  ...[1, 2, 3].map((level) =>
    style(`Heading${level}`, `heading ${level}`, `<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr>`),
  ),
  style('Title', 'Title'),
  style('Caption', 'caption', '<w:rPr><w:i/></w:rPr>'),
  style('Quote', 'Quote'),
  style('TOC1', 'toc 1'),
].join('')

/** A bulleted list (1), a numbered one (2), points a, b (3) and "Điều 1." (4), each three levels deep. */
export const usualNumbering = [
  ['bullet', '•'],
  ['decimal', '%1.'],
  ['lowerLetter', '%1)'],
  ['decimal', 'Điều %1.'],
]
  .map(([format, words], at) => {
    const levels = [0, 1, 2].map(
      (level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${words!.replace('%1', `%${level + 1}`)}"/><w:pPr><w:ind w:left="${720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>`,
    )
    return `<w:abstractNum w:abstractNumId="${at}">${levels.join('')}</w:abstractNum>`
  })
  .join('')
  .concat([1, 2, 3, 4].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`).join(''))

/** A folder for the files of a test, gone at its end. */
export async function folder() {
  const dir = await mkdtemp(join(tmpdir(), 'hoaban-word-'))
  let count = 0
  return {
    async put(bytes: Uint8Array) {
      const path = join(dir, `${++count}.docx`)
      await writeFile(path, bytes)
      return path
    },
    gone: () => rm(dir, { recursive: true, force: true }),
  }
}
