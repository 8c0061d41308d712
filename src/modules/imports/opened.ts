import type { Deps } from '../../kernel/module.ts'
import type { Item } from './item.ts'
import { itemsOf } from './reading/readers.ts'
import type { Run } from './run.ts'
import { sourcePath } from './store.ts'

/** How long one turn of work lasts; between turns others have theirs, and a process that is told to stop can. */
export type Slice = { isOver: (position: number) => boolean }
export type Ended = 'more' | 'done' | 'stopped' | 'broken'

export const turnOf = (milliseconds: number): Slice => {
  const began = performance.now()
  return { isOver: () => performance.now() - began > milliseconds }
}

/** A source that is being read, and how far. Kept open between two turns of work, so that nothing is read twice. */
export type Opened = { position: number; next: () => Promise<Item | null>; skipTo: (position: number) => Promise<void>; close: () => void }

const sources = new WeakMap<object, Map<string, Opened>>()

export function opened(deps: Deps, run: Pick<Run, 'id' | 'format' | 'digest' | 'state'>): Opened {
  const known = sources.get(deps.db) ?? new Map<string, Opened>()
  sources.set(deps.db, known)
  const key = `${run.id} ${run.state === 'looking' ? 'look' : 'move'}`
  const found = known.get(key)
  if (found) return found
  const items = itemsOf(run.format, sourcePath(deps, run.digest))
  const source: Opened = {
    position: 0,
    async next() {
      const { value, done } = await items.next()
      if (done) return null
      source.position++
      return value
    },
    async skipTo(position) {
      while (source.position < position && (await source.next()) !== null);
    },
    close() {
      known.delete(key)
      void items.return(undefined)
    },
  }
  known.set(key, source)
  return source
}
