import type { Item } from './item.ts'

export type Answer = { item?: Item; notes?: string[]; issues?: Record<string, string> }
/** `line`: no answer came; the file may be sent again as it is. */
export type Sent = { ok: true; item: Item; notes: string[] } | { ok: false; line: boolean; why: string }

/** Sends one file with its progress (0 to 1). XMLHttpRequest, because fetch does not tell how much has gone out. */
export function send(
  file: Blob,
  name: string,
  fields: Readonly<Record<string, string>>,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const failed = (line: boolean, why = '') => resolve({ ok: false, line, why })
    request.open('POST', '/toa-soan/tu-lieu')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total))
    request.addEventListener('load', () => {
      const answer = request.response as Answer | null
      if (request.status === 200 && answer?.item) return resolve({ ok: true, item: answer.item, notes: answer.notes ?? [] })
      failed(answer?.issues === undefined && request.status >= 500, Object.values(answer?.issues ?? {})[0])
    })
    request.addEventListener('error', () => failed(true))
    request.addEventListener('timeout', () => failed(true))
    request.addEventListener('abort', () => failed(false))
    signal.addEventListener('abort', () => request.abort())
    const body = new FormData()
    for (const [field, value] of Object.entries(fields)) body.append(field, value)
    body.append('file', file, name)
    request.send(body)
  })
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
