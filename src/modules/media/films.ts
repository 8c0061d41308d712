import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { command, system } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done } from '../../kernel/errors.ts'
import type { Files } from '../../kernel/files/files.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { filmLater, row } from './commands.ts'
import { ffmpegAt, reading, runFfmpeg, type Ended } from './ffmpeg.ts'
import { readFilm } from './film.ts'
import { uploadFolder } from './import.ts'
import { putRendition, type Rendition } from './intake.ts'
import { mediaTag, renditionKey } from './medium.ts'
import { look, makeWebp } from './picture.ts'

export type FilmState = 'waiting' | 'working' | 'done' | 'failed' | 'absent'

/** Short side in pixels, and kilobits a second at most. */
const versions = { v360: { side: 360, rate: 600, crf: 28 }, v720: { side: 720, rate: 1_800, crf: 26 } } as const
type Version = keyof typeof versions

const Payload = z.object({ id: z.int().positive() })
type Source = { id: number; siteId: number; key: string; bytes: number; seconds: number | null; contentType: string }

export const filmOf = async (db: Db, id: number): Promise<{ state: FilmState; percent: number } | undefined> =>
  (await db.selectFrom('films').select(['state', 'percent']).where('media_id', '=', id).executeTakeFirst()) as
    | { state: FilmState; percent: number }
    | undefined

/** Films whose job was lost, and those that came while the machine had no ffmpeg. */
export async function filmsForgotten({ db, config }: Deps, program?: string | null): Promise<void> {
  await sweepFolders(join(uploadFolder(config), 'films'))
  const has = program === undefined ? await ffmpegAt() : program
  if (has) await db.updateTable('films').set({ state: 'waiting', changed_at: now() }).where('state', '=', 'absent').execute()
  // Longer than any run may last: whoever worked on it is gone.
  const lost = now().subtract({ hours: 4 })
  await db
    .updateTable('films')
    .set({ state: 'waiting', changed_at: now() })
    .where('state', '=', 'working')
    .where('changed_at', '<', lost)
    .execute()
  const rows = await db.selectFrom('films').select('media_id').where('state', '=', 'waiting').orderBy('media_id').limit(50).execute()
  for (const { media_id } of rows) await filmLater(db, media_id)
}

