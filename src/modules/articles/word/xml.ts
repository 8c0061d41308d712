import { SaxesParser, type SaxesTagNS } from 'saxes'
import { UnreadableError } from './archive.ts'

/** An element under the short name we give its namespace: `w:p`, whatever prefix the file chose. Text only where text is read. */
export type Xml = { name: string; attrs: ReadonlyMap<string, string>; content: (Xml | string)[] }

/** Elements and depth of one part; a book of five hundred pages has fewer, and each element costs some 300 bytes. */
export const most = { elements: 800_000, depth: 200 } as const

const schemas = 'http://schemas.openxmlformats.org/'
const spaces = new Map(
  Object.entries({
    w: ['wordprocessingml/2006/main', 'wordprocessingml/main'],
    r: ['officeDocument/2006/relationships', 'officeDocument/relationships'],
    wp: ['drawingml/2006/wordprocessingDrawing', 'drawingml/wordprocessingDrawing'],
    a: ['drawingml/2006/main', 'drawingml/main'],
    c: ['drawingml/2006/chart', 'drawingml/chart'],
    dgm: ['drawingml/2006/diagram', 'drawingml/diagram'],
    m: ['officeDocument/2006/math', 'officeDocument/math'],
    rel: ['package/2006/relationships'],
    ct: ['package/2006/content-types'],
    mc: ['markup-compatibility/2006'],
  }).flatMap(([short, [usual, strict]]) => [
    [schemas + usual, short] as const,
    // ISO 29500 "strict" files name the same things differently.
    ...(strict ? [[`http://purl.oclc.org/ooxml/${strict}`, short] as const] : []),
  ]),
)
  .set('urn:schemas-microsoft-com:vml', 'v')
  .set('urn:schemas-microsoft-com:office:office', 'o')
  .set('http://schemas.microsoft.com/office/drawing/2017/decorative', 'adec')

const readable = new Set(['w:t', 'w:instrText', 'm:t'])

/** @throws UnreadableError for what is not well formed, declares a document type (entities with it), or is too large to hold. */
export function parseXml(bytes: Uint8Array): Xml {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const root: Xml = { name: '', attrs: none, content: [] }
  const open = [root]
  let elements = 0
  parser.on('error', () => refuse('broken'))
  parser.on('doctype', () => refuse('doctype'))
  parser.on('opentag', (tag) => {
    if (++elements > most.elements || open.length > most.depth) refuse('tooComplex')
    const made: Xml = { name: nameOf(tag.uri, tag.local), attrs: attributesOf(tag), content: [] }
    open.at(-1)!.content.push(made)
    open.push(made)
  })
  parser.on('closetag', () => void open.pop())
  const keep = (text: string) => {
    const parent = open.at(-1)!
    if (readable.has(parent.name)) parent.content.push(text)
  }
  parser.on('text', keep)
  parser.on('cdata', keep)
  for (const text of pieces(bytes)) parser.write(text)
  parser.close()
  return kids(root)[0] ?? refuse('broken')
}

/** The elements inside, without text. */
export const kids = (node: Xml | undefined): Xml[] => (node?.content.filter((one) => typeof one !== 'string') ?? []) as Xml[]
export const kid = (node: Xml | undefined, ...path: string[]): Xml | undefined =>
  path.reduce<Xml | undefined>((at, name) => at?.content.find((one): one is Xml => typeof one !== 'string' && one.name === name), node)

/** What `w:val` says; an attribute of the same namespace may also stand without its prefix. */
export const value = (node: Xml | undefined, name = 'w:val') => node?.attrs.get(name) ?? null

export const textOf = (node: Xml): string => node.content.map((one) => (typeof one === 'string' ? one : textOf(one))).join('')

/** Every element of one of these names, however deep, in order. */
export function* deep(node: Xml, ...names: string[]): Generator<Xml> {
  for (const one of kids(node)) {
    if (names.includes(one.name)) yield one
    yield* deep(one, ...names)
  }
}

const nameOf = (uri: string, local: string) => (spaces.has(uri) ? `${spaces.get(uri)}:${local}` : uri ? `?:${local}` : local)

const none: ReadonlyMap<string, string> = new Map()

/** Word notes on nearly every element when it was edited; that and what is of namespaces we do not know is not kept. */
function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  let attrs: Map<string, string> | null = null
  for (const key in tag.attributes) {
    const { uri, local, value: said } = tag.attributes[key]!
    if (local.startsWith('rsid') || (uri && !spaces.has(uri))) continue
    attrs ??= new Map()
    attrs.set(nameOf(uri, local), said)
  }
  return attrs ?? none
}

/** A megabyte at a time; the file's own word about its encoding is passed over, so nothing hides in another one. */
function* pieces(bytes: Uint8Array): Generator<string> {
  const [first, second] = bytes
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const decoder = new TextDecoder(wide ?? 'utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += 1 << 20) yield decoder.decode(bytes.subarray(at, at + (1 << 20)), { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? new UnreadableError('broken') : error
  }
}

function refuse(trouble: 'broken' | 'doctype' | 'tooComplex'): never {
  throw new UnreadableError(trouble)
}
