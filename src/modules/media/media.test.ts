import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { json } from '../../kernel/db/db.ts'
import { now } from '../../kernel/time.ts'
import { checkFiles } from './checks.ts'
import { hide, show } from './commands.ts'
import { setUses } from './uses.ts'
import { allStored, mediaWorld, photo, photoWithPlace, withIptc } from './fixture.ts'
import { importMedium, importPicture, limitsOf } from './import.ts'
import { renderAvif, renderPicture } from './jobs.ts'
import { renderMedia, usesOf } from './queries.ts'
import { sampleMedia } from './sample.ts'
import { spool } from './spool.ts'
import { issueText } from './text.ts'
import type { Deps } from '../../kernel/module.ts'

const world = await mediaWorld()
const { db, files, store, cong, cast, dataDir } = world
const deps = { ...store, hosts: world.hosts } as Deps
after(world.end)

const bring = (source: Uint8Array, name = 'ảnh.jpg', more = {}) => importMedium(store, { source, name, siteId: cong, ...more })
const brought = async (source: Uint8Array, name?: string, more = {}) => {
  const kept = await bring(source, name, more)
  assert.ok(kept.ok, JSON.stringify(kept))
  return { ...kept.value, shown: (await renderMedia(db, [kept.value.id])).get(kept.value.id)! }
}
const leftovers = async () => (await readdir(join(dataDir, 'uploads')).catch(() => [])).length

test('a photo becomes an upright picture with twins that are never wider than itself', async () => {
  const { shown, taken } = await brought(await photo(1100, 700).jpeg().toBuffer(), 'Lễ hội Hoa Ban.JPG', {
    alt: 'Vòng xòe',
    credit: 'Lò Thị Mai',
  })
  assert.deepEqual(
    [shown.kind, shown.width, shown.height, shown.name, shown.credit],
    ['image', 1100, 700, 'Lễ hội Hoa Ban.jpg', 'Lò Thị Mai'],
  )
  assert.deepEqual(
    shown.variants.map(({ width, type }) => [width, type]),
    [
      [480, 'image/webp'],
      [960, 'image/webp'],
    ],
  )
  assert.match(shown.key, /^\d{4}\/\d{2}\/[a-z2-9]{20}-le-hoi-hoa-ban\.jpg$/)
  assert.match(shown.placeholder!, /^data:image\/webp;base64,/)
  assert.ok(taken.placeholder!.length < 400)
})

test('a small picture gets one twin of its own width', async () => {
  const { shown } = await brought(await photo(300, 200).png().toBuffer())
  assert.deepEqual(
    shown.variants.map(({ width }) => width),
    [300],
  )
  assert.equal(shown.contentType, 'image/png')
})

test('place, camera and turn are gone from every stored byte, and the picture stands upright', async () => {
  const sent = await photoWithPlace()
  assert.ok(sent.includes('SECRETCAM') && sent.includes('SECRETPLACE'))
  const { id, shown } = await brought(sent)
  await renderPicture(deps, { id })
  await renderAvif(deps, { id })
  assert.deepEqual([shown.width, shown.height], [400, 600])
  for (const [key, bytes] of await allStored(files))
    for (const secret of ['SECRETCAM', 'SECRETPLACE', 'Exif\0', 'GPS']) assert.equal(bytes.includes(secret), false, `${secret} in ${key}`)
})

test('credit and caption that the photographer wrote are kept; what the uploader typed wins', async () => {
  const jpeg = withIptc(await photo(400, 300).jpeg().toBuffer(), { 80: 'Lò Văn An', 110: 'Báo tỉnh', 120: 'Mùa ban nở\r\nở Mường Ảng' })
  const kept = await brought(jpeg)
  assert.deepEqual([kept.shown.credit, kept.shown.caption], ['Lò Văn An/Báo tỉnh', 'Mùa ban nở ở Mường Ảng'])
  const own = await brought(jpeg, 'a.jpg', { credit: 'Người khác' })
  assert.deepEqual([own.shown.credit, own.shown.caption], ['Người khác', 'Mùa ban nở ở Mường Ảng'])
})

test('credit in XMP is read too', async () => {
  const xmp =
    '<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Ảnh &amp; Hình"><dc:creator><rdf:Seq><rdf:li>Quàng Thị Ín</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
  const { shown } = await brought(await photo(400, 300).withXmp(xmp).jpeg().toBuffer())
  assert.equal(shown.credit, 'Quàng Thị Ín/Ảnh & Hình')
})

const jpeg = await photo(640, 480).jpeg().toBuffer()

test('a film keeps its bytes, tells its size and length, and has a drawn poster', async () => {
  const film = await readFile(new URL('../../../db/sample/img/clip-1.mp4', import.meta.url))
  const { shown, id } = await brought(film, 'Cánh ban.mp4')
  assert.deepEqual([shown.kind, shown.width, shown.height, shown.seconds, shown.posterUrl], ['video', 640, 360, 6, '/tep/phim.svg'])
  assert.deepEqual((await allStored(files)).get(shown.key), film)
  const cut = await bring(film.subarray(0, 300), 'a.mp4')
  assert.deepEqual(cut, { ok: false, issues: { file: 'broken' } })
  assert.ok(id > 0)
})

test('what comes over its kind’s limit is cut off while it comes', async () => {
  let sent = 0
  const endless = Readable.from(
    (function* () {
      yield jpeg.subarray(0, 5000)
      for (;;) {
        sent += 65_536
        yield Buffer.alloc(65_536)
      }
    })(),
  )
  const cut = await spool(join(dataDir, 'uploads'), endless, 'a.jpg', { image: 1, video: 1, audio: 1, file: 1 })
  assert.deepEqual(cut, { ok: false, issues: { file: 'tooLarge.image' } })
  assert.ok(sent < 3 * 1024 * 1024, `${sent} bytes were taken`)
  assert.equal(await leftovers(), 0)
  assert.match(issueText('vi', 'tooLarge.image', { image: 40 }), /quá 40 MB/)
})

