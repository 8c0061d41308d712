import { Worker } from 'node:worker_threads'
import { turns } from './turns.ts'
import type { Read } from './reading.ts'

/** A book of two hundred pages takes a second or two; whoever needs a minute is no text. */
const longest = 60_000
const memory = { maxOldGenerationSizeMb: 700, maxYoungGenerationSizeMb: 64 }
const inTurn = turns(1, 10)

/**
 * Reads a `.docx` of this machine in a thread with limits of time and memory, one file at a time.
 * @throws a refusal (429) when ten others wait already.
 */
export const readWordFile = (path: string, words: { footnotes: string }): Promise<Read> => inTurn(() => inThread(path, words))

function inThread(path: string, words: { footnotes: string }): Promise<Read> {
  return new Promise((resolve, reject) => {
    // Nothing of the environment is needed to read a file, so nothing of it is handed over.
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: { path, words },
      execArgv: [],
      env: {},
      resourceLimits: memory,
    })
    const timer = setTimeout(() => {
      resolve({ ok: false, trouble: 'tooComplex' })
      void worker.terminate()
    }, longest)
    worker.once('message', (read: Read) => resolve(read))
    worker.once('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ ok: false, trouble: 'tooComplex' }) : reject(error),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the reading thread ended without an answer'))
    })
  })
}
