import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'

/** Where the machine has ffmpeg; null when it has none. The shell looks, and its answer is all we keep: ffmpeg itself runs without our environment. */
export function ffmpegAt(): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', 'command -v ffmpeg'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code === 0 && said.startsWith('/') ? said.trim() : null))
  })
}

export type Running = { seconds: number; signal?: AbortSignal; progress?: (doneSeconds: number) => void }
/** It ended by itself with what it was asked for, was ended by us, or could not. */
export type Ended = { how: 'done' } | { how: 'stopped' } | { how: 'failed'; why: string }

/** What a stranger's file may do to the decoder: read itself and nothing else, in one known container, in a frame of a sane size. */
export const reading = (source: string, contentType: string) => [
  ...`-protocol_whitelist file,pipe -f ${contentType === 'video/webm' ? 'matroska' : 'mov'} -max_pixels 35389440 -i`.split(' '),
  `file:${source}`,
]

/**
 * One run of ffmpeg, behind everything else the machine does. No shell; it ends after `seconds`, and with the signal. What it says is kept short.
 */
export function runFfmpeg(program: string, args: readonly string[], { seconds, signal, progress }: Running): Promise<Ended> {
  return new Promise((resolve) => {
    const given = ['-nostdin', '-hide_banner', '-v', 'error', '-max_alloc', '400000000', '-progress', 'pipe:1', ...args]
    const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'], env: {}, windowsHide: true })
    let said = ''
    let stopped = false
    let late = false
    const end = () => child.kill('SIGKILL')
    const timer = setTimeout(() => ((late = true), end()), seconds * 1000)
    const stop = () => ((stopped = true), end())
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    // A machine that does not let us be nice must not fail for it.
    child.once('spawn', () => tryQuietly(() => setPriority(child.pid!, 15)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const at = /out_time_us=(\d+)/.exec(text)
      if (at) progress?.(Number(at[1]) / 1_000_000)
    })
    const finish = (ended: Ended) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      resolve(ended)
    }
    child.once('error', (error) => finish({ how: 'failed', why: error.message }))
    child.once('close', (code) => {
      if (stopped) return finish({ how: 'stopped' })
      finish(code === 0 ? { how: 'done' } : { how: 'failed', why: late ? 'took too long' : said || `ended with ${code}` })
    })
  })
}

function tryQuietly(act: () => void) {
  try {
    act()
  } catch {
    // Nothing depends on it.
  }
}
