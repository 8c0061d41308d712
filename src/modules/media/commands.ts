import { sql } from 'kysely'
import { command, type Spine } from '../../kernel/activity.ts'
import type { Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { done, forbidden, issues, type Outcome } from '../../kernel/errors.ts'
import { addJob } from '../../kernel/jobs.ts'
import { now } from '../../kernel/time.ts'
import type { Rendition, Taken } from './intake.ts'
import { mediaTag, wordsOf, type Focal, type Medium } from './medium.ts'
import { canManage, canUpload, visibleTo } from './policy.ts'
import { mediumById } from './queries.ts'
import { noteUnused } from './uses.ts'

export type Description = { caption: string; credit: string; alt: string; decorative: boolean }
export type NewMedium = { siteId: number; uploadedBy: number | null; description: Description; focal?: Focal; posterId?: number }

/** Writes the row of a file that is safe in the store. `twin`: the same file is in this site's library already. */
export function addMedium(
  spine: Spine,
  actor: Actor | null,
  taken: Taken,
  fresh: NewMedium,
): Promise<Outcome<{ id: number; twin: number | null }>> {
  if (actor && !canUpload(actor, fresh.siteId)) throw forbidden()
  const { description } = fresh
  const words = {
    name: taken.name,
    caption: description.caption || taken.caption,
    credit: description.credit || taken.credit,
    alt: description.alt,
  }
  return command(spine, actor, async (trx, tell) => {
    const twin = await twinOf(trx, actor, taken.sourceSha256, fresh.siteId)
    const { id } = await trx
      .insertInto('media')
      .values({
        key: taken.key,
        site_id: fresh.siteId,
        kind: taken.kind,
        content_type: taken.contentType,
        bytes: taken.bytes,
        sha256: taken.sha256,
        source_sha256: taken.sourceSha256,
        width: taken.width,
        height: taken.height,
        seconds: taken.seconds,
        ...words,
        words: wordsOf(words),
        decorative: taken.kind === 'image' && description.decorative,
        focal_x: fresh.focal?.x ?? 0.5,
        focal_y: fresh.focal?.y ?? 0.5,
        placeholder: taken.placeholder,
        written_credit: taken.credit,
        place: taken.place,
        taken_on: taken.takenOn,
        poster_id: fresh.posterId ?? null,
        uploaded_by: fresh.uploadedBy,
        uploaded_at: now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await noteUnused(trx, [fresh.posterId ?? null])
    if (taken.renditions.length > 0)
      await trx
        .insertInto('renditions')
        .values(taken.renditions.map((one) => row(id, one)))
        .execute()
    if (taken.kind === 'image') await renderLater(trx, id)
    if (taken.kind === 'video') await awaitFilm(trx, id)
    await compareLater(trx, id)
    tell({
      kind: 'media.uploaded',
      subject: 'medium',
      subjectId: id,
      siteId: fresh.siteId,
      detail: { kind: taken.kind, bytes: taken.bytes },
    })
    return done({ id, twin })
  })
}

export function describe(spine: Spine, actor: Actor, id: number, description: Description): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    const fields = (Object.keys(description) as (keyof Description)[]).filter((field) => description[field] !== medium[field])
    const words = wordsOf({ name: medium.name, ...description })
    await trx
      .updateTable('media')
      .set({ ...description, words })
      .where('id', '=', id)
      .execute()
    tell('media.described', { fields })
    return done({ ...medium, ...description })
  })
}

/** The crops follow by job; pages are told when they are there. */
export function focus(spine: Spine, actor: Actor, id: number, focal: Focal): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    if (medium.kind !== 'image') return issues({ focalX: 'notPicture' })
    await trx.updateTable('media').set({ focal_x: focal.x, focal_y: focal.y }).where('id', '=', id).execute()
    await renderLater(trx, id)
    tell('media.focused', focal)
    return done({ ...medium, focal })
  })
}

