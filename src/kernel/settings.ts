import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from './access.ts'
import { command, type Spine } from './activity.ts'
import { json, type Db } from './db/db.ts'
import { conflict, done, type Outcome } from './errors.ts'
import { now } from './time.ts'

/**
 * What the agency chose, or what the program remembers: a key, the form of its value, and what holds while no row says otherwise. Declared by
 * the module that owns the key, and named in its record. Never a personal value: the log keeps what was chosen.
 */
export type Setting<T = unknown> = { readonly key: string; readonly schema: z.ZodType<T>; readonly initial: T }

/** The value in force. */
export async function settingOf<T>(db: Db, setting: Setting<T>): Promise<T> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', setting.key).executeTakeFirst()
  return settingFrom(setting, row?.value)
}

/** The stored value as a part of a larger query, for `settingFrom`. */
export const settingInSql = ({ key }: Setting) => sql<unknown>`(select value from settings where key = ${key})`

/** What a stored value means. One that does not fit its form counts as initial, and `doctor` names it. */
export function settingFrom<T>({ schema, initial }: Setting<T>, stored: unknown): T {
  const read = schema.safeParse(stored)
  return read.success ? read.data : initial
}

/** Writes the value; inside a command that tells of it, or where the program makes a note to itself. */
export async function writeSetting<T>(db: Db, { key }: Setting<T>, value: T) {
  const row = { value: json(value), changed_at: now() }
  await db
    .insertInto('settings')
    .values({ key, ...row })
    .onConflict((on) => on.column('key').doUpdateSet(row))
    .execute()
}

/** The command of a person who changes a setting. `from` is the value that person saw; throws `conflict` when it is no longer in force. */
export const changeSetting = <T>(spine: Spine, actor: Actor | null, setting: Setting<T>, from: T, to: T): Promise<Outcome<null>> =>
  command(spine, actor, async (trx, tell) => {
    // There may be no row to lock yet.
    await sql`select pg_advisory_xact_lock(hashtext(${`settings.${setting.key}`}))`.execute(trx)
    if (!isDeepStrictEqual(await settingOf(trx, setting), from)) throw conflict()
    await writeSetting(trx, setting, to)
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: setting.key, value: to } })
    return done(null)
  })

/** The keys whose stored value does not fit its form. */
export async function unreadableSettings(db: Db, settings: readonly Setting[]): Promise<string[]> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute()
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  return settings.filter(({ key, schema }) => stored.has(key) && !schema.safeParse(stored.get(key)).success).map(({ key }) => key)
}
