import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import type { Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import type { Files } from '../files/files.ts'
import { Halt } from '../halt.ts'
import { entryKind, Manifest, Sums } from './manifest.ts'
import { quoted, setSequences, tablesOf, withoutForeignKeys } from './tables.ts'
import { text } from './text.ts'
import type { Told } from './write.ts'

type Target = { pool: pg.Pool; files: Files; config: Pick<Config, 'dataDir'> }
const migrations = resolve(import.meta.dirname, '../../../db/migrations')

/**
 * Brings a whole archive into an empty installation, or changes nothing. First the file is read to its end and every entry is checked
 * by name, size and digest; then media and keys are laid down; then all tables are filled in one transaction.
 * @throws Halt when the file is cut, changed, foreign or from newer code, or when the installation is not empty.
 */
export async function readArchive({ pool, files, config }: Target, path: string, told: Told = () => {}): Promise<Manifest> {
  const { manifest, sums } = await checked(path)
  await migrateTo(pool, manifest.migrations)
  await demandEmpty(pool)
  const spool = await mkdtemp(join(tmpdir(), 'hoaban-'))
  try {
    await layDown(path, { files, spool, dataDir: config.dataDir, total: Object.keys(sums).length, told })
    await fillTables(pool, manifest, spool)
    for (const key of Object.keys(sums).filter((name) => entryKind(name) === 'key')) await layKey(config.dataDir, spool, key)
  } finally {
    await rm(spool, { recursive: true, force: true })
  }
  await migrate(pool)
  await rm(join(config.dataDir, 'pages'), { recursive: true, force: true })
  return manifest
}

/** Reads the file to its end without keeping anything. */
async function checked(path: string): Promise<{ manifest: Manifest; sums: Sums }> {
  const found: Sums = {}
  let manifest: Manifest | undefined
  let sums: Sums | undefined
  const packed = (await stat(path).catch(() => null))?.size
  if (packed === undefined) throw new Halt(text.missing(path))
  let unpacked = 0
  await eachEntry(path, async (name, bytes, source) => {
    const kind = entryKind(name)
    if (kind === null || name in found || sums) throw new Halt(text.foreign)
    unpacked += bytes
    // Text packs to a twentieth at best; more is a bomb.
    if (unpacked > packed * 200 + 10_000_000) throw new Halt(text.foreign)
    if (kind === 'manifest' || kind === 'sums') {
      if (bytes > 64_000_000) throw new Halt(text.foreign)
      const raw = Buffer.concat(await Array.fromAsync(source as AsyncIterable<Buffer>))
      const read = (kind === 'manifest' ? Manifest : Sums).safeParse(parsed(raw))
      if (!read.success) throw new Halt(text.foreign)
      if (kind === 'sums') sums = read.data as Sums
      else {
        manifest = read.data as Manifest
        found[name] = { sha256: createHash('sha256').update(raw).digest('hex'), bytes }
      }
      return
    }
    found[name] = { sha256: await digest(source), bytes }
  })
  if (!manifest || !sums || !isSame(found, sums)) throw new Halt(text.damaged)
  if (manifest.tables.some(({ name }) => !(`tables/${name}.copy` in found))) throw new Halt(text.damaged)
  return { manifest, sums }
}

/** Runs over the entries in order; a file that ends early, or is no archive at all, is refused. */
async function eachEntry(path: string, visit: (name: string, bytes: number, source: Readable) => Promise<void>) {
  const tar = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), tar)
  // The loop below meets the same error; without this the other one would count as nobody's.
  reading.catch(() => {})
  try {
    for await (const entry of tar) {
      if (entry.header.type !== 'file') throw new Halt(text.foreign)
      await visit(entry.header.name, entry.header.size ?? 0, entry)
      entry.resume()
    }
    await reading
  } catch (error) {
    throw error instanceof Halt ? error : new Halt(text.damaged, { cause: error })
  }
}

async function digest(source: Readable) {
  const hash = createHash('sha256')
  for await (const chunk of source) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return null
  }
}

const isSame = (found: Sums, told: Sums) =>
  Object.keys(found).length === Object.keys(told).length &&
  Object.entries(found).every(([name, { sha256, bytes }]) => told[name]?.sha256 === sha256 && told[name].bytes === bytes)

/** The tables as they were when the archive was made; later migrations then run over the data as at any upgrade. */
async function migrateTo(pool: pg.Pool, names: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'hoaban-'))
  try {
    for (const name of names) await copyFile(join(migrations, name), join(folder, name)).catch(() => { throw new Halt(text.newer) })
    const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`)
    const applied = rows[0]!.there ? (await pool.query<{ name: string }>('select name from migrations order by name')).rows.map(({ name }) => name) : []
    if (applied.length === 0) await migrate(pool, folder)
    else if (applied.join() !== names.join()) throw new Halt(text.notEmpty)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function demandEmpty(pool: pg.Pool) {
  const client = await pool.connect()
  try {
    for (const { name } of await tablesOf(client)) {
      const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`)
      if (rowCount) throw new Halt(text.notEmpty)
    }
  } finally {
    client.release()
  }
}

type Laying = { files: Files; spool: string; dataDir: string; total: number; told: Told }

async function layDown(path: string, { files, spool, total, told }: Laying) {
  let done = 0
  await mkdir(join(spool, 'tables'))
  await mkdir(join(spool, 'keys'), { mode: 0o700 })
  await eachEntry(path, async (name, _bytes, source) => {
    const kind = entryKind(name)
    if (kind === 'file') await files.put(name.slice(6), source)
    if (kind === 'table' || kind === 'key') await writeFile(join(spool, name), source, { mode: 0o600 })
    told(++done, total)
  })
}

async function fillTables(pool: pg.Pool, { tables }: Manifest, spool: string) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const known = new Map((await tablesOf(client)).map(({ name, columns }) => [name, new Set(columns)]))
    for (const { name, columns } of tables)
      if (!columns.every((column) => known.get(name)?.has(column))) throw new Halt(text.foreign)
    await withoutForeignKeys(client, async () => {
      for (const { name, columns } of tables)
        await pipeline(createReadStream(join(spool, 'tables', `${name}.copy`)), client.query(from(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`)))
    })
    await setSequences(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error instanceof Halt ? error : new Halt(text.unfit(error instanceof Error ? error.message : ''), { cause: error })
  } finally {
    client.release(true)
  }
}

async function layKey(dataDir: string, spool: string, name: string) {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await copyFile(join(spool, name), join(dataDir, name))
  await chmod(join(dataDir, name), 0o600)
}
