import type { Actor } from '../../../kernel/access.ts'
import { command, together, type Spine, type system } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, notFound, Refusal } from '../../../kernel/errors.ts'
import { now } from '../../../kernel/time.ts'
import type { Article } from '../article.ts'
import { stepOf } from '../commands/publication.ts'
import { anyArticle } from '../queries.ts'
import { hindranceAt, isLive, mayBundle, mayRelease, type Bundle, type Failure } from './bundle.ts'
import { about, itemsOf, lockBundle } from './commands.ts'

export type Failed = { articleId: number; failure: Failure; error?: unknown }
/** What went out, and what could not. */
export type Released = { out: number[]; failed: Failed[] }

/**
 * All items in one transaction: readers find them all at once. What cannot go out is noted with its reason; of a whole bundle nothing goes out then,
 * and it waits for a person. By a person at any time, also for the rest of one that went out in part; by the worker at its hour. Safe to run twice.
 */
export async function release(spine: Spine, actor: Actor | typeof system, id: number): Promise<Released> {
  try {
    return await together(spine, (inner) => letOut(inner, actor, id))
  } catch (error) {
    if (error instanceof HeldError) return hold(spine, actor, id, error.failed)
    throw error
  }
}

class HeldError extends Error {
  readonly failed: Failed[]
  constructor(failed: Failed[]) {
    super('a whole bundle waits')
    this.failed = failed
  }
}

async function letOut(spine: Spine, actor: Actor | typeof system, id: number): Promise<Released> {
  const bundle = await lockBundle(spine.db, id)
  if (actor && !mayBundle(actor, bundle.siteId)) throw notFound()
  if (actor && !mayRelease(actor, bundle.siteId)) throw forbidden()
  if (!isDue(bundle, actor)) {
    if (actor) throw conflict()
    return { out: [], failed: [] }
  }
  const items = await itemsOf(spine.db, bundle)
  await spine.db.updateTable('bundle_items').set({ waiting: false }).where('bundle_id', '=', id).execute()
  const failed: Failed[] = []
  for (const item of items) failed.push(...(await publishAll(spine, actor, item)))
  if (bundle.whole && failed.length > 0) throw new HeldError(failed)
  return finish(spine, actor, bundle, failed)
}

const isDue = ({ state, heldAt, releaseAt, items }: Bundle, actor: Actor | typeof system) =>
  actor
    ? state === 'open' || (state === 'released' && items.some(({ failure }) => failure !== null))
    : state === 'open' && heldAt === null && Temporal.Instant.compare(releaseAt, now()) <= 0

async function publishAll(spine: Spine, actor: Actor | typeof system, item: Article): Promise<Failed[]> {
  const articleId = item.id
  const hindered = hindranceAt(item, now())
  if (hindered) return [{ articleId, failure: hindered }]
  for (const { id, status } of item.publications) {
    if (status !== 'scheduled') continue
    try {
      const outcome = await stepOf(spine, actor, articleId, id, 'publish', {})
      if (!outcome.ok) return [{ articleId, failure: 'fault', error: outcome.issues }]
    } catch (error) {
      return [{ articleId, failure: error instanceof Refusal && error.status === 403 ? 'own' : 'fault', error }]
    }
  }
  return []
}

async function finish(spine: Spine, actor: Actor | typeof system, bundle: Bundle, failed: Failed[]): Promise<Released> {
  const out: number[] = []
  for (const { articleId } of bundle.items) if (isLive(await anyArticle(spine.db, articleId))) out.push(articleId)
  await command(spine, actor, async (trx, tell) => {
    const releasedAt = bundle.releasedAt ?? now()
    await trx
      .updateTable('bundles')
      .set({ state: 'released', released_at: releasedAt, held_at: null })
      .where('id', '=', bundle.id)
      .execute()
    await note(trx, bundle.id, failed)
    tell({ kind: 'bundle.released', ...about(bundle), detail: { out, failed: idsOf(failed) } })
    return done(null)
  })
  return { out, failed }
}

async function hold(spine: Spine, actor: Actor | typeof system, id: number, failed: Failed[]): Promise<Released> {
  await command(spine, actor, async (trx, tell) => {
    const bundle = await lockBundle(trx, id)
    if (bundle.state !== 'open') throw conflict()
    await trx.updateTable('bundles').set({ held_at: now() }).where('id', '=', id).execute()
    await note(trx, id, failed)
    tell({ kind: 'bundle.held', ...about(bundle), detail: { failed: idsOf(failed) } })
    return done(null)
  })
  return { out: [], failed }
}

async function note(trx: Db, id: number, failed: readonly Failed[]) {
  await trx.updateTable('bundle_items').set({ failure: null }).where('bundle_id', '=', id).execute()
  for (const { articleId, failure } of failed)
    await trx.updateTable('bundle_items').set({ failure }).where('bundle_id', '=', id).where('article_id', '=', articleId).execute()
}

const idsOf = (failed: readonly Failed[]) => failed.map(({ articleId }) => articleId)
