import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import type { Files } from '../files/files.ts'
import { isFull } from '../files/spool.ts'
import { Halt } from '../halt.ts'
import { rememberHead } from '../seal/head.ts'
import { checked, eachEntry } from './check.ts'
import { entryKind, type Manifest, type Sums } from './manifest.ts'
import { quoted, setSequences, tablesOf, withoutForeignKeys } from './tables.ts'
import { text } from './text.ts'
import type { Told } from './write.ts'

type Target = { pool: pg.Pool; files: Files; config: Pick<Config, 'dataDir'> }
const migrations = resolve(import.meta.dirname, '../../../db/migrations')

/**
 * Brings a whole archive into an empty installation, or changes nothing. First the file is read to its end and every entry is checked
 * by name, size and digest; then media and keys are laid down; then all tables are filled in one transaction. What was laid down is
 * taken away again when a later step fails.
 * @throws Halt when the file is cut, changed, foreign or from newer code, or when the installation is not empty.
 */
export async function readArchive({ pool, files, config: { dataDir } }: Target, path: string, told: Told = () => {}): Promise<Manifest> {
  const { manifest, sums } = await checked(path)
  await migrateTo(pool, manifest.migrations)
  await demandEmpty(pool, files)
  await demandTables(pool, manifest)
  await mkdir(dataDir, { recursive: true })
  const spool = await mkdtemp(join(dataDir, '.khoi-phuc-'))
  const laid: (() => Promise<void>)[] = []
  try {
    await layDown(path, { files, spool, sums, laid, told })
    await fillTables(pool, manifest, spool, () => layKeys(dataDir, spool, sums, laid))
  } catch (error) {
    for (const take of laid.toReversed()) await take()
    throw error
  } finally {
    await rm(spool, { recursive: true, force: true })
  }
  if (manifest.head) rememberHead(dataDir, manifest.head)
  await migrate(pool)
  await rm(join(dataDir, 'pages'), { recursive: true, force: true })
  return manifest
}

/** The tables as they were when the archive was made; later migrations then run over the data as at any upgrade. */
async function migrateTo(pool: pg.Pool, names: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'hoaban-'))
  try {
    for (const name of names)
      await copyFile(join(migrations, name), join(folder, name)).catch(() => {
        throw new Halt(text.newer)
      })
    const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`)
    const applied = rows[0]!.there
      ? (await pool.query<{ name: string }>('select name from migrations order by name')).rows.map(({ name }) => name)
      : []
    if (applied.length === 0) await migrate(pool, folder)
    else if (applied.join() !== names.join()) throw new Halt(text.notEmpty)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function demandEmpty(pool: pg.Pool, files: Files) {
  const first = await files.list()[Symbol.asyncIterator]().next()
  if (!first.done) throw new Halt(text.notEmpty)
  for (const { name } of await withClient(pool, tablesOf)) {
    const { rowCount } = await pool.query(`select 1 from ${quoted(name)} limit 1`)
    if (rowCount) throw new Halt(text.notEmpty)
  }
}

/** Neither a table too many nor one too few: an archive without its activity log is none. */
async function demandTables(pool: pg.Pool, { tables }: Manifest) {
  if (!isDeepStrictEqual(tables, await withClient(pool, tablesOf))) throw new Halt(text.foreign)
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>) {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

type Laying = { files: Files; spool: string; sums: Sums; laid: (() => Promise<void>)[]; told: Told }

/** The second reading must find what the first one found: a failing disk or stick gives other bytes each time. */
async function layDown(path: string, { files, spool, sums, laid, told }: Laying) {
  let done = 0
  await mkdir(join(spool, 'tables'))
  await mkdir(join(spool, 'keys'), { mode: 0o700 })
  await eachEntry(path, async (name, _bytes, source) => {
    const kind = entryKind(name)
    let sha256: string | undefined
    if (kind === 'file') {
      const key = name.slice('files/'.length)
      laid.push(() => files.remove(key))
      sha256 = (await files.put(key, source)).sha256.toString('hex')
    }
    if (kind === 'table' || kind === 'key') sha256 = await keep(source, join(spool, name))
    if (sha256 !== undefined && sums[name]?.sha256 !== sha256) throw new Halt(text.damaged)
    told(++done, Object.keys(sums).length + 1)
  })
}

async function keep(source: Readable, path: string) {
  const hash = createHash('sha256')
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  )
  return hash.digest('hex')
}

/** `beforeCommit` lays down what must be there when the rows are. */
async function fillTables(pool: pg.Pool, { tables, sequences }: Manifest, spool: string, beforeCommit: () => Promise<void>) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await withoutForeignKeys(client, async () => {
      for (const { name, columns } of tables)
        await pipeline(
          createReadStream(join(spool, 'tables', `${name}.copy`)),
          client.query(from(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`)),
        )
    })
    await setSequences(client, sequences)
    await beforeCommit()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error instanceof Halt || isFull(error)
      ? error
      : new Halt(text.unfit(error instanceof Error ? error.message : ''), { cause: error })
  } finally {
    client.release(true)
  }
}

/** A key that is there already is put back when the rows do not come after all. */
async function layKeys(dataDir: string, spool: string, sums: Sums, laid: (() => Promise<void>)[]) {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  for (const name of Object.keys(sums).filter((entry) => entryKind(entry) === 'key')) {
    const [target, former] = [join(dataDir, name), join(spool, `${name}.truoc`)]
    const known = await stat(target).catch(() => null)
    if (known) await copyFile(target, former)
    laid.push(() => (known ? copyFile(former, target) : rm(target, { force: true })))
    // The mode comes along: the spooled file is for its owner only.
    await rm(target, { force: true })
    await copyFile(join(spool, name), target)
  }
}
