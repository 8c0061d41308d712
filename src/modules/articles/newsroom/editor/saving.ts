/// <reference lib="dom" />
import { sameCopy, type Copy, type Drafts } from './drafts.ts'
import { keeping } from './keeping.ts'

export type SaveState =
  | { name: 'saved'; at: string | number }
  | { name: 'saving' | 'offline' | 'signedOut' | 'clash' }
  | { name: 'failed'; status: number; issues?: Record<string, string> }
/** The version on the server that somebody else saved. */
export type Theirs = Copy & { version: number; savedBy?: string; savedAt: string }

export type SavingOptions = {
  url: string
  /** What the server had when the page was made. */
  article: Copy & { version: number }
  drafts: Drafts
  read(): Copy
  show(state: SaveState): void
  clash(theirs: Theirs): void
  /** Whether the copy on this machine could be written. */
  kept(ok: boolean): void
  /** Until then nothing is written, here or there. */
  ready: Promise<void>
}

/** A text on its way: changes counted as they are typed, and how many of them the server has. */
type Line = SavingOptions & {
  version: number
  /** Texts the server may have from us: the one it acknowledged last, and those sent since whose answer never came. */
  known: Copy[]
  changes: number
  stored: number
  attempt: number
  stopped: boolean
  timer: ReturnType<typeof setTimeout> | undefined
  running: Promise<boolean> | null
  keep(): Promise<void>
}

const pause = 1000
const pauses = [2000, 4000, 8000, 16_000, 32_000]
/** Browsers let a page that is going away send at most 64 KB. */
const keepaliveBytes = 60_000
const mostSent = 8

/**
 * Keeps a text: on this machine always, then on the server, based on the version this copy started from. One request at a time; a newer
 * version there stops it until a person has chosen (`adopt`), so nobody is overwritten unseen.
 */
export function saving(options: SavingOptions) {
  const line = lineOf(options)
  let asked = false
  return {
    /** The text was changed by the person. */
    changed() {
      line.changes++
      void line.keep()
      if (!asked) void navigator.storage?.persist?.().catch(() => {})
      asked = true
      if (!line.stopped) later(line, pause)
    },
    /** Writes what stands in the fields to this machine. */
    mirror: () => void line.keep(),
    /** True when the server has everything. */
    flush: () => save(line),
    leave: () => void save(line, true),
    /** The line came back, or the person pressed the button. */
    again() {
      line.attempt = 0
      if (waits(line)) void save(line)
    },
    /** Sends what belongs to the article besides its text and raises its version: after the text, and never while a save of it is on its way. */
    beside: (post: Post) => beside(line, post),
    version: () => line.version,
    waiting: () => waits(line),
    /** Goes on from another version: the person has chosen. `fresh`: what stands in the fields is that version itself. */
    adopt(next: Copy & { version: number }, fresh: boolean) {
      rebase(line, next)
      Object.assign(line, { stopped: false, attempt: 0, changes: line.changes + 1 })
      if (fresh) line.stored = line.changes
      else later(line, 0)
      void line.keep()
    },
  }
}

export type Saving = ReturnType<typeof saving>
type Post = (version: number) => Promise<Response>

function lineOf(options: SavingOptions): Line {
  const { article } = options
  const line: Line = {
    ...options,
    version: article.version,
    known: [article],
    changes: 0,
    stored: 0,
    attempt: 0,
    stopped: false,
    timer: undefined,
    running: null,
    keep: keeping({ ...options, copy: () => ({ ...line.read(), version: line.version, waiting: waits(line) }) }),
  }
  return line
}

const waits = (line: Line) => line.stored !== line.changes

function later(line: Line, wait: number) {
  clearTimeout(line.timer)
  line.timer = setTimeout(() => void save(line), wait)
}

