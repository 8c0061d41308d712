import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Head } from './seal.ts'

const folder = (dataDir: string) => join(dataDir, 'keys')

/** The head of the chain as last seen, outside the database: a chain that was cut short shows against it. */
export function rememberHead(dataDir: string, head: Head) {
  const file = join(folder(dataDir), 'seal-head.json')
  writeFileSync(`${file}.new`, JSON.stringify(head), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

export function rememberedHead(dataDir: string): Head | null {
  const file = join(folder(dataDir), 'seal-head.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Head) : null
}
