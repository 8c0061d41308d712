import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { emptyDb, testDb } from '../../../test/database.ts'
import { Halt } from '../halt.ts'
import { migrate } from './migrate.ts'

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

function folderOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql)
  return folder
}
const halts = (part: RegExp) => (error: unknown) => error instanceof Halt && part.test(error.message) && !error.message.includes('\n')
const first = { '0001_doors.sql': 'create table doors (id int primary key);' }
const second = { '0002_keys.sql': 'create table keys (door_id int references doors); insert into doors values (1);' }

test('migrations run once, in order, also when two nodes start at the same moment', async () => {
  const { pool, close } = await emptyDb()
  const folder = folderOf({ ...second, ...first })
  const [one, other] = await Promise.all([migrate(pool, folder), migrate(pool, folder)])
  assert.deepEqual([...one, ...other].sort(), ['0001_doors.sql', '0002_keys.sql'])
  assert.equal((await pool.query('select * from doors')).rowCount, 1)
  await close()
})

test('a failing migration leaves the state the former version understands', async () => {
  const { pool, close } = await emptyDb()
  await migrate(pool, folderOf(first))
  await assert.rejects(
    migrate(pool, folderOf({ ...first, ...second, '0003_walls.sql': 'create table walls (id int); select 1/0' })),
    halts(/0003_walls.sql/),
  )
  assert.deepEqual((await pool.query(`select name from migrations`)).rows, [{ name: '0001_doors.sql' }])
  assert.equal((await pool.query(`select to_regclass('keys') as keys, to_regclass('walls') as walls`)).rows[0].keys, null)
  assert.deepEqual(await migrate(pool, folderOf(first)), [])
  await close()
})

test('data of a newer version are refused untouched', async () => {
  const { pool, close } = await emptyDb()
  await migrate(pool, folderOf({ ...first, ...second }))
  await assert.rejects(migrate(pool, folderOf({ ...first, '0003_walls.sql': 'create table walls (id int)' })), halts(/mới hơn/))
  assert.equal((await pool.query(`select to_regclass('walls') as walls`)).rows[0].walls, null)
  await close()
})

test('a landed file that was edited is refused, a change of line ends is not', async () => {
  const { pool, close } = await emptyDb()
  await migrate(pool, folderOf({ '0001_doors.sql': 'create table doors (\n id int);' }))
  assert.deepEqual(await migrate(pool, folderOf({ '0001_doors.sql': 'create table doors (\r\n id int);' })), [])
  await assert.rejects(
    migrate(pool, folderOf({ '0001_doors.sql': 'create table doors (\n id bigint);' })),
    halts(/0001_doors.sql đã bị sửa/),
  )
  await close()
})

test('times, days and large counts come back as they went in', async () => {
  const { pool, close } = await testDb()
  const at = Temporal.Instant.from('2026-02-16T17:00:00.123456Z')
  const day = Temporal.PlainDate.from('2026-02-17')
  const { rows } = await pool.query(
    `select $1::timestamptz as at, $2::date as day, array[$1::timestamptz] as times, 9007199254740991::int8 as count, 0.10::numeric as money`,
    [at, day],
  )
  assert.equal(rows[0].at.toString(), at.toString())
  assert.equal(rows[0].times[0].toString(), at.toString())
  assert.ok(rows[0].day.equals(day))
  assert.equal(rows[0].count, 9_007_199_254_740_991)
  assert.equal(rows[0].money, '0.10')
  await close()
})
