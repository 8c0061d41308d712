import { join } from 'node:path'
import { z } from 'zod'
import { command } from '../kernel/activity.ts'
import { done } from '../kernel/errors.ts'
import type { Deps } from '../kernel/module.ts'
import { writeSetting, settingOf, type Setting } from '../kernel/settings.ts'
import { sitesOf } from '../modules/sites/index.ts'
import { text } from './text.ts'

const folder = join(import.meta.dirname, '../../db/sample')
const sampleBegun: Setting<boolean> = { key: 'sample.begun', schema: z.boolean(), initial: false }
const sampleMade: Setting<boolean> = { key: 'sample.made', schema: z.boolean(), initial: false }

/** Fills an empty installation with the sample network, each module its own part. A run that was cut off begins again where it stopped. */
export async function makeSample(deps: Deps, say: (line: string) => void): Promise<boolean> {
  if (!deps.config.demo || (await isMade(deps))) return false
  say(text.making)
  for (const module of deps.modules) {
    await module.sample?.(deps, folder)
    await module.start?.(deps)
  }
  await command(deps, null, async (trx, tell) => {
    await writeSetting(trx, sampleMade, true)
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: sampleMade.key } })
    return done(null)
  })
  return true
}

/** Nothing is added to an installation that somebody already uses. */
async function isMade(deps: Deps) {
  const { db } = deps
  if (await settingOf(db, sampleMade)) return true
  const begun = await settingOf(db, sampleBegun)
  if (sitesOf(deps).length > 0 && !begun) return true
  await writeSetting(db, sampleBegun, true)
  return false
}
