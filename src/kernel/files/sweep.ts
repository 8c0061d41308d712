import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { now } from '../time.ts'

const dead = Temporal.Duration.from({ hours: 1 })

/**
 * Removes what a killed process left half-written in a folder of temporary files: nothing has been added to it for an hour, while every
 * file somebody still writes grows by the second. Never throws; answers how many went.
 */
export async function sweep(folder: string): Promise<number> {
  const oldest = now().subtract(dead).epochMilliseconds
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (!found?.isFile() || found.mtimeMs > oldest) continue
    await rm(path, { force: true }).catch(() => {})
    removed++
  }
  return removed
}
