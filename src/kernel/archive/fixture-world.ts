import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { castOf } from '../../../test/cast.ts'
import { command } from '../activity.ts'
import { installationKey } from '../crypto.ts'
import { json } from '../db/db.ts'
import { done } from '../errors.ts'
import { Halt } from '../halt.ts'
import { sealActivities } from '../seal/seal.ts'
import { now } from '../time.ts'
import { entriesOf, installation, isUntouched, packed, type Entry, type Installation } from './fixture.ts'
import { readArchive } from './read.ts'
import { writeArchive } from './write.ts'

/** For tests: an installation full of awkward values with a sealed log, its backup, and empty machines to bring it to. */
export async function archiveWorld() {
  const source = await installation('migrated')
  const opened: Installation[] = [source]
  const key = await installationKey(source.config.dataDir, 'seal')
  const at = (name: string) => join(source.config.dataDir, name)
  const good = at('sao-luu.tar.gz')
  const fresh = async () => {
    const made = await installation('empty')
    opened.push(made)
    return made
  }
  const refused = async (path: string, sentence: RegExp) => {
    const target = await fresh()
    await assert.rejects(readArchive(target, path), (error) => error instanceof Halt && sentence.test(error.message))
    assert.ok(await isUntouched(target), 'something was left behind')
  }
  const edited = async (name: string, edit: (entries: Entry[]) => Entry[], options = {}) => {
    await packed(at(name), edit(await entriesOf(good)), options)
    return at(name)
  }
  const end = async () => {
    for (const one of opened) await one.end()
  }
  await fill(source)
  await sealed(source, key, 30)
  await writeArchive(source, good)
  return { source, key, at, good, fresh, refused, edited, end }
}

/** One command with one activity. */
export const change = ({ spine }: Installation, name: string, value: unknown = 1) =>
  command(spine, null, async (trx, tell) => {
    await trx
      .insertInto('settings')
      .values({ key: name, value: json(value), changed_at: now() })
      .execute()
    tell({ kind: 'settings.changed', subject: 'settings', subjectId: 0, detail: { key: name } })
    return done(null)
  })

/** The sealer leaves what a transaction anywhere in the cluster may still precede; the next round takes it. */
async function sealed({ db }: Installation, key: Buffer, position: number) {
  while ((await sealActivities(db, key))?.position !== position) await sleep(10)
}

async function fill(source: Installation) {
  const { db, files } = source
  await castOf(db)
  for (let index = 0; index < 30; index++) await change(source, `lạ lùng\t${index}\n"\\N`, { chữ: 'ễ', nested: [null, { a: '\\.' }] })
  const site = await db
    .insertInto('sites')
    .values({ key: 'cong', name: 'Cổng\\', description: 'hai\ndòng\tvà \\N', created_at: now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parent = await db
    .insertInto('sections')
    .values({ site_id: site.id, slug: 'a', name: 'A' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('sections').values({ site_id: site.id, parent_id: parent.id, slug: 'b', name: 'B' }).execute()
  const gone = await db
    .insertInto('sections')
    .values({ site_id: site.id, slug: 'gone', name: 'Xóa' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.deleteFrom('sections').where('id', '=', gone.id).execute()
  await files.put('anh/mot.webp', randomBytes(70_000))
  await files.put('anh/rong.txt', Buffer.alloc(0))
}
