import type { ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../../kernel/access.ts'
import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Schema } from '../../schema.ts'
import { urlOf, type Kind, type Medium, type RenderMedia } from './medium.ts'
import { visibleTo } from './policy.ts'
import { defaultPoster } from './poster.ts'

export type Use = { subject: string; subjectId: number }

/** What the actor may not see does not exist: 404, on every route that asks. */
export async function mediumById(db: Db, actor: Actor, id: number, options: { lock?: boolean } = {}): Promise<Medium> {
  const found = await db
    .selectFrom('media')
    .selectAll()
    .where('id', '=', id)
    .where(visibleTo(actor))
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!found) throw notFound()
  return medium(found)
}

/** All that pages need of these media, in one query; hidden and unknown ones are left out, since their addresses answer 404. */
export async function renderMedia(db: Db, ids: readonly number[]): Promise<Map<number, RenderMedia>> {
  if (ids.length === 0) return new Map()
  const rows = await shown(db)
    .where('media.id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
    .where('media.hidden_at', 'is', null)
    .execute()
  return new Map(rows.map((found) => [found.id, render(found)]))
}

/** The same for somebody at work, hidden ones included: only what the actor may see. */
export async function renderVisible(db: Db, actor: Actor, ids: readonly number[]): Promise<Map<number, RenderMedia>> {
  if (ids.length === 0) return new Map()
  const rows = await shown(db)
    .where('media.id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
    .where(visibleTo(actor))
    .execute()
  return new Map(rows.map((found) => [found.id, render(found)]))
}

/** Those of these media that the actor may see: whoever guesses numbers must not learn the addresses behind them. */
export async function visibleMedia(db: Db, actor: Actor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('media')
    .select('media.id')
    .where('media.id', '=', (eb) => eb.fn.any(eb.val([...new Set(ids)])))
    .where(visibleTo(actor))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export const usesOf = (db: Db, id: number): Promise<Use[]> =>
  db
    .selectFrom('media_uses')
    .select(['subject', 'subject_id as subjectId'])
    .where('media_id', '=', id)
    .orderBy('subject')
    .orderBy('subject_id')
    .execute()

export const uploaderOf = async (db: Db, id: number): Promise<string | undefined> =>
  (
    await db
      .selectFrom('media')
      .innerJoin('people', 'people.id', 'media.uploaded_by')
      .select('people.name')
      .where('media.id', '=', id)
      .executeTakeFirst()
  )?.name

/** The films a picture stands for as their poster. */
export const posterOf = (db: Db, id: number): Promise<{ id: number; name: string }[]> =>
  db.selectFrom('media').select(['id', 'name']).where('poster_id', '=', id).orderBy('id').execute()

export type Served = { contentType: string; bytes: number; sha256: Buffer; name: string; kind: Kind; hidden: boolean }

/** What `/tep/{key}` answers with, for a medium and for its renditions; from our record, never from what a sender claimed. */
export async function servedByKey(db: Db, key: string): Promise<Served | null> {
  const own = db.selectFrom('media').select(['content_type', 'bytes', 'sha256', 'name', 'kind', 'hidden_at']).where('key', '=', key)
  const twin = db
    .selectFrom('renditions')
    .innerJoin('media', 'media.id', 'renditions.media_id')
    .select(['renditions.content_type', 'renditions.bytes', 'renditions.sha256', 'media.name', 'media.kind', 'media.hidden_at'])
    .where('renditions.key', '=', key)
  const found = await own.unionAll(twin).executeTakeFirst()
  if (!found) return null
  const { content_type: contentType, hidden_at, kind, ...rest } = found
  return { ...rest, contentType, kind: kind as Kind, hidden: hidden_at !== null }
}

const renditionsOf = (eb: ExpressionBuilder<Schema, 'media'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('renditions')
      .select(['renditions.name', 'renditions.key', 'renditions.width', 'renditions.content_type as type', 'renditions.bytes'])
      .whereRef('renditions.media_id', '=', 'media.id')
      .orderBy('renditions.width'),
  )

export const shown = (db: Db) =>
  db.selectFrom('media').select((eb) => [
    'media.id',
    'media.key',
    'media.kind',
    'media.content_type',
    'media.bytes',
    'media.width',
    'media.height',
    'media.seconds',
    'media.name',
    'media.caption',
    'media.credit',
    'media.alt',
    'media.decorative',
    'media.focal_x',
    'media.focal_y',
    'media.placeholder',
    'media.licence_until',
    renditionsOf(eb).as('renditions'),
    eb
      .selectFrom('media as poster')
      .select('poster.key')
      .whereRef('poster.id', '=', 'media.poster_id')
      .where('poster.hidden_at', 'is', null)
      .as('poster'),
    eb
      .selectFrom('renditions as poster_rendition')
      .select('poster_rendition.key')
      .whereRef('poster_rendition.media_id', '=', 'media.poster_id')
      .where('poster_rendition.name', '=', 'w960')
      .where((inner) =>
        inner.exists(
          inner
            .selectFrom('media as shown')
            .select('shown.id')
            .whereRef('shown.id', '=', 'media.poster_id')
            .where('shown.hidden_at', 'is', null),
        ),
      )
      .as('small_poster'),
  ])

export type Shown = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]

export function render(found: Shown): RenderMedia {
  const kind = found.kind as Kind
  const named = (name: string) => found.renditions.find((one) => one.name === name)?.key
  const poster = kind === 'video' ? (found.small_poster ?? found.poster ?? named('poster') ?? defaultPoster) : null
  return {
    id: found.id,
    key: found.key,
    kind,
    alt: found.decorative ? '' : found.alt,
    width: found.width ?? 0,
    height: found.height ?? 0,
    variants: found.renditions
      .filter(({ name }) => /^(?:w|avif|v)\d/.test(name))
      .map(({ key, width, type, bytes }) => ({ url: urlOf(key), width, type, bytes })),
    credit: found.credit,
    caption: found.caption,
    bytes: found.bytes,
    contentType: found.content_type,
    name: found.name,
    url: urlOf(found.key),
    decorative: found.decorative,
    focal: { x: found.focal_x, y: found.focal_y },
    ...(poster && { posterUrl: urlOf(poster) }),
    ...(found.placeholder && { placeholder: `data:image/webp;base64,${found.placeholder.toString('base64')}` }),
    ...(found.licence_until && { licenceUntil: found.licence_until }),
    ...(found.seconds !== null && { seconds: found.seconds }),
    ...(named('jpeg') && { jpegUrl: urlOf(named('jpeg')!) }),
    ...(named('og') && { ogUrl: urlOf(named('og')!) }),
  }
}

type Row = { [K in keyof Schema['media']]: unknown }

function medium(found: Row): Medium {
  const { site_id, content_type, focal_x, focal_y, poster_id, uploaded_by, uploaded_at, hidden_at, hidden_reason, ...same } = found
  const { id, key, kind, bytes, width, height, seconds, name, caption, credit, alt, decorative } = same
  const { owner, licence, origin, permission, licence_until, written_credit, place, taken_on } = same
  return {
    id,
    key,
    kind,
    bytes,
    width,
    height,
    seconds,
    name,
    caption,
    credit,
    alt,
    decorative,
    siteId: site_id,
    contentType: content_type,
    focal: { x: focal_x, y: focal_y },
    posterId: poster_id,
    uploadedBy: uploaded_by,
    uploadedAt: uploaded_at,
    hiddenAt: hidden_at,
    hiddenReason: hidden_reason,
    owner,
    licence,
    origin,
    permission,
    licenceUntil: licence_until,
    writtenCredit: written_credit,
    place,
    takenOn: taken_on,
  } as Medium
}
