import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import type { Config } from '../config.ts'
import { Halt } from '../halt.ts'
import { rememberBackup } from './last.ts'
import { text } from './text.ts'
import type { Files } from '../files/files.ts'
import { isFull } from '../files/spool.ts'
import { now } from '../time.ts'
import type { Manifest, Sums } from './manifest.ts'
import { quoted, sequencesOf, tablesOf } from './tables.ts'

export type Told = (done: number, total: number) => void
type Source = { pool: pg.Pool; files: Files; config: Pick<Config, 'dataDir'> }

/**
 * Writes everything into one file: all tables from one snapshot, so that writing may go on meanwhile; the media, which are never changed
 * once written; and the keys without which neither the chain nor the second factors can be read. The file is for its owner only, and
 * stands under its name only when it is whole.
 * @throws Halt when the file cannot be written; a file of that name stays as it was.
 */
export async function writeArchive(source: Source, path: string, told: Told = () => {}): Promise<Manifest> {
  try {
    const manifest = await write(source, path, told)
    const made = { at: Temporal.Instant.from(manifest.madeAt), bytes: (await stat(path)).size, position: manifest.head?.position ?? 0 }
    // A backup made because the data's own disk is full is a whole backup.
    await rememberBackup(source.config.dataDir, made).catch((error: unknown) => {
      if (!isFull(error)) throw error
    })
    return manifest
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code && /^E[A-Z]+$/.test(code) ? new Halt(text.cannotWrite(path, code), { cause: error }) : error
  }
}

async function write({ pool, files, config }: Source, path: string, told: Told): Promise<Manifest> {
  const draft = `${path}.dang-ghi`
  const spool = await mkdtemp(join(dirname(path), '.sao-luu-'))
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const manifest = await manifestOf(client)
    const archive = pack()
    const written = pipeline(archive, createGzip({ level: 4 }), createWriteStream(draft, { mode: 0o600, flush: true }))
    await Promise.all([
      written,
      fill({ archive, client, files, config, spool, manifest, told }).catch((error: Error) => archive.destroy(error)),
    ])
    await client.query('commit')
    await keep(draft, path)
    return manifest
  } finally {
    client.release(true)
    await rm(spool, { recursive: true, force: true })
    await rm(draft, { force: true })
  }
}

async function manifestOf(client: pg.ClientBase): Promise<Manifest> {
  const migrations = await client.query<{ name: string }>('select name from migrations order by name')
  const head = await client.query<{ position: number; mac: Buffer }>('select position, mac from seals order by position desc limit 1')
  return {
    format: 'hoaban-1',
    madeAt: now().toString(),
    migrations: migrations.rows.map(({ name }) => name),
    tables: await tablesOf(client),
    sequences: await sequencesOf(client),
    head: head.rows[0] ? { position: Number(head.rows[0].position), mac: head.rows[0].mac.toString('hex') } : null,
  }
}

type Filling = Source & { archive: Pack; client: pg.ClientBase; spool: string; manifest: Manifest; told: Told }

async function fill({ archive, client, files, config, spool, manifest, told }: Omit<Filling, 'pool'>) {
  const sums: Sums = {}
  const put = (name: string, bytes: number, source: Readable | Buffer) => entry(archive, sums, name, bytes, source)
  const head = Buffer.from(JSON.stringify(manifest))
  await put('manifest.json', head.length, head)
  for (const { name, columns } of manifest.tables) {
    const file = join(spool, name)
    // The size must be known before the first byte, so a table is spooled.
    await pipeline(client.query(to(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`)), createWriteStream(file))
    await put(`tables/${name}.copy`, (await stat(file)).size, createReadStream(file))
    await rm(file)
  }
  for (const key of await keysIn(config.dataDir)) await put(`keys/${key.name}`, key.bytes.length, key.bytes)
  const media = await Array.fromAsync(files.list())
  for (const [done, { key, bytes }] of media.entries()) {
    const opened = await files.open(key)
    if (opened) await put(`files/${key}`, bytes, opened.stream)
    told(done + 1, media.length)
  }
  archive.entry({ name: 'sums.json' }, JSON.stringify(sums))
  archive.finalize()
}

async function keysIn(dataDir: string) {
  const names = (await readdir(join(dataDir, 'keys')).catch(() => [])).filter((name) => /^[a-z-]{1,30}$/.test(name))
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(dataDir, 'keys', name)) })))
}

async function entry(archive: Pack, sums: Sums, name: string, bytes: number, source: Readable | Buffer) {
  const hash = createHash('sha256')
  const sink = archive.entry({ name, size: bytes })
  const chunks = Buffer.isBuffer(source) ? [source] : source
  await pipeline(
    chunks,
    async function* (given: AsyncIterable<Buffer> | Iterable<Buffer>) {
      for await (const chunk of given) {
        hash.update(chunk)
        yield chunk
      }
    },
    sink,
  )
  sums[name] = { sha256: hash.digest('hex'), bytes }
}

/** On the disk before it gets its name. */
async function keep(draft: string, path: string) {
  const file = await open(draft, 'r+')
  await file.sync()
  await file.close()
  await rename(draft, path)
}
