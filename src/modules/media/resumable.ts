import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, statfs, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { badRequest, conflict, done, issues, notFound, type Outcome } from '../../kernel/errors.ts'
import type { Config } from '../../kernel/config.ts'
import type { Deps } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import type { Description } from './commands.ts'
import { keep, limitsOf, uploadFolder, type Kept } from './import.ts'
import { canUpload } from './policy.ts'
import { headBytes } from './sniff.ts'
import { refusalOf, type Limits } from './spool.ts'

/** A file that comes in pieces. `offset`: how many bytes are here. */
export type Upload = { id: string; siteId: number; name: string; bytes: number; offset: number; mediumId: number | null } & Description

type Announced = Pick<Upload, 'siteId' | 'name' | 'bytes'>

/** After a day without a further piece it is removed. */
export const lasts = Temporal.Duration.from({ hours: 24 })
/** Unfinished ones of one person. */
const mostOpen = 40
/** Room that stays free, whatever is announced. */
const spare = 256 * 1024 * 1024

type Place = Pick<Config, 'dataDir'>
export const pieceFolder = (config: Place) => join(uploadFolder(config), 'pieces')
const pathOf = (config: Place, id: string) => join(pieceFolder(config), id)
const isId = (id: string) => /^[\w-]{24}$/.test(id)

/** The largest file that any kind may have: more is refused before a byte of it comes. */
export const mostBytes = (limits: Limits) => Math.max(...Object.values(limits)) * 1024 * 1024

/** Announces a file. What it is will be judged by its bytes; here only what can never be right is refused. */
export async function beginUpload(deps: Deps, actor: Actor, given: Announced): Promise<Outcome<string>> {
  if (!canUpload(actor, given.siteId)) return issues({ site: 'site' })
  const limits = await limitsOf(deps)
  if (given.bytes === 0) return issues({ file: 'empty' })
  if (given.bytes > mostBytes(limits)) return issues({ file: `tooLarge.${Object.entries(limits).toSorted((a, b) => b[1] - a[1])[0]![0]}` })
  return deps.db.transaction().execute(async (db) => {
    // Many announced at once are counted one after the other.
    await sql`select pg_advisory_xact_lock(hashtext('media.uploads'), ${actor.id})`.execute(db)
    return announce({ ...deps, db }, actor, given)
  })
}

async function announce(deps: Pick<Deps, 'db' | 'config'>, actor: Actor, given: Announced): Promise<Outcome<string>> {
  const others = await unfinished(deps, actor)
  if (others.length >= mostOpen) return issues({ file: 'tooManyOpen' })
  const folder = pieceFolder(deps.config)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  const promised = others.reduce((sum, { bytes, offset }) => sum + bytes - offset, given.bytes)
  if (bavail * bsize < promised + spare) return issues({ file: 'storageFull' })
  const id = randomBytes(18).toString('base64url')
  await writeFile(pathOf(deps.config, id), '', { flag: 'wx', mode: 0o600 })
  const at = now()
  const row = { id, person_id: actor.id, site_id: given.siteId, name: given.name, bytes: given.bytes, begun_at: at, touched_at: at }
  await deps.db.insertInto('uploads').values(row).execute()
  return done(id)
}

/** One's own upload and how much of it is here; another's does not exist. A piece that is still coming by a dead line is ended first. */
export async function uploadById(deps: Deps, actor: Actor, id: string): Promise<Upload> {
  const row = isId(id) ? await rowsOf(deps.db, actor).where('id', '=', id).executeTakeFirst() : undefined
  if (row) await takeOver(id)
  const upload = row && (await withOffset(deps, row))
  if (!upload) throw notFound()
  return upload
}

export async function unfinished(deps: Pick<Deps, 'db' | 'config'>, actor: Actor): Promise<Upload[]> {
  const rows = await rowsOf(deps.db, actor).where('media_id', 'is', null).orderBy('begun_at').limit(mostOpen).execute()
  return (await Promise.all(rows.map((row) => withOffset(deps, row)))).filter((one) => one !== null)
}

const rowsOf = (db: Db, actor: Actor) => db.selectFrom('uploads').selectAll().where('person_id', '=', actor.id)
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** Null when the bytes are gone: after a restored backup, or on a machine that never had them. */
async function withOffset({ config }: Pick<Deps, 'config'>, row: Row): Promise<Upload | null> {
  const { id, site_id: siteId, media_id: mediumId, name, bytes, caption, credit, alt, decorative } = row
  const offset =
    mediumId === null
      ? await stat(pathOf(config, id)).then(
          ({ size }) => size,
          () => null,
        )
      : bytes
  return offset === null ? null : { id, siteId, mediumId, name, bytes, offset, caption, credit, alt, decorative }
}

const writing = new Map<string, { stop: () => void; ended: Promise<unknown> }>()

/** Ends the piece that is coming now. Of several that come at once each waits for the one before it: none writes beside another. */
async function takeOver(id: string) {
  const former = writing.get(id)
  former?.stop()
  await former?.ended
}

/**
 * Writes one piece behind what is there, and keeps what came of it when the line is cut. Throws `conflict` when it begins elsewhere. As soon as the
 * first page is there it is judged as a form's file is; a file that nobody wants goes at once.
 */
