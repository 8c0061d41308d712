import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { emptyDb } from '../../../test/database.ts'
import { loadConfig } from '../config.ts'
import { connect } from '../db/db.ts'
import { Halt } from '../halt.ts'
import { inspect, openDatabase } from './database.ts'

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function folder() {
  const path = mkdtempSync('/tmp/hoaban-data-')
  if (process.getuid?.() === 0) chmodSync(path, 0o711)
  folders.push(path)
  return path
}
const silent = { say: () => {} }
const open = (HOABAN_DATA: string) => openDatabase(loadConfig({ HOABAN_DATA }), silent)
const halts = (part: RegExp) => (error: unknown) => error instanceof Halt && part.test(error.message) && !error.message.includes('\n')
const postmaster = (data: string) => Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

async function ask(to: Parameters<typeof connect>[0], sql: string) {
  const { pool, close } = connect(to, { max: 1 })
  try {
    return (await pool.query(sql)).rows
  } finally {
    await close()
  }
}

test('the embedded database is durable, deaf to the network, Vietnamese, and not run as its own superuser', async () => {
  const house = await open(folder())
  const rows = await ask(
    house.connection,
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses')`,
  )
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.setting])), {
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    synchronous_commit: 'on',
  })
  const [sorted] = await ask(
    house.connectionString,
    `select string_agg(w, ' ' order by w) as words from unnest(array['đa', 'dê', 'â', 'ă', 'a', 'b', 'ơ', 'o', 'ô']) w`,
  )
  assert.equal(sorted.words, 'a ă â b dê đa o ô ơ')
  assert.deepEqual(await ask(house.connection, `select usesuper from pg_user where usename = current_user`), [{ usesuper: false }])
  assert.equal(statSync((house.connection as { host: string }).host).mode & 0o777, 0o700)
  await house.stop()
})

test('a second owner of the same data is told so in one sentence, a guest works beside the first', async () => {
  const data = folder()
  const house = await open(data)
  await assert.rejects(open(data), halts(new RegExp(`Hoa Ban khác \\(tiến trình ${process.pid}\\)`)))
  const guest = await openDatabase(loadConfig({ HOABAN_DATA: data }), { as: 'guest', ...silent })
  assert.equal((await ask(guest.connection, 'select 1 as one'))[0].one, 1)
  await guest.stop()
  assert.equal((await ask(house.connection, 'select 1 as one'))[0].one, 1)
  await house.stop()
  await (await openDatabase(loadConfig({ HOABAN_DATA: data }), { as: 'guest', ...silent })).stop()
})

test('after kill -9 of the house the next start ends the orphaned server and finds every acknowledged row', async () => {
  const data = folder()
  const first = await running(data, `await pool.query('create table kept (n int)'); await pool.query('insert into kept values (42)')`)
  const orphan = postmaster(data)
  first.kill('SIGKILL')
  await once(first, 'exit')
  assert.ok(lives(orphan), 'the server survives its house')
  const house = await open(data)
  assert.notEqual(postmaster(data), orphan)
  assert.ok(!lives(orphan))
  assert.deepEqual(await ask(house.connection, 'select n from kept'), [{ n: 42 }])
  await house.stop()
})

test('when the database server alone is killed it comes back at the same address with its data', async () => {
  const data = folder()
  const house = await open(data)
  await ask(house.connection, 'create table kept as select 7 as n')
  const killed = postmaster(data)
  process.kill(killed, 'SIGKILL')
  assert.deepEqual(await patiently(() => ask(house.connection, 'select n from kept')), [{ n: 7 }])
  assert.notEqual(postmaster(data), killed)
  await house.stop()
  assert.equal(existsSync(join(data, 'postgres/postmaster.pid')), false)
})

test('Ctrl-C at the terminal ends the house first, and the house ends its server', async () => {
  const data = folder()
  const child = await running(data, '', true)
  const server = postmaster(data)
  process.kill(-child.pid!, 'SIGINT') // as a terminal does: to the whole group
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  assert.ok(!lives(server))
})

