import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { checkFilms } from './checks.ts'
import { ffmpegAt, runFfmpeg } from './ffmpeg.ts'
import { filmOf, filmsForgotten, makeFilm } from './films.ts'
import { film as sampleFilm, mediaServer } from './fixture-server.ts'
import { renderMedia } from './queries.ts'

const { db, deps, get, kept, end } = await mediaServer()
const folder = await mkdtemp(join(tmpdir(), 'films-'))
after(async () => {
  await end()
  await rm(folder, { recursive: true, force: true })
})
const ffmpeg = await ffmpegAt()
const page = async (id: number) => (await get(`/toa-soan/tu-lieu/${id}`, 'editor')).body

/** A second of test card with a tone; where there is no ffmpeg the sample's film does. */
async function clip(width: number, height: number): Promise<Buffer> {
  if (!ffmpeg) return sampleFilm
  const path = join(folder, `${width}.mp4`)
  const card = ['-f', 'lavfi', '-i', `testsrc=duration=1:size=${width}x${height}:rate=10`, '-f', 'lavfi', '-i', 'sine=duration=1']
  await promisify(execFile)(ffmpeg, ['-v', 'error', ...card, '-pix_fmt', 'yuv420p', '-y', path])
  return readFile(path)
}

test('a film gets versions of 360 and 720 lines and a poster, or a plain sentence says why not', async () => {
  const { id } = await kept(await clip(1920, 1080), 'hội xòe.mp4')
  assert.match(await page(id), /Đang chờ làm bản nhẹ/)
  await makeFilm(deps, { id })
  const media = (await renderMedia(db, [id])).get(id)!
  if (!ffmpeg) return assert.match(await page(id), /Máy chủ chưa có chương trình ffmpeg/)
  assert.deepEqual(
    media.variants.map(({ width, type }) => [width, type]),
    [
      [640, 'video/mp4'],
      [1280, 'video/mp4'],
    ],
  )
  assert.match(media.posterUrl!, /-poster-/)
  assert.match(await page(id), /360p tiết kiệm[^]*720p[^]*Bản gốc/)
  const small = await get(media.variants[0]!.url)
  assert.deepEqual([small.statusCode, small.headers['content-type']], [200, 'video/mp4'])
  // Faststart: the index stands before the pictures.
  assert.ok(small.rawPayload.indexOf('moov') < small.rawPayload.indexOf('mdat'))
  const before = await db.selectFrom('renditions').select('key').where('media_id', '=', id).execute()
  await makeFilm(deps, { id })
  assert.deepEqual(await db.selectFrom('renditions').select('key').where('media_id', '=', id).execute(), before)
})

test('a small or upright film is not blown up', async () => {
  const { id } = await kept(await clip(180, 320), 'điện thoại.mp4')
  await makeFilm(deps, { id })
  const { variants } = (await renderMedia(db, [id])).get(id)!
  assert.equal((await filmOf(db, id))!.state, ffmpeg ? 'done' : 'absent')
  // It may be that the original is the lightest there is.
  assert.ok(variants.every(({ width }) => width <= 180))
})

test('a hostile or broken film keeps its original, kills nothing and leaves nothing behind', async () => {
  const whole = Buffer.from(sampleFilm)
  whole.fill(0xa5, whole.indexOf('mdat') + 8)
  const { id } = await kept(whole, 'hỏng.mp4')
  await makeFilm(deps, { id })
  const { state } = (await filmOf(db, id))!
  assert.equal(state, ffmpeg ? 'failed' : 'absent')
  assert.match(await page(id), ffmpeg ? /Không làm được bản nhẹ/ : /chưa có chương trình ffmpeg/)
  assert.equal((await get((await renderMedia(db, [id])).get(id)!.url)).statusCode, 200)
})

test('a list of foreign addresses dressed as a film is never followed', async () => {
  const list = join(folder, 'list.mp4')
  await writeFile(list, '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/secret\n')
  const ended = await runFfmpeg(
    ffmpeg ?? '/nowhere/ffmpeg',
    ['-protocol_whitelist', 'file,pipe', '-f', 'mov', '-i', `file:${list}`, '-f', 'null', '-'],
    { seconds: 20 },
  )
  assert.equal(ended.how, 'failed')
})

test('a run ends at its time, and with the worker that stops', async () => {
  const endless = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=64x64', '-f', 'null', '-']
  const late = await runFfmpeg(ffmpeg ?? '/nowhere/ffmpeg', endless, { seconds: 0.3 })
  assert.equal(late.how, 'failed')
  const stopped = AbortSignal.abort()
  const ended = await runFfmpeg(ffmpeg ?? '/nowhere/ffmpeg', endless, { seconds: 20, signal: stopped })
  assert.equal(ended.how, ffmpeg ? 'stopped' : 'failed')
})

test('without ffmpeg the page and the doctor say so plainly, and with it the films are made after all', async () => {
  const { id } = await kept(sampleFilm, 'chờ.mp4')
  await makeFilm(deps, { id }, undefined, null)
  assert.equal((await filmOf(db, id))!.state, 'absent')
  assert.match(await page(id), /chưa có chương trình ffmpeg nên chỉ phát bản gốc/)
  const path = process.env.PATH
  process.env.PATH = ''
  const found = await checkFilms(deps).finally(() => (process.env.PATH = path))
  assert.match(found[0]!.todo!.vi, /apt install ffmpeg/)
  await filmsForgotten(deps, null)
  assert.equal((await filmOf(db, id))!.state, 'absent')
  await filmsForgotten(deps, '/usr/bin/ffmpeg')
  assert.equal((await filmOf(db, id))!.state, 'waiting')
})
