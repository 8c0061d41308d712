import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import { keepPosition, removeAll, removeTagged } from './disk.ts'
import type { PageKey } from './key.ts'
import { forgetAll, forgetTagged } from './memory.ts'
import { page } from './rendering.ts'
import { answer, serve } from './serving.ts'
import { openStore, type PagesOptions, type Store } from './store.ts'
import type { Rendered, Stored } from './stored.ts'

export type Pages = {
  /**
   * Answers a GET or HEAD from the store and returns true; false leaves the request untouched for the router. Never throws. Before Fastify:
   * `serverFactory: (handler) => createServer(options, (req, res) => { if (!pages.serve(req, res)) handler(req, res) })`.
   * With a `serverFactory` Fastify sets no timeouts: give them to `createServer`. `app.inject` goes past it and meets `page` in the route.
   */
  serve: (request: IncomingMessage, response: ServerResponse) => boolean
  /**
   * The stored page, or what `render` makes: once for all who ask meanwhile. Only status 200 is kept. `render` must begin its reading when
   * it is called, on the primary (a replica may not have the change that dropped the page), and read nothing about the reader. In a route:
   * `return replyWith(reply, pages.answer(await pages.page(key, render), request.raw))`. Throws what `render` throws.
   */
  page: (key: PageKey, render: () => Promise<Rendered>) => Promise<Stored>
  /** Status, headers and bytes for this request: its encoding, or 304. */
  answer: (stored: Stored, request: Pick<IncomingMessage, 'headers'>) => Answer
  /** At once for readers of this process; resolves when the files are gone too. */
  drop: (tags: readonly string[]) => Promise<void>
  dropAll: () => Promise<void>
  /**
   * The position (see invalidation.ts) up to which the disk tier has heard every change; null when it does not know, and then it is
   * empty.
   */
  position: () => number | null
  /** Call when every change up to `position` was dropped. */
  caughtUp: (position: number) => Promise<void>
  /** Counts since the start, and the bytes and pages held now. */
  counters: () => Record<string, number>
  /** Resolves when no page is being compressed or written: before the process ends. */
  idle: () => Promise<void>
}

export function createPages(options: PagesOptions): Pages {
  const store = openStore(options)
  const { disk, memory } = store
  return {
    serve: (request, response) => serve(store, request, response),
    page: (key, render) => page(store, key, render),
    answer: (stored, request) => answer(store, stored, request),
    async drop(tags) {
      if (tags.length === 0) return
      note(store, tags)
      store.count.drops += forgetTagged(memory, tags)
      if (disk) await removeTagged(disk, tags)
    },
    async dropAll() {
      note(store, 'all')
      store.count.drops += forgetAll(memory)
      if (disk) await removeAll(disk)
    },
    position: () => disk?.position ?? null,
    async caughtUp(position) {
      store.heard = true
      if (disk) await keepPosition(disk, position)
    },
    counters: () => counters(store),
    async idle() {
      await Promise.all(store.finishing)
      await disk?.queue
    },
  }
}

/** Who asks from now on must not join a rendering that began before the change. */
function note(store: Store, tags: readonly string[] | 'all') {
  store.drops.note(tags)
  store.renderings.clear()
}

const counters = ({ count, memory, disk }: Store) => ({
  ...count,
  memoryBytes: memory.bytes,
  memoryPages: memory.pages.size,
  memoryEvictions: memory.evictions,
  diskBytes: disk?.bytes ?? 0,
  diskPages: disk?.pages.size ?? 0,
  diskEvictions: disk?.evictions ?? 0,
  diskFaults: disk?.faults ?? 0,
})
