import type { Config } from '../kernel/config.ts'
import { StorageAway } from '../kernel/files/failure.ts'
import { filesFor } from '../kernel/files/files.ts'
import { text } from './text.ts'

/**
 * An object store that refuses us is a mistake in the settings and ends the start; one that does not answer takes pictures with it, not the
 * pages.
 * @throws StorageAway
 */
export async function demandStorage(config: Config, say: (line: string) => void) {
  if (!config.storageUrl) return
  try {
    await filesFor(config).check()
  } catch (error) {
    if (!(error instanceof StorageAway) || error.lasting) throw error
    say(`${error.reason}\n${text.filesAway}`)
  }
}
