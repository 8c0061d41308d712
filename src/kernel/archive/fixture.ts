import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { extract, pack, type Header } from 'tar-stream'
import { emptyDb, testDb } from '../../../test/database.ts'
import type { Spine } from '../activity.ts'
import { localFiles } from '../files/local.ts'
import { quoted, tablesOf } from './tables.ts'

/** For tests: an installation, full or empty, with a data folder of its own. */
export async function installation(kind: 'migrated' | 'empty') {
  const { db, pool, close } = await (kind === 'migrated' ? testDb() : emptyDb())
  const dataDir = await mkdtemp(join(tmpdir(), 'archive-'))
  const files = localFiles(join(dataDir, 'files'))
  const spine: Spine = { db, reactions: new Map(), dropped: () => {} }
  const end = async () => {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { db, pool, files, spine, config: { dataDir }, end }
}
export type Installation = Awaited<ReturnType<typeof installation>>

/** Every table as one sorted text: two installations with the same answer hold the same. */
export async function contents(pool: pg.Pool): Promise<Record<string, string[]>> {
  const client = await pool.connect()
  try {
    const all: Record<string, string[]> = {}
    for (const { name, columns } of await tablesOf(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select row(${columns.map(quoted).join(', ')})::text as row from ${quoted(name)}`,
      )
      all[name] = rows.map(({ row }) => row).toSorted()
    }
    return all
  } finally {
    client.release()
  }
}

export async function bytesOf({ files }: Pick<Installation, 'files'>) {
  const found: Record<string, string> = {}
  for await (const { key } of files.list()) found[key] = (await buffer((await files.open(key))!.stream)).toString('hex')
  return found
}

/** Nothing of an archive may be in here. */
export async function isUntouched({ pool, files, config }: Installation) {
  const rows = Object.values(await contents(pool)).flat().length
  const names = (await readdir(config.dataDir)).filter((name) => name.startsWith('.khoi-phuc'))
  const keys = await readdir(join(config.dataDir, 'keys')).catch(() => [])
  return rows === 0 && (await Array.fromAsync(files.list())).length === 0 && names.length === 0 && keys.length === 0
}

export type Entry = { header: Partial<Header> & { name: string }; body: Buffer }

export async function entriesOf(path: string): Promise<Entry[]> {
  const tar = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), tar)
  const entries: Entry[] = []
  for await (const entry of tar) entries.push({ header: { name: entry.header.name, type: entry.header.type }, body: await buffer(entry) })
  await reading
  return entries
}

/** Packs entries, with sums that fit them unless told otherwise: only the fault a test plants is in the file. */
export async function packed(path: string, entries: readonly Entry[], { sums = true } = {}) {
  const archive = pack()
  const written = pipeline(archive, createGzip(), createWriteStream(path))
  const told: Record<string, { sha256: string; bytes: number }> = {}
  for (const { header, body } of entries.filter(({ header: { name } }) => !sums || name !== 'sums.json')) {
    const plain = header.type === undefined || header.type === 'file' || header.type === null
    if (plain) archive.entry({ ...header, size: body.length } as Header, body)
    else archive.entry({ ...header, size: 0 } as Header)
    told[header.name] = { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length }
  }
  if (sums) archive.entry({ name: 'sums.json' }, JSON.stringify(told))
  archive.finalize()
  await written
}
