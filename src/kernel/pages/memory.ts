import { weight, type Stored } from './stored.ts'
import { tagIndex } from './tags.ts'

/** Pages in memory, at most `maxBytes`, in the order in which they may have to go. */
export type Memory = ReturnType<typeof openMemory>

export const openMemory = (maxBytes: number) => ({
  maxBytes,
  bytes: 0,
  evictions: 0,
  pages: new Map<string, Stored>(),
  places: new Map<Stored, { key: string; bytes: number }>(),
  tags: tagIndex(),
})

/** A page of more than an eighth of the room is not kept, so that one page cannot push out all others. */
export function remember(memory: Memory, key: string, stored: Stored): void {
  forget(memory, key)
  const bytes = weight(stored)
  if (bytes > memory.maxBytes / 8) return
  memory.pages.set(key, stored)
  memory.places.set(stored, { key, bytes })
  memory.tags.add(key, stored.tags)
  memory.bytes += bytes
  shrink(memory)
}

/** The page got another representation, or lost one. Nothing happens when it has been dropped or replaced. */
export function weighAgain(memory: Memory, stored: Stored): void {
  const place = memory.places.get(stored)
  if (!place) return
  const bytes = weight(stored)
  memory.bytes += bytes - place.bytes
  place.bytes = bytes
  shrink(memory)
}

/** How many pages went. */
export const forgetTagged = (memory: Memory, tags: readonly string[]): number =>
  [...memory.tags.keysOf(tags)].filter((key) => forget(memory, key)).length

export const forgetAll = (memory: Memory): number => [...memory.pages.keys()].filter((key) => forget(memory, key)).length

function forget(memory: Memory, key: string): boolean {
  const stored = memory.pages.get(key)
  if (!stored) return false
  memory.pages.delete(key)
  memory.tags.remove(key, stored.tags)
  memory.bytes -= memory.places.get(stored)!.bytes
  return memory.places.delete(stored)
}

/** A page asked for since the hand last passed gets a second chance: nearly least-recently-used, while a hit only sets a mark. */
function shrink(memory: Memory) {
  for (const [key, stored] of memory.pages) {
    if (memory.bytes <= memory.maxBytes) return
    if (stored.used) {
      stored.used = false
      memory.pages.delete(key)
      memory.pages.set(key, stored)
    } else {
      forget(memory, key)
      memory.evictions++
    }
  }
}
