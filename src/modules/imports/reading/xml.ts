import { SaxesParser, type SaxesTagNS } from 'saxes'
import { escapeHtml } from '../../../kernel/text.ts'
import { lettersOf, longestItem, SourceError } from './letters.ts'

/** An element as our readers ask for it: `dc:creator`, whatever prefix the file chose. `html`: of running text that was written as elements. */
export type Element = { name: string; attrs: ReadonlyMap<string, string>; text: string; html: string; parts: Element[] }

const spaces: Record<string, string> = {
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://www.w3.org/1999/xhtml': 'xhtml',
}
const deepest = 200
/** In letters: elements without text take room too. */
const leastElement = 20

/**
 * The elements of these names that lie right under the second level of the document (`channel/item`, `feed/entry`) one after the other;
 * all else is passed over. No document type is let in, so that no entity can be declared.
 * @throws SourceError
 */
export async function* elementsOf(path: string, wanted: ReadonlySet<string>): AsyncGenerator<Element> {
  const found: Element[] = []
  const parser = new SaxesParser({ xmlns: true, position: true })
  listen(parser, wanted, (element) => found.push(element))
  for await (const piece of lettersOf(path)) {
    parser.write(piece)
    yield* found.splice(0)
  }
  parser.close()
  yield* found.splice(0)
}

function listen(parser: SaxesParser<{ xmlns: true; position: true }>, wanted: ReadonlySet<string>, take: (element: Element) => void) {
  const open: Element[] = []
  let level = 0
  let size = 0
  const fail = (trouble: 'broken' | 'doctype' | 'tooDeep' | 'tooLongItem'): never => {
    throw new SourceError(trouble, `${parser.line}:${parser.column}`)
  }
  const grow = (letters: number) => {
    if ((size += letters) > longestItem) fail('tooLongItem')
  }
  parser.on('error', () => fail('broken'))
  parser.on('doctype', () => fail('doctype'))
  parser.on('opentag', (tag) => {
    if (++level > deepest) fail('tooDeep')
    const name = nameOf(tag)
    if (open.length === 0 && (level > 3 || !wanted.has(name))) return
    if (open.length === 0) size = 0
    const element: Element = { name, attrs: attributesOf(tag), text: '', html: '', parts: [] }
    grow(element.attrs.values().reduce((sum, value) => sum + value.length, leastElement))
    open.at(-1)?.parts.push(element)
    open.push(element)
  })
  parser.on('closetag', (tag) => {
    level--
    const element = open.pop()
    if (!element) return
    const above = open.at(-1)
    if (above) above.html += asHtml(tag, element)
    else take(element)
  })
  const keep = (text: string) => {
    const element = open.at(-1)
    if (!element) return
    grow(text.length)
    element.text += text
    element.html += escapeHtml(text)
  }
  parser.on('text', keep)
  parser.on('cdata', keep)
}

const nameOf = ({ uri, local, prefix }: SaxesTagNS) => {
  if (/wordpress\.org\/export\/[\d.]+\/excerpt/.test(uri)) return `excerpt:${local}`
  if (/wordpress\.org\/export\//.test(uri)) return `wp:${local}`
  const short = spaces[uri] ?? prefix
  return short ? `${short}:${local}` : local
}

function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  return new Map(
    Object.values(tag.attributes)
      .filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns')
      .map(({ local, value }) => [local, value]),
  )
}

/** Only needed where running text stands as elements (Atom's xhtml). */
function asHtml(tag: SaxesTagNS, { name, attrs, html }: Element) {
  if (!name.startsWith('xhtml:')) return ''
  const said = [...attrs].map(([key, value]) => ` ${key}="${escapeHtml(value)}"`).join('')
  return tag.isSelfClosing ? `<${tag.local}${said}>` : `<${tag.local}${said}>${html}</${tag.local}>`
}

export const part = (element: Element, ...names: string[]) => element.parts.find(({ name }) => names.includes(name))
export const parts = (element: Element, name: string) => element.parts.filter((one) => one.name === name)
export const said = (element: Element, ...names: string[]) => part(element, ...names)?.text.trim() ?? ''
