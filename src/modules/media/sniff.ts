import { open, type FileHandle } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Kind } from './medium.ts'

/** What a file is by its content. `ending` is the one we give it. */
export type Verdict = { kind: Kind; contentType: string; ending: string }

/** Enough for every signature below. */
export const headBytes = 4100

/** All that is let in. What file-type calls it → what we call it; everything else is refused. */
const welcome: Record<string, Verdict> = {
  'image/jpeg': { kind: 'image', contentType: 'image/jpeg', ending: 'jpg' },
  'image/png': { kind: 'image', contentType: 'image/png', ending: 'png' },
  'image/apng': { kind: 'image', contentType: 'image/png', ending: 'png' },
  'image/webp': { kind: 'image', contentType: 'image/webp', ending: 'webp' },
  'image/gif': { kind: 'image', contentType: 'image/gif', ending: 'gif' },
  'image/avif': { kind: 'image', contentType: 'image/avif', ending: 'avif' },
  'video/mp4': { kind: 'video', contentType: 'video/mp4', ending: 'mp4' },
  'video/x-m4v': { kind: 'video', contentType: 'video/mp4', ending: 'mp4' },
  // What an iPhone records: the same boxes as MP4, and browsers play it when it is called so.
  'video/quicktime': { kind: 'video', contentType: 'video/mp4', ending: 'mp4' },
  'video/webm': { kind: 'video', contentType: 'video/webm', ending: 'webm' },
  'audio/mpeg': { kind: 'audio', contentType: 'audio/mpeg', ending: 'mp3' },
  'audio/x-m4a': { kind: 'audio', contentType: 'audio/mp4', ending: 'm4a' },
  'audio/mp4': { kind: 'audio', contentType: 'audio/mp4', ending: 'm4a' },
  'audio/ogg': { kind: 'audio', contentType: 'audio/ogg', ending: 'ogg' },
  'audio/ogg; codecs=opus': { kind: 'audio', contentType: 'audio/ogg', ending: 'ogg' },
  'application/pdf': { kind: 'file', contentType: 'application/pdf', ending: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': office('wordprocessingml.document', 'docx'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': office('spreadsheetml.sheet', 'xlsx'),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': office('presentationml.presentation', 'pptx'),
  'application/vnd.oasis.opendocument.text': { kind: 'file', contentType: 'application/vnd.oasis.opendocument.text', ending: 'odt' },
}
const heic = new Set(['image/heic', 'image/heic-sequence', 'image/heif', 'image/heif-sequence'])

/**
 * What the first bytes promise, so that a stream nobody wants is cut off at once and the rest is held to its kind's limit.
 * A promise only: `verdict` judges the whole file.
 */
export function promised(head: Buffer): Outcome<Kind> {
  if (head.length === 0) return issues({ file: 'empty' })
  const text = markup(head)
  if (text) return issues({ file: text })
  if (starts(head, 'd0cf11e0')) return issues({ file: 'oldOffice' })
  if (starts(head, 'ffd8ff', '89504e47', '474946383761', '474946383961')) return done('image')
  if (starts(head, '52494646') && head.toString('latin1', 8, 12) === 'WEBP') return done('image')
  if (head.toString('latin1', 4, 8) === 'ftyp') return box(head)
  if (starts(head, '1a45dfa3')) return done('video')
  if (starts(head, '4f676753', '494433') || isMpegFrame(head)) return done('audio')
  if (starts(head, '255044462d', '504b0304')) return done('file')
  if (isText(head)) return done('file')
  // Letters without control signs: text, but from before UTF-8 (or UTF-16, as Excel's "Unicode text").
  return starts(head, 'fffe', 'feff') || !head.some((byte) => byte < 9) ? issues({ file: 'encoding' }) : issues({ file: 'unknown' })
}

/** The type of a whole file by its content; `name` only tells a table from running text. Never trusts an ending. */
export async function verdict(path: string, name: string): Promise<Outcome<Verdict>> {
  const file = await open(path)
  try {
    const head = await read(file, 0, headBytes)
    const promise = promised(head)
    if (!promise.ok) return promise
    const mime = (await fileTypeFromFile(path))?.mime
    if (mime === undefined) return await textVerdict(file, name)
    if (heic.has(mime)) return issues({ file: 'heic' })
    const found = Object.hasOwn(welcome, mime) ? welcome[mime]! : null
    if (!found || found.kind !== promise.value) return issues({ file: mime.includes('macro') ? 'macros' : 'unknown' })
    if (head[0] === 0x50 && (await contains(file, 'vbaProject.bin'))) return issues({ file: 'macros' })
    return done(found)
  } finally {
    await file.close()
  }
}

/** UTF-8 from the first byte to the last, in pieces, so that 50 MB never stand in memory twice. */
async function textVerdict(file: FileHandle, name: string): Promise<Outcome<Verdict>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
      if ((chunk as Buffer).includes(0)) return issues({ file: 'unknown' })
      decoder.decode(chunk as Buffer, { stream: true })
    }
    decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return issues({ file: 'encoding' })
    throw error
  }
  const ending = /\.csv$/i.test(name) ? 'csv' : 'txt'
  return done({ kind: 'file', contentType: `${ending === 'csv' ? 'text/csv' : 'text/plain'}; charset=utf-8`, ending })
}

function office(type: string, ending: string): Verdict {
  return { kind: 'file', contentType: `application/vnd.openxmlformats-officedocument.${type}`, ending }
}

const starts = (head: Buffer, ...signatures: string[]) => signatures.some((hex) => head.subarray(0, hex.length / 2).toString('hex') === hex)

/** A page, a drawing or a feed: a browser could be talked into running it, whatever it is called. */
function markup(head: Buffer): 'svg' | 'html' | null {
  const text = head
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .toLowerCase()
  if (!text.startsWith('<')) return null
  return /<svg[\s/>]/.test(text) ? 'svg' : 'html'
}

function box(head: Buffer): Outcome<Kind> {
  const brand = head.toString('latin1', 8, 12)
  const others = head.toString('latin1', 16, Math.min(head.length, 64))
  if (brand === 'avif' || brand === 'avis') return done('image')
  if (/^(?:hei|hev|mif1|msf1)/.test(brand)) return others.includes('avif') ? done('image') : issues({ file: 'heic' })
  return done(/^M4[AB] /.test(brand) ? 'audio' : 'video')
}

const isMpegFrame = (head: Buffer) => head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2

function isText(bytes: Buffer) {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

async function contains(file: FileHandle, words: string): Promise<boolean> {
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    const bytes = Buffer.concat([tail, chunk as Buffer])
    if (bytes.includes(words)) return true
    tail = bytes.subarray(-words.length)
  }
  return false
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
