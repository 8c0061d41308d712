/// <reference lib="dom" />
import type { Copy, Drafts } from './drafts.ts'
import { keeping } from './keeping.ts'
import type { Arrived, Choices } from './together.ts'

export type SaveState =
  | { name: 'saved'; at: string | number }
  | { name: 'saving' | 'offline' | 'signedOut' | 'clash' }
  /** Somebody decides about the text just now. */
  | { name: 'held'; by: string }
  | { name: 'failed'; status: number; issues?: Record<string, string> }
/** The version on the server, of which nobody can tell any more how this one came from it. */
export type Theirs = Copy & { version: number; savedBy?: string; savedAt: string }

export type SavingOptions = {
  url: string
  /** What the server had when the page was made. */
  article: Copy & { version: number }
  drafts: Drafts
  /** This open page, by chance: the server tells by it what came from here. Goes on with the copy that lay on this machine. */
  session: string
  read(): Copy
  /** What the person has chosen where there were two wordings. */
  choices(): Choices
  /** Takes a colleague's changes in; false when that cannot be done now. */
  take(sent: Copy, arrived: Arrived, choices: Choices): boolean
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
  /** A colleague has saved, and that is not in these fields yet. */
  pull: boolean
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

/**
 * Keeps a text: on this machine always, then on the server, based on the version this copy started from. One request at a time. What a
 * colleague saved meanwhile is joined to it there and taken in here; only when nobody can tell any more who changed what does it stop until a
 * person has chosen (`adopt`), so nobody is overwritten unseen.
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
    /** A colleague has saved this version: takes it in, unless it is here already. */
    heard(version: number) {
      if (version <= line.version || line.stopped) return
      line.pull = true
      if (!line.running) void save(line)
    },
    version: () => line.version,
    session: () => line.session,
    waiting: () => waits(line),
    /** Goes on from another version: the person has chosen. `fresh`: what stands in the fields is that version itself. */
    adopt(next: { version: number; session?: string }, fresh: boolean) {
      const { version, session = line.session } = next
      Object.assign(line, { version, session, stopped: false, pull: false, attempt: 0, changes: line.changes + 1 })
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
    pull: false,
    changes: 0,
    stored: 0,
    attempt: 0,
    stopped: false,
    timer: undefined,
    running: null,
    keep: keeping({ ...options, copy: () => ({ ...line.read(), version: line.version, session: line.session, waiting: waits(line) }) }),
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
  if (!waits(line) && !line.pull) return true
  const ok = await alone(line, send(line, keepalive))
  if (ok && (waits(line) || line.pull)) later(line, pause)
  // A version that is not in these fields yet is none to take a step on.
  return ok && !line.pull
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

async function sendBeside(line: Line, post: Post, tries = 3): Promise<boolean> {
  const response = await post(line.version).catch(() => null)
  if (response?.ok) return besideSaved(line, (await response.json()) as Answer)
  // Somebody saved in between: that comes in first.
  if (response?.status === 409 && tries > 0) return (await send(line, false)) && !line.pull && sendBeside(line, post, tries - 1)
  if (response?.status === 401) line.show({ name: 'signedOut' })
  return false
}

async function send(line: Line, keepalive: boolean): Promise<boolean> {
  if (!navigator.onLine) return cutOff(line)
  const copy = line.read()
  const sent = line.changes
  const choices = line.choices()
  const body = JSON.stringify({ version: line.version, session: line.session, ...choices, ...copy })
  line.show({ name: 'saving' })
  try {
    const small = body.length < keepaliveBytes / 3 || new Blob([body]).size < keepaliveBytes
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(line.url, { method: 'PUT', headers, body, keepalive: keepalive && small })
    if (response.ok) return arrived(line, { copy, choices, sent }, (await response.json()) as Saved)
    if (response.status === 409) return stopped(line, (await response.json()) as Theirs)
    return await refused(line, response)
  } catch {
    // No line, or a line that broke within the answer: the server knows by the session what had arrived.
    return cutOff(line)
  }
}

type Answer = { version: number; savedAt: string }

type Saved = Answer & Arrived
type Sent = { copy: Copy; choices: Choices; sent: number }

/** Saved. The version is ours only once what it says is in these fields: until then a later save is joined on the old one again. */
function arrived(line: Line, { copy, choices, sent }: Sent, { version, savedAt, ...rest }: Saved): true {
  line.pull = !line.take(copy, rest, choices)
  Object.assign(line, { stored: sent, attempt: 0, ...(!line.pull && { version }) })
  line.show({ name: 'saved', at: savedAt })
  void line.keep()
  return true
}

function besideSaved(line: Line, { version, savedAt }: Answer): true {
  line.version = version
  line.show({ name: 'saved', at: savedAt })
  void line.keep()
  return true
}

/** The answer of a server that cannot join the two: the person is asked. */
function stopped(line: Line, theirs: Theirs): false {
  line.stopped = true
  line.show({ name: 'clash' })
  line.clash(theirs)
  return false
}

async function refused(line: Line, response: Response): Promise<boolean> {
  if (response.status === 423) {
    line.show({ name: 'held', by: ((await response.json()) as { by: string }).by })
    return retry(line)
  }
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
