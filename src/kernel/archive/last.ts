import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Backup = z.object({ at: z.string(), bytes: z.number(), position: z.number() })
export type Backup = { at: Temporal.Instant; bytes: number; /** How far the activity log went. */ position: number }

/** The newest whole backup made from this machine, so that the doctor can say how old it is. It lies beside the data, not in them. */
export async function rememberBackup(dataDir: string, { at, bytes, position }: Backup) {
  await writeFile(`${fileIn(dataDir)}.new`, JSON.stringify({ at: at.toString(), bytes, position }), { mode: 0o600, flush: true })
  await rename(`${fileIn(dataDir)}.new`, fileIn(dataDir))
}

export async function lastBackup(dataDir: string): Promise<Backup | null> {
  const kept = await readFile(fileIn(dataDir), 'utf8').catch(() => null)
  if (kept === null) return null
  const { at, ...rest } = Backup.parse(JSON.parse(kept))
  return { at: Temporal.Instant.from(at), ...rest }
}

const fileIn = (dataDir: string) => join(dataDir, 'last-backup.json')
