#!/usr/bin/env node
// The program: whatever Node starts it, the pinned one runs src/cli.ts.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pinned, root } from './bootstrap.mjs'

// A department's machine is small. A young generation of 4 MB and two arenas of the allocator hold a third less memory; code that was
// stripped of its types is kept for the next start. Whoever set one of these knows why.
process.env.MALLOC_ARENA_MAX ??= '2'
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'hoaban')
const lean = process.env.NODE_OPTIONS?.includes('semi-space') ? [] : ['--max-semi-space-size=4']

const args = [...lean, '--import', pathToFileURL(join(root, 'tools', 'jsx.ts')).href, join(root, 'src', 'cli.ts'), ...process.argv.slice(2)]

// Becoming the program leaves nothing in between: signals, terminal and exit code are its own.
if (process.execve) process.execve(pinned, [pinned, ...args])

const child = spawn(pinned, args, { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal))
child.on('exit', (code, signal) => {
  // Dying of the same signal tells a script above us what a plain number would hide.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
  if (signal) process.kill(process.pid, signal)
  else process.exit(code ?? 1)
})

/** At a terminal Ctrl-C reaches the program by itself, and a second SIGINT would mean "at once". */
function pass(signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
}
