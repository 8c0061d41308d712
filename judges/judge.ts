import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What an outside judge said: how much it looked at, and what it found wrong, one line each. */
export type Verdict = { looked: string; wrong: string[] }

/** A tool by its name, from Debian's package when root may install it; undefined: this judge is not heard. */
export function tool(name: string, debian: string): string | undefined {
  const found = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].map((folder) => join(folder, name)).find(existsSync)
  if (found() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found()
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env }).status === 0
  apt('update')
  return apt('install', '-y', '--no-install-recommends', ...debian.split(' ')) ? found() : undefined
}

/** Runs a tool to its end; what it prints, whatever its exit code. */
export function run(command: string, args: readonly string[], input?: string): string {
  const { stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 64 * 1_024 * 1_024 })
  if (error) throw error
  return stdout + stderr
}
