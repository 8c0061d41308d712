import { Halt } from '../kernel/halt.ts'
import { text } from './text.ts'

/** Runs an entry to its end: exit code 0, or one sentence (a Halt) or the whole fault, and 1. */
export async function run(work: () => Promise<unknown>): Promise<never> {
  try {
    await work()
    process.exit(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof Halt) console.error(error.message)
    else console.error(`${text.unexpected}\n`, error)
    process.exit(1)
  }
}
