import { createServer } from 'node:net'
import type { Config } from '../kernel/config.ts'
import { Halt } from '../kernel/halt.ts'
import { text } from './text.ts'

/** @throws Halt when the address cannot be opened: said before any work is begun, not after it. */
export async function demandPort({ port, host }: Config) {
  const probe = createServer()
  await new Promise<void>((resolve, reject) =>
    probe.once('error', (error) => reject(haltOf(error, { port, host }))).listen(port, host, resolve),
  )
  await new Promise((resolve) => probe.close(resolve))
}

export function haltOf(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new Halt(text.portTaken(port), { cause: error })
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Halt(text.cannotListen(host, port), { cause: error })
  return error
}
