import pg from 'pg'
import { channel, readPayload, type Changes } from './invalidation.ts'

export type ListenOptions = {
  /** Drops the tags here, in memory and on disk; its end is waited for before the position moves on. */
  onTags: (tags: readonly string[]) => unknown
  /** Everything up to this position has been heard and dropped. */
  onPosition?: (position: number) => unknown
  /** The database knows less than this node (another cluster, an older state brought back): nothing stored can be trusted. */
  onLost?: () => unknown
  /** Where this node left off; null when it does not know and therefore holds nothing. */
  lastPosition: number | null
  /** `(since) => changesSince(db, since)`. Rows, not tags, so that what was heard twice is dropped once. */
  catchUp: (since: number | null) => Promise<Changes>
  now: () => Temporal.Instant
  log: { warn: (fields: object, message: string) => void }
  /** Milliseconds between two questions; 5,000 unless a test is in a hurry. */
  every?: number
}

export type Listener = {
  /** Resolves after the first attempt, well or not: open the port then. */
  started: Promise<void>
  /** Since when this node may have missed changes; null while it hears everything. Feeds `databaseAway` of the page store. */
  away: () => Temporal.Instant | null
  position: () => number | null
  /** Asks now, and tells whether there was an answer. */
  catchUp: () => Promise<boolean>
  close: () => Promise<void>
}

type State = {
  readonly settings: pg.ClientConfig
  readonly options: ListenOptions
  client: pg.Client | null
  since: Temporal.Instant | null
  position: number | null
  /** Activities heard that the next answer may tell again. */
  heard: Set<number>
  asking: Promise<boolean> | null
  failures: number
  timer: NodeJS.Timeout | undefined
  turning: boolean
  /** This outage is in the log already. */
  told: boolean
  closed: boolean
}

const longestWait = 5_000
const longestSilence = 10_000

/**
 * Hears every change of every node: by NOTIFY at once (on a connection of its own, never through a transaction pooler), and by asking,
 * after each connect and every 5 seconds, for what NOTIFY may have lost. Reconnects by itself, waiting 0.1 to 5 seconds.
 */
export function listen(connection: string | pg.ClientConfig, options: ListenOptions): Listener {
  const given = typeof connection === 'string' ? { connectionString: connection } : connection
  const state: State = {
    settings: {
      application_name: 'hoaban-pages',
      connectionTimeoutMillis: 5_000,
      query_timeout: longestSilence,
      keepAlive: true,
      ...given,
    },
    options,
    client: null,
    since: options.now(),
    position: options.lastPosition,
    heard: new Set(),
    asking: null,
    failures: 0,
    timer: undefined,
    turning: false,
    told: false,
    closed: false,
  }
  return {
    started: turn(state),
    away: () => state.since,
    position: () => state.position,
    catchUp: () => ask(state),
    close: () => close(state),
  }
}

/**
 * One turn of the wheel: connect if need be, ask, and come back later. Asking goes on when only the listening line is down. Never
 * rejects.
 */
async function turn(state: State): Promise<void> {
  if (state.turning) return
  state.turning = true
  const connected = await connect(state).then(
    () => true,
    (error: unknown) => fault(state, error),
  )
  const answered = await ask(state)
  state.turning = false
  const well = connected && answered
  if (well) state.told = false
  state.failures = well ? 0 : state.failures + 1
  later(state, well ? (state.options.every ?? longestWait) : Math.min(longestWait, 50 * 2 ** Math.min(state.failures, 10)))
}

function later(state: State, wait: number) {
  clearTimeout(state.timer)
  if (state.closed) return
  state.timer = setTimeout(() => void turn(state), wait)
  state.timer.unref()
}

async function connect(state: State) {
  // A line that died without a word (a cut cable) shows itself only when it is used.
  if (state.client) return void (await state.client.query('select 1').catch((error: unknown) => lose(state, state.client!, error)))
  const client = new pg.Client(state.settings)
  client.on('notification', ({ payload }) => hear(state, client, readPayload(payload)))
  client.on('error', (error) => lose(state, client, error))
  client.on('end', () => lose(state, client, new Error('the listening line was closed')))
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
  } catch (error) {
    void client.end().catch(() => {})
    throw error
  }
  if (state.closed) return void client.end().catch(() => {})
  // What was cut off half-way must be told whole by the coming answer.
  state.heard = new Set()
  state.client = client
}

function hear(state: State, client: pg.Client, change: ReturnType<typeof readPayload>) {
  if (!change || state.client !== client) return
  if (!change.more) state.heard.add(change.id)
  void Promise.resolve(state.options.onTags(change.tags)).catch((error: unknown) => void fault(state, error))
}

/** One question at a time; who asks meanwhile gets the same answer. */
function ask(state: State): Promise<boolean> {
  state.asking ??= askOnce(state).finally(() => (state.asking = null))
  return state.asking
}

async function askOnce(state: State): Promise<boolean> {
  const { options } = state
  const before = state.heard
  state.heard = new Set()
  try {
    const { position, changes } = await within(options.catchUp(state.position))
    if (state.position !== null && position < state.position) await options.onLost?.()
    const fresh = changes.filter(({ id }) => !before.has(id) && !state.heard.has(id))
    if (fresh.length > 0) await options.onTags([...new Set(fresh.flatMap(({ tags }) => tags))])
    for (const { id } of changes) state.heard.add(id)
    state.position = position
    await options.onPosition?.(position)
    state.since = null
    return true
  } catch (error) {
    for (const id of before) state.heard.add(id)
    return fault(state, error)
  }
}

/** A question on a line that died silently is never answered and never fails. */
async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>(
    (_, reject) => (timer = setTimeout(() => reject(new Error('no answer from the database')), longestSilence)),
  )
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}

/** The line broke by itself: look at once instead of at the next turn. */
function lose(state: State, client: pg.Client, error: unknown) {
  if (client !== state.client) return
  state.client = null
  void client.end().catch(() => {})
  fault(state, error)
  later(state, 50)
}

/** Said once an outage; nothing here ever fails loudly, because pages go on being read. */
function fault(state: State, error: unknown): false {
  if (!state.told && !state.closed) state.options.log.warn({ err: error }, 'page store: the database is away')
  state.told = true
  state.since ??= state.options.now()
  return false
}

async function close(state: State) {
  state.closed = true
  clearTimeout(state.timer)
  const { client } = state
  state.client = null
  await state.asking
  await client?.end().catch(() => {})
}
