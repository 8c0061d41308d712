/** Which keys carry which tag. */
export function tagIndex() {
  const keys = new Map<string, Set<string>>()
  return {
    add(key: string, tags: readonly string[]) {
      for (const tag of tags) {
        const tagged = keys.get(tag)
        if (tagged) tagged.add(key)
        else keys.set(tag, new Set([key]))
      }
    },
    remove(key: string, tags: readonly string[]) {
      for (const tag of tags) {
        const tagged = keys.get(tag)
        if (tagged?.delete(key) && tagged.size === 0) keys.delete(tag)
      }
    },
    /** A copy: the caller removes while it goes through. */
    keysOf: (tags: readonly string[]): Set<string> => new Set(tags.flatMap((tag) => [...(keys.get(tag) ?? [])])),
  }
}

/**
 * Remembers which tags were dropped while somebody was making or writing a page, because a page's tags are known only when it is done.
 * Empties itself when nobody watches.
 */
export function dropLog() {
  const last = new Map<string, number>()
  let clock = 0
  let lastOfAll = 0
  let watchers = 0
  return {
    note(tags: readonly string[] | 'all') {
      clock++
      if (watchers === 0) return
      if (tags === 'all') lastOfAll = clock
      else for (const tag of tags) last.set(tag, clock)
    },
    /** Begin before the first thing is read; `close` once. */
    watch(): Watch {
      const began = clock
      let open = true
      watchers++
      return {
        touched: (tags) => lastOfAll > began || tags.some((tag) => (last.get(tag) ?? 0) > began),
        close() {
          if (open && --watchers === 0) last.clear()
          open = false
        },
      }
    },
  }
}

export type Watch = {
  /** Was one of these tags dropped since the watch began? */
  touched: (tags: readonly string[]) => boolean
  close: () => void
}
