import { createHash } from 'node:crypto'
import { cleanText } from '../../articles/index.ts'
import type { Format, Item, Picture } from '../item.ts'
import { readAtom, readRss } from './feed.ts'
import { readGhost } from './ghost.ts'
import { readJsonl } from './jsonl.ts'
import { lettersOf } from './letters.ts'
import { readWxr } from './wxr.ts'

type Reader = (path: string) => AsyncGenerator<Item>

const readers: Record<Format, Reader> = { wxr: readWxr, ghost: readGhost, rss: readRss, atom: readAtom, jsonl: readJsonl }

/**
 * The items of a file in their order, the same at every reading, an item at a time.
 * @throws SourceError where the file is broken; what came before is whole.
 */
export async function* itemsOf(format: Format, path: string): AsyncGenerator<Item> {
  for await (const item of readers[format](path)) yield cleaned(item)
}

/** One line each, as we store it; a key that is no key any more is known by its digest. */
const cleaned = (item: Item): Item => ({
  ...item,
  key: item.key.length > 300 ? createHash('sha256').update(item.key).digest('hex') : line(item.key),
  address: item.address === null ? null : line(item.address).slice(0, 2_000) || null,
  title: item.title.slice(0, 20_000),
  source: line(item.source).slice(0, 500),
  authors: lines(item.authors, 120),
  sections: lines(item.sections, 120),
  tags: lines(item.tags, 100),
  cover: item.cover && pictured(item.cover),
  pictures: item.pictures.slice(0, 500).map(pictured),
})

const line = (text: string) => cleanText(text).replace(/\s+/gu, ' ').trim()
const lines = (texts: readonly string[], longest: number) =>
  [...new Set(texts.slice(0, 100).map((text) => Array.from(line(text)).slice(0, longest).join('')))].filter(Boolean)
const pictured = ({ address, alt, caption, credit }: Picture): Picture => ({
  address: line(address),
  alt: line(alt).slice(0, 1_000),
  caption: line(caption).slice(0, 2_000),
  credit: line(credit).slice(0, 300),
})

/** Which format a file is in by its beginning; null: none of ours. */
export async function formatOf(path: string): Promise<Format | null> {
  let head = ''
  for await (const piece of lettersOf(path)) {
    head += piece
    if (head.length > 65_536) break
  }
  if (/^\s*</.test(head)) {
    if (/xmlns:wp\s*=\s*["']http:\/\/wordpress\.org\/export\//.test(head)) return 'wxr'
    if (/<(?:rss|rdf:RDF)[\s>]/i.test(head)) return 'rss'
    return /<(?:\w+:)?feed[\s>]/.test(head) ? 'atom' : null
  }
  if (!/^\s*\{/.test(head)) return null
  const [first = ''] = head.trimStart().split('\n')
  return isWhole(first) && !/^\s*\{\s*"(?:db|data|meta)"/.test(first) ? 'jsonl' : 'ghost'
}

function isWhole(line: string) {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}
