import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export type Trouble = 'empty' | 'encoding' | 'broken' | 'doctype' | 'tooDeep' | 'tooLongItem' | 'otherFormat'

/** What makes a source unreadable from there on: a sentence of text.ts, and where it stands. */
export class SourceError extends Error {
  readonly trouble: Trouble
  readonly where: string
  constructor(trouble: Trouble, where = '') {
    super(trouble)
    this.trouble = trouble
    this.where = where
  }
}

/** How many letters one item may have: a book, not a mistake in the file. */
export const longestItem = 8_000_000

const known = /^(?:utf-8|utf-16(?:le|be)?|us-ascii|iso-8859-\d{1,2}|windows-125\d|tcvn|macintosh)$/i

/** The text of a file, a piece at a time, whatever letters it is written in. Control signs, which no XML allows and old exports hold, are gone. */
export async function* lettersOf(path: string, { declared = true } = {}): AsyncGenerator<string> {
  const decoder = decoderOf(await encodingOf(path, declared))
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
      yield withoutControl(decoder.decode(chunk as Buffer, { stream: true }))
    yield withoutControl(decoder.decode())
  } catch (error) {
    throw error instanceof TypeError ? new SourceError('encoding') : error
  }
}

// eslint-disable-next-line no-control-regex
const withoutControl = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new SourceError('encoding', encoding)
  }
}

/** By the first bytes, then by what the file says of itself. */
async function encodingOf(path: string, declared: boolean): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.length === 0) throw new SourceError('empty')
    const hex = head.subarray(0, 2).toString('hex')
    if (hex === 'fffe' || hex === '3c00') return 'utf-16le'
    if (hex === 'feff' || hex === '003c') return 'utf-16be'
    const said =
      declared && /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/i.exec(head.toString('latin1').replace(/^\xef\xbb\xbf/, ''))?.[1]
    return said && known.test(said) && !/^utf-16/i.test(said) ? said : 'utf-8'
  } finally {
    await file.close()
  }
}

/** What a first reading gathers of a file that is broken somewhere is what stands before the break; the second reading meets it and tells. */
export async function upToBreak(read: () => Promise<void>) {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
  }
}
