import type { Format, Item } from '../item.ts'
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
export const itemsOf = (format: Format, path: string): AsyncGenerator<Item> => readers[format](path)

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
