import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { readFilm } from './film.ts'
import { written } from './iptc.ts'
import { lengths } from './medium.ts'
import { crop } from './picture.ts'

const folder = await mkdtemp(join(tmpdir(), 'bytes-'))
after(() => rm(folder, { recursive: true, force: true }))

const set = (record: number, dataset: number, value: Buffer) =>
  Buffer.concat([Buffer.from([0x1c, record, dataset, value.length >> 8, value.length & 255]), value])

test('several bylines stand side by side, an agency is not said twice, a copyright line stands alone', () => {
  const iim = (...sets: [number, string][]) =>
    written({ iptc: Buffer.concat(sets.map(([dataset, value]) => set(2, dataset, Buffer.from(value)))) }).credit
  assert.equal(iim([80, 'An'], [80, 'Bình']), 'An, Bình')
  assert.equal(iim([80, 'An/TTXVN'], [110, 'TTXVN']), 'An/TTXVN')
  assert.equal(iim([115, 'TTXVN']), 'TTXVN')
  assert.equal(iim([116, 'Copyright © Báo tỉnh']), '© Báo tỉnh')
})

test('words in an old Vietnamese code page are read, and UTF-8 when it is named', () => {
  const old = Buffer.from([0xd0, 0x69, 0xea, 0xf2, 0x6e])
  assert.equal(written({ iptc: set(2, 80, old) }).credit, 'Điện')
  assert.equal(
    written({ iptc: Buffer.concat([set(1, 90, Buffer.from('\x1b%G')), set(2, 80, Buffer.from('Điện Biên'))]) }).credit,
    'Điện Biên',
  )
})

test('hostile blocks give words or nothing, never an error, and stay short', () => {
  const pieces = fc.constantFrom(
    '8BIM',
    '\x1c',
    '\x02',
    'P',
    '\0',
    '\xff',
    '<dc:creator>',
    '</dc:creator>',
    '<rdf:li',
    '&#x110000;',
    '&#99999999;',
    'photoshop:Credit="',
  )
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.array(pieces, { maxLength: 60 }).map((all) => Buffer.from(all.join(''), 'latin1')),
  )
  fc.assert(
    fc.property(soup, soup, (iptc, xmp) => {
      const { credit, caption } = written({ iptc, xmp })
      assert.ok([...credit].length <= lengths.credit && [...caption].length <= lengths.caption)
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(credit + caption, /[\0-\x1f]/)
    }),
    { numRuns: 2000 },
  )
})

test('a megabyte of open tags is read in no time', () => {
  const { credit } = written({ xmp: Buffer.from('<dc:creator>'.repeat(80_000)), iptc: Buffer.from('8BIM'.repeat(250_000)) })
  assert.equal(credit, '')
})

test('a film with any of its bytes turned is read or refused, never a fault', async () => {
  const film = await readFile(new URL('../../../db/sample/img/clip-1.mp4', import.meta.url))
  const path = join(folder, 'a.mp4')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (turns) => {
      const bytes = Buffer.from(film.subarray(0, 3000))
      for (const [at, value] of turns) bytes[at] = value
      await writeFile(path, bytes)
      await readFilm(path)
    }),
    { numRuns: 300 },
  )
})

test('an index of thousands of empty boxes is read no further than a real one goes', async () => {
  const box = (name: string, body: Buffer) => {
    const head = Buffer.from(`0000${name}`, 'latin1')
    head.writeUInt32BE(8 + body.length)
    return Buffer.concat([head, body])
  }
  const sound = box('trak', box('mdia', box('hdlr', Buffer.from('00000000soun'))))
  const soundAfter = async (count: number) => {
    const empty = box('free', Buffer.alloc(0))
    const path = join(folder, `${count}.mp4`)
    await writeFile(
      path,
      Buffer.concat([box('ftyp', Buffer.from('isom0000')), box('moov', Buffer.concat([...Array(count).fill(empty), sound]))]),
    )
    return (await readFilm(path))!.sound
  }
  assert.deepEqual([await soundAfter(20), await soundAfter(5_000)], [true, false])
})

test('a crop has its shape, lies inside the picture and comes as near to the focal point as it can', () => {
  assert.deepEqual(crop({ width: 1600, height: 900 }, 1, { x: 0, y: 0.5 }), { left: 0, top: 0, width: 900, height: 900 })
  assert.deepEqual(crop({ width: 1600, height: 900 }, 1, { x: 1, y: 0.5 }), { left: 700, top: 0, width: 900, height: 900 })
  const side = fc.integer({ min: 1, max: 5000 })
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(side, side, fc.constantFrom(16 / 9, 4 / 3, 1, 0.8, 1200 / 630), part, part, (width, height, ratio, x, y) => {
      const cut = crop({ width, height }, ratio, { x, y })
      assert.ok(cut.left >= 0 && cut.top >= 0 && cut.width >= 1 && cut.height >= 1)
      assert.ok(cut.left + cut.width <= width && cut.top + cut.height <= height)
    }),
  )
})
