/// <reference lib="dom" />
import { sameCopy, type Copy, type Drafts } from './drafts.ts'

export type SaveState =
  | { name: 'saved'; at: string | number }
  | { name: 'saving' | 'offline' | 'signedOut' | 'clash' }
  | { name: 'failed'; status: number; issues?: Record<string, string> }
/** The version on the server that somebody else saved. */
export type Theirs = Copy & { version: number; savedBy?: string; savedAt: string }

export type SavingOptions = {
  url: string
  version: number
  drafts: Drafts
  read(): Copy
  show(state: SaveState): void
  clash(theirs: Theirs): void
  /** Whether the copy on this machine could be written. */
  kept(ok: boolean): void
  /** Until then nothing is written, here or there. */
  ready: Promise<void>
}

const pause = 1000
const waits = [2000, 4000, 8000, 16_000, 32_000]
/** Browsers let a page that is going away send at most 64 KB. */
const keepaliveBytes = 60_000

/**
 * Keeps a text: on this machine always, then on the server, based on the version this copy started from. One request at a time; a newer
 * version there stops it until a person has chosen (`adopt`), so nobody is overwritten unseen.
 */
export function saving({ url, version, drafts, read, show, clash, kept, ready }: SavingOptions) {
  let changes = 0
  let stored = 0
  let attempt = 0
  let stopped = false
  let asked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null
  let writing = false
  let due = false

  const later = (wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), wait)
  }

  /** One write at a time, and after it one more with the latest when something happened meanwhile. */
  async function keep(): Promise<void> {
    due = true
    if (writing) return
    writing = true
    await ready
    while (due) {
      due = false
      await drafts.write({ ...read(), version, at: nowMs(), waiting: stored !== changes }).then(
        () => kept(true),
        () => kept(false),
      )
    }
    writing = false
  }

  async function save(keepalive = false): Promise<boolean> {
    clearTimeout(timer)
    await ready
    if (stopped) return false
    if (running) return running.then(() => save(keepalive))
    if (stored === changes) return true
    running = send(keepalive)
    const ok = await running.finally(() => {
      running = null
    })
    if (ok && stored !== changes) later(pause)
    return ok
  }

  async function send(keepalive: boolean): Promise<boolean> {
    const sent = changes
    const body = JSON.stringify({ version, ...read() })
    if (!navigator.onLine) {
      show({ name: 'offline' })
      return retry()
    }
    show({ name: 'saving' })
    try {
      const small = body.length < keepaliveBytes / 3 || new Blob([body]).size < keepaliveBytes
      const response = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
        keepalive: keepalive && small,
      })
      return await answered(response, sent)
    } catch {
      // No line, or a line that broke within the answer: the version decides at the next try whether it had arrived.
      show({ name: 'offline' })
      return retry()
    }
  }

  async function answered(response: Response, sent: number): Promise<boolean> {
    if (response.ok) {
      const answer = (await response.json()) as { version: number; savedAt: string }
      version = answer.version
      stored = sent
      attempt = 0
      show({ name: 'saved', at: answer.savedAt })
      void keep()
      return true
    }
    if (response.status === 409) {
      const theirs = (await response.json()) as Theirs
      if (sameCopy(theirs, read())) return caughtUp(theirs, sent)
      stopped = true
      show({ name: 'clash' })
      clash(theirs)
      return false
    }
    if (response.status === 401) {
      show({ name: 'signedOut' })
      return false
    }
    const answer = response.status === 422 ? ((await response.json().catch(() => ({}))) as { issues?: Record<string, string> }) : {}
    show({ name: 'failed', status: response.status, ...(answer.issues && { issues: answer.issues }) })
    return response.status >= 500 || response.status === 429 ? retry() : false
  }

  /** Our own save had arrived, only its answer was lost. */
  function caughtUp(theirs: Theirs, sent: number): boolean {
    version = theirs.version
    stored = sent
    attempt = 0
    show({ name: 'saved', at: theirs.savedAt })
    void keep()
    return true
  }

  function retry(): false {
    later(waits[Math.min(attempt++, waits.length - 1)]!)
    return false
  }

  return {
    /** The text was changed by the person. */
    changed() {
      changes++
      void keep()
      if (!asked) void navigator.storage?.persist?.().catch(() => {})
      asked = true
      if (!stopped) later(pause)
    },
    /** Writes what stands in the fields to this machine. */
    mirror: () => void keep(),
    /** True when the server has everything. */
    flush: () => save(),
    leave: () => void save(true),
    /** The line came back, or the person pressed the button. */
    again() {
      attempt = 0
      if (stored !== changes) void save()
    },
    version: () => version,
    waiting: () => stored !== changes,
    stopped: () => stopped,
    /** Goes on from another version: the person has chosen. `fresh`: what stands in the fields is that version itself. */
    adopt(next: number, fresh: boolean) {
      version = next
      stopped = false
      attempt = 0
      if (fresh) stored = ++changes
      else changes++
      void keep()
      if (!fresh) later(0)
    },
  }
}

export type Saving = ReturnType<typeof saving>

const nowMs = () => performance.timeOrigin + performance.now()
