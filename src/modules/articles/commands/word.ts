import { holds, type Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { done, forbidden, issues, type Outcome } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { setUses } from '../../media/index.ts'
import { writers } from '../article.ts'
import { longest, mediaIds, type Block, type Body } from '../body/body.ts'
import { parseBody } from '../body/parse.ts'
import { anyArticle } from '../queries.ts'
import { lockReading, mediaOfReading, type Place } from '../readings.ts'
import type { Draft, WordReading } from '../word/reading.ts'
import { keepRevision } from './revision.ts'
import { demandMedia, writeWorking, type WorkingText } from './saving.ts'
import { insert, isSectionOf, writable } from './writing.ts'

/** How many files of one person wait at once; an older one makes room. */
const mostWaiting = 4

/** Keeps what was read of a file until its sender has looked at it. Like a saved draft it is nobody else's news: no activity. */
export async function keepReading({ db }: Spine, actor: Actor, place: Place, name: string, read: WordReading): Promise<number> {
  const { pictures, ...reading } = read
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('word_readings')
      .values({
        person_id: actor.id,
        article_id: place.articleId,
        site_id: place.siteId,
        section_id: place.sectionId,
        genre: place.genre,
        name,
        reading: json(reading),
        read_at: now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const { number, type, bytes } of pictures)
      await trx
        .insertInto('word_pictures')
        .values({ reading_id: id, number, type, bytes: Buffer.from(bytes) })
        .execute()
    const old = trx.selectFrom('word_readings').select('id').where('person_id', '=', actor.id).orderBy('id', 'desc').offset(mostWaiting)
    await trx.deleteFrom('word_readings').where('id', 'in', old).execute()
    return id
  })
}

/** `version`: of the article as it stood on the screen; null when a new one is begun. */
export type Choice = { title: string; lead: string; inUnicode: boolean; version: number | null }

/**
 * The text of the file becomes an article, or the working copy of one; what stood there is kept as a revision first. Its pictures are in
 * the library by then; one that was refused leaves its place and its caption.
 */
export function takeReading(spine: Spine, actor: Actor, id: number, choice: Choice): Promise<Outcome<{ articleId: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const reading = await lockReading(trx, actor, id)
    if (reading.takenAt) return issues({ form: 'alreadyTaken' })
    const draft = choice.inUnicode && reading.legacy ? reading.legacy.draft : reading.draft
    const text = textOf(draft, choice, await mediaOfReading(trx, id))
    if (!text.ok) return text
    const written =
      reading.articleId === null
        ? await begin(trx, actor, reading, text.value)
        : await replace(trx, actor, reading.articleId, choice, text.value)
    if (!written.ok) return written
    await trx.updateTable('word_readings').set({ taken_at: now(), article_id: written.value.articleId }).where('id', '=', id).execute()
    await trx.deleteFrom('word_pictures').where('reading_id', '=', id).execute()
    const { articleId, revision, siteId } = written.value
    tell({ kind: 'article.takenFromWord', subject: 'article', subjectId: articleId, siteId, detail: { revision } })
    return done({ articleId })
  })
}

/** A title or a lead that was taken out of its field stays at the top of the text: the guess was wrong, not the line. */
function textOf(draft: Draft, { title, lead }: Choice, media: ReadonlyMap<number, number>): Outcome<WorkingText> {
  if (title.length > longest.title) return issues({ title: 'titleTooLong' })
  if (lead.length > longest.lead) return issues({ lead: 'leadTooLong' })
  const above = [title === '' ? draft.titleBlock : null, lead === '' ? draft.leadBlock : null].filter((block) => block !== null)
  const parsed = parseBody({ type: 'doc', content: [...above, ...draft.body.content.map((block) => withMedia(block, media))] })
  return parsed.ok ? done({ title, lead, body: parsed.value }) : parsed
}

/** The file's own numbers of its pictures become those of the library. */
const withMedia = (block: Block, media: ReadonlyMap<number, number>): Block =>
  block.type === 'figure' && block.attrs.mediaId !== null
    ? { ...block, attrs: { ...block.attrs, mediaId: media.get(block.attrs.mediaId) ?? null } }
    : block

type Written = Outcome<{ articleId: number; revision: number; siteId: number }>

async function begin(trx: Db, actor: Actor, { siteId, sectionId, genre }: Place, text: WorkingText): Promise<Written> {
  if (!holds(actor, writers, siteId, sectionId)) throw forbidden()
  if (!(await isSectionOf(trx, siteId, sectionId))) return issues({ section: 'unknownSection' })
  await demandMedia(trx, actor, mediaIds(text.body), [])
  const articleId = await insert(trx, actor, { siteId, sectionId, genre, ...text })
  await setUses(trx, 'article', articleId, mediaIds(text.body))
  const { id: revision } = await keepRevision(trx, await anyArticle(trx, articleId), actor.id, 'imported')
  return done({ articleId, revision, siteId })
}

async function replace(trx: Db, actor: Actor, articleId: number, { version }: Choice, text: WorkingText): Promise<Written> {
  const article = await writable(trx, actor, articleId)
  if (article.version !== version) return issues({ version: 'articleChanged' })
  await demandMedia(trx, actor, mediaIds(text.body), mediaIds(article.body))
  if (!isBlank(article)) await keepRevision(trx, article, actor.id, 'replaced')
  await writeWorking(trx, actor, article, text, now())
  const { id: revision } = await keepRevision(trx, await anyArticle(trx, articleId), actor.id, 'imported')
  return done({ articleId, revision, siteId: article.siteId })
}

/** Nobody has written anything yet: there is nothing to keep. */
const isBlank = ({ title, lead, body }: { title: string; lead: string; body: Body }) =>
  title === '' && lead === '' && body.content.every((block) => block.type === 'paragraph' && !block.content)
