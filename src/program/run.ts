import { StorageAway, StorageFull } from '../kernel/files/failure.ts'
import { isFull } from '../kernel/files/spool.ts'
import { Halt } from '../kernel/halt.ts'
import { text } from './text.ts'

/** Runs an entry to its end: exit code 0, or one sentence (what the person at the terminal can mend) or the whole fault, and 1. */
export async function run(work: () => Promise<unknown>): Promise<never> {
  try {
    await work()
    process.exit(process.exitCode ?? 0)
  } catch (error) {
    console.error(...(sentenceOf(error) ?? [`${text.unexpected}\n`, error]))
    process.exit(1)
  }
}

function sentenceOf(error: unknown): [string] | null {
  if (error instanceof Halt) return [error.message]
  if (error instanceof StorageAway) return [error.reason]
  return error instanceof StorageFull || isFull(error) ? [text.full] : null
}