/** A picture to stand for a film until it plays; null takes it away. */
export function setPoster(spine: Spine, actor: Actor, id: number, posterId: number | null): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    if (medium.kind !== 'video') return issues({ poster: 'notVideo' })
    const poster = posterId === null ? null : await mediumById(trx, actor, posterId).catch(() => null)
    if (posterId !== null && (poster?.kind !== 'image' || poster.hiddenAt)) return issues({ poster: 'noSuchPicture' })
    await trx.updateTable('media').set({ poster_id: posterId }).where('id', '=', id).execute()
    await noteUnused(trx, [posterId, medium.posterId])
    tell('media.postered', { poster: posterId })
    return done({ ...medium, posterId })
  })
}

/** Never deleted: its address answers 404 until it is shown again. */
export function hide(spine: Spine, actor: Actor, id: number, reason: string): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    const at = medium.hiddenAt ?? now()
    await trx.updateTable('media').set({ hidden_at: at, hidden_reason: reason }).where('id', '=', id).execute()
    const { count } = await trx
      .selectFrom('media_uses')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('media_id', '=', id)
      .executeTakeFirstOrThrow()
    tell('media.hidden', { uses: count })
    return done({ ...medium, hiddenAt: at, hiddenReason: reason })
  })
}

export function show(spine: Spine, actor: Actor, id: number): Promise<Outcome<Medium>> {
  return change(spine, actor, id, async (trx, medium, tell) => {
    await trx.updateTable('media').set({ hidden_at: null, hidden_reason: '' }).where('id', '=', id).execute()
    tell('media.shown', {})
    return done({ ...medium, hiddenAt: null, hiddenReason: '' })
  })
}

/** AVIF twins for a picture that leads a page; asked for by whoever makes it the lead. */
export const wantAvif = (trx: Db, id: number) => addJob(trx, 'media.avif', { id }, { key: `media.avif:${id}` })

export const compareLater = (trx: Db, id: number) => addJob(trx, 'media.compare', { id }, { key: `media.compare:${id}` })

/** One film after the other, whatever else the worker does. */
export const filmLater = (db: Db, id: number) => addJob(db, 'media.film', { id }, { key: `media.film:${id}`, queue: 'media.films' })

/** Lighter versions are made when there is time. */
async function awaitFilm(trx: Db, id: number) {
  await trx.insertInto('films').values({ media_id: id, state: 'waiting', changed_at: now() }).execute()
  await filmLater(trx, id)
}

const renderLater = (trx: Db, id: number) => addJob(trx, 'media.render', { id }, { key: `media.render:${id}` })

export const row = (id: number, { name, key, contentType, width, height, bytes, sha256 }: Rendition) => ({
  media_id: id,
  name,
  key,
  content_type: contentType,
  width,
  height,
  bytes,
  sha256,
})

type Told = 'media.described' | 'media.focused' | 'media.postered' | 'media.hidden' | 'media.shown' | 'media.cleared'
type Change = (trx: Db, medium: Medium, tell: (kind: Told, detail: object) => void) => Promise<Outcome<Medium>>

export function change(spine: Spine, actor: Actor, id: number, work: Change): Promise<Outcome<Medium>> {
  return command(spine, actor, async (trx, tell) => {
    const medium = await mediumById(trx, actor, id, { lock: true })
    if (!canManage(actor, medium)) throw forbidden()
    return work(trx, medium, (kind, detail) =>
      tell({ kind, subject: 'medium', subjectId: id, siteId: medium.siteId, detail, tags: [mediaTag(id)] } as Parameters<typeof tell>[0]),
    )
  })
}

/**
 * The same file, if the sender may know of it. Two who send it at once come one after the other here, so that the second is told.
 */
async function twinOf(trx: Db, actor: Actor | null, sha256: Buffer, siteId: number): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`media:${sha256.toString('hex')}`}, 0))`.execute(trx)
  const found = await trx
    .selectFrom('media')
    .select('id')
    .where('source_sha256', '=', sha256)
    .where('hidden_at', 'is', null)
    .$if(actor !== null, (query) => query.where(visibleTo(actor!)))
    .$if(actor === null, (query) => query.where('site_id', '=', siteId))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? null
}
