import { parentPort, workerData } from 'node:worker_threads'
import { readWord, type Read } from './reading.ts'

/** Runs in a thread of its own: a file of a stranger may cost time and memory there, and nobody else waits. */
const { path, words } = workerData as { path: string; words: { footnotes: string } }
const read: Read = await readWord(path, words)
const pictures = read.ok ? read.value.pictures.map(({ bytes }) => bytes.buffer as ArrayBuffer) : []
parentPort!.postMessage(read, pictures)
