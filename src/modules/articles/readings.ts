import type { Actor } from '../../kernel/access.ts'
import type { Spine } from '../../kernel/activity.ts'
import type { Db } from '../../kernel/db/db.ts'
import { notFound } from '../../kernel/errors.ts'
import { now } from '../../kernel/time.ts'
import { importPicture, type Store } from '../media/index.ts'
import type { Genre } from './article.ts'
import { inlineText, nodesOf } from './body/body.ts'
import type { WordReading } from './word/reading.ts'
import { turns } from './word/turns.ts'

/** Where a text is to go: into an article, or into a new one of this site, section and genre. */
export type Place = { articleId: number | null; siteId: number; sectionId: number | null; genre: Genre }

/** A file that was read and waits. `pictures`: those that still have to go through the library's door, and those that were refused there. */
export type Waiting = Place &
  Omit<WordReading, 'pictures'> & {
    id: number
    name: string
    takenAt: Temporal.Instant | null
    pictures: { left: number; taken: number; refused: number }
  }

/** Somebody else's does not exist. */
export async function waitingReading(db: Db, actor: Actor, id: number): Promise<Waiting> {
  const row = await own(db, actor, id).executeTakeFirst()
  if (!row) throw notFound()
  const states = await db.selectFrom('word_pictures').select(['media_id', 'refused']).where('reading_id', '=', id).execute()
  const taken = states.filter(({ media_id }) => media_id !== null).length
  const refused = states.filter((state) => state.refused !== null).length
  return { ...placed(row), pictures: { left: states.length - taken - refused, taken, refused } }
}

/** The same, held until the transaction ends. */
export async function lockReading(trx: Db, actor: Actor, id: number) {
  const row = await own(trx, actor, id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  return placed(row)
}

export async function dropReading(db: Db, actor: Actor, id: number) {
  await db.deleteFrom('word_readings').where('id', '=', id).where('person_id', '=', actor.id).execute()
}

/** Nobody came back for a day: what was read is forgotten. */
export const forgetReadings = ({ db }: Pick<Spine, 'db'>) =>
  db
    .deleteFrom('word_readings')
    .where('read_at', '<', now().subtract({ hours: 24 }))
    .execute()

/** The number a picture has in the file → its number in the library. */
export async function mediaOfReading(db: Db, id: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('word_pictures')
    .select(['number', 'media_id'])
    .where('reading_id', '=', id)
    .where('media_id', 'is not', null)
    .execute()
  return new Map(rows.map(({ number, media_id }) => [number, media_id!]))
}

export const pictureBytes = async (db: Db, actor: Actor, id: number, number: number): Promise<Buffer | null> =>
  (
    await db
      .selectFrom('word_pictures')
      .innerJoin('word_readings', 'word_readings.id', 'word_pictures.reading_id')
      .select('word_pictures.bytes')
      .where('person_id', '=', actor.id)
      .where('reading_id', '=', id)
      .where('number', '=', number)
      .executeTakeFirst()
  )?.bytes ?? null

const inTurn = turns(1, 20)

/**
 * The next picture goes into the library by the door of every upload, with its verdict. Two requests at once take two
 * pictures, or wait: the row is held while its picture is judged, and one at a time holds a row, since the judging needs a connection too.
 */
export const takePicture = (store: Store, actor: Actor, reading: Waiting): Promise<void> =>
  inTurn(() =>
    store.db.transaction().execute(async (trx) => {
      const next = await trx
        .selectFrom('word_pictures')
        .select(['number', 'type', 'bytes'])
        .where('reading_id', '=', reading.id)
        .where('media_id', 'is', null)
        .where('refused', 'is', null)
        .orderBy('number')
        .limit(1)
        .forUpdate()
        .executeTakeFirst()
      if (!next) return
      const { siteId } = reading
      const taken = await importPicture(store, { source: next.bytes, siteId, actor, ...describedIn(reading, next.number, next.type) })
      await trx
        .updateTable('word_pictures')
        .set(taken.ok ? { media_id: taken.value.id } : { refused: taken.issues.file ?? 'broken' })
        .where('reading_id', '=', reading.id)
        .where('number', '=', next.number)
        .execute()
    }),
  )

/** What the text says of a picture goes with it into the library. */
function describedIn({ name, draft, legacy }: Waiting, number: number, type: string) {
  const figure = [...nodesOf((legacy?.draft ?? draft).body)].find((node) => node.type === 'figure' && node.attrs.mediaId === number)
  const stem = name.replace(/\.\w{2,5}$/, '')
  if (figure?.type !== 'figure') return { name: `${stem} ${number}.${type}` }
  const { alt, credit, decorative } = figure.attrs
  return { name: `${stem} ${number}.${type}`, caption: inlineText(figure.content), credit, alt, decorative }
}

const own = (db: Db, actor: Actor, id: number) =>
  db.selectFrom('word_readings').selectAll().where('id', '=', id).where('person_id', '=', actor.id)

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof own>['executeTakeFirst']>>>

const placed = (row: Row) => ({
  ...(row.reading as Omit<WordReading, 'pictures'>),
  id: row.id,
  articleId: row.article_id,
  siteId: row.site_id,
  sectionId: row.section_id,
  genre: row.genre as Genre,
  name: row.name,
  takenAt: row.taken_at,
})
