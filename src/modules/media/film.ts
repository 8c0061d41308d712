import { open, type FileHandle } from 'node:fs/promises'

/** What a film's container says of itself; null where it says nothing. `codec` is the four letters of the picture track. */
export type Film = { width: number | null; height: number | null; seconds: number | null; codec: string | null; sound: boolean }

/** The index of an MP4 is small; a larger one is not read. */
const longestIndex = 32 * 1024 * 1024
/** A box holds a dozen others, an index a handful of tracks; millions of empty ones would only hold up the house. */
const mostBoxes = 200

/**
 * Size and length of an MP4 (ISO/IEC 14496-12: moov, mvhd, tkhd, hdlr, stsd). The bytes are a stranger's: every length is checked against what
 * holds it, and boxes are walked, never trusted. Null when there is no index, that is when the file is cut or no film.
 */
export async function readFilm(path: string): Promise<Film | null> {
  const file = await open(path)
  try {
    const index = await findIndex(file, (await file.stat()).size)
    return index && filmOf(index)
  } finally {
    await file.close()
  }
}

async function findIndex(file: FileHandle, size: number): Promise<Buffer | null> {
  const head = Buffer.alloc(16)
  for (let position = 0, boxes = 0; position + 8 <= size && boxes < 10_000; boxes++) {
    await file.read(head, 0, 16, position)
    const small = head.readUInt32BE(0)
    const length = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? size - position : small
    const start = small === 1 ? 16 : 8
    if (length < start || position + length > size) return null
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (length > longestIndex) return null
      return (await file.read(Buffer.alloc(length - start), 0, length - start, position + start)).buffer
    }
    position += length
  }
  return null
}

function filmOf(index: Buffer): Film {
  const film: Film = { width: null, height: null, seconds: null, codec: null, sound: false }
  for (const [name, body] of boxesIn(index)) {
    if (name === 'mvhd') film.seconds = secondsOf(body)
    if (name === 'trak') addTrack(film, body)
  }
  return film
}

function addTrack(film: Film, track: Buffer) {
  const inside = new Map(boxesIn(track))
  const media = new Map(boxesIn(inside.get('mdia')))
  const handler = media.get('hdlr')?.toString('latin1', 8, 12)
  if (handler === 'soun') film.sound = true
  const header = inside.get('tkhd')
  if (handler !== 'vide' || !header || film.codec !== null) return
  const samples = new Map(boxesIn(new Map(boxesIn(media.get('minf'))).get('stbl'))).get('stsd')
  film.codec = samples && samples.length >= 16 ? samples.toString('latin1', 12, 16) : ''
  const at = header[0] === 1 ? 88 : 76
  if (header.length < at + 8) return
  const [width, height] = [header.readUInt32BE(at) >>> 16, header.readUInt32BE(at + 4) >>> 16]
  // A phone held upright films lying down and writes a quarter turn into the matrix (a = d = 0).
  const matrix = header.subarray(at - 36)
  const turned = matrix.readInt32BE(0) === 0 && matrix.readInt32BE(16) === 0
  if (width > 0 && height > 0) Object.assign(film, turned ? { width: height, height: width } : { width, height })
}

function secondsOf(header: Buffer): number | null {
  const long = header[0] === 1
  if (header.length < (long ? 32 : 20)) return null
  const scale = header.readUInt32BE(long ? 20 : 12)
  const length = long ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  const seconds = scale > 0 ? length / scale : 0
  return seconds > 0 && seconds < 1_000_000 ? seconds : null
}

function* boxesIn(parent: Buffer | undefined): Generator<[name: string, body: Buffer]> {
  for (let at = 0, boxes = 0; parent && at + 8 <= parent.length && boxes < mostBoxes; boxes++) {
    const length = parent.readUInt32BE(at)
    if (length < 8 || at + length > parent.length) return
    yield [parent.toString('latin1', at + 4, at + 8), parent.subarray(at + 8, at + length)]
    at += length
  }
}
