import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { testDb } from '../../test/database.ts'
import type { Spine } from './activity.ts'
import { json } from './db/db.ts'
import { changeSetting, writeSetting, settingOf, unreadableSettings, type Setting } from './settings.ts'
import { now } from './time.ts'

const { db, close } = await testDb()
const spine: Spine = { db, reactions: new Map(), dropped: () => {} }
const colours: Setting<readonly string[]> = { key: 'test.colours', schema: z.array(z.enum(['red', 'green'])), initial: ['red'] }
after(close)
beforeEach(async () => {
  await db.deleteFrom('settings').execute()
  await db.deleteFrom('activities').execute()
})

test('a setting that nobody has chosen has its built-in value, and keeps what was chosen last', async () => {
  assert.deepEqual(await settingOf(db, colours), ['red'])
  await writeSetting(db, colours, [])
  assert.deepEqual(await settingOf(db, colours), [])
  await writeSetting(db, colours, ['green'])
  assert.deepEqual(await settingOf(db, colours), ['green'])
})

test('a stored value that does not fit counts as none, and is named', async () => {
  await db
    .insertInto('settings')
    .values({ key: colours.key, value: json({ red: true }), changed_at: now() })
    .execute()
  assert.deepEqual(await settingOf(db, colours), ['red'])
  assert.deepEqual(await unreadableSettings(db, [colours]), ['test.colours'])
  assert.ok((await changeSetting(spine, null, colours, ['red'], ['green'])).ok)
  assert.deepEqual(await unreadableSettings(db, [colours]), [])
})

test('a change is told once, with what was chosen', async () => {
  await changeSetting(spine, null, colours, ['red'], ['red', 'green'])
  const told = await db.selectFrom('activities').select(['kind', 'subject', 'detail']).execute()
  assert.deepEqual(told, [{ kind: 'settings.changed', subject: 'settings', detail: { key: 'test.colours', value: ['red', 'green'] } }])
})

test('of two who change a setting at once, the second is told that it is no longer what was seen', async () => {
  const outcomes = await Promise.allSettled([
    changeSetting(spine, null, colours, ['red'], ['green']),
    changeSetting(spine, null, colours, ['red'], []),
  ])
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  const { reason } = outcomes.find((outcome) => outcome.status === 'rejected')!
  assert.equal((reason as { status: number }).status, 409)
  assert.equal((await db.selectFrom('activities').select('id').execute()).length, 1)
})
