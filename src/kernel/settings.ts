import type { z } from 'zod'
import type { Actor } from './access.ts'
import { command, type Spine } from './activity.ts'
import { json, type Db } from './db/db.ts'
import { done } from './errors.ts'
import { now } from './time.ts'

/**
 * What an installation chose for itself, one row of `settings`. The module that reads a setting declares it: its key, what may stand there,
 * and what holds while nothing does. (A rate, deadline or threshold with a legal basis is a rule, not a setting.)
 */
export type Setting<T> = { key: string; schema: z.ZodType<T>; initial: T }

/** The value that holds now. A row that an older or newer version wrote in another shape counts as none. */
export async function settingOf<T>(db: Db, { key, schema, initial }: Setting<T>): Promise<T> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return settingFrom({ schema, initial }, row?.value)
}

/** The same of a value that came with a larger query. */
export function settingFrom<T>({ schema, initial }: Pick<Setting<T>, 'schema' | 'initial'>, value: unknown): T {
  const read = schema.safeParse(value)
  return read.success ? read.data : initial
}

/** Writes it within somebody's transaction; that command tells what happened. */
export async function writeSetting<T>(trx: Db, { key }: Pick<Setting<T>, 'key'>, value: T) {
  const row = { value: json(value), changed_at: now() }
  await trx
    .insertInto('settings')
    .values({ key, ...row })
    .onConflict((on) => on.column('key').doUpdateSet(row))
    .execute()
}

/** Changes a setting: a command of its own. */
export const changeSetting = <T>(spine: Spine, actor: Actor | null, setting: Setting<T>, value: T) =>
  command(spine, actor, async (trx, tell) => {
    await writeSetting(trx, setting, value)
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: setting.key } })
    return done(null)
  })