test('a number left by a crash that now belongs to another program does not stop the start', async () => {
  const data = folder()
  await (await open(data)).stop()
  writeFileSync(join(data, 'postgres/postmaster.pid'), `${process.pid}\n${data}/postgres\n1\n5432\n${data}/socket\n\n`)
  const house = await open(data)
  assert.notEqual(postmaster(data), process.pid)
  await house.stop()
})

test('a start that was killed while making the cluster is done again', async () => {
  const data = folder()
  mkdirSync(join(data, 'postgres.new/base'), { recursive: true })
  await (await open(data)).stop()
  assert.equal(existsSync(join(data, 'postgres.new')), false)
})

test('a long path to the data still gets a socket', async () => {
  const data = join(folder(), 'thư-mục-rất-dài-'.repeat(6))
  const house = await open(data)
  const { host } = house.connection as { host: string }
  assert.ok(Buffer.byteLength(host) < 80)
  await house.stop()
  assert.equal(existsSync(host), false)
})

test('data of another major PostgreSQL are refused in one sentence', async () => {
  const data = folder()
  await (await open(data)).stop()
  writeFileSync(join(data, 'postgres/PG_VERSION'), '17\n')
  await assert.rejects(open(data), halts(/PostgreSQL 17/))
})

test('a data folder that cannot be made is one sentence', async () => {
  const data = folder()
  writeFileSync(join(data, 'file'), '')
  await assert.rejects(open(join(data, 'file/data')), halts(/Không ghi được/))
})

test(
  'root in a closed home keeps the database where its account can reach it, also after a move',
  { skip: process.getuid?.() !== 0 },
  async () => {
    const home = mkdtempSync('/tmp/hoaban-home-')
    folders.push(home)
    const said: string[] = []
    const config = loadConfig({ HOABAN_DATA: join(home, 'data') })
    const house = await openDatabase(config, { say: (line) => said.push(line) })
    await ask(house.connection, 'create table kept as select 7 as n')
    await house.stop()
    const elsewhere = readFileSync(join(home, 'data/postgres.path'), 'utf8').trim()
    folders.push(elsewhere)
    assert.match(said.join('\n'), new RegExp(elsewhere))
    chmodSync(home, 0o711)
    const again = await openDatabase(config, silent)
    assert.deepEqual(await ask(again.connection, 'select n from kept'), [{ n: 7 }])
    await again.stop()
  },
)

test('DATABASE_URL is looked at before anything else', async () => {
  const { pool, url, close } = await emptyDb()
  await inspect(url)
  await pool.query('drop database if exists ascii')
  await pool.query(`create database ascii encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`)
  await assert.rejects(inspect(url.replace(/\/t\d+_\d+/, '/ascii')), halts(/SQL_ASCII/))
  await assert.rejects(
    inspect('postgres://ai:bi-mat@127.0.0.1:9/khong'),
    (error: Error) => halts(/127\.0\.0\.1:9\/khong/)(error) && !error.message.includes('bi-mat'),
  )
  await close()
})

/** A house in a process of its own, once its database answers and `work` is done. */
async function running(data: string, work: string, ownGroup = false) {
  const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const script = `
    import { openDatabase } from ${at('./database.ts')}
    import { loadConfig } from ${at('../config.ts')}
    import { connect } from ${at('../db/db.ts')}
    const house = await openDatabase(loadConfig(process.env))
    const { pool, close } = connect(house.connection)
    ${work}
    process.once('SIGINT', async () => { await close(); await house.stop(); process.exit(0) })
    setInterval(() => {}, 1000)
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, HOABAN_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: ownGroup,
  })
  for await (const chunk of child.stdout) if (String(chunk).includes('ready')) break
  return child
}

/** A dead process whose parent never asked for it (a zombie) still answers to its number. */
function lives(pid: number) {
  try {
    process.kill(pid, 0)
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function patiently<T>(work: () => Promise<T>, tries = 100): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (tries === 0) throw error
    await sleep(100)
    return patiently(work, tries - 1)
  }
}
