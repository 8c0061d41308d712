import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine, type Tell } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { nfc, stripControl } from '../../../kernel/text.ts'
import { now } from '../../../kernel/time.ts'
import type { Article } from '../article.ts'
import { articleById, lockArticle } from '../queries.ts'
import { anchorIn, type Anchor } from './anchor.ts'
import { saidBy, threadById } from './queries.ts'
import { limits, mayHide, mayShow, maySpeak, type Thread } from './remark.ts'

/** `wording`: other words for the quote; undefined: only said. */
export type Remarking = { place: string; quote: string; start?: number; words: string; wording?: string }

/** Says something about a place of the text, or proposes other words for it. */
export function remark(spine: Spine, actor: Actor, id: number, given: Remarking): Promise<Outcome<{ id: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await spoken(trx, actor, id)
    const { place, start } = given
    const [quote, words] = [clean(given.quote), clean(given.words).trim()]
    const wording = given.wording === undefined ? null : clean(given.wording)
    const anchor = anchorIn(article, place, quote, start)
    const wrong = issuesOf(anchor, { place, quote, words, wording })
    if (!anchor || Object.keys(wrong).length > 0) return issues(wrong)
    if ((await saidBy(trx, id, actor.id)) >= limits.ofOne) return issues({ words: 'tooMany' })
    const made = await write(trx, actor, article, { words, anchor })
    if (wording !== null) await trx.insertInto('suggestions').values({ remark_id: made, wording }).execute()
    tellOf(tell, article, 'article.remarked', made)
    return done({ id: made })
  })
}

const clean = (text: string) => nfc(stripControl(text.replace(/\r\n?/g, '\n')))

type Asked = { place: string; quote: string; words: string; wording: string | null }

function issuesOf(anchor: Anchor | null, { place, quote, words, wording }: Asked): Issues {
  return {
    ...(!anchor && { quote: place !== '' && quote === '' ? 'placeGone' : 'quoteNotThere' }),
    ...(quote.length > limits.quote && { quote: 'tooLong' }),
    ...(words.length > limits.words && { words: 'tooLong' }),
    ...(words === '' && wording === null && { words: 'nothingSaid' }),
    ...(wording !== null && quote === '' && { quote: 'nothingQuoted' }),
    ...(wording !== null && quote !== '' && wording === quote && { wording: 'sameWording' }),
    ...(wording !== null && wording.length > limits.wording && { wording: 'tooLong' }),
  }
}

/** Answers in a talk. */
export function answer(spine: Spine, actor: Actor, id: number, threadId: number, given: string): Promise<Outcome<{ id: number }>> {
  return command(spine, actor, async (trx, tell) => {
    const { article, thread } = await talk(trx, actor, id, threadId)
    const words = clean(given).trim()
    if (words === '') return issues({ words: 'nothingSaid' })
    if (words.length > limits.words) return issues({ words: 'tooLong' })
    if ((await saidBy(trx, id, actor.id)) >= limits.ofOne) return issues({ words: 'tooMany' })
    const made = await write(trx, actor, article, { words, anchor: thread.anchor, threadId })
    tellOf(tell, article, 'article.remarkAnswered', threadId, { answer: made })
    return done({ id: made })
  })
}

/** Closes a talk, or opens it again. A proposal is closed by its decision alone. */
export function settle(spine: Spine, actor: Actor, id: number, threadId: number, closed: boolean): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const { article, thread } = await talk(trx, actor, id, threadId)
    if ((thread.resolved !== null) === closed || thread.suggestion) throw conflict()
    await close(trx, actor, threadId, closed)
    tellOf(tell, article, closed ? 'article.remarkResolved' : 'article.remarkReopened', threadId)
    return done(null)
  })
}

/** Takes something said out of sight, with the reason; the words stay in the record. Null shows it again. */
export function hide(spine: Spine, actor: Actor, id: number, remarkId: number, why: string | null): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const article = await spoken(trx, actor, id)
    const said = await trx
      .selectFrom('remarks')
      .select(['author_id as byId', 'hidden_at', 'hidden_by', 'thread_id'])
      .where('id', '=', remarkId)
      .where('article_id', '=', id)
      .executeTakeFirst()
    if (!said) throw notFound()
    if (!mayHide(actor, article, said)) throw forbidden()
    if (why === null && said.hidden_at !== null && !mayShow(actor, article, said.hidden_by)) throw forbidden()
    if ((said.hidden_at !== null) === (why !== null)) throw conflict()
    const reason = why === null ? '' : clean(why).trim()
    if (why !== null && reason === '') return issues({ why: 'whyMissing' })
    if (reason.length > limits.why) return issues({ why: 'tooLong' })
    const hidden = why === null ? { hidden_at: null, hidden_by: null } : { hidden_at: now(), hidden_by: actor.id, hidden_why: reason }
    await trx.updateTable('remarks').set(hidden).where('id', '=', remarkId).execute()
    tellOf(tell, article, why === null ? 'article.remarkShown' : 'article.remarkHidden', said.thread_id ?? remarkId, { said: remarkId })
    return done(null)
  })
}

/** The article, locked, if the actor may read what is being written: else it does not exist. */
export async function spoken(trx: Db, actor: Actor, id: number): Promise<Article> {
  await lockArticle(trx, id)
  const article = await articleById(trx, actor, id)
  if (!maySpeak(actor, article)) throw notFound()
  return article
}

export async function talk(trx: Db, actor: Actor, id: number, threadId: number): Promise<{ article: Article; thread: Thread }> {
  const article = await spoken(trx, actor, id)
  return { article, thread: await threadById(trx, id, threadId) }
}

export const close = (trx: Db, actor: Actor, threadId: number, closed: boolean) =>
  trx
    .updateTable('remarks')
    .set({ resolved_at: closed ? now() : null, resolved_by: closed ? actor.id : null })
    .where('id', '=', threadId)
    .execute()

type Kind =
  | 'article.remarked'
  | 'article.remarkAnswered'
  | 'article.remarkResolved'
  | 'article.remarkReopened'
  | 'article.remarkHidden'
  | 'article.remarkShown'
  | 'article.suggestionAccepted'
  | 'article.suggestionRejected'
  | 'article.suggestionReopened'

export const tellOf = (tell: Tell, { id, siteId }: Article, kind: Kind, thread: number, more: { answer?: number; said?: number } = {}) =>
  tell({ kind, subject: 'article', subjectId: id, siteId, detail: { remark: thread, ...more } })

type New = { words: string; anchor: Anchor; threadId?: number }

async function write(trx: Db, actor: Actor, article: Article, { words, anchor, threadId }: New): Promise<number> {
  const { place, quote, start, before, after } = anchor
  const { id } = await trx
    .insertInto('remarks')
    .values({
      article_id: article.id,
      thread_id: threadId ?? null,
      ...(threadId === undefined && { place, quote, start_at: start, before, after }),
      revision_id: article.revisionId,
      version: article.version,
      words,
      author_id: actor.id,
      said_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
