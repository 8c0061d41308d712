import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { openPromise, type Entry, type ZipFile } from 'yauzl'

/** Why a file was not read: a message key of the newsroom's words. */
export type Trouble = 'notWord' | 'broken' | 'macros' | 'locked' | 'tooManyParts' | 'tooMuch' | 'doctype' | 'tooComplex' | 'tooLong'

/** Carries the trouble out of the reading; caught where the reading began. */
export class UnreadableError extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble)
    this.trouble = trouble
  }
}

/** Bytes are counted while they are unpacked: what a header says about a size is not believed. */
export const limits = { parts: 5_000, unpacked: 200 * 1024 * 1024, ratio: 300, ratioFrom: 8 * 1024 * 1024 } as const

/** The parts of a Word file by their names in lower case; a name is only ever a key here, never a path. */
export type Archive = { has(name: string): boolean; names: readonly string[]; bytes(name: string): Promise<Buffer | null>; close(): void }

export async function openArchive(path: string): Promise<Archive> {
  if (!(await isZip(path))) throw new UnreadableError('notWord')
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }).catch(refuse)
  if (zip.entryCount > limits.parts) throw closed(zip, 'tooManyParts')
  const entries = await listed(zip)
  let unpacked = 0
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name.toLowerCase()),
    close: () => zip.close(),
    async bytes(name) {
      const entry = entries.get(name.toLowerCase())
      if (!entry) return null
      const pieces: Buffer[] = []
      let length = 0
      const stream = await zip.openReadStreamPromise(entry).catch(refuse)
      try {
        for await (const piece of stream as Readable & AsyncIterable<Buffer>) {
          length += piece.length
          unpacked += piece.length
          if (unpacked > limits.unpacked || isBomb(length, entry)) throw new UnreadableError('tooMuch')
          pieces.push(piece)
        }
      } catch (error) {
        throw error instanceof UnreadableError ? error : new UnreadableError('broken')
      } finally {
        stream.destroy()
      }
      return Buffer.concat(pieces, length)
    },
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1') === 'PK\u0003\u0004'
  } finally {
    await file.close()
  }
}

/** Text shrinks ten to thirty times; nothing that a person wrote shrinks hundreds of times. */
const isBomb = (length: number, { compressedSize }: Entry) => length > limits.ratioFrom && length > compressedSize * limits.ratio

async function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase()
      // Two parts of one name: readers differ in which they take, so neither is taken.
      if (entries.has(name)) throw new UnreadableError('broken')
      if (entry.isEncrypted()) throw new UnreadableError('locked')
      if (entries.set(name, entry).size > limits.parts) throw new UnreadableError('tooManyParts')
    }
    return entries
  } catch (error) {
    throw closed(zip, error instanceof UnreadableError ? error.trouble : 'broken')
  }
}

function closed(zip: ZipFile, trouble: Trouble) {
  zip.close()
  return new UnreadableError(trouble)
}

const refuse = (): never => {
  throw new UnreadableError('broken')
}
