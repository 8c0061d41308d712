import { join } from 'node:path'
import { command } from '../kernel/activity.ts'
import { done } from '../kernel/errors.ts'
import { json } from '../kernel/db/db.ts'
import type { Deps } from '../kernel/module.ts'
import { now } from '../kernel/time.ts'
import { text } from './text.ts'

const folder = join(import.meta.dirname, '../../db/sample')
const marker = 'sample.made'

/** Fills an empty installation with the sample network, each module its own part. A run that was cut off begins again where it stopped. */
export async function makeSample(deps: Deps, say: (line: string) => void): Promise<boolean> {
  if (!deps.config.demo || (await isMade(deps))) return false
  say(text.making)
  for (const module of deps.modules) {
    await module.sample?.(deps, folder)
    await module.start?.(deps)
  }
  await command(deps, null, async (trx, tell) => {
    await trx
      .insertInto('settings')
      .values({ key: marker, value: json(true), changed_at: now() })
      .execute()
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: marker } })
    return done(null)
  })
  return true
}

/** Nothing is added to an installation that somebody already uses. */
async function isMade({ db }: Deps) {
  const made = await db.selectFrom('settings').select('key').where('key', '=', marker).executeTakeFirst()
  if (made) return true
  const begun = await db.selectFrom('settings').select('key').where('key', '=', 'sample.begun').executeTakeFirst()
  const site = await db.selectFrom('sites').select('id').limit(1).executeTakeFirst()
  if (site && !begun) return true
  await db
    .insertInto('settings')
    .values({ key: 'sample.begun', value: json(true), changed_at: now() })
    .onConflict((on) => on.doNothing())
    .execute()
  return false
}
