/// <reference lib="dom" />
import { fromLibrary, type EditorMedia, type LibraryItem } from './props.ts'
import type { EditorText } from './text.ts'

export type UploadState = {
  name: 'queued' | 'preparing' | 'sending' | 'failed'
  percent: number
  preview?: HTMLCanvasElement
  message?: string
}
export type Uploads = ReturnType<typeof uploads>

type Job = { file: File; done(media: EditorMedia): void; state: UploadState }

const longestSide = 2560

/**
 * Files on their way, by the id of the block they belong to; one after the other, since a weak line carries one better than three.
 * Pictures are made at most 2560 px and drawn anew on the device, which also leaves the place where they were taken behind.
 */
export function uploads(url: string, t: EditorText) {
  const jobs = new Map<string, Job>()
  const watchers = new Map<string, Set<() => void>>()
  const queue: string[] = []
  let busy = false

  const tell = (id: string, state?: Partial<UploadState>) => {
    const job = jobs.get(id)
    if (job && state) job.state = { ...job.state, ...state }
    for (const watcher of watchers.get(id) ?? []) watcher()
  }

  async function next(): Promise<void> {
    const id = busy ? undefined : queue.shift()
    const job = id === undefined ? undefined : jobs.get(id)
    if (id === undefined || !job) return
    busy = true
    try {
      tell(id, { name: 'preparing', percent: 0 })
      const { file, preview } = await smaller(job.file)
      tell(id, { name: 'sending', ...(preview && { preview }) })
      const media = await send(url, file, (percent) => tell(id, { percent }))
      jobs.delete(id)
      job.done(media)
      tell(id)
    } catch (fault) {
      const status = fault instanceof UploadFault ? fault.status : 0
      const refused =
        status === 413 ? t.upload.tooLarge : status >= 400 && status < 500 ? ((fault as UploadFault).reason ?? t.upload.refused) : undefined
      tell(id, { name: 'failed', ...(refused && { message: refused }) })
    }
    busy = false
    await next()
  }

  return {
    add(id: string, file: File, done: (media: EditorMedia) => void) {
      jobs.set(id, { file, done, state: { name: 'queued', percent: 0 } })
      queue.push(id)
      void next()
    },
    again(id: string) {
      if (!jobs.has(id) || queue.includes(id)) return
      tell(id, { name: 'queued', percent: 0 })
      queue.push(id)
      void next()
    },
    state: (id: string) => jobs.get(id)?.state,
    watch(id: string, watcher: () => void) {
      const all = watchers.get(id) ?? new Set()
      watchers.set(id, all.add(watcher))
      return () => void all.delete(watcher)
    },
  }
}

class UploadFault extends Error {
  readonly status: number
  readonly reason: string | undefined
  constructor(status: number, reason?: string) {
    super(`upload ${status}`)
    this.status = status
    this.reason = reason
  }
}

/** XMLHttpRequest, because fetch does not tell how far it has come. */
function send(url: string, file: File, progress: (percent: number) => void): Promise<EditorMedia> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    // Whose library it goes into; the library's form asks for it where a person works for several sites.
    const site = new URL(url, location.href).searchParams.get('site')
    if (site) form.append('site', site)
    form.append('file', file, file.name)
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && progress(Math.round((event.loaded / event.total) * 100))
    request.onload = () => {
      const answer = request.response as { item?: LibraryItem; issues?: { file?: string }; message?: string } | null
      if (request.status >= 200 && request.status < 300 && answer?.item) resolve(fromLibrary(answer.item))
      else reject(new UploadFault(request.status || 500, answer?.issues?.file ?? answer?.message))
    }
    request.onerror = request.ontimeout = () => reject(new UploadFault(0))
    request.send(form)
  })
}

/** What cannot be drawn (HEIC elsewhere than on a Mac, a video, a PDF) goes as it is. */
async function smaller(file: File): Promise<{ file: File; preview?: HTMLCanvasElement }> {
  if (!/^image\/(?:jpeg|png|webp)$/.test(file.type)) return { file }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return { file }
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const preview = draw(bitmap, Math.min(1, 1280 / Math.max(bitmap.width, bitmap.height)))
  if (scale === 1 && file.type !== 'image/jpeg') return { file, preview }
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
  const blob = await new Promise<Blob | null>((resolve) => draw(bitmap, scale).toBlob(resolve, type, 0.86))
  bitmap.close()
  return blob ? { file: new File([blob], file.name.replace(/\.webp$/i, '.jpg'), { type }), preview } : { file, preview }
}

function draw(bitmap: ImageBitmap, scale: number) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}
