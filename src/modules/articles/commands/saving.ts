import type { Actor } from '../../../kernel/access.ts'
import type { Spine } from '../../../kernel/activity.ts'
import { json, type Db } from '../../../kernel/db/db.ts'
import { forbidden, Refusal } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import { setUses, visibleMedia } from '../../media/index.ts'
import type { Article } from '../article.ts'
import { canWrite } from '../workflow.ts'
import { mediaIds, type Body } from '../body/body.ts'
import { merge, type Wording } from '../body/merge.ts'
import { blinded, outlineOf, stable, type Outline } from '../body/outline.ts'
import { parseBody } from '../body/parse.ts'
import { articleById, lockArticle } from '../queries.ts'
import { keepFaces } from './faces.ts'
import { decider } from './presence.ts'
import { keepRevision } from './revision.ts'
import { askedPlaces, chooseLeft, keepWordings, type LeftChoice } from './wordings.ts'

export type WorkingText = { title: string; lead: string; body: Body }
/**
 * `session`: one open editor. `settled`: places of which this writer has seen a colleague's wording and has chosen the own one. `left`: what
 * this writer chose about wordings that waited when the page was opened.
 */
export type Sending = { session: string; settled?: readonly string[]; left?: readonly LeftChoice[] }
export type Saved =
  | {
      kind: 'saved'
      version: number
      savedAt: Temporal.Instant
      /** What stands there now, when a colleague's changes are in it; null when it is what was sent. */
      text: WorkingText | null
      wordings: Wording[]
      savedBy: string
    }
  /** Somebody decides about the text just now. */
  | { kind: 'held'; by: string }
  | { kind: 'theirs'; version: number; text: WorkingText; savedBy: string; savedAt: Temporal.Instant }

/**
 * Autosave: writes only the working copy. What a colleague saved since the writer's version is kept, block by block; where both changed the
 * same, the saved one stands and the other waits as a wording. Only when nobody can tell any more who changed what, the other text is answered.
 * It is the one write without an activity row: a step or a named version that follows it tells what happened (docs/decisions).
 */
export async function saveWorking(
  spine: Spine,
  actor: Actor,
  id: number,
  version: number,
  text: WorkingText,
  { session, settled = [], left = [] }: Sending = { session: '' },
): Promise<Saved> {
  return spine.db.transaction().execute(async (trx) => {
    await lockArticle(trx, id)
    const article = await articleById(trx, actor, id)
    if (!canWrite(actor, article)) throw forbidden()
    const by = await decider(trx, actor, id)
    if (by) return { kind: 'held', by }
    await demandMedia(trx, actor, mediaIds(text.body), usedMedia(article.coverId, article.body))
    const asked = await askedPlaces(trx, id, session)
    if (article.version === version && asked.length === 0) {
      await chooseLeft(trx, actor, id, session, left)
      return saveOver(trx, actor, article, text, session)
    }
    // A page that does not name itself is of an older release, still open somewhere: it could not take a colleague's changes in.
    const base = session ? await baseOf(trx, id, version, session, new Set(asked)) : null
    const merged = base && merge(base, text, article, new Set(settled), new Set(asked))
    const body = merged && parseBody(merged.text.body)
    if (!merged || !body?.ok) return { kind: 'theirs', ...theirsOf(article) }
    // What the chosen wording takes the place of was a colleague's.
    if (settled.length > 0) await keepRevision(trx, article, actor.id, 'replaced')
    await chooseLeft(trx, actor, id, session, left)
    await keepWordings(trx, actor, { id, session, settled, wordings: merged.wordings })
    const result = { ...merged.text, body: body.value }
    // Somebody who only looks takes in what is new, and makes no version that others would have to take in again.
    const saved = isSame(result, article)
      ? { kind: 'saved' as const, version: article.version, savedAt: article.savedAt }
      : await saveOver(trx, actor, article, result, session, text)
    return { ...saved, text: isSame(result, text) ? null : result, wordings: merged.wordings, savedBy: article.savedByName }
  })
}

async function saveOver(trx: Db, actor: Actor, article: Article, text: WorkingText, session: string, sent = text) {
  const savedAt = now()
  await writeWorking(trx, actor, article, text, savedAt, { session, sent })
  return { kind: 'saved' as const, version: article.version + 1, savedAt, text: null, wordings: [], savedBy: actor.name }
}

const isSame = (a: WorkingText, b: WorkingText) => a.title === b.title && a.lead === b.lead && stable(a.body) === stable(b.body)

const theirsOf = ({ version, title, lead, body, savedByName, savedAt }: Article) => ({
  version,
  text: { title, lead, body },
  savedBy: savedByName,
  savedAt,
})

/**
 * What the writer's text goes back to. Had this editor itself saved after that version (and the answer was lost on the line), it is what it
 * had sent then, but for the places that answer asked about: there the same words still wait for a choice. Else what stood there at that version.
 */
async function baseOf(trx: Db, id: number, version: number, session: string, asked: ReadonlySet<string>): Promise<Outline | null> {
  const saves = trx.selectFrom('saves').where('article_id', '=', id).orderBy('version', 'desc').limit(1)
  const own = await saves.select(['outline', 'sent']).where('version', '>', version).where('session', '=', session).executeTakeFirst()
  if (own) return blinded((own.sent ?? own.outline) as Outline, asked)
  const then = await saves.select('outline').where('version', '<=', version).executeTakeFirst()
  return (then?.outline ?? null) as Outline | null
}

/** Every write of the working text: the text, what it shows, and the outline by which later writers are told apart. */
export async function writeWorking(
  trx: Db,
  actor: Actor,
  article: Article,
  { title, lead, body }: WorkingText,
  savedAt: Temporal.Instant,
  { session, sent }: { session: string; sent?: WorkingText } = { session: '' },
) {
  const version = article.version + 1
  await trx
    .updateTable('articles')
    .set({ title, lead, body: json(body), version, saved_by: actor.id, saved_at: savedAt })
    .where('id', '=', article.id)
    .execute()
  await keepOutline(trx, { id: article.id, version, session, by: actor.id, at: savedAt }, { title, lead, body }, sent)
  await setUses(trx, 'article', article.id, usedMedia(article.coverId, body))
  if (title !== article.title) await keepFaces(trx, [article.id])
}

type Save = { id: number; version: number; session: string; by: number; at: Temporal.Instant }

export async function keepOutline(trx: Db, { id, version, session, by, at }: Save, text: WorkingText, sent = text) {
  const outline = JSON.stringify(outlineOf(text))
  const other = sent === text ? outline : JSON.stringify(outlineOf(sent))
  await trx
    .insertInto('saves')
    .values({ article_id: id, version, session, outline, sent: other === outline ? null : other, saved_by: by, saved_at: at })
    .execute()
}

/**
 * Whoever holds a file's address can open it, and the pages of a text tell it: so a text takes in only files that its writer may see. What it
 * shows already, a colleague has put there.
 */
export async function demandMedia(trx: Db, actor: Actor, wanted: readonly number[], held: readonly number[]) {
  const added = wanted.filter((id) => !held.includes(id))
  const visible = await visibleMedia(trx, actor, added)
  if (added.some((id) => !visible.has(id))) throw new Refusal(422, 'unknownPicture')
}

export const usedMedia = (coverId: number | null, body: Body) => [...new Set([...mediaIds(body), ...(coverId === null ? [] : [coverId])])]
