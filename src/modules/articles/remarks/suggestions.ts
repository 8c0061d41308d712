import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Outcome } from '../../../kernel/errors.ts'
import { nfc, stripControl } from '../../../kernel/text.ts'
import { now } from '../../../kernel/time.ts'
import type { Article } from '../article.ts'
import { canWrite } from '../workflow.ts'
import { longest } from '../body/body.ts'
import type { Written } from '../body/diff.ts'
import { parseBody } from '../body/parse.ts'
import { decider } from '../commands/presence.ts'
import { writeWorking } from '../commands/saving.ts'
import { keepRevision } from '../commands/revision.ts'
import type { Anchor } from './anchor.ts'
import { close, talk, tellOf } from './commands.ts'
import { limits, type Suggestion, type SuggestionState, type Thread } from './remark.ts'
import { reworded } from './reword.ts'

/** What was written into the text: the words at the anchor and those that took their place; null when the text stayed. */
export type Rewording = { anchor: Anchor; wording: string }
export type Decided = { version: number; rewording: Rewording | null }

/**
 * Puts the proposed words into the text, as a save of this person: whoever writes at the same time takes it in block by block. `session`: the open
 * editor it came from, which writes it on its own screen too. What stood there is kept as a revision.
 */
export function accept(spine: Spine, actor: Actor, id: number, threadId: number, session = ''): Promise<Outcome<Decided>> {
  return command(spine, actor, async (trx, tell) => {
    const { article, thread, suggestion } = await deciding(trx, actor, id, threadId)
    if (suggestion.state !== 'open') throw conflict()
    if (await decider(trx, actor, id)) return issues({ suggestion: 'held' })
    const rewording = { anchor: thread.anchor, wording: suggestion.wording }
    const change = reworded(article, rewording.anchor, rewording.wording)
    if (!change) return issues({ suggestion: 'quoteGone' })
    const written = await save(trx, actor, article, change.text, session)
    if (!written.ok) return written
    await decide(trx, actor, threadId, 'accepted')
    await close(trx, actor, threadId, true)
    tellOf(tell, article, 'article.suggestionAccepted', threadId)
    return done({ version: written.value, rewording })
  })
}

/** Leaves the text as it is, with words to whoever proposed when there are any. */
export function reject(spine: Spine, actor: Actor, id: number, threadId: number, given: string): Promise<Outcome<null>> {
  return command(spine, actor, async (trx, tell) => {
    const { article, suggestion } = await deciding(trx, actor, id, threadId)
    if (suggestion.state !== 'open') throw conflict()
    const words = nfc(stripControl(given)).trim()
    if (words.length > limits.words) return issues({ words: 'tooLong' })
    await decide(trx, actor, threadId, 'rejected', words)
    await close(trx, actor, threadId, true)
    tellOf(tell, article, 'article.suggestionRejected', threadId)
    return done(null)
  })
}

/** Takes a decision back: the proposal is open again, and accepted words that still stand give way to those before them. */
export function reopenSuggestion(spine: Spine, actor: Actor, id: number, threadId: number, session = ''): Promise<Outcome<Decided>> {
  return command(spine, actor, async (trx, tell) => {
    const { article, thread, suggestion } = await deciding(trx, actor, id, threadId)
    if (suggestion.state === 'open') throw conflict()
    const back = suggestion.state === 'accepted' ? await putBack(trx, actor, article, { thread, suggestion, session }) : done(null)
    if (!back.ok) return back
    await decide(trx, actor, threadId, 'open')
    await close(trx, actor, threadId, false)
    tellOf(tell, article, 'article.suggestionReopened', threadId)
    return done(back.value ?? { version: article.version, rewording: null })
  })
}

type Back = { thread: Thread; suggestion: Suggestion; session: string }

async function putBack(trx: Db, actor: Actor, article: Article, { thread, suggestion, session }: Back): Promise<Outcome<Decided | null>> {
  if (await decider(trx, actor, article.id)) return issues({ suggestion: 'held' })
  const rewording = { anchor: { ...thread.anchor, quote: suggestion.wording }, wording: thread.anchor.quote }
  const change = reworded(article, rewording.anchor, rewording.wording)
  if (!change) return done(null)
  const written = await save(trx, actor, article, change.text, session)
  return written.ok ? done({ version: written.value, rewording }) : written
}

/** The talk with its proposal, if the actor may change the text now. */
async function deciding(trx: Db, actor: Actor, id: number, threadId: number) {
  const { article, thread } = await talk(trx, actor, id, threadId)
  if (!thread.suggestion) throw notFound()
  if (!canWrite(actor, article)) throw forbidden()
  if (thread.hidden) throw conflict()
  return { article, thread, suggestion: thread.suggestion }
}

async function save(trx: Db, actor: Actor, article: Article, text: Written, session: string): Promise<Outcome<number>> {
  const body = parseBody(text.body)
  if (!body.ok || text.title.length > longest.title || text.lead.length > longest.lead) return issues({ suggestion: 'tooLongThen' })
  await keepRevision(trx, article, actor.id, 'replaced')
  await writeWorking(trx, actor, article, { ...text, body: body.value }, now(), { session })
  return done(article.version + 1)
}

const decide = (trx: Db, actor: Actor, threadId: number, state: SuggestionState, words = '') =>
  trx
    .updateTable('suggestions')
    .set({ state, decided_by: state === 'open' ? null : actor.id, decided_at: state === 'open' ? null : now(), decided_words: words })
    .where('remark_id', '=', threadId)
    .execute()
