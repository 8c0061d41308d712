import { join } from 'node:path'
import { z } from 'zod'
import type { Deps } from '../kernel/module.ts'
import { changeSetting, settingOf, writeSetting, type Setting } from '../kernel/settings.ts'
import { text } from './text.ts'

const folder = join(import.meta.dirname, '../../db/sample')
const made: Setting<boolean> = { key: 'sample.made', schema: z.boolean(), initial: false }
const begun: Setting<boolean> = { key: 'sample.begun', schema: z.boolean(), initial: false }

/** Fills an empty installation with the sample network, each module its own part. A run that was cut off begins again where it stopped. */
export async function makeSample(deps: Deps, say: (line: string) => void): Promise<boolean> {
  if (!deps.config.demo || (await isMade(deps))) return false
  say(text.making)
  for (const module of deps.modules) {
    await module.sample?.(deps, folder)
    await module.start?.(deps)
  }
  await changeSetting(deps, null, made, true)
  return true
}

/** Nothing is added to an installation that somebody already uses. */
async function isMade({ db }: Deps) {
  if (await settingOf(db, made)) return true
  const site = await db.selectFrom('sites').select('id').limit(1).executeTakeFirst()
  if (site && !(await settingOf(db, begun))) return true
  await writeSetting(db, begun, true)
  return false
}
