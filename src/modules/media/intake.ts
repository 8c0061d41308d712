import { createReadStream } from 'node:fs'
import { done, issues, type Outcome } from '../../kernel/errors.ts'
import type { Files } from '../../kernel/files/files.ts'
import { StorageFull } from '../../kernel/files/failure.ts'
import { now } from '../../kernel/time.ts'
import { readFilm } from './film.ts'
import { cleanName, newKey, renditionKey, type Kind } from './medium.ts'
import { look, makeMaster, makePlaceholder, makeWebp, type Looked, type Made } from './picture.ts'
import { verdict, type Verdict } from './sniff.ts'
import type { Sent } from './spool.ts'

export type Rendition = { name: string; key: string; contentType: string; width: number; height: number; bytes: number; sha256: Buffer }

/** A judged file whose bytes are safe in the store, ready for a row. `notes` are message keys of what the sender should know. */
export type Taken = {
  key: string
  kind: Kind
  contentType: string
  bytes: number
  sha256: Buffer
  sourceSha256: Buffer
  width: number | null
  height: number | null
  seconds: number | null
  name: string
  caption: string
  credit: string
  place: string
  takenOn: Temporal.PlainDate | null
  placeholder: Buffer | null
  renditions: Rendition[]
  notes: string[]
}

/** WebP widths; the first two are made at upload so that the editor sees the picture at once, the last by the job. */
export const widths = { w480: 480, w960: 960, w1600: 1600 } as const

/**
 * Judges a sent file by its content and puts it into the store. The one way in, for a form, an import and the sample alike.
 * Of a picture nothing is kept but its pixels, drawn anew, and the words its maker left in it.
 */
export async function takeIn(files: Files, sent: Sent): Promise<Outcome<Taken>> {
  const judged = await verdict(sent.path, sent.given)
  if (!judged.ok) return judged
  try {
    if (judged.value.kind === 'image') return await takePicture(files, sent)
    if (judged.value.contentType === 'video/mp4' || judged.value.contentType === 'audio/mp4')
      return await takeFilm(files, sent, judged.value)
    return done(await store(files, sent, judged.value))
  } catch (error) {
    if (error instanceof StorageFull) return issues({ file: 'storageFull' })
    throw error
  }
}

/** Takes the bytes back out when their row could not be written. */
export const putBack = (files: Files, taken: Pick<Taken, 'key' | 'renditions'>) =>
  Promise.all([taken.key, ...taken.renditions.map(({ key }) => key)].map((key) => files.remove(key)))

export async function putRendition(files: Files, key: string, name: string, made: Made): Promise<Rendition> {
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(made.bytes)))
  const own = renditionKey(key, name, sha256, made.ending)
  const { bytes } = await files.put(own, made.bytes)
  return { name, key: own, contentType: made.contentType, width: made.width, height: made.height, bytes, sha256 }
}

/** The widths a picture gets: never wider than itself, and its own width once when it is narrow. */
export function widthsFor(width: number): (keyof typeof widths)[] {
  const names = Object.keys(widths) as (keyof typeof widths)[]
  return names.filter((_, i) => i === 0 || widths[names[i - 1]!] < width)
}

async function takePicture(files: Files, sent: Sent): Promise<Outcome<Taken>> {
  const looked = await look(sent.path)
  if (!looked.ok) return looked
  const drawn = await draw(sent.path, looked.value)
  if (!drawn) return issues({ file: 'broken' })
  const { master, small, placeholder } = drawn
  const key = newKey(sent.given, master.ending, now())
  const stored = await files.put(key, master.bytes)
  const renditions: Rendition[] = []
  for (const [name, made] of small) renditions.push(await putRendition(files, key, name, made))
  return done({
    ...stored,
    kind: 'image',
    contentType: master.contentType,
    sourceSha256: sent.sha256,
    width: master.width,
    height: master.height,
    seconds: null,
    name: cleanName(sent.given, master.ending),
    ...looked.value.written,
    placeholder,
    renditions,
    notes: looked.value.moving ? ['still'] : [],
  })
}

/** Null when the pixels are broken or cut off: that shows only when the last of them is read. */
async function draw(path: string, looked: Looked) {
  try {
    const master = await makeMaster(path, looked)
    const small: [string, Made][] = []
    for (const name of widthsFor(looked.width)) if (name !== 'w1600') small.push([name, await makeWebp(path, widths[name])])
    return { master, small, placeholder: await makePlaceholder(path) }
  } catch {
    return null
  }
}

async function takeFilm(files: Files, sent: Sent, judged: Verdict): Promise<Outcome<Taken>> {
  const film = await readFilm(sent.path)
  if (!film || (film.codec === null && !film.sound)) return issues({ file: 'broken' })
  const type: Verdict = film.codec === null ? { kind: 'audio', contentType: 'audio/mp4', ending: 'm4a' } : judged
  const taken = await store(files, sent, type)
  const known = film.codec === null || /^(?:avc[13]|av01|vp09)$/.test(film.codec)
  return done({ ...taken, width: film.width, height: film.height, seconds: film.seconds, notes: known ? [] : ['codec'] })
}

async function store(files: Files, sent: Sent, judged: Verdict): Promise<Taken> {
  const stored = await files.put(newKey(sent.given, judged.ending, now()), createReadStream(sent.path))
  return {
    ...stored,
    kind: judged.kind,
    contentType: judged.contentType,
    sourceSha256: sent.sha256,
    width: null,
    height: null,
    seconds: null,
    name: cleanName(sent.given, judged.ending),
    caption: '',
    credit: '',
    place: '',
    takenOn: null,
    placeholder: null,
    renditions: [],
    notes: [],
  }
}
