import assert from 'node:assert/strict'
import { childrenOf, type Body, type BodyNode } from '../body/body.ts'
import { docx, folder, p, usualNumbering, usualStyles, type Given } from './fixture-docx.ts'
import { readWord, type WordReading } from './reading.ts'

/** Word files as tests read them, and texts as tests compare them. */
export const files = await folder()

export async function read(body: string, given: Given = {}): Promise<WordReading> {
  return readBytes(docx(body, { styles: usualStyles, numbering: usualNumbering, ...given }))
}

export async function readBytes(bytes: Uint8Array): Promise<WordReading> {
  const outcome = await readWord(await files.put(bytes), { footnotes: 'Chú thích' })
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}

/** What a text becomes behind a first line that is neither title nor lead. */
export const blocks = async (xml: string, given?: Given): Promise<Body['content']> =>
  (await read(p('Mở đầu.') + xml, given)).draft.body.content.slice(1)

/** Kind and words of each block and what stands in it, indented; marks in brackets. */
export const outline = (nodes: readonly BodyNode[], depth = 0): string =>
  nodes
    .map((node) => {
      const inline =
        'content' in node && childrenOf(node).length === 0 ? (node.content as { marks?: { type: string }[]; text?: string }[]) : []
      const words = (inline ?? [])
        .map(({ marks, text }) => (marks ? `<${marks.map(({ type }) => type[0]).join('')}>` : '') + (text ?? '⏎'))
        .join('')
      return `${' '.repeat(depth)}${node.type}${words ? ` ${words}` : ''}\n${outline(childrenOf(node), depth + 1)}`
    })
    .join('')

export const png = Buffer.from('89504e470d0a1a0a', 'hex')
