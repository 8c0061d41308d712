/// <reference lib="dom" />
import { fromLibrary, type EditorMedia, type LibraryItem } from './props.ts'
import { smaller } from './shrink.ts'
import type { EditorText } from './text.ts'

export type UploadState = {
  name: 'queued' | 'preparing' | 'sending' | 'failed'
  percent: number
  preview?: HTMLCanvasElement
  message?: string
}
export type Uploads = ReturnType<typeof uploads>

type Job = { file: File; done(media: EditorMedia): void; state: UploadState }
type Queue = {
  url: string
  t: EditorText
  jobs: Map<string, Job>
  watchers: Map<string, Set<() => void>>
  waiting: string[]
  busy: boolean
}

/** Files on their way, by the id of the block or row they belong to; one after the other, since a weak line carries one better than three. */
export function uploads(url: string, t: EditorText) {
  const queue: Queue = { url, t, jobs: new Map(), watchers: new Map(), waiting: [], busy: false }
  const enter = (id: string) => {
    queue.waiting.push(id)
    void next(queue)
  }
  return {
    add(id: string, file: File, done: (media: EditorMedia) => void) {
      queue.jobs.set(id, { file, done, state: { name: 'queued', percent: 0 } })
      enter(id)
    },
    again(id: string) {
      if (!queue.jobs.has(id) || queue.waiting.includes(id)) return
      tell(queue, id, { name: 'queued', percent: 0 })
      enter(id)
    },
    /** What is on its way arrives in the library all the same, but nobody waits for it. */
    drop(id: string) {
      queue.jobs.delete(id)
      queue.watchers.delete(id)
    },
    state: (id: string) => queue.jobs.get(id)?.state,
    watch(id: string, watcher: () => void) {
      const all = queue.watchers.get(id) ?? new Set()
      queue.watchers.set(id, all.add(watcher))
      return () => void all.delete(watcher)
    },
    /** From now on into the library of another site. */
    into(other: string) {
      queue.url = other
    },
  }
}

function tell({ jobs, watchers }: Queue, id: string, state?: Partial<UploadState>) {
  const job = jobs.get(id)
  if (job && state) job.state = { ...job.state, ...state }
  for (const watcher of watchers.get(id) ?? []) watcher()
}

async function next(queue: Queue): Promise<void> {
  const id = queue.busy ? undefined : queue.waiting.shift()
  if (id === undefined) return
  const job = queue.jobs.get(id)
  if (job) {
    queue.busy = true
    await carry(queue, id, job).catch((fault: unknown) => tell(queue, id, { name: 'failed', ...refusal(fault, queue.t) }))
    queue.busy = false
  }
  await next(queue)
}

async function carry(queue: Queue, id: string, job: Job) {
  tell(queue, id, { name: 'preparing', percent: 0 })
  const { file, preview } = await smaller(job.file)
  tell(queue, id, { name: 'sending', ...(preview && { preview }) })
  const media = await send(queue.url, file, (percent) => tell(queue, id, { percent }))
  if (!queue.jobs.delete(id)) return
  job.done(media)
  tell(queue, id)
}

/** A sentence when trying again would not help. */
function refusal(fault: unknown, t: EditorText): { message?: string } {
  if (!(fault instanceof UploadFault)) return {}
  if (fault.status === 413) return { message: t.upload.tooLarge }
  return fault.status >= 400 && fault.status < 500 ? { message: fault.reason ?? t.upload.refused } : {}
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
