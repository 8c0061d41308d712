import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { crc32, deflateSync } from 'node:zlib'
import { runMigrations } from 'graphile-worker'
import sharp from 'sharp'
import { castOf } from '../../../test/cast.ts'
import { testDb } from '../../../test/database.ts'
import { localFiles } from '../../kernel/files/local.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { sites } from '../sites/index.ts'
import type { Store } from './import.ts'

/** For tests: a database with two sites and a cast on the first of them, and a store in a folder of its own. */
export async function mediaWorld() {
  const { db, pool, close } = await testDb()
  await runMigrations({ pgPool: pool })
  const dataDir = await mkdtemp(join(tmpdir(), 'media-'))
  const rows = [
    ['cong', 'Cổng'],
    ['thuvien', 'Thư viện'],
  ].map(([key, name]) => ({ key: key!, name: name!, created_at: now() }))
  const [cong, thuvien] = (await db.insertInto('sites').values(rows).returning('id').execute()).map(({ id }) => id) as [number, number]
  const cast = await castOf(db, { sites: [cong] })
  const files = localFiles(join(dataDir, 'files'))
  const store: Store = { db, reactions: new Map(), dropped: () => {}, files, config: { dataDir } }
  /** The sites in memory, as the running house has them. */
  const hosts: Deps['hosts'] = { current: new Map() }
  await sites.start!({ db, hosts, config: { dataDir, baseHost: 'cong.test' } } as Deps)
  const end = async () => {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { db, pool, dataDir, files, store, hosts, cast, cong, thuvien, end }
}

/** Every byte in the store, by key. */
export async function allStored(files: Store['files']) {
  const found = new Map<string, Buffer>()
  for await (const { key } of files.list()) found.set(key, await buffer((await files.open(key))!.stream))
  return found
}

/** A photo as it comes from a camera: noise, so that it has a real size. */
export function photo(width = 1800, height = 1200) {
  const background = { r: 40, g: 90, b: 160 }
  return sharp({ create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
}

/** The same with where it was taken, with which camera, and turned on its side. */
export const photoWithPlace = () =>
  photo(600, 400)
    .withExif({
      IFD0: { Make: 'SECRETCAM', Model: 'X100' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 23/1 5/1', GPSMapDatum: 'SECRETPLACE' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** Puts an IPTC block into a JPEG, as a newsroom's photo program would. */
export function withIptc(jpeg: Buffer, fields: Readonly<Record<number, string | Buffer>>): Buffer {
  const sets = Object.entries(fields).map(([dataset, value]) => {
    const bytes = Buffer.from(value as string)
    return Buffer.concat([Buffer.from([0x1c, 2, Number(dataset)]), u16(bytes.length), bytes])
  })
  const iim = Buffer.concat(sets)
  const resource = Buffer.concat([Buffer.from('8BIM'), u16(0x0404), u16(0), u32(iim.length), iim, Buffer.alloc(iim.length % 2)])
  const body = Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource])
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xed]), u16(body.length + 2), body, jpeg.subarray(2)])
}

/** A PNG whose header promises that many pixels and whose body has next to none. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A zip whose entries lie uncompressed: enough for an office file. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  for (const [name, text] of Object.entries(entries)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(body), 10)
    facts.writeUInt32LE(body.length, 14)
    facts.writeUInt32LE(body.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const at = Buffer.alloc(4)
    at.writeUInt32LE(local.reduce((sum, { length }) => sum + length, 0))
    central.push(Buffer.from('504b01021400', 'hex'), facts, Buffer.alloc(10), at, path)
    local.push(Buffer.from('504b0304', 'hex'), facts, path, body)
  }
  const [files, index] = [Buffer.concat(local), Buffer.concat(central)]
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(files.length, 16)
  return Buffer.concat([files, index, end])
}

function chunk(name: string, body: Buffer) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  return Buffer.concat([u32(body.length), named, u32(crc32(named))])
}

function u16(value: number) {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function u32(value: number) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
