import type { Actor } from '../../../kernel/access.ts'
import { command, type Spine, type Tell } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import { conflict, done, forbidden, issues, notFound, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { addJob } from '../../../kernel/jobs.ts'
import { now } from '../../../kernel/time.ts'
import { isInvolved, type Article } from '../article.ts'
import { replan } from '../commands/publication.ts'
import { anyArticle, articleById, lockArticle } from '../queries.ts'
import { hindranceAt, longestName, mayBundle, mostItems, type Bundle } from './bundle.ts'
import { bundleById, bundleOf } from './queries.ts'

export type Wanted = { name: string; at: Temporal.Instant; whole: boolean }

/** Begins a bundle of a site: what it is called, and the hour of all its items. */
export function gather(spine: Spine, actor: Actor, siteId: number, wanted: Wanted): Promise<Outcome<{ id: number }>> {
  return command(spine, actor, async (trx, tell) => {
    if (!mayBundle(actor, siteId)) throw forbidden()
    const wrong = issuesOf(wanted)
    if (Object.keys(wrong).length > 0) return issues(wrong)
    const { name, at, whole } = wanted
    const { id } = await trx
      .insertInto('bundles')
      .values({ site_id: siteId, name, release_at: at, whole, state: 'open', made_by: actor.id, made_at: now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    await wake(trx, id, at)
    tell({ kind: 'bundle.gathered', subject: 'bundle', subjectId: id, siteId, detail: {} })
    return done({ id })
  })
}

/** Another name, another hour, another way with what is not ready; what was planned moves to the new hour. */
export const change = (spine: Spine, actor: Actor, id: number, wanted: Wanted): Promise<Outcome<null>> =>
  onOpen(spine, actor, id, async (trx, bundle, tell) => {
    const { name, at, whole } = wanted
    const items = await itemsOf(trx, bundle)
    const moved = Temporal.Instant.compare(at, bundle.releaseAt) !== 0
    const wrong = {
      ...issuesOf(wanted),
      ...(items.some((item) => hindranceAt(item, at) === 'embargoed') && { date: 'embargoed' }),
      ...(moved && items.some((item) => isOwnHour(actor, item)) && { time: 'bundleOwn' }),
    }
    if (Object.keys(wrong).length > 0) return issues(wrong)
    await trx.updateTable('bundles').set({ name, release_at: at, whole, held_at: null }).where('id', '=', id).execute()
    for (const item of items) await replan(trx, item, at)
    await wake(trx, id, at)
    tell({ kind: 'bundle.changed', ...about(bundle), detail: {} })
    return done(null)
  })

/** Puts an item in. From now on it does not go out on its own; what was planned for another hour moves to the bundle's. */
export const include = (spine: Spine, actor: Actor, id: number, articleId: number): Promise<Outcome<null>> =>
  onOpen(spine, actor, id, async (trx, bundle, tell) => {
    await lockArticle(trx, articleId)
    const article = await articleById(trx, actor, articleId)
    const hindered = isOwnHour(actor, article) ? 'bundleOwn' : await hindranceIn(trx, article, bundle)
    if (hindered) return issues({ article: hindered })
    await trx
      .insertInto('bundle_items')
      .values({ bundle_id: id, article_id: articleId, waiting: true, added_by: actor.id, added_at: now() })
      .execute()
    await replan(trx, article, bundle.releaseAt)
    tell({ kind: 'bundle.included', ...about(bundle), detail: { article: articleId } })
    return done(null)
  })

/** Approved for an hour, and the actor's own: nobody moves when the own item goes out. */
const isOwnHour = (actor: Actor, article: Article) =>
  isInvolved(actor, article) && article.publications.some(({ status }) => status === 'scheduled')

async function hindranceIn(trx: Db, article: Article, bundle: Bundle) {
  if (article.siteId !== bundle.siteId) return 'bundleOtherSite'
  if (article.publications.some(({ status }) => status !== 'scheduled')) return 'bundleLive'
  if (await bundleOf(trx, article.id)) return 'bundleTwice'
  if (bundle.items.length >= mostItems) return 'bundleFull'
  return hindranceAt(article, bundle.releaseAt) === 'embargoed' ? 'embargoed' : null
}

/** Takes an item out: it goes its own way again, at the hour that was planned. */
export const exclude = (spine: Spine, actor: Actor, id: number, articleId: number): Promise<Outcome<null>> =>
  onOpen(spine, actor, id, async (trx, bundle, tell) => {
    if (!bundle.items.some((item) => item.articleId === articleId)) throw notFound()
    await lockArticle(trx, articleId)
    await trx.deleteFrom('bundle_items').where('bundle_id', '=', id).where('article_id', '=', articleId).execute()
    await replan(trx, await anyArticle(trx, articleId), null)
    tell({ kind: 'bundle.excluded', ...about(bundle), detail: { article: articleId } })
    return done(null)
  })

/** Every item goes its own way again. */
export const dissolve = (spine: Spine, actor: Actor, id: number): Promise<Outcome<null>> =>
  onOpen(spine, actor, id, async (trx, bundle, tell) => {
    await trx.updateTable('bundles').set({ state: 'dissolved' }).where('id', '=', id).execute()
    await trx.updateTable('bundle_items').set({ waiting: false }).where('bundle_id', '=', id).execute()
    for (const item of await itemsOf(trx, bundle)) await replan(trx, item, null)
    tell({ kind: 'bundle.dissolved', ...about(bundle), detail: {} })
    return done(null)
  })

type Work = (trx: Db, bundle: Bundle, tell: Tell) => Promise<Outcome<null>>

/** Another site's bundle is not found; one that went out or was dissolved is a conflict. */
function onOpen(spine: Spine, actor: Actor, id: number, work: Work) {
  return command(spine, actor, async (trx, tell) => {
    const bundle = await lockBundle(trx, id)
    if (!mayBundle(actor, bundle.siteId)) throw notFound()
    if (bundle.state !== 'open') throw conflict()
    return work(trx, bundle, tell)
  })
}

export async function lockBundle(trx: Db, id: number): Promise<Bundle> {
  await trx.selectFrom('bundles').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return bundleById(trx, id)
}

/** Always in the same order, so that two who lock several never wait for each other. */
export async function itemsOf(trx: Db, { items }: Bundle): Promise<Article[]> {
  const found: Article[] = []
  for (const { articleId } of items.toSorted((a, b) => a.articleId - b.articleId)) {
    await lockArticle(trx, articleId)
    found.push(await anyArticle(trx, articleId))
  }
  return found
}

const issuesOf = ({ name, at }: Wanted): Issues => ({
  ...(!name && { name: 'bundleUnnamed' }),
  ...(name.length > longestName && { name: 'tooLong' }),
  ...(Temporal.Instant.compare(at, now().subtract({ minutes: 1 })) < 0 && { time: 'timePast' }),
})

const wake = (trx: Db, id: number, at: Temporal.Instant) =>
  addJob(trx, 'articles.release', { bundle: id }, { at, key: `articles.release:${id}` })

export const about = ({ id, siteId }: Pick<Bundle, 'id' | 'siteId'>) => ({ subject: 'bundle', subjectId: id, siteId }) as const