export async function append(
  deps: Deps,
  actor: Actor,
  upload: Upload,
  piece: { offset: number; length: number | null; body: Readable },
): Promise<Outcome<number>> {
  if (upload.mediumId !== null || piece.offset !== upload.offset) throw conflict()
  if (piece.offset + (piece.length ?? 0) > upload.bytes) return issues({ file: 'beyond' })
  const stopped = new AbortController()
  const limits = await limitsOf(deps)
  const work = takeOver(upload.id).then(() => write(deps, upload, piece.body, limits, stopped.signal))
  const mine = { stop: () => stopped.abort(), ended: work.catch(() => {}) }
  writing.set(upload.id, mine)
  try {
    const outcome = await work
    if (!outcome.ok && outcome.issues.file !== 'beyond') await dropUpload(deps, actor, upload.id)
    return outcome
  } finally {
    if (writing.get(upload.id) === mine) writing.delete(upload.id)
    await deps.db.updateTable('uploads').set({ touched_at: now() }).where('id', '=', upload.id).execute()
  }
}

async function write({ config }: Deps, upload: Upload, body: Readable, limits: Limits, signal: AbortSignal): Promise<Outcome<number>> {
  const file = await open(pathOf(config, upload.id), 'r+')
  let at = upload.offset
  let refused: string | null = null
  try {
    if ((await file.stat()).size !== at) throw conflict()
    // The rest of a refused piece is read past, so that the answer is heard; pieces are small.
    for await (const chunk of chunksOf(body, signal)) {
      if (refused) continue
      if (at + chunk.length > upload.bytes) refused = 'beyond'
      else {
        const before = at
        await file.write(chunk, 0, chunk.length, at)
        at += chunk.length
        if (before < headBytes && (at >= headBytes || at === upload.bytes)) refused = refusalOf(await headOf(file), upload.bytes, limits)
      }
    }
    if (refused === 'beyond') await file.truncate(upload.offset)
    await file.datasync()
    return refused ? issues({ file: refused }) : done(at)
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) return issues({ file: 'storageFull' })
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET' || (error as Error).message === 'aborted') throw badRequest()
    throw error
  } finally {
    await file.close()
  }
}

/** What comes, until somebody else goes on: a line that went dead says nothing for a long time. */
async function* chunksOf(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = body.iterator({ destroyOnReturn: false })
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(conflict())
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  for (;;) {
    const { value, done } = await Promise.race([stopped, chunks.next()])
    if (done) return
    yield value as Buffer
  }
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
  return buffer.subarray(0, bytesRead)
}

/** Words typed while the file is on its way; they wait with it. */
export async function noteWords({ db }: Deps, { id }: Upload, words: Description) {
  await db
    .updateTable('uploads')
    .set({ ...words, touched_at: now() })
    .where('id', '=', id)
    .execute()
}

const finishing = new Map<string, Promise<Outcome<Kept | { id: number }>>>()

/** All bytes are here: judged, stored and written as every other file. Asked twice, it is one medium. */
export function finishUpload(deps: Deps, actor: Actor, upload: Upload, words: Description): Promise<Outcome<Kept | { id: number }>> {
  if (upload.mediumId !== null) return Promise.resolve(done({ id: upload.mediumId }))
  if (upload.offset !== upload.bytes) throw conflict()
  const running = finishing.get(upload.id) ?? finish(deps, actor, upload, words).finally(() => finishing.delete(upload.id))
  finishing.set(upload.id, running)
  return running
}

async function finish(deps: Deps, actor: Actor, upload: Upload, description: Description): Promise<Outcome<Kept>> {
  const path = pathOf(deps.config, upload.id)
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const sent = { path, given: upload.name, bytes: upload.bytes, sha256: hash.digest() }
  const kept = await keep(deps, actor, sent, { siteId: upload.siteId, uploadedBy: actor.id, description })
  if (kept.ok) await deps.db.updateTable('uploads').set({ media_id: kept.value.id }).where('id', '=', upload.id).execute()
  // Without room the bytes stay, to be tried again.
  else if (kept.issues.file !== 'storageFull') await dropUpload(deps, actor, upload.id)
  if (kept.ok) await rm(path, { force: true })
  return kept
}

/** Its sender does not want it any more, or nobody may have it. */
export async function dropUpload({ db, config }: Deps, actor: Actor, id: string) {
  await db.deleteFrom('uploads').where('id', '=', id).where('person_id', '=', actor.id).execute()
  await rm(pathOf(config, id), { force: true })
}

/** What nobody goes on with, and bytes whose row is gone. */
export async function sweepUploads({ db, config }: Deps): Promise<void> {
  const old = await db.deleteFrom('uploads').where('touched_at', '<', now().subtract(lasts)).returning('id').execute()
  for (const { id } of old) await rm(pathOf(config, id), { force: true })
  const names = await readdir(pieceFolder(config)).catch(() => [])
  if (names.length === 0) return
  const known = new Set((await db.selectFrom('uploads').select('id').execute()).map(({ id }) => id))
  const hourAgo = now().subtract({ hours: 1 }).epochMilliseconds
  for (const name of names) {
    const path = join(pieceFolder(config), name)
    const found = await stat(path).catch(() => null)
    if (!known.has(name) && found && found.mtimeMs < hourAgo) await rm(path, { force: true })
  }
}
