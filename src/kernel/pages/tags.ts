/** Which pages, or keys of pages, carry which tag. */
export function tagIndex<Page>() {
  const pages = new Map<string, Set<Page>>()
  return {
    add(page: Page, tags: readonly string[]) {
      for (const tag of tags) {
        const known = pages.get(tag)
        if (known) known.add(page)
        else pages.set(tag, new Set([page]))
      }
    },
    remove(page: Page, tags: readonly string[]) {
      for (const tag of tags) {
        const known = pages.get(tag)
        if (known?.delete(page) && known.size === 0) pages.delete(tag)
      }
    },
    /** A copy: the caller removes while it goes through. */
    tagged: (tags: readonly string[]): Set<Page> => new Set(tags.flatMap((tag) => [...(pages.get(tag) ?? [])])),
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
