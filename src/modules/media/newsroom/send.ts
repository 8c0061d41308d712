import { Upload, type DetailedError, type PreviousUpload } from 'tus-js-client'
import type { Item } from './item.ts'

export type Answer = { item?: Item; notes?: string[]; twin?: number; issues?: Record<string, string> }
/** `line`: no answer came; what has been sent is kept, and the file may be sent on. */
export type Sent = { ok: true; item: Item; notes: string[]; twin: number | null } | { ok: false; line: boolean; why: string }

const endpoint = '/toa-soan/tu-lieu/tai-dan'
/** Small enough that a cut line costs little, and that no server in between holds it back. */
const piece = 2 * 1024 * 1024

export type Sending = {
  file: Blob
  name: string
  site: string
  /** What tells this very file from others, so that it goes on where it stopped, also after the laptop was closed. */
  mark: string
  progress: (part: number) => void
  /** The address is known from here on: words may be sent after it. */
  begun: (url: string) => void
}

/** A file on its way by the tus protocol. `start` again after `pause` goes on where the server stands. */
export function sender(sending: Sending): {
  start: () => Promise<'sent' | 'paused' | { line: boolean; why: string }>
  pause: () => void
  drop: () => void
} {
  let settle: (state: 'sent' | 'paused' | { line: boolean; why: string }) => void = () => {}
  const upload = new Upload(sending.file, {
    endpoint,
    chunkSize: piece,
    retryDelays: [0, 1_000, 2_000, 4_000, 8_000, 16_000],
    metadata: { filename: sending.name, site: sending.site },
    fingerprint: () => Promise.resolve(`hoa-ban:${sending.mark}:${sending.site}:${sending.file.size}`),
    removeFingerprintOnSuccess: true,
    onProgress: (sent, all) => sending.progress(all > 0 ? sent / all : 0),
    onUploadUrlAvailable: () => upload.url && sending.begun(upload.url),
    onSuccess: () => settle('sent'),
    onError: (error) => settle(failureOf(error)),
  })
  return {
    start: () =>
      new Promise((resolve) => {
        settle = resolve
        void upload.findPreviousUploads().then((known: PreviousUpload[]) => {
          if (known[0] && !upload.url) upload.resumeFromPreviousUpload(known[0])
          upload.start()
        })
      }),
    pause() {
      settle('paused')
      void upload.abort()
    },
    drop() {
      settle('paused')
      void upload.abort(true).catch(() => {})
    },
  }
}

function failureOf(error: Error): { line: boolean; why: string } {
  const answer = (error as Partial<DetailedError>).originalResponse
  const status = answer?.getStatus() ?? 0
  return { line: status === 0 || status >= 500 || status === 409, why: sentenceIn(answer?.getBody()) }
}

function sentenceIn(body: string | undefined): string {
  try {
    return Object.values((JSON.parse(body ?? '{}') as Answer).issues ?? {})[0] ?? ''
  } catch {
    return ''
  }
}

/** All bytes are there: asks the server to make a medium of them. */
export async function conclude(url: string, words: Readonly<Record<string, string>>): Promise<Sent> {
  try {
    const response = await fetch(`${url}/xong`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(words),
    })
    const answer = (await response.json().catch(() => null)) as Answer | null
    if (response.ok && answer?.item) return { ok: true, item: answer.item, notes: answer.notes ?? [], twin: answer.twin ?? null }
    return { ok: false, line: response.status >= 500, why: Object.values(answer?.issues ?? {})[0] ?? '' }
  } catch {
    return { ok: false, line: true, why: '' }
  }
}

/** Words typed while the file is on its way wait with it, should this page be closed. */
export const sendWords = (url: string, words: Readonly<Record<string, string>>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(words) }).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * Tells a file from others by its name, its size and what stands at its two ends. Not by its age: a phone gives a photo another one each time it is
 * chosen. A slip costs a broken file, which the server refuses.
 */
export async function markOf(file: File): Promise<string> {
  const ends = await Promise.all([file.slice(0, 65_536), file.slice(-65_536)].map((end) => end.arrayBuffer()))
  const hashes = ends.map((end) => new Uint8Array(end).reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619), 2_166_136_261) >>> 0)
  return `${file.name}:${file.size}:${hashes.join(':')}`
}

/** The longest side a phone sends: more than any page shows. */
const widest = 2560

/**
 * A phone's photo drawn anew at a size pages need, which also leaves the place behind; a tenth of the bytes on a poor line. A photo that carries its
 * maker's name stays as it is, because drawing would lose it; the server strips the rest.
 */
export async function lightened(file: File): Promise<Blob> {
  if (file.type !== 'image/jpeg' || file.size < 1_500_000 || !matchMedia('(pointer: coarse)').matches) return file
  const head = new TextDecoder('latin1').decode(await file.slice(0, 300_000).arrayBuffer())
  if (/Photoshop 3\.0|dc:creator|photoshop:Credit/.test(head)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, widest / Math.max(picture.width, picture.height))
    const canvas = Object.assign(document.createElement('canvas'), {
      width: Math.round(picture.width * scale),
      height: Math.round(picture.height * scale),
    })
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return drawn && drawn.size < file.size ? drawn : file
  } catch {
    return file
  }
}
