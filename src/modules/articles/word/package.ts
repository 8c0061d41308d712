import { UnreadableError, type Archive } from './archive.ts'
import { kid, kids, parseXml, value, type Xml } from './xml.ts'

/** Where a relationship leads: to a part of the file, or outside, which is only ever a link's address and never fetched. */
export type Relation = { kind: string; target: string; outside: boolean }
export type Relations = ReadonlyMap<string, Relation>

/** A part with the relationships its own ids name. */
export type Part = { root: Xml; relations: Relations }

/** What a Word file is made of. */
export type WordPackage = {
  document: Part
  footnotes: Part | null
  endnotes: Part | null
  styles: Xml | null
  numbering: Xml | null
  theme: Xml | null
  /** The bytes of a picture's part. */
  bytes(name: string): Promise<Buffer | null>
}

export async function readPackage(archive: Archive): Promise<WordPackage> {
  const types = await xmlOf(archive, '[content_types].xml')
  if (!types) throw new UnreadableError('notWord')
  if (archive.names.some((name) => name.endsWith('vbaproject.bin'))) throw new UnreadableError('macros')
  const start = await relationsOf(archive, '')
  const main = [...start.values()].find(({ kind, outside }) => kind === 'officeDocument' && !outside)?.target
  if (!main || !archive.has(main)) throw new UnreadableError('notWord')
  demandWord(types, main)
  const document = await partOf(archive, main)
  if (document?.root.name !== 'w:document') throw new UnreadableError('notWord')
  const beside = (kind: string) =>
    [...document.relations.values()].find((relation) => relation.kind === kind && !relation.outside)?.target ?? ''
  return {
    document,
    footnotes: await partOf(archive, beside('footnotes')),
    endnotes: await partOf(archive, beside('endnotes')),
    styles: await xmlOf(archive, beside('styles')),
    numbering: await xmlOf(archive, beside('numbering')),
    theme: await xmlOf(archive, beside('theme')),
    bytes: (name) => archive.bytes(name),
  }
}

/** A text or a template of Word; one with macros is another type, a table or a set of slides too. */
function demandWord(types: Xml, main: string) {
  const said = kids(types).find((one) => one.name === 'ct:Override' && partName(value(one, 'PartName') ?? '') === main.toLowerCase())
  const type = value(said, 'ContentType') ?? value(kids(types).find(isXmlDefault), 'ContentType') ?? ''
  if (/macroenabled/i.test(type)) throw new UnreadableError('macros')
  if (!/wordprocessingml\.(?:document|template)\.main\+xml$/i.test(type)) throw new UnreadableError('notWord')
}

const isXmlDefault = (one: Xml) => one.name === 'ct:Default' && value(one, 'Extension')?.toLowerCase() === 'xml'
const partName = (name: string) => name.replace(/^\//, '').toLowerCase()

async function partOf(archive: Archive, name: string): Promise<Part | null> {
  const root = await xmlOf(archive, name)
  return root && { root, relations: await relationsOf(archive, name) }
}

async function xmlOf(archive: Archive, name: string): Promise<Xml | null> {
  const bytes = name ? await archive.bytes(name) : null
  return bytes && parseXml(bytes)
}

async function relationsOf(archive: Archive, part: string): Promise<Relations> {
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(part) ?? []
  const root = await xmlOf(archive, `${folder}_rels/${file}.rels`)
  return new Map(
    kids(root ?? undefined)
      .filter(({ name }) => name === 'rel:Relationship')
      .map((one) => {
        const target = value(one, 'Target') ?? ''
        const outside = value(one, 'TargetMode') === 'External'
        const kind = (value(one, 'Type') ?? '').replace(/^.*\//, '')
        return [value(one, 'Id') ?? '', { kind, target: outside ? target : within(folder, target), outside }]
      }),
  )
}

/** `../media/a.png` seen from `word/`: a name within the file, whatever it tries. */
function within(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/').toLowerCase()
}

/** The theme's fonts for running text and for headings. */
export const themeFont = (theme: Xml | null, which: string): string | null => {
  const scheme = kids(theme ?? undefined)
    .flatMap((one) => kids(one))
    .find(({ name }) => name === 'a:fontScheme')
  return value(kid(scheme, which.startsWith('major') ? 'a:majorFont' : 'a:minorFont', 'a:latin'), 'typeface')
}