test('a limit is a setting', async () => {
  await db
    .insertInto('settings')
    .values({ key: 'media.limits', value: json({ image: 0.01 }), changed_at: now() })
    .execute()
  assert.deepEqual(await limitsOf(store), { image: 0.01, video: 500, audio: 100, file: 50 })
  assert.deepEqual(await bring(jpeg), { ok: false, issues: { file: 'tooLarge.image' } })
  await db.deleteFrom('settings').where('key', '=', 'media.limits').execute()
})

test('where only a picture makes sense, anything else is refused', async () => {
  const given = { name: 'a.pdf', siteId: cong }
  assert.deepEqual(await importPicture(store, { ...given, source: Buffer.from('%PDF-1.7\n') }), {
    ok: false,
    issues: { file: 'notPicture' },
  })
  assert.ok((await importPicture(store, { ...given, source: jpeg })).ok)
})

test('of two who send the same file at once exactly one is told that it is there already', async () => {
  const same = await photo(200, 100).jpeg().toBuffer()
  const [one, other] = await Promise.all([brought(same, 'a.jpg'), brought(same, 'b.jpg')])
  assert.equal([one.twin, other.twin].filter((twin) => twin === null).length, 1)
  assert.notEqual(one.shown.key, other.shown.key)
})

test('the job makes the rest once, and again only the crop when the focal point moves', async () => {
  const { id } = await brought(await photo(1800, 1200).jpeg().toBuffer())
  await renderPicture(deps, { id })
  await renderPicture(deps, { id })
  const shown = (await renderMedia(db, [id])).get(id)!
  assert.deepEqual(
    shown.variants.map(({ width }) => width),
    [480, 960, 1600],
  )
  const og = (await allStored(files)).get(shown.ogUrl!.slice(5))!
  const { width, height } = await sharp(og).metadata()
  assert.deepEqual([width, height], [1200, 630])
  const told = await db.selectFrom('activities').select('kind').where('subject_id', '=', id).orderBy('id').execute()
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['media.uploaded', 'media.rendered'],
  )
  await db.updateTable('media').set({ focal_y: 0 }).where('id', '=', id).execute()
  await renderPicture(deps, { id })
  const moved = (await renderMedia(db, [id])).get(id)!
  assert.notEqual(moved.ogUrl, shown.ogUrl)
  assert.equal(moved.jpegUrl, shown.jpegUrl)
  assert.equal(await files.stat(shown.ogUrl!.slice(5)), null)
})

test('a lead picture gets AVIF twins when it is asked for', async () => {
  const { id } = await brought(await photo(700, 500).jpeg().toBuffer())
  await renderAvif(deps, { id })
  const { variants } = (await renderMedia(db, [id])).get(id)!
  assert.deepEqual(
    variants.filter(({ type }) => type === 'image/avif').map(({ width }) => width),
    [480, 700],
  )
})

test('where a medium is used follows its subject, and unknown ids are left out', async () => {
  const [a, b] = [await brought(jpeg), await brought(jpeg)]
  await setUses(db, 'article', 7, [a.id, b.id, 999_999])
  await setUses(db, 'article', 8, [a.id])
  await setUses(db, 'article', 7, [b.id])
  assert.deepEqual(await usesOf(db, a.id), [{ subject: 'article', subjectId: 8 }])
  assert.deepEqual(await usesOf(db, b.id), [{ subject: 'article', subjectId: 7 }])
  await setUses(db, 'article', 8, [])
  assert.deepEqual(await usesOf(db, a.id), [])
})

test('a hidden medium is on no page and comes back whole', async () => {
  const { id } = await brought(jpeg, 'a.jpg', { actor: cast.contributor })
  assert.ok((await hide(store, cast.editor, id, 'Ảnh mờ')).ok)
  assert.equal((await renderMedia(db, [id])).size, 0)
  assert.ok((await show(store, cast.contributor, id)).ok)
  assert.equal((await renderMedia(db, [id])).size, 1)
})

test('the doctor finds what is missing, what is not the same and what nobody knows', async () => {
  const good = await checkFiles(deps)
  assert.deepEqual(
    good.map(({ level }) => level),
    ['good'],
  )
  const { shown } = await brought(await photo(1000, 500).jpeg().toBuffer())
  await files.remove(shown.variants[0]!.url.slice(5))
  await files.remove(shown.key)
  await files.put(shown.key, Buffer.from('something else'))
  await files.put('2026/01/nobody.txt', Buffer.from('x'))
  const found = await checkFiles(deps)
  assert.deepEqual(
    found.map(({ level }) => level),
    ['bad', 'bad', 'warn'],
  )
  assert.match(found[0]!.what.vi, /1 tệp có trong sổ nhưng không có trên đĩa/)
  assert.match(found[1]!.what.vi, /1 tệp trên đĩa không còn đúng/)
})

test('the sample network’s pictures and its film come in by the same door', async () => {
  await sampleMedia(deps, new URL('../../../db/sample', import.meta.url).pathname)
  const { value } = await db.selectFrom('settings').select('value').where('key', '=', 'sample.media').executeTakeFirstOrThrow()
  const ids = value as Record<string, number>
  const shown = await renderMedia(db, Object.values(ids))
  assert.ok(Object.keys(ids).length >= 10)
  const film = shown.get(ids['clip-1.mp4']!)!
  assert.deepEqual([film.kind, film.posterUrl], ['video', shown.get(ids['hoaban.jpg']!)!.variants.at(-1)!.url])
  assert.ok([...shown.values()].every(({ credit }) => credit !== ''))
})
