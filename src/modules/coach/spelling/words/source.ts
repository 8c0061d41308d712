import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role, Words } from './packing.ts'

/** The lists as people write them, for packing and for the test that holds both together. */
export function wordsOfSource(): Words {
  const pairs = new Map<string, string[]>()
  for (const [first, seconds] of lines('pairs.txt').map((line) => line.split(': ')))
    pairs.set(first!, [...(pairs.get(first!) ?? []), ...seconds!.split(' ')])
  const roles = new Map<string, Role>()
  for (const [first, seconds] of pairs) for (const written of [first, ...seconds]) roles.set(written, 'bound')
  let role: Role = 'free'
  for (const line of lines('single.txt'))
    if (line.startsWith('#')) role = line.includes('grammar') ? 'grammar' : 'free'
    else for (const written of line.split(' ')) roles.set(written, role)
  return { pairs, roles }
}

const lines = (name: string) =>
  readFileSync(join(import.meta.dirname, name), 'utf8')
    .normalize('NFC')
    .trim()
    .split('\n')
