import type { Place } from './key.ts'
import { weight, type Stored } from './stored.ts'
import { tagIndex } from './tags.ts'

/** Pages in memory, at most `maxBytes`. */
export type Memory = ReturnType<typeof openMemory>

export const openMemory = (maxBytes: number) => ({
  maxBytes,
  bytes: 0,
  evictions: 0,
  /**
   * Host → look → address → page. Three look-ups of strings whose hashes are mostly known are quicker than building one long key per
   * request.
   */
  shelves: new Map<string, Map<string, Map<string, Stored>>>(),
  /** Every page once, in the order in which pages may have to go. */
  pages: new Map<Stored, Place & { bytes: number }>(),
  tags: tagIndex<Stored>(),
})

export const recall = ({ shelves }: Memory, host: string, look: string, address: string): Stored | undefined =>
  shelves.get(host)?.get(look)?.get(address)

/** A page of more than an eighth of the room is not kept, so that one page cannot push out all others. */
export function remember(memory: Memory, place: Place, stored: Stored): void {
  const { host, look, address } = place
  const older = recall(memory, host, look, address)
  if (older) forget(memory, older)
  const bytes = weight(stored)
  if (bytes > memory.maxBytes / 8) return
  let looks = memory.shelves.get(host)
  if (!looks) memory.shelves.set(host, (looks = new Map()))
  const shelf = looks.get(look)
  if (shelf) shelf.set(address, stored)
  else looks.set(look, new Map([[address, stored]]))
  memory.pages.set(stored, { ...place, bytes })
  memory.tags.add(stored, stored.tags)
  memory.bytes += bytes
  shrink(memory)
}

/** The page got another representation, or lost one. Nothing happens when it has been dropped or replaced. */
export function weighAgain(memory: Memory, stored: Stored): void {
  const place = memory.pages.get(stored)
  if (!place) return
  const bytes = weight(stored)
  memory.bytes += bytes - place.bytes
  place.bytes = bytes
  shrink(memory)
}

/** How many pages went. */
export const forgetTagged = (memory: Memory, tags: readonly string[]): number =>
  [...memory.tags.tagged(tags)].filter((stored) => forget(memory, stored)).length

export const forgetAll = (memory: Memory): number => [...memory.pages.keys()].filter((stored) => forget(memory, stored)).length

function forget(memory: Memory, stored: Stored): boolean {
  const place = memory.pages.get(stored)
  if (!place) return false
  memory.shelves.get(place.host)!.get(place.look)!.delete(place.address)
  memory.tags.remove(stored, stored.tags)
  memory.bytes -= place.bytes
  return memory.pages.delete(stored)
}

/** A page asked for since the hand last passed gets a second chance: nearly least-recently-used, while a hit only sets a mark. */
function shrink(memory: Memory) {
  for (const [stored, place] of memory.pages) {
    if (memory.bytes <= memory.maxBytes) return
    if (stored.used) {
      stored.used = false
      memory.pages.delete(stored)
      memory.pages.set(stored, place)
    } else {
      forget(memory, stored)
      memory.evictions++
    }
  }
}
