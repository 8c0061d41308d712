#!/usr/bin/env node
// The program: whatever Node starts it, the pinned one runs src/cli.ts.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pinned, root } from './bootstrap.mjs'

const args = ['--import', pathToFileURL(join(root, 'tools', 'jsx.ts')).href, join(root, 'src', 'cli.ts'), ...process.argv.slice(2)]

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
