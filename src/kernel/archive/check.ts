import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { z } from 'zod'
import { Halt } from '../halt.ts'
import { entryKind, Manifest, Sums } from './manifest.ts'
import { text } from './text.ts'

/** Text packs to a fiftieth at best; a file that unpacks to more than this times its size is a bomb. */
const mostTimes = 200
const alwaysFine = 10_000_000
/** Manifest and sums are read into memory; sums of a million media take this much. */
const mostListed = 128_000_000

/** Reads the file to its end without keeping anything: every entry is known by name, size and digest, or the whole file is refused. */
export async function checked(path: string): Promise<{ manifest: Manifest; sums: Sums }> {
  const found = new Map<string, Sums[string]>()
  const read: { manifest?: Manifest; sums?: Sums } = {}
  await eachEntry(path, async (name, bytes, source) => {
    const kind = entryKind(name)
    if (kind === null || found.has(name) || read.sums) throw new Halt(text.foreign)
    if (kind === 'sums') read.sums = (await listed(Sums, source, bytes)).value
    else if (kind === 'manifest') {
      const { value, sha256 } = await listed(Manifest, source, bytes)
      read.manifest = value
      found.set(name, { sha256, bytes })
    } else found.set(name, { sha256: await digest(source), bytes })
  })
  const { manifest, sums } = read
  if (!manifest || !sums || !isSame(found, sums)) throw new Halt(text.damaged)
  const told = new Set(manifest.tables.map(({ name }) => `tables/${name}.copy`))
  const there = [...found.keys()].filter((name) => entryKind(name) === 'table')
  if (told.size !== there.length || !there.every((name) => told.has(name))) throw new Halt(text.foreign)
  return { manifest, sums }
}

/** Runs over the entries in order; a file that ends early, or is no archive at all, is refused. */
export async function eachEntry(path: string, visit: (name: string, bytes: number, source: Readable) => Promise<void>) {
  const packed = await stat(path).catch(() => null)
  if (!packed?.isFile()) throw new Halt(text.missing(path))
  const tar = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), atMost(packed.size * mostTimes + alwaysFine), tar)
  // The loop below meets the same error; without this the other one would count as nobody's.
  reading.catch(() => {})
  try {
    for await (const entry of tar) {
      const { type, name, size } = entry.header
      if (type !== 'file') throw new Halt(text.foreign)
      await visit(name, size, Readable.from(entry, { objectMode: false }))
      entry.resume()
    }
    await reading
  } catch (error) {
    throw error instanceof Halt ? error : new Halt(text.damaged, { cause: error })
  }
}

function atMost(bytes: number) {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      passed += chunk.length
      next(passed > bytes ? new Halt(text.foreign) : null, chunk)
    },
  })
}

async function listed<T>(schema: z.ZodType<T>, source: Readable, bytes: number): Promise<{ value: T; sha256: string }> {
  if (bytes > mostListed) throw new Halt(text.foreign)
  const raw = Buffer.concat(await Array.fromAsync(source as AsyncIterable<Buffer>))
  const read = schema.safeParse(parsed(raw))
  if (!read.success) throw new Halt(text.foreign)
  return { value: read.data, sha256: createHash('sha256').update(raw).digest('hex') }
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

const isSame = (found: ReadonlyMap<string, Sums[string]>, told: Sums) =>
  found.size === Object.keys(told).length &&
  [...found].every(([name, { sha256, bytes }]) => told[name]?.sha256 === sha256 && told[name].bytes === bytes)