/** H.264 at 360 and 720 lines and a poster. A file that ffmpeg cannot read leaves the original as it is. Safe to run twice. */
export async function makeFilm(deps: Deps, payload: unknown, signal?: AbortSignal, program?: string | null): Promise<void> {
  const { id } = Payload.parse(payload)
  const source = await sourceOf(deps.db, id)
  if (!source || (await filmOf(deps.db, id))?.state === 'done') return
  const ffmpeg = program === undefined ? await ffmpegAt() : program
  if (!ffmpeg) return note(deps.db, id, 'absent')
  await note(deps.db, id, 'working')
  await mkdir(join(uploadFolder(deps.config), 'films'), { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(uploadFolder(deps.config), 'films', 'film-'))
  try {
    const ended = await makeIn(deps, source, { ffmpeg, folder, signal })
    if (ended.how === 'stopped') {
      await note(deps.db, id, 'waiting')
      throw new Error(`film ${id} is left for the next start`)
    }
    if (ended.how === 'failed') {
      deps.log.warn({ medium: id, why: ended.why }, 'no lighter versions of a film')
      await note(deps.db, id, 'failed')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const note = async (db: Db, id: number, state: FilmState, percent = 0) => {
  await db.updateTable('films').set({ state, percent, changed_at: now() }).where('media_id', '=', id).execute()
}

type Place = { ffmpeg: string; folder: string; signal?: AbortSignal }

async function makeIn(deps: Deps, source: Source, place: Place): Promise<Ended> {
  const { ffmpeg, folder, signal } = place
  const original = join(folder, 'source')
  const opened = await deps.files.open(source.key)
  if (!opened) throw new Error(`the file of medium ${source.id} is missing`)
  await pipeline(opened.stream, createWriteStream(original, { flags: 'wx', mode: 0o600 }))
  const input = reading(original, source.contentType)
  const still = join(folder, 'poster.png')
  const at = String(Math.min(1, (source.seconds ?? 0) / 3))
  const shot = await runFfmpeg(ffmpeg, ['-ss', at, ...input, '-map', '0:v:0', '-frames:v', '1', '-y', `file:${still}`], {
    seconds: 60,
    signal,
  })
  if (shot.how !== 'done') return shot
  const seen = await look(still)
  if (!seen.ok) return { how: 'failed', why: 'no picture in it' }
  const side = Math.min(seen.value.width, seen.value.height)
  const wanted = (Object.keys(versions) as Version[]).filter((name) => name === 'v360' || side > versions.v360.side)
  const most = source.bytes * 2 + 20_000_000
  const outputs = wanted.flatMap((name) => output(join(folder, `${name}.mp4`), name, most))
  const ended = await runFfmpeg(ffmpeg, [...input, ...outputs], {
    seconds: patience(source),
    signal,
    progress: progressOf(deps.db, source),
  })
  if (ended.how !== 'done') return ended
  return store(deps, source, { folder, still, wanted })
}

/** Fifteen times its length, two minutes at least, three hours at most. */
const patience = ({ seconds }: Source) => Math.min(10_800, Math.max(120, (seconds ?? 600) * 15))

function output(path: string, name: Version, most: number): string[] {
  const { side, rate, crf } = versions[name]
  const short = (edge: string) => `2*trunc(min(${side},${edge})/2)`
  const scale = `scale='if(gte(iw,ih),-2,${short('iw')})':'if(gte(iw,ih),${short('ih')},-2)',setsar=1`
  return [
    ...'-map 0:v:0 -map 0:a:0? -sn -dn -map_metadata -1 -map_chapters -1 -c:v libx264 -preset veryfast -profile:v main'.split(' '),
    ...`-pix_fmt yuv420p -crf ${crf} -maxrate ${rate}k -bufsize ${rate * 2}k -threads 2 -c:a aac -b:a 96k -ac 2`.split(' '),
    ...`-movflags +faststart -fs ${most} -f mp4 -y`.split(' '),
    '-vf',
    scale,
    `file:${path}`,
  ]
}

/** Told in steps of five, so that a long film writes twenty rows and no more. */
function progressOf(db: Db, { id, seconds }: Source) {
  let told = 0
  return (at: number) => {
    const percent = Math.min(99, Math.floor((at / (seconds ?? Infinity)) * 20) * 5)
    if (percent <= told) return
    told = percent
    note(db, id, 'working', percent).catch(() => {})
  }
}

type Made = { folder: string; still: string; wanted: readonly Version[] }

async function store(deps: Deps, source: Source, { folder, still, wanted }: Made): Promise<Ended> {
  const made: Rendition[] = []
  // What every browser plays and is lighter already needs no twin.
  const plays = source.contentType === 'video/mp4' && /^avc[13]$/.test((await readFilm(join(folder, 'source')))?.codec ?? '')
  for (const name of wanted) {
    const path = join(folder, `${name}.mp4`)
    if (!(await isWhole(source, path))) return { how: 'failed', why: `${name} is not whole` }
    if (!plays || (await stat(path)).size < source.bytes) made.push(await putFilm(deps.files, source, name, path))
  }
  made.push(await putRendition(deps.files, source.key, 'poster', await makeWebp(await readFile(still), 960)))
  await command(deps, system, async (trx, tell) => {
    for (const one of made)
      await trx
        .insertInto('renditions')
        .values(row(source.id, one))
        .onConflict((conflict) => conflict.columns(['media_id', 'name']).doUpdateSet(row(source.id, one)))
        .execute()
    await note(trx, source.id, 'done', 100)
    const detail = { names: made.map(({ name }) => name) }
    tell({ kind: 'media.rendered', subject: 'medium', subjectId: source.id, siteId: source.siteId, detail, tags: [mediaTag(source.id)] })
    return done(null)
  })
  return { how: 'done' }
}

/** As long as the film it was made of. */
async function isWhole({ seconds }: Source, path: string): Promise<boolean> {
  const film = await readFilm(path)
  return Boolean(film?.width && film.height) && (seconds === null || (film!.seconds ?? 0) >= seconds - 2)
}

async function putFilm(files: Files, source: Source, name: Version, path: string): Promise<Rendition> {
  const { width, height } = (await readFilm(path))!
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const sha256 = hash.digest()
  const key = renditionKey(source.key, name, sha256, 'mp4')
  const { bytes } = await files.put(key, createReadStream(path))
  return { name, key, contentType: 'video/mp4', width: width!, height: height!, bytes, sha256 }
}

async function sourceOf(db: Db, id: number): Promise<Source | null> {
  const found = await db
    .selectFrom('media')
    .select(['id', 'site_id', 'key', 'bytes', 'seconds', 'content_type'])
    .where('id', '=', id)
    .where('kind', '=', 'video')
    .executeTakeFirst()
  return found ? { ...found, siteId: found.site_id, contentType: found.content_type } : null
}

/** What a killed process left. */
async function sweepFolders(path: string) {
  const dayAgo = now().subtract({ hours: 24 }).epochMilliseconds
  for (const name of await readdir(path).catch(() => [])) {
    const found = await stat(join(path, name)).catch(() => null)
    if (found && found.mtimeMs < dayAgo) await rm(join(path, name), { recursive: true, force: true })
  }
}
