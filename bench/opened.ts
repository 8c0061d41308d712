import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { ask, type Answer } from './client.ts'
import type { State } from './house.ts'
import { asked, child, told } from './turns.ts'
import { baseHost, type Place, type World } from './world.ts'

export type Opened = Awaited<ReturnType<typeof open>>
/** Milliseconds of CPU since the start, of the program and of its connections to the database. */
export type Used = State & { database: number }

/** A house in a process of its own on a core of its own, and what can be seen of it from outside. */
export async function open(world: World, place: Place) {
  const port = await freePort()
  const house = child(join(import.meta.dirname, 'house.ts'), 0, JSON.stringify({ place, port }))
  await told(house)
  const admin = await world.admin(place.database)
  return {
    port,
    house,
    admin,
    get: (path: string, host = baseHost, headers?: Record<string, string>): Promise<Answer> =>
      ask(port, host, path, headers ? { headers } : {}),
    used: async (): Promise<Used> => {
      const state = await asked<State>(house, 'state')
      const { rows } = await admin.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = $1 and application_name like 'hoaban%'`,
        [place.database],
      )
      return { ...state, database: rows.reduce((sum, { pid }) => sum + onCpu(pid), 0) }
    },
    forget: () => asked<boolean>(house, 'forget'),
    close: async () => {
      await admin.end()
      const ended = once(house, 'exit')
      house.disconnect()
      await ended
    },
  }
}

/** Milliseconds a process has been on a CPU: Linux only, 0 elsewhere. */
export function onCpu(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export const hostOf = (key: string) => (key === 'cong' ? baseHost : `${key}.${baseHost}`)
