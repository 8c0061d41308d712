/// <reference lib="dom" />
import type { Copy, Drafts } from './drafts.ts'

export type KeepingOptions = {
  drafts: Drafts
  /** What is to be kept now. */
  copy(): Copy & { version: number; session: string; waiting: boolean }
  /** Whether the copy on this machine could be written. */
  kept(ok: boolean): void
  /** Until then nothing is written. */
  ready: Promise<void>
}

/** The copy on this machine: one write at a time, and after it one more with the latest when something happened meanwhile. */
export function keeping({ drafts, copy, kept, ready }: KeepingOptions): () => Promise<void> {
  let writing = false
  let due = false
  return async () => {
    due = true
    if (writing) return
    writing = true
    await ready
    while (due) {
      due = false
      await drafts.write({ ...copy(), at: performance.timeOrigin + performance.now() }).then(
        () => kept(true),
        () => kept(false),
      )
    }
    writing = false
  }
}