async function save(line: Line, keepalive = false): Promise<boolean> {
  clearTimeout(line.timer)
  await line.ready
  if (line.stopped) return false
  if (line.running) return line.running.then(() => save(line, keepalive))
  if (!waits(line)) return true
  const ok = await alone(line, send(line, keepalive))
  if (ok && waits(line)) later(line, pause)
  return ok
}

function alone(line: Line, request: Promise<boolean>): Promise<boolean> {
  line.running = request.finally(() => {
    line.running = null
  })
  return line.running
}

async function beside(line: Line, post: Post): Promise<boolean> {
  if (!(await save(line))) return false
  return line.running ? beside(line, post) : alone(line, sendBeside(line, post))
}

async function sendBeside(line: Line, post: Post): Promise<boolean> {
  const response = await post(line.version).catch(() => null)
  if (response?.ok) return arrived(line, (await response.json()) as Answer, line.stored)
  if (response?.status === 409) return overtaken(line, (await response.json()) as Theirs, () => sendBeside(line, post))
  if (response?.status === 401) line.show({ name: 'signedOut' })
  return false
}

async function send(line: Line, keepalive: boolean): Promise<boolean> {
  if (!navigator.onLine) return cutOff(line)
  const copy = line.read()
  const sent = line.changes
  const body = JSON.stringify({ version: line.version, ...copy })
  remember(line, copy)
  line.show({ name: 'saving' })
  try {
    const small = body.length < keepaliveBytes / 3 || new Blob([body]).size < keepaliveBytes
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(line.url, { method: 'PUT', headers, body, keepalive: keepalive && small })
    if (response.ok) return arrived(line, { ...copy, ...((await response.json()) as Answer) }, sent)
    if (response.status === 409) return await overtaken(line, (await response.json()) as Theirs, () => send(line, keepalive))
    return await refused(line, response)
  } catch {
    // No line, or a line that broke within the answer: the version decides at the next try whether it had arrived.
    return cutOff(line)
  }
}

type Answer = { version: number; savedAt: string }

function arrived(line: Line, { savedAt, ...next }: Partial<Copy> & Answer, sent: number): true {
  rebase(line, { ...line.known.at(-1)!, ...next })
  Object.assign(line, { stored: sent, attempt: 0 })
  line.show({ name: 'saved', at: savedAt })
  void line.keep()
  return true
}

/** The acknowledged one stays, and the last few of those without an answer. */
function remember(line: Line, copy: Copy) {
  const [base, ...sent] = line.known
  if (!sent.some((one) => sameCopy(one, copy))) line.known = [base!, ...sent.slice(1 - mostSent), copy]
}

const rebase = (line: Line, { version, title, lead, body }: Copy & { version: number }) =>
  Object.assign(line, { version, known: [{ title, lead, body }] })

/**
 * A newer version. When its text is one we know, nobody wrote anything in it: our own save whose answer was lost, or a change of what stands
 * beside the text. Then ours goes on from it; else the person is asked.
 */
async function overtaken(line: Line, theirs: Theirs, again: () => Promise<boolean>): Promise<boolean> {
  if (line.known.some((copy) => sameCopy(copy, theirs))) {
    rebase(line, theirs)
    return again()
  }
  line.stopped = true
  line.show({ name: 'clash' })
  line.clash(theirs)
  return false
}

async function refused(line: Line, response: Response): Promise<boolean> {
  if (response.status === 401) {
    line.show({ name: 'signedOut' })
    return false
  }
  const answer = response.status === 422 ? ((await response.json().catch(() => ({}))) as { issues?: Record<string, string> }) : {}
  line.show({ name: 'failed', status: response.status, ...(answer.issues && { issues: answer.issues }) })
  return response.status >= 500 || response.status === 429 ? retry(line) : false
}

function cutOff(line: Line): false {
  line.show({ name: 'offline' })
  return retry(line)
}

function retry(line: Line): false {
  later(line, pauses[Math.min(line.attempt++, pauses.length - 1)]!)
  return false
}
