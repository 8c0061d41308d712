import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerOf, send, type Answer } from './answer.ts'
import { readStored } from './disk.ts'
import { addressOfTarget, type Place } from './key.ts'
import { defaultLookKey, lookKeyOf } from './look.ts'
import { recall, remember, weighAgain } from './memory.ts'
import type { Store } from './store.ts'
import { headOf, oldVariants, type Stored } from './stored.ts'

type Asked = Pick<IncomingMessage, 'headers'>

/** An outage shorter than this is not worth a line on the page. */
const quietSeconds = 300

/** Only the Host header names the host: `X-Forwarded-Host` and the like are anybody's words. */
export function serve(store: Store, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  try {
    const stored = find(store, request)
    if (!stored) return false
    store.count.hits++
    send(response, answer(store, stored, request))
    return true
  } catch (error) {
    store.options.log.warn({ err: error }, 'page store: a stored page could not be sent')
    if (response.headersSent) response.destroy()
    return response.headersSent
  }
}

export function answer(store: Store, stored: Stored, asked: Asked): Answer {
  const away = store.away()
  if (away === null && store.oldShown) forgetOld(store)
  const made = away === null ? answerOf(stored, asked) : aged(store, stored, asked, away)
  if (made.head.status === 304) store.count.notModified++
  return made
}

/** The page of a place, from memory or from disk, unless its term is over; while the database is away, old is better than nothing. */
export const storedAt = (store: Store, place: Place): Stored | undefined =>
  fresh(store, recall(store.memory, place.host, place.look, place.address) ?? fromDisk(store, place))

function find(store: Store, { headers, url = '' }: IncomingMessage): Stored | undefined {
  const host = canonicalOf(store, headers.host)
  if (host === undefined) return undefined
  const look = lookKeyOf(headers.cookie)
  // Most requests spell the address as we do: nothing is decoded.
  const direct = recall(store.memory, host, look, url)
  if (direct) return fresh(store, direct)
  const address = addressOfTarget(url)
  return address === null ? undefined : storedAt(store, { host, look, address })
}

function canonicalOf({ options }: Store, header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const known = options.hosts().get(header) ?? options.hosts().get(header.toLowerCase())
  return typeof known === 'object' ? known.canonical : known
}

function fromDisk({ disk, memory }: Store, place: Place): Stored | undefined {
  const stored = disk && place.look === defaultLookKey ? readStored(disk, place.host, place.address) : null
  if (!stored) return undefined
  remember(memory, place, stored)
  return stored
}

function fresh({ options, away }: Store, stored: Stored | undefined): Stored | undefined {
  if (!stored) return undefined
  if (stored.expires !== 0 && options.now().epochMilliseconds >= stored.expires && away() === null) return undefined
  stored.used = true
  return stored
}

/** With its age, and with the line for readers once nobody could have told for a while that the page has changed. */
function aged(store: Store, stored: Stored, asked: Asked, away: Temporal.Instant): Answer {
  const at = store.options.now().epochMilliseconds
  const made = stored.storedAt.epochMilliseconds
  const sureUntil = stored.fromDisk && !store.heard ? made : Math.max(made, away.epochMilliseconds)
  const shown = at - sureUntil >= quietSeconds * 1_000 ? { ...oldOf(store, stored), status: stored.status } : stored
  store.count.aged++
  const { head, body } = answerOf(shown, asked)
  const age = String(Math.max(0, Math.floor((at - made) / 1_000)))
  return { head: headOf(head.status, [...head.headers, 'Age', age]), body }
}

function oldOf(store: Store, stored: Stored) {
  if (stored.old) return stored.old
  stored.old = oldVariants(stored, store.stamp)
  store.oldShown = true
  weighAgain(store.memory, stored)
  return stored.old
}

function forgetOld(store: Store) {
  store.oldShown = false
  for (const stored of store.memory.pages.keys()) {
    stored.old = null
    weighAgain(store.memory, stored)
  }
}
